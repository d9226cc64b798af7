"""Find help: a pure function from language, place, moment and filters to a plan with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from openly.directory.model import DISTANT, Directory, EmergencyNumber, Service, Territory
from openly.matches import Match, Reason, in_order, understood

WORLD = "001"
_FAR_AWAY = 6
_MOMENTS = 8
"""Of how many languages and moments is kept what all places share: an export has one moment."""


@dataclass(frozen=True)
class Filters:
    """What the reader asked to narrow the list by; empty means anything."""

    topic: str = ""
    channel: str = ""
    audience: str = ""

    def admit(self, service: Service) -> bool:
        """Tell whether a service passes every filter."""
        return (
            (not self.topic or self.topic in service.topics)
            and (not self.channel or self.channel in {one.channel for one in service.contacts})
            and (not self.audience or bool({self.audience, "everyone"} & {*service.audiences}))
        )

    def without_each(self) -> dict[str, "Filters"]:
        """Return, for each filter that is set, the filters without it."""
        return {
            name: Filters(**{**vars(self), name: ""}) for name, value in vars(self).items() if value
        }


class HelpPlan(NamedTuple):
    """Who can help, in order, and what to do where nobody can."""

    territory: Territory
    emergency: tuple[EmergencyNumber, ...]
    matches: tuple[Match, ...]
    elsewhere: tuple[Match, ...]
    international: tuple[Match, ...]
    widen: dict[str, int]
    """For an empty result: each filter to drop, with the number of services that then remain."""
    valid_until: datetime | None
    """The next moment at which a listed service opens or closes."""

    @property
    def first_crisis_line(self) -> Match | None:
        """The first service for everyone that helps in a crisis or listens; else a crisis line."""
        reached = [one for one in self.matches if one.service.contacts]
        for wanted in (
            {Reason.CRISIS, Reason.EVERYONE},
            {Reason.SUPPORT, Reason.EVERYONE},
            {Reason.CRISIS},
        ):
            for match in reached:
                if wanted <= {*match.reasons}:
                    return match
        return None


def find(
    directory: Directory,
    *,
    language: str,
    territory: str,
    moment: datetime,
    timeless: bool = False,
    topic: str = "",
    channel: str = "",
    audience: str = "",
) -> HelpPlan:
    """Plan the help for a language (BCP 47 tag) in a territory (ISO 3166-1) at an aware moment.

    Order: crisis services, people who listen, lines for everyone before those for a group, then the
    reader's language, open now, free, and the record's order: the members of `Reason`.
    Filters, words of the closed vocabularies, only remove. A timeless plan holds all day: it says
    that a service is open only if that is always so. Raises KeyError for an unknown place.
    """
    place = directory.territories[territory]
    filters = Filters(topic, channel, audience)
    admitted = ((one, territory) for one in place.shown if filters.admit(one))
    matches = in_order(admitted, language, moment, timeless)
    is_spoken_here = any(understood(language, service.languages) for service in place.shown)
    far_away = () if is_spoken_here else _far_away(directory, language, moment, timeless)
    elsewhere = _each_once(one for one in far_away if one.territory != territory)
    everywhere = international(directory, language=language, moment=moment, timeless=timeless)
    return HelpPlan(
        territory=place,
        emergency=place.emergency,
        matches=matches,
        elsewhere=elsewhere,
        international=everywhere,
        widen={
            name: sum(map(wider.admit, place.shown))
            for name, wider in filters.without_each().items()
            if not matches
        },
        valid_until=next_change((*matches, *elsewhere, *everywhere)),
    )


def next_change(matches: Iterable[Match]) -> datetime | None:
    """Return the next moment at which a service opens or closes."""
    return min((one.state.until for one in matches if one.state.until), default=None)


@lru_cache(maxsize=_MOMENTS)
def international(
    directory: Directory, *, language: str, moment: datetime, timeless: bool = False
) -> tuple[Match, ...]:
    """Return the services open to the whole world, in the order of a plan."""
    world = ((one, WORLD) for one in directory.world.shown)
    return in_order(world, language, moment, timeless, far=True)


@lru_cache(maxsize=_MOMENTS)
def _far_away(
    directory: Directory, language: str, moment: datetime, timeless: bool
) -> tuple[Match, ...]:
    """Return the services in a language that can be reached from anywhere, in the same order."""
    services = _reaching_far(directory, language)
    return in_order(services, language, moment, timeless, far=True)


@lru_cache(maxsize=64)
def _reaching_far(directory: Directory, language: str) -> tuple[tuple[Service, str], ...]:
    """Return the services of all territories in a language that can be reached from anywhere."""
    return tuple(
        (service, code)
        for code, territory in directory.territories.items()
        for service in territory.shown
        if service.reaches_far and understood(language, service.languages)
    )


def _each_once(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return the first few, but none with the name or an address of one before: a branch of it."""
    seen: set[str] = set()
    kept: list[Match] = []
    for match in matches:
        if len(kept) == _FAR_AWAY:
            break
        service = match.service
        distant = {one.href for one in service.contacts if one.channel in DISTANT}
        own = {service.name.text, service.website, *distant} - {""}
        if not own & seen:
            kept.append(match)
        seen |= own
    return tuple(kept)
