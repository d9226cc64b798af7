"""Collect the messages of templates and code into the template catalog, in reading order.

A message without a translator comment is an error: nobody can translate what they cannot place.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

from openly.article import every_section
from openly.folders import CHECKOUT, PACKAGE, folder

COMMENT_TAG = "I18N:"
# The modules that hold messages.
MODULES = ("page_texts.py", "article.py", "help_texts.py", "opening_words.py", "definitions.py")
# Templates that a reader meets first stand first; the rest follows by name.
FIRST = (
    "base.html",
    "components/skip_link.html",
    "components/leave.html",
    "components/urgent_help.html",
    "components/site_navigation.html",
    "components/language_switch.html",
    "components/notice.html",
    "article.html",
    "article/in_short.html",
)
# What the site's own environment has; a template that cannot be read is an error.
_OF_TEMPLATES = {"trimmed": "true", "extensions": "openly.pieces.Once", "silent": "false"}
# Without a year, which would change the file every January.
HEADER = """\
# The text of Openly, to translate.
# Copyright (C) the Openly translators
# This file is distributed under the same license as the Openly project.
#"""
REMEDY = f"(on the line before, write {COMMENT_TAG} where it stands, and what to mind)"


class UnexplainedError(ValueError):
    """Messages without a translator comment; the text names file, line and remedy of each."""


def extract() -> Catalog:
    """Extract every message of the site into a new template catalog, in reading order.

    Raises UnexplainedError if a message has no translator comment anywhere.
    """
    catalog = Catalog(
        project="Openly",
        version="1",
        charset="utf-8",
        fuzzy=False,
        header_comment=HEADER,
        msgid_bugs_address="see CONTRIBUTING.md",
        last_translator="nobody yet",
        language_team="nobody yet",
    )
    places: dict[str, str] = {}
    for path, line, msgid, comments, context in _found():
        place = path.relative_to(PACKAGE.parent if path.suffix == ".py" else folder("templates"))
        catalog.add(msgid, None, [(str(place), 0)], auto_comments=comments, context=context)
        places.setdefault(msgid if isinstance(msgid, str) else msgid[0], f"{place}:{line}")
    bare = [one.id for one in catalog if one.id and not one.auto_comments]
    if bare:
        named = (one if isinstance(one, str) else one[0] for one in bare)
        lines = (f"{places[one]}: “{one}” has no translator comment" for one in named)
        raise UnexplainedError("\n".join([*lines, REMEDY]))
    return catalog


def template_path() -> Path:
    """Return the path of the template catalog in this checkout."""
    return CHECKOUT / "translations" / "messages.pot"


def _found() -> Iterator[tuple[Path, int, str | tuple[str, ...], list[str], str | None]]:
    for path in _sources():
        python = path.suffix == ".py"
        messages = extract_from_file(
            "python" if python else "jinja2",
            path,
            keywords={"message": None} if python else DEFAULT_KEYWORDS,
            comment_tags=[COMMENT_TAG],
            options={} if python else _OF_TEMPLATES,
            strip_comment_tags=True,
        )
        for line, msgid, comments, context in messages:
            yield path, line, msgid, comments, context


def _sources() -> list[Path]:
    templates = folder("templates")
    first = [
        *(templates / name for name in FIRST),
        *(templates / section.template for section in every_section()),
    ]
    rest = sorted(path for path in templates.rglob("*.html") if path not in first)
    return [*(PACKAGE / name for name in MODULES), *first, *rest]
