"""What every page shows around its own text: title, links, menu, languages, notices."""

from dataclasses import dataclass
from typing import NamedTuple

from openly.addresses import ANY, address_in_any_language, page_address, public_address
from openly.choice import asks_for_unknown_place
from openly.chosen_place import ChosenPlace, chosen_place
from openly.discretion import title_in_tab
from openly.help_filters import chosen_filters, ignores_a_filter
from openly.languages import Language, Languages
from openly.page_texts import (
    DRAFT_ORIGINAL,
    DRAFT_TRANSLATION,
    IGNORED,
    INCOMPLETE,
    PAGES,
    PageText,
)
from openly.translation import Phrase, current_language, library, phrase


class LanguageLinks(NamedTuple):
    """Links to the same page in all languages; only the tags in their addresses differ."""

    languages: Languages
    before: str
    after: str
    is_here: bool
    """Whether this very page is one of those that they lead to."""

    def to(self, language: Language) -> str:
        """Return the address of the page in a language."""
        return f"{self.before}{language.tag}{self.after}"


@dataclass(frozen=True)
class Entry:
    """One entry of the main menu."""

    label: str
    href: str
    current: str
    """As `aria-current` says it: this very page, or `true` for the entry that it belongs to."""


@dataclass(frozen=True)
class Page:
    """What the base template needs to know of a page."""

    title: Phrase
    tab: Phrase
    description: Phrase
    language: Language
    canonical: str
    links: LanguageLinks
    navigation: tuple[Entry, ...]
    notices: tuple[str, ...]
    home: str
    help: str
    source: str
    place: ChosenPlace | None


def describe(
    text: PageText,
    name: str,
    *,
    published: bool = True,
    values: dict[str, object] | None = None,
    parts: dict[str, str] | None = None,
) -> Page:
    """Put together what every page shows; `name` is the page that language links lead to.

    `values` fill the placeholders of its title, `parts` those of its address. Links to the same
    page in another language keep the query too; the canonical address does not.
    """
    language, languages = current_language(), library().languages
    parts = parts or {}
    address = address_in_any_language(name, **{**chosen_filters(), **parts})
    before, _tag, after = address.partition(ANY)
    links = LanguageLinks(languages, before, after, is_here=True)
    title = phrase(text.title, **(values := values or {}))
    return Page(
        title=title,
        tab=title_in_tab(text, title, values),
        description=phrase(text.description, **values),
        language=language,
        canonical=public_address(name, language, **parts) if published else "",
        links=links,
        navigation=tuple(
            Entry(entry.label, page_address(page, language), _current(page, name, published))
            for page, entry in PAGES.items()
        ),
        notices=_notices(language),
        home=page_address("article", language),
        help=page_address("help", language),
        source="" if language.is_source else links.to(languages.source),
        place=chosen_place(language.locale),
    )


def _current(entry: str, name: str, published: bool) -> str:
    """Say where the reader is (WCAG 2.4.8); a place belongs to the page that chooses one."""
    if name == "place":
        return "true" if entry == "help" else ""
    return "page" if published and entry == name else ""


def _notices(language: Language) -> tuple[str, ...]:
    notices = []
    if language.review == "draft":
        notices.append(DRAFT_ORIGINAL if language.is_source else DRAFT_TRANSLATION)
    if library().statuses[language.tag].share < 1:
        notices.append(INCOMPLETE)
    if asks_for_unknown_place() or ignores_a_filter():
        notices.append(IGNORED)
    return tuple(notices)
