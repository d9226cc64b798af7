"""What every page shows around its own text: title, links, menu, languages, notices."""

from dataclasses import dataclass

from flask import url_for

from openly.addresses import absolute, page_address
from openly.languages import Language
from openly.page_texts import DRAFT_ORIGINAL, DRAFT_TRANSLATION, INCOMPLETE, PAGES, PageText
from openly.translation import Phrase, current_language, library, phrase


@dataclass(frozen=True)
class Link:
    """A `<link>` in the head of a page."""

    rel: str
    href: str
    hreflang: str = ""


@dataclass(frozen=True)
class Switch:
    """The same page in one language."""

    language: Language
    href: str
    current: bool


@dataclass(frozen=True)
class Entry:
    """One entry of the main menu."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class Page:
    """What the base template needs to know of a page."""

    title: Phrase
    description: Phrase
    language: Language
    links: tuple[Link, ...]
    switches: tuple[Switch, ...]
    navigation: tuple[Entry, ...]
    notices: tuple[str, ...]
    home: str
    help: str
    source: str


def describe(text: PageText, name: str, *, published: bool = True) -> Page:
    """Put together what every page shows; `name` is the page that language links lead to."""
    language, languages = current_language(), library().languages
    return Page(
        title=phrase(text.title),
        description=phrase(text.description),
        language=language,
        links=_links(name) if published else (),
        switches=tuple(
            Switch(other, page_address(name, other), other == language) for other in languages
        ),
        navigation=tuple(
            Entry(entry.label, page_address(page, language), published and page == name)
            for page, entry in PAGES.items()
        ),
        notices=_notices(language),
        home=page_address("article", language),
        help=page_address("help", language),
        source="" if language.is_source else page_address(name, languages.source),
    )


def _links(name: str) -> tuple[Link, ...]:
    """Return canonical address and alternates of a page, itself among them (hreflang)."""
    languages = library().languages
    published = [language for language in languages if not language.is_pseudo]
    start = url_for("start.start")
    default = start if name == "article" else page_address(name, languages.source)
    return (
        Link("canonical", absolute(page_address(name, current_language()))),
        *(Link("alternate", absolute(page_address(name, one)), one.tag) for one in published),
        Link("alternate", absolute(default), "x-default"),
    )


def _notices(language: Language) -> tuple[str, ...]:
    notices = []
    if language.review == "draft":
        notices.append(DRAFT_ORIGINAL if language.is_source else DRAFT_TRANSLATION)
    if library().share_translated(language) < 1:
        notices.append(INCOMPLETE)
    return tuple(notices)
