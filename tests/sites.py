"""What exists, for tests to run over: languages, pages, catalogs, templates."""

import os
from collections.abc import Sequence
from typing import Any

from openly.folders import folder
from openly.languages import Language, load_languages
from openly.page_texts import PAGES

LANGUAGES = tuple(load_languages(folder("translations"), pseudo=True))
PUBLISHED = tuple(language for language in LANGUAGES if not language.is_pseudo)
TRANSLATED = tuple(language for language in PUBLISHED if not language.is_source)


def address(page: str, language: Language) -> str:
    """Return the path of a page in a language."""
    return f"/{language.tag}/" if page == "article" else f"/{language.tag}/{page}/"


ADDRESSES = tuple(address(page, language) for language in LANGUAGES for page in PAGES)


def page_types(language: Language) -> dict[str, str]:
    """Return the path of one page of each type in a language, by the name of the type."""
    return {
        **{page: address(page, language) for page in PAGES},
        "place": f"/{language.tag}/help/GB/",
        "missing": f"/{language.tag}/nowhere/",
        "components": f"/{language.tag}/components/?place=GB",
    }


# These languages are looked at in the browser with every run of the tests: scripts of each kind,
# both directions, long words. In the first two, every type of page is; the others take turns.
# With `EVERY_LANGUAGE` (`make accessibility`) everything is looked at in every language.
_SAMPLE = ("en", "ar", "hi", "ja", "th", "de")
EVERY = bool(os.environ.get("EVERY_LANGUAGE"))
LOOKED_AT = tuple(language for language in LANGUAGES if EVERY or language.tag in _SAMPLE)
LOOKS = tuple(
    path
    for language in LOOKED_AT
    for place, path in enumerate(page_types(language).values())
    if EVERY or language.tag in _SAMPLE[:2] or place % 2 == _SAMPLE.index(language.tag) % 2
)
# Those, and all that are written from right to left.
LOOKED_AT_OR_MIRRORED = tuple(
    language for language in LANGUAGES if language in LOOKED_AT or language.direction == "rtl"
)
# What does not depend on the language is looked at in both directions.
BOTH_DIRECTIONS = tuple(
    path
    for language in LANGUAGES
    if language.tag in ("en", "ar")
    for path in page_types(language).values()
)


def sample(first: Sequence[Any], second: Sequence[Any], times: int) -> list[tuple[Any, Any]]:
    """Pair each of the second with some of the first, in turn; with all of them if `EVERY`."""
    times = len(first) if EVERY else times
    return [
        (first[(place + turn * len(first) // times) % len(first)], one)
        for place, one in enumerate(second)
        for turn in range(times)
    ]


CATALOGS = {
    language.tag: folder("translations") / language.folder / "LC_MESSAGES" / "messages.po"
    for language in TRANSLATED
}
# Those of the site; the workbench has its own style.
TEMPLATES = tuple(
    path for path in sorted(folder("templates").rglob("*.html")) if path.parent.name != "workbench"
)
