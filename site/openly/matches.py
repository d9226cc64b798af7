"""Matches: what speaks for a service in a language at a moment, and the order that makes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from openly.directory.model import Service
from openly.directory.schedule import State
from openly.tags import distance, language_of

STALE_AFTER = timedelta(days=730)
"""Age from which a source is called old: 24 months."""

# CLDR calls Croatian and Serbian 9 apart, Nynorsk and Bokmål 20: speakers understand each other on
# the telephone, and that is what is promised. Ukrainian and Russian are 24, most others 80 or more.
_UNDERSTOOD = 20


class Reason(StrEnum):
    """Why a service stands where it stands, strongest first."""

    CRISIS = "crisis"
    SUPPORT = "support"
    EVERYONE = "everyone"
    LANGUAGE = "language"
    OPEN = "open"
    FREE = "free"


_ORDER = tuple(Reason)


class Match(NamedTuple):
    """A service in a plan: what speaks for it, and whether it answers now."""

    service: Service
    territory: str
    reasons: tuple[Reason, ...]
    spoken: str
    state: State
    is_old: bool

    @property
    def speaks_language(self) -> bool:
        """Whether someone there speaks the reader's language."""
        return Reason.LANGUAGE in self.reasons


def in_order(
    services: Iterable[tuple[Service, str]],
    language: str,
    moment: datetime,
    timeless: bool,
    far: bool = False,
) -> tuple[Match, ...]:
    """Match services, each with its territory, to a language at a moment: the best first.

    From far away those come first that are reached from a distance. A timeless match says that a
    service is open only if that is always so.
    """
    limit = (moment - STALE_AFTER).date().isoformat()
    found = (
        _match(service, where, language, _state(service, moment, timeless), limit)
        for service, where in services
    )
    return tuple(sorted(found, key=lambda match: _rank(match, far)))


def _state(service: Service, moment: datetime, timeless: bool) -> State:
    schedule = service.schedule
    is_said = schedule and (schedule.is_always or not timeless)
    return schedule.state(moment) if schedule and is_said else State(None)


def _match(service: Service, territory: str, language: str, state: State, limit: str) -> Match:
    spoken = understood(language, service.languages)
    crisis = "suicide-crisis" in service.topics
    holds = {
        Reason.CRISIS: crisis,
        Reason.SUPPORT: "emotional-support" in service.topics and not crisis,
        Reason.EVERYONE: "everyone" in service.audiences,
        Reason.LANGUAGE: bool(spoken),
        Reason.OPEN: bool(state.is_open),
        Reason.FREE: service.is_free,
    }
    newest = service.newest_source
    return Match(
        service=service,
        territory=territory,
        reasons=tuple(reason for reason, held in holds.items() if held),
        spoken=spoken,
        state=state,
        is_old=bool(newest) and newest < limit[: len(newest)],
    )


def _rank(match: Match, far: bool) -> tuple[bool, ...]:
    """Return what sorts a match: its reasons, strongest first; ties keep the record's order."""
    return (far and not match.service.is_distant, *(one not in match.reasons for one in _ORDER))


@lru_cache(maxsize=8192)
def understood(language: str, offered: tuple[str, ...]) -> str:
    """Return the offered language that the reader understands; empty if there is none.

    Speech has no script, so both are compared in the same one (CLDR language matching).
    """
    reader = f"{language_of(language)}-Latn"
    near = [(distance(reader, f"{tag.split('-')[0]}-Latn"), tag) for tag in offered]
    away, tag = min(near, default=(_UNDERSTOOD + 1, ""))
    return tag if away <= _UNDERSTOOD else ""
