"""The table of languages, for the terminal and for `docs/languages.md`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from openly.catalog_folders import found_catalogs
from openly.catalogs import Finding, load_catalog, load_template
from openly.folders import CHECKOUT, folder
from openly.languages import SOURCE_TAG, Language
from openly.translation_status import Status, status_of
from openly.workbench.reach import METHOD, reach_of
from openly.workbench.tables import Row, as_markdown

DOCUMENT = CHECKOUT / "docs" / "languages.md"
HEAD = ("language", "name", "messages", "words", "done", "fuzzy", "findings", "review", "date")
_INTRODUCTION = """\
# Languages

Written by `make catalogs`; readers see the same figures on the page of languages.

"""


def every_status(root: Path, findings: dict[Language, tuple[Finding, ...]]) -> tuple[Status, ...]:
    """Return the figures of every catalog in a folder; `findings` are those of a full check."""
    template = load_template(folder("translations") / "messages.pot")
    _languages, paths = found_catalogs(root)
    return tuple(
        replace(
            status_of(one, load_catalog(paths[one.tag], one.locale, template), template),
            findings=len(found),
        )
        for one, found in findings.items()
    )


def cells(rows: Sequence[Status]) -> list[Row]:
    """Return the rows of the table."""
    return [
        (
            one.language.tag,
            one.language.locale.english_name,
            one.messages,
            one.words,
            f"{int(one.share * 100)} %",
            one.fuzzy,
            one.findings,
            one.language.review,
            one.revised or "unknown",
        )
        for one in rows
    ]


def reach_in_words(rows: Sequence[Status]) -> str:
    """Say how many people the catalogs and the source text reach together, and the source alone."""
    together = reach_of([SOURCE_TAG, *(one.language.tag for one in rows)])
    alone = 100 * reach_of([SOURCE_TAG]).at_least
    return f"Reach: {together}, {METHOD}. English alone: {alone:.1f} %."


def document(rows: Sequence[Status]) -> str:
    """Return the text of `docs/languages.md`."""
    return f"{_INTRODUCTION}{as_markdown(HEAD, cells(rows))}\n{reach_in_words(rows)}\n"
