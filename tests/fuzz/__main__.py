"""The long run: `make fuzz`. It ends by itself, prints its figures, and fails if anything did.

Requests to the application come from one process a core, then those to gunicorn from this one. What
went wrong is written to `corpus/`, where the tests replay it.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tests.fuzz.corpus_files import CORPUS
from tests.fuzz.sockets import Totals, talk_to_gunicorn


def main() -> int:
    """Run both parts and return how the process ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1_000_000, help="to the application")
    parser.add_argument("--over-sockets", type=int, default=50_000, help="to gunicorn")
    parser.add_argument("--minutes", type=float, default=20, help="for those to the application")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    logging.disable(logging.INFO)
    print(f"seed {asked.seed}")
    with tempfile.TemporaryDirectory() as folder:
        found = _ask_the_application(asked, Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        found += _ask_gunicorn(asked.over_sockets, asked.seed, Path(folder))
    print(f"faults: {found}")
    return 1 if found else 0


def _ask_the_application(asked: argparse.Namespace, folder: Path) -> int:
    cores = len(os.sched_getaffinity(0))
    folders = [folder / str(number) for number in range(cores)]
    begun, started = time.monotonic(), []
    for number, own in enumerate(folders):
        own.mkdir()
        with (own / "log").open("wb") as log:
            command = [sys.executable, "-m", "tests.fuzz.coverage_guided"]
            told = (asked.requests // cores + 1, asked.minutes * 60, asked.seed + number, own)
            started.append(subprocess.Popen([*command, *map(str, told)], stderr=log, stdout=log))
    for process, own in zip(started, folders, strict=True):
        if process.wait():
            sys.exit((own / "log").read_text(encoding="utf-8", errors="replace")[-3000:])
    return _told(folders, time.monotonic() - begun)


def _told(folders: list[Path], seconds: float) -> int:
    """Print the figures of all processes, keep what they found, return how much that is."""
    statuses: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    processor = inputs = 0
    for folder in folders:
        figures: dict[str, Any] = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
        statuses.update(figures["statuses"])
        faults.update(figures["faults"])
        processor += figures["seconds"]
        inputs += figures["inputs"]
        for kept in folder.glob("*.toml"):
            shutil.copy(kept, CORPUS / f"found-{kept.name}")
    print(
        f"application: {statuses.total():,} requests from {inputs:,} inputs in {seconds:.0f} s, "
        f"{processor} s of the processor; {_listed(statuses)}"
    )
    for fault, number in faults.most_common():
        print(f"  {number:,} times: {fault}")
    return faults.total()


def _ask_gunicorn(requests: int, seed: int, folder: Path) -> int:
    begun = time.monotonic()
    totals: Totals = talk_to_gunicorn(requests, seed, folder)
    print(
        f"gunicorn: {totals.requests:,} requests over {totals.connections:,} connections in "
        f"{time.monotonic() - begun:.0f} s; {_listed(totals.statuses)}"
    )
    for fault in totals.faults:
        print(f"  {fault}")
    return len(totals.faults)


def _listed(statuses: Counter[Any]) -> str:
    return ", ".join(f"{status}: {number:,}" for status, number in sorted(statuses.items()))


if __name__ == "__main__":
    sys.exit(main())
