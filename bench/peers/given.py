"""What every peer is given: the site's own answer, and what a page of that size is made of."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("BENCH_PEERS", "build/bench/peers")).absolute()
"""Where `bench.prepare` has put it."""


@dataclass(frozen=True)
class Answer:
    """An answer of the site as it came: headers, without those of the connection, and body."""

    headers: list[tuple[str, str]]
    body: bytes


def keep_answer(answer: Answer, folder: Path) -> None:
    """Write an answer to a folder: `headers.json` and `body`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "headers.json").write_text(json.dumps(answer.headers), encoding="utf-8")
    (folder / "body").write_bytes(answer.body)


def load_answer(folder: Path = FOLDER) -> Answer:
    """Return the answer that was kept in a folder."""
    pairs = json.loads((folder / "headers.json").read_text(encoding="utf-8"))
    return Answer([(name, value) for name, value in pairs], (folder / "body").read_bytes())


def load_frame(folder: Path = FOLDER) -> dict[str, Any]:
    """Return what stands around the text: `languages`, `sections` of the menu, `sources`."""
    frame: dict[str, Any] = json.loads((folder / "frame.json").read_text(encoding="utf-8"))
    return frame
