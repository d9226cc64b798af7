"""One process of the long run: atheris chooses the bytes, led by the code of the site they reach.

`python -m tests.fuzz.coverage_guided REQUESTS SECONDS SEED FOLDER` ends by itself, and leaves in
the folder its figures (`figures.json`) and, as files of the corpus, what went wrong.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["openly"]):
    import openly  # noqa: F401

from tests.fuzz.asking import TALLY, Request
from tests.fuzz.corpus_files import write
from tests.fuzz.decoding import Source, request_of
from tests.fuzz.fuzzed_sites import SITES
from tests.fuzz.variations import judged

LONGEST = 200
"""Bytes of which a request is made."""
THOROUGH = 32
"""Every so many are asked again with variations."""
MOST_KEPT = 50


class Run:
    """Counts what was asked and keeps one request of each kind of fault."""

    def __init__(self, requests: int, seconds: float, folder: Path) -> None:
        self.requests, self.end, self.folder = requests, time.monotonic() + seconds, folder
        self.inputs = 0
        self.kinds: dict[str, int] = {}
        self.begun = time.process_time()

    def __call__(self, data: bytes) -> None:
        """Ask what the bytes mean; end the process when it is enough."""
        self.inputs += 1
        request = request_of(Source(data))
        if wrong := judged(request, thoroughly=self.inputs % THOROUGH == 0):
            self._keep(request, wrong)
        if TALLY.total() >= self.requests or time.monotonic() > self.end:
            self._end()

    def _keep(self, request: Request, wrong: list[str]) -> None:
        kind = re.sub(r"\d{4,}|'.*'", "", wrong[0])
        if kind not in self.kinds and len(self.kinds) < MOST_KEPT:
            name = re.sub(r"\W+", "-", kind).strip("-")[:60]
            write(self.folder / f"{name}.toml", request, wrong)
        self.kinds[kind] = self.kinds.get(kind, 0) + 1

    def _end(self) -> None:
        figures = {
            "requests": TALLY.total(),
            "inputs": self.inputs,
            "statuses": dict(sorted(TALLY.items())),
            "seconds": round(time.process_time() - self.begun),
            "faults": self.kinds,
        }
        (self.folder / "figures.json").write_text(json.dumps(figures), encoding="utf-8")
        os._exit(0)


def main() -> None:
    requests, seconds, seed, folder = int(sys.argv[1]), float(sys.argv[2]), *sys.argv[3:]
    for name in SITES:
        # What is read at the first question of its kind is not what later ones cost.
        for path, query in (("/en/languages/", ""), ("/xx/", ""), ("/en/help/", "search=x")):
            judged(Request(name, path=path, query=query), thoroughly=True)
    TALLY.clear()
    chance, seeds = random.Random(int(seed)), Path(folder) / "seeds"  # noqa: S311  # no secret
    seeds.mkdir()
    for number in range(500):
        (seeds / str(number)).write_bytes(chance.randbytes(LONGEST))
    options = [f"-seed={seed}", f"-max_len={LONGEST}", "-rss_limit_mb=0", "-verbosity=0"]
    atheris.Setup([sys.argv[0], *options, str(seeds)], Run(requests, seconds, Path(folder)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
