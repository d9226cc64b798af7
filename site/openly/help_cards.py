"""The services of a plan as a page shows them, in the reader's language."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from babel import Locale
from markupsafe import Markup

from openly.choice import is_exported, now
from openly.directory.model import DIALLED, DISTANT, Name, Source
from openly.forecast import Forecast, forecast
from openly.help_links import Way, way_to
from openly.help_texts import AUDIENCES, TOPICS
from openly.matches import Match
from openly.opening_words import city_of, hours_in_words, state_in_words
from openly.places import place_name
from openly.tags import english_name
from openly.translation import translated

WALLET_SERVICES = 4


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
    """A service, ready to be shown; its words are found when they are asked for."""

    match: Match
    locale: Locale
    is_from_afar: bool
    """Whether it has only the ways that reach across borders."""
    id: str

    @property
    def drawn_from(self) -> tuple[Hashable, ...]:
        """All that its words rest on besides the language."""
        match, day = self.match, now().date() if is_exported() else None
        moment = (match.state, match.is_old, day)
        return self.id, self.is_from_afar, match.territory, match.reasons, moment

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        return self.match.service.names_for(str(self.locale).replace("_", "-"))

    @property
    def name(self) -> Name:
        """The name that the reader can read best."""
        return self._names[0]

    @property
    def other_name(self) -> Name | None:
        """Another name, if there is one."""
        return self._names[1] if self._names[1:] else None

    @property
    def place(self) -> str:
        """The territory of the service."""
        return place_name(self.match.territory, self.locale)

    @property
    def topics(self) -> tuple[Markup, ...]:
        """What it helps with."""
        return tuple(translated(TOPICS[one]) for one in self.match.service.topics)

    @property
    def audiences(self) -> tuple[Markup, ...]:
        """Whom it is for."""
        return tuple(translated(AUDIENCES[one]) for one in self.match.service.audiences)

    @cached_property
    def languages(self) -> tuple[Spoken, ...]:
        """The languages spoken there."""
        return tuple(
            Spoken(*_language_name(tag, self.locale), tag == self.match.spoken)
            for tag in self.match.service.languages
        )

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """How to reach it."""
        contacts = self.match.service.contacts
        return tuple(
            way_to(one) for one in contacts if not self.is_from_afar or one.channel in DISTANT
        )

    @property
    def first_way(self) -> Way:
        """The way that the service itself puts first."""
        return self.ways[0]

    @cached_property
    def website(self) -> Origin | None:
        """Its own site."""
        website = self.match.service.website
        return origin_of(Source(website, "official")) if website else None

    @cached_property
    def hours(self) -> tuple[Markup, ...]:
        """Its opening hours, line by line; none if it never closes."""
        schedule = self.match.service.schedule
        return hours_in_words(schedule, self.locale) if schedule and not schedule.is_always else ()

    @property
    def city(self) -> Markup:
        """The city whose time the hours are given in."""
        schedule = self.match.service.schedule
        return city_of(schedule, self.locale) if schedule else Markup()

    @property
    def state(self) -> Markup:
        """Whether it answers now."""
        return state_in_words(self.match.service.schedule, self.match.state, self.locale)

    @property
    def is_open(self) -> bool:
        """Whether it is known to answer now."""
        return bool(self.match.state.is_open)

    @cached_property
    def forecast(self) -> tuple[Forecast, ...]:
        """What its script may say instead of `state`, in a plain file."""
        return forecast(self.match.service.schedule, now(), self.locale) if is_exported() else ()

    @property
    def sources(self) -> tuple[Origin, ...]:
        """Where we read about it."""
        return tuple(map(origin_of, self.match.service.sources))

    @property
    def newest_source(self) -> str:
        """The date of the newest of them; empty if none has a date."""
        return self.match.service.newest_source

    @property
    def is_old(self) -> bool:
        """Whether that date is long ago."""
        return self.match.is_old


def cards_of(
    matches: Iterable[Match], locale: Locale, *, from_afar: bool = False
) -> tuple[Card, ...]:
    """Make the card of each match; from afar with the ways alone that reach across borders."""
    return tuple(Card(match, locale, from_afar, match.service.id) for match in matches)


def wallet_cards(cards: tuple[Card, ...], matches: tuple[Match, ...]) -> tuple[Card, ...]:
    """Return the first services that can be dialled, for a card of paper."""
    dialled = [
        card
        for card, match in zip(cards, matches, strict=True)
        if match.service.contacts and match.service.contacts[0].channel in DIALLED
    ]
    return tuple(dialled[:WALLET_SERVICES])


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
