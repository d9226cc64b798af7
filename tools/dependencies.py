"""Every dependency with its reason, in docs/dependencies.md: `make dependencies`.

Names and versions come from the locks, licences from the bill of materials, reasons from the
README's table, and the days of release from a lock that holds upload times (pylock.toml, PEP 751).
"""

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from packaging.utils import canonicalize_name
from tools.bill import CONCLUDED, bill_of, licences_in
from tools.locks import CHECKOUT, LOCKS, Locked, read_lock

from openly.toml import read_toml
from openly.workbench.tables import as_markdown

DOCUMENT = CHECKOUT / "docs" / "dependencies.md"
MARK = "<!-- From here on `make dependencies` writes. -->\n"

_ROW = re.compile(r"^\| (.+?) \| (.+?) \|$", re.MULTILINE)
_RELEASED = re.compile(r"^\| (\S+) \| \S+ \| (\d{4}-\d\d-\d\d) \|", re.MULTILINE)


def reasons() -> dict[str, str]:
    """Return why each library of the README's table is there, by its name."""
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## What it stands on")[2]
    return {
        canonicalize_name(name): reason
        for names, reason in _ROW.findall(table)
        for name in names.split(", ")
    }


def released_in(lock: Path) -> dict[str, str]:
    """Return the day on which each version was uploaded, by its first wheel, from a pylock.toml."""
    return {
        package["name"]: f"{min(file['upload-time'] for file in package['wheels']):%Y-%m-%d}"
        for package in read_toml(lock)["packages"]
    }


def released_in_document() -> dict[str, str]:
    """Return the days of release that the document states."""
    return dict(_RELEASED.findall(DOCUMENT.read_text(encoding="utf-8")))


def tables(released: Mapping[str, str]) -> str:
    """Return the part of the document that is made from locks, metadata and days of release."""
    run, development = (read_lock(LOCKS / f"{name}.txt") for name in ("run", "development"))
    licences = {**licences_in(bill_of(development)), **CONCLUDED}
    why = reasons()

    def rows(locked: Iterable[Locked]) -> list[tuple[str, ...]]:
        return [
            (
                one.name,
                one.version,
                *([released[one.name]] if one in run else []),
                licences[one.name],
                why[one.name] if one.is_direct else f"for {', '.join(one.needed_by)}",
            )
            for one in locked
        ]

    ours = {one.name for one in run}
    others = [one for one in development if one.name not in ours]
    head = ("library", "version", "released", "licence", "why")
    short = ("library", "version", "licence", "why")
    parts = (
        ("What a running site has", head, [one for one in run if one.is_direct]),
        ("What these bring", head, [one for one in run if not one.is_direct]),
        ("Only where it is developed, tested or translated", short, others),
    )
    return "".join(f"\n## {name}\n\n{as_markdown(top, rows(found))}" for name, top, found in parts)


def document(released: Mapping[str, str]) -> str:
    """Return the whole document: what is written by hand, and the tables."""
    written = DOCUMENT.read_text(encoding="utf-8").partition(MARK)[0]
    return written + MARK + tables(released)


if __name__ == "__main__":
    DOCUMENT.write_text(document(released_in(Path(sys.argv[1]))), encoding="utf-8")
