"""What a page shows of a plan: numbers, cards of services, filters, in the reader's language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from babel import Locale
from babel.lists import format_list
from markupsafe import Markup

from openly.choice import is_exported, now
from openly.directory.model import DIALLED, DISTANT, Contact, EmergencyNumber, Name, Service, Source
from openly.finder import HelpPlan, Match
from openly.forecast import Forecast, forecast
from openly.help_texts import (
    ACTIONS,
    ANSWERS,
    AUDIENCES,
    CALL_AND_PRESS,
    COSTS,
    TEXT_A_WORD,
    TOPICS,
    WHATSAPP_A_WORD,
)
from openly.opening_words import city_of, hours_in_words, state_in_words
from openly.places import place_name
from openly.tags import english_name
from openly.translation import translated

WALLET_SERVICES = 4


@dataclass(frozen=True)
class Way:
    """One way to reach a service, as a link: it dials, writes or opens a site."""

    href: str
    label: Markup
    spoken: str
    """Its number, digit by digit; empty where it has none."""
    cost: Markup
    is_site: bool


@dataclass(frozen=True)
class Emergency:
    """An emergency number as a link, and who answers it."""

    href: str
    number: Markup
    spoken: str
    """The same, digit by digit."""
    answers: Markup


@dataclass(frozen=True)
class Spoken:
    """A language spoken at a service, marked if it is the reader's.

    `language` is that of the name itself, where CLDR has it in English alone.
    """

    name: str
    language: str
    is_readers: bool


@dataclass(frozen=True)
class Origin:
    """A source, by the address that it was read at."""

    url: str
    text: str
    date: str


@dataclass(frozen=True)
class Card:
    """A service, ready to be shown."""

    id: str
    name: Name
    other_name: Name | None
    place: str
    topics: tuple[Markup, ...]
    audiences: tuple[Markup, ...]
    languages: tuple[Spoken, ...]
    ways: tuple[Way, ...]
    website: Origin | None
    hours: tuple[Markup, ...]
    city: Markup
    state: Markup
    is_open: bool
    forecast: tuple[Forecast, ...]
    """What its script may say instead of `state`, in a plain file."""
    sources: tuple[Origin, ...]
    newest_source: str
    is_old: bool

    @property
    def first_way(self) -> Way:
        """The way that the service itself puts first."""
        return self.ways[0]


def emergency_of(plan: HelpPlan, locale: Locale) -> tuple[Emergency, ...]:
    """Return the emergency numbers of a plan."""
    return tuple(_emergency(one, locale) for one in plan.emergency)


def _emergency(number: EmergencyNumber, locale: Locale) -> Emergency:
    answers = [translated(ANSWERS[one]) for one in number.reaches]
    # CLDR's words and our own phrases, which come escaped.
    listed = Markup(format_list(answers, locale=locale))  # noqa: S704
    return Emergency(number.href, isolated(number.dial), digit_by_digit(number.dial), listed)


def isolated(text: str) -> Markup:
    """Keep a number in its own order within text of either direction (HTML `bdi`)."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def digit_by_digit(number: str) -> str:
    """Write a number as it is to be spoken: `116 123` is `1 1 6, 1 2 3`."""
    return ", ".join(" ".join(group) for group in re.findall(r"\+?[0-9]+", number))


def cards_of(
    matches: Iterable[Match], locale: Locale, *, from_afar: bool = False
) -> tuple[Card, ...]:
    """Make the card of each match; from afar with the ways alone that reach across borders."""
    return tuple(card_of(match, locale, from_afar=from_afar) for match in matches)


def card_of(match: Match, locale: Locale, *, from_afar: bool = False) -> Card:
    """Make the card of a match."""
    service = match.service
    contacts = [one for one in service.contacts if not from_afar or one.channel in DISTANT]
    schedule = service.schedule
    names = service.names_for(str(locale).replace("_", "-"))
    return Card(
        id=service.id,
        name=names[0],
        other_name=names[1] if names[1:] else None,
        place=place_name(match.territory, locale),
        topics=tuple(translated(TOPICS[one]) for one in service.topics),
        audiences=tuple(translated(AUDIENCES[one]) for one in service.audiences),
        languages=tuple(
            Spoken(*_language_name(tag, locale), tag == match.spoken) for tag in service.languages
        ),
        ways=tuple(map(_way, contacts)),
        website=_website(service),
        hours=hours_in_words(schedule, locale) if schedule and not schedule.is_always else (),
        city=city_of(schedule, locale) if schedule else Markup(),
        state=state_in_words(schedule, match.state, locale),
        is_open=bool(match.state.is_open),
        forecast=forecast(schedule, now(), locale) if is_exported() else (),
        sources=tuple(map(origin_of, service.sources)),
        newest_source=service.newest_source,
        is_old=match.is_old,
    )


def wallet_cards(cards: tuple[Card, ...], matches: tuple[Match, ...]) -> tuple[Card, ...]:
    """Return the first services that can be dialled, for a card of paper."""
    dialled = [
        card
        for card, match in zip(cards, matches, strict=True)
        if match.service.contacts and match.service.contacts[0].channel in DIALLED
    ]
    return tuple(dialled[:WALLET_SERVICES])


def _way(contact: Contact) -> Way:
    written = contact.show or contact.address
    number = isolated(written)
    if contact.word:
        text = WHATSAPP_A_WORD if contact.channel == "whatsapp" else TEXT_A_WORD
        label = translated(text, word=isolated(contact.word), number=number)
    elif contact.extension:
        label = translated(CALL_AND_PRESS, number=number, extension=isolated(contact.extension))
    else:
        label = translated(ACTIONS[contact.channel], number=number)
    return Way(
        href=contact.href,
        label=label,
        spoken=digit_by_digit(written) if contact.channel in DIALLED else "",
        cost=translated(COSTS[contact.cost]) if contact.cost else Markup(),
        is_site=contact.href.startswith("http"),
    )


def _website(service: Service) -> Origin | None:
    return origin_of(Source(service.website, "official")) if service.website else None


def origin_of(source: Source) -> Origin:
    """Name a source by its address without the scheme: enough to tell it from any other."""
    parts = urlsplit(source.url)
    address = f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/")
    return Origin(source.url, f"{address}?{parts.query}" if parts.query else address, source.date)


def _language_name(tag: str, locale: Locale) -> tuple[str, str]:
    """Name a language in another, or in English if CLDR has no other name for it."""
    known = locale.languages
    if name := known.get(tag.replace("-", "_")) or known.get(tag.partition("-")[0]):
        return name, ""
    return english_name(tag), "en"
