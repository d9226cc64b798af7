"""The reader's glossary: all words on one page, and some beside the text that uses them first."""

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.lists import format_list
from markupsafe import Markup

from openly.addresses import page_address
from openly.article import every_section
from openly.collation import in_order
from openly.definitions import DEFINITIONS, Definition
from openly.page_texts import PAGES
from openly.translation import Phrase, current_language, phrase


@dataclass(frozen=True)
class Entry:
    """A word of the glossary, and the page or section of the article that says more about it."""

    name: str
    term: Phrase
    meaning: Phrase
    more: Phrase
    href: str


@dataclass(frozen=True)
class Explained:
    """Some words with their meanings."""

    words: Markup
    """The words as a list in a sentence."""
    entries: tuple[tuple[Phrase, Phrase], ...]


def entries() -> tuple[Entry, ...]:
    """Return all words in the language of the request, sorted as its dictionaries are."""
    found = [_entry(name, definition) for name, definition in DEFINITIONS.items()]
    terms = tuple(entry.term.text for entry in found)
    return tuple(found[index] for index in _order(terms, current_language().locale))


@lru_cache(maxsize=64)
def _order(terms: tuple[str, ...], locale: Locale) -> tuple[int, ...]:
    """Return the positions of some words as a dictionary of the language lists them."""
    return tuple(in_order(range(len(terms)), lambda index: terms[index], locale))


_TITLES = {section.id: section.title for section in every_section()}


def _entry(name: str, definition: Definition) -> Entry:
    title = _TITLES.get(definition.section) or PAGES[definition.page].title
    address = page_address(definition.page or "article", current_language())
    return Entry(
        name,
        phrase(definition.term),
        phrase(definition.meaning),
        phrase(title),
        f"{address}#{definition.section}" if definition.section else address,
    )


def explain(*names: str) -> Explained:
    """Return words and meanings in the order given; a name is a key of `DEFINITIONS`."""
    pairs = tuple(
        (phrase(DEFINITIONS[name].term), phrase(DEFINITIONS[name].meaning)) for name in names
    )
    # CLDR's words and our own phrases, which come escaped.
    listed = format_list([term.html for term, _ in pairs], locale=current_language().locale)
    return Explained(Markup(listed), pairs)  # noqa: S704
