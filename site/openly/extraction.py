"""Collect the messages of templates and code into the template catalog, and merge it into others.

Catalogs are written so that a change of wording is all that a diff shows: reading order, no line
numbers, no dates, no wrapping.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po, write_po

from openly.article import every_section
from openly.folders import CHECKOUT, PACKAGE, folder
from openly.plurals import plural_forms_header

COMMENT_TAG = "I18N:"
# The modules that hold messages.
MODULES = ("page_texts.py", "article.py", "help_texts.py", "opening_words.py")
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


def extract() -> Catalog:
    """Extract every message of the site into a new template catalog, in reading order."""
    catalog = Catalog(project="Openly", version="1", charset="utf-8", fuzzy=False)
    catalog.copyright_holder = "the Openly translators"
    for path, method, options in _sources():
        with_tag = extract_from_file(
            method,
            path,
            keywords=DEFAULT_KEYWORDS if method == "jinja2" else {"message": None},
            comment_tags=[COMMENT_TAG],
            options=options,
            strip_comment_tags=True,
        )
        for _line, msgid, comments, context in with_tag:
            place = path.relative_to(PACKAGE.parent if method == "python" else folder("templates"))
            catalog.add(msgid, None, [(str(place), 0)], auto_comments=comments, context=context)
    return catalog


def _sources() -> list[tuple[Path, str, dict[str, str]]]:
    templates = folder("templates")
    outline = [templates / section.template for section in every_section()]
    first = [templates / name for name in FIRST] + outline
    rest = sorted(path for path in templates.rglob("*.html") if path not in first)
    return [
        *((PACKAGE / name, "python", {}) for name in MODULES),
        *((path, "jinja2", {"trimmed": "true"}) for path in [*first, *rest]),
    ]


def as_po(catalog: Catalog) -> bytes:
    """Write a catalog as quiet `.po` text: no line numbers, dates or wrapping."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, include_lineno=False, include_previous=True)
    dates = (b'"POT-Creation-Date:', b'"PO-Revision-Date:')
    return b"".join(
        line for line in buffer.getvalue().splitlines(True) if not line.startswith(dates)
    )


def template_path() -> Path:
    """Return the path of the template catalog in this checkout."""
    return CHECKOUT / "translations" / "messages.pot"


def merged(existing: Path, template: Catalog) -> Catalog:
    """Merge the template into a catalog.

    New messages are empty, changed ones fuzzy with their old source beside them; messages that are
    no longer used stay at the end as obsolete entries.
    """
    with existing.open("rb") as file:
        catalog = read_po(file)
    if catalog.locale:
        catalog.mime_headers = [("Plural-Forms", plural_forms_header(catalog.locale))]
    catalog.update(template, no_fuzzy_matching=False, update_creation_date=False)
    return catalog
