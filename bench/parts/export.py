"""All pages as plain files, by `openly export` and by Hugo, in turns, on all cores."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter

from bench.effort import Effort, alternating
from bench.hugo import write_site
from bench.parts import Groups, note
from bench.places import BASE_URL, BUILD, CHECKOUT
from bench.servers import environment

from openly.folders import folder
from openly.languages import load_languages

GROUP = "all pages as files"
OUT, SOURCE, BUILT = BUILD / "export", BUILD / "hugo-source", BUILD / "hugo"
_OPENLY = [sys.executable, "-m", "openly", "export"]


def measure(effort: Effort) -> Groups:
    """Return pages a second of both, each time into an empty folder.

    The first export is not counted: it tells how many pages of which size Hugo is given. Nothing
    is returned where this site has no command to export.
    """
    if subprocess.run([*_OPENLY, "--help"], env=environment(), capture_output=True).returncode:  # noqa: PLW1510, S603
        return {}
    languages = list(islice(load_languages(folder("translations")), effort.languages))
    some = [f"--language={one.tag}" for one in languages if effort.languages]
    commands = {
        "Openly": ([*_OPENLY, str(OUT), "--base-url", BASE_URL, *some], OUT),
        "Hugo": (["hugo", "--quiet", "--source", str(SOURCE), "--destination", str(BUILT)], BUILT),
    }
    _build(*commands["Openly"])
    pages = _pages(OUT)
    size = sum(page.stat().st_size for page in pages) // len(pages)
    shutil.rmtree(SOURCE, ignore_errors=True)
    write_site(SOURCE, languages, len(pages), size)
    group: dict[str, dict[str, list[float]]] = {name: {} for name in commands}
    for name in alternating(list(commands), effort.builds):
        note(group[name], _figures(*commands[name]))
    return {GROUP: group}


def _figures(command: Sequence[str], out: Path) -> dict[str, float]:
    seconds, pages = _build(command, out), _pages(out)
    return {
        "seconds": seconds,
        "pages": len(pages),
        "bytes a page": sum(page.stat().st_size for page in pages) / len(pages),
        "pages a second": len(pages) / seconds,
    }


def _build(command: Sequence[str], out: Path) -> float:
    """Run a command that fills a folder, and return its seconds."""
    shutil.rmtree(out, ignore_errors=True)
    begin = perf_counter()
    subprocess.run(  # noqa: S603
        command, cwd=CHECKOUT, env=environment(), capture_output=True, check=True
    )
    return perf_counter() - begin


def _pages(out: Path) -> list[Path]:
    return list(out.rglob("*.html"))
