"""All pages as plain files, by `openly export` and by Hugo, in turns, on all cores.

For each place `openly export` writes two documents, a page and its plan as data; Hugo is given as
many pages as there are documents, of their mean size.
"""

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
DOCUMENTS, PAGES = "documents a second", "pages a second"
OUT, SOURCE, BUILT = BUILD / "export", BUILD / "hugo-source", BUILD / "hugo"
_OPENLY = [sys.executable, "-m", "openly", "export"]


def measure(effort: Effort) -> Groups:
    """Return documents and pages a second of both, each time into an empty folder.

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
    written = _documents(OUT)
    shutil.rmtree(SOURCE, ignore_errors=True)
    write_site(SOURCE, languages, len(written), int(_mean_size(written)))
    group: dict[str, dict[str, list[float]]] = {name: {} for name in commands}
    for name in alternating(list(commands), effort.builds):
        note(group[name], _figures(*commands[name]))
    return {GROUP: group}


def _figures(command: Sequence[str], out: Path) -> dict[str, float]:
    seconds, written = _build(command, out), _documents(out)
    pages = [one for one in written if one.suffix == ".html"]
    return {
        "seconds": seconds,
        "pages": len(pages),
        "documents": len(written),
        "bytes a document": _mean_size(written),
        PAGES: len(pages) / seconds,
        DOCUMENTS: len(written) / seconds,
    }


def _build(command: Sequence[str], out: Path) -> float:
    """Run a command that fills a folder, and return its seconds."""
    shutil.rmtree(out, ignore_errors=True)
    begin = perf_counter()
    subprocess.run(  # noqa: S603
        command, cwd=CHECKOUT, env=environment(), capture_output=True, check=True
    )
    return perf_counter() - begin


def _documents(out: Path) -> list[Path]:
    return [*out.rglob("*.html"), *out.rglob("*.json")]


def _mean_size(documents: list[Path]) -> float:
    return sum(one.stat().st_size for one in documents) / len(documents)
