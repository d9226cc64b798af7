"""Requests kept as files: one a file, named for what it broke, with a line that says why."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from openly.toml import read_toml
from tests.fuzz.asking import Request

if TYPE_CHECKING:
    from collections.abc import Iterable

CORPUS = Path(__file__).with_name("corpus")
KEPT = {path.stem: path for path in sorted(CORPUS.glob("*.toml"))}


def load(path: Path) -> tuple[Request, bytes]:
    """Return the request of a file to the application, or the bytes that go to a server."""
    kept = read_toml(path)
    assert kept.pop("why"), f"{path.name} says why it is kept"
    raw = kept.pop("raw", "").encode("latin-1")
    headers = tuple((name, text) for name, text in kept.pop("headers", ()))
    return Request(**kept, headers=headers), raw


def write(path: Path, request: Request, why: Iterable[str]) -> None:
    """Keep a request, with what was wrong with its answer (TOML 1.0; strings as JSON has them)."""
    usual = asdict(Request())
    kept = {name: value for name, value in asdict(request).items() if value != usual[name]}
    lines = [f"{name} = {_toml(value)}" for name, value in {"why": "; ".join(why), **kept}.items()]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _toml(value: object) -> str:
    return json.dumps(value).replace("\x7f", "\\u007f")
