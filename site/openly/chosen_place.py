"""The chosen place as every page shows it: emergency numbers and the first crisis line."""

from dataclasses import dataclass

from babel import Locale
from flask import request

from openly.addresses import page_address
from openly.choice import current_place, plan_for
from openly.help_cards import Card, Origin, cards_of, origin_of
from openly.help_links import Emergency, emergency_of
from openly.places import place_name
from openly.translation import current_language


@dataclass(frozen=True)
class ChosenPlace:
    """The place that the reader chose, as every page shows it."""

    name: str
    href: str
    """The page of the place; empty on that page itself."""
    emergency: tuple[Emergency, ...]
    sources: tuple[Origin, ...]
    """Where the emergency numbers were read."""
    newest_source: str
    crisis_line: Card | None


def chosen_place(locale: Locale) -> ChosenPlace | None:
    """Return the chosen place with its emergency numbers and its first crisis line."""
    territory = current_place()
    if territory is None:
        return None
    plan = plan_for(territory)
    first = plan.first_crisis_line
    return ChosenPlace(
        name=place_name(territory.code, locale),
        href="" if request.endpoint == "pages.place" else _place_address(territory.code),
        emergency=emergency_of(plan, locale),
        sources=tuple(map(origin_of, territory.sources)),
        newest_source=max((source.date for source in territory.sources), default=""),
        crisis_line=next(iter(cards_of([first] if first else [], locale)), None),
    )


def _place_address(code: str) -> str:
    return page_address("place", current_language(), territory=code)
