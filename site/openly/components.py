"""Every component in all its states on one page, for development and tests alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from babel import Locale
from flask import Response, abort, current_app

from openly.article import OUTLINE
from openly.choice import directory, international_services, now, plan_for
from openly.chosen_place import chosen_place
from openly.directory.model import Source
from openly.frame import describe
from openly.help_cards import Card, cards_of, origin_of
from openly.help_filters import filters_for
from openly.help_links import emergency_of
from openly.help_pages import PlaceLink
from openly.help_texts import TOPICS
from openly.localized import blueprint, show
from openly.matches import Match
from openly.page_texts import LEVEL_COLUMNS, PageText
from openly.places import place_name, zones_of
from openly.rows import Row
from openly.sources import load_sources
from openly.translation import current_language, phrase

# Not translated: nobody but developers sees this page.
TEXT = PageText("Components", "Every component of this site in all its states.")

CARD_STATES: dict[str, Callable[[Card], bool]] = {
    "open now": lambda card: card.is_open and bool(card.hours),
    "closed now": lambda card: not card.is_open and bool(card.hours),
    "always open": lambda card: card.is_open and not card.hours,
    "hours unknown": lambda card: not card.is_open and not card.hours,
    "two names": lambda card: bool(card.other_name),
    "only a site": lambda card: not card.ways and bool(card.website),
    "old source": lambda card: card.is_old,
    "undated source": lambda card: not card.newest_source,
    "languages unknown": lambda card: not card.languages,
    "a language without a name here": lambda card: any(one.language for one in card.languages),
    "many ways": lambda card: len(card.ways) > 2,  # noqa: PLR2004
}


@blueprint.get("/components/")
def components() -> Response:
    """Show all components; a site that is not under development has no such page."""
    if not current_app.config["OPENLY_DEVELOPMENT"]:
        abort(404)
    locale = current_language().locale
    place = directory().territories["GB"]
    plan = plan_for(place)
    matches = tuple(_matches())
    return show(
        "components",
        describe(TEXT, "components", published=False),
        outline=OUTLINE,
        source=next(iter(load_sources())),
        topic=phrase(TOPICS["mental-health"]),
        place=place_name("GB", locale),
        chosen=chosen_place(locale),
        emergency=emergency_of(plan, locale),
        origins={
            date: (origin_of(Source("https://source.example/page", "official", date)), date)
            for date in ("2026-11-23", "2026-11", "2026", "")
        },
        filters=filters_for(tuple(match.service for match in plan.matches)),
        places=_links(("KE", "PK", "FR"), locale),
        cards=_cards(matches, locale),
        wallet=cards_of(plan.matches[:2], locale),
        international=cards_of(international_services()[:2], locale),
        columns=LEVEL_COLUMNS,
        rows=[Row("A", ("1", "2", "3")), Row("AA", ("4", "5", "6"))],
        today=now(),
    )


def _matches() -> Iterator[Match]:
    for territory in directory().territories.values():
        yield from plan_for(territory).matches


def _links(codes: tuple[str, ...], locale: Locale) -> list[PlaceLink]:
    return [PlaceLink(place_name(one, locale), "#", zones=" ".join(zones_of(one))) for one in codes]


def _cards(matches: tuple[Match, ...], locale: Locale) -> dict[str, Card | None]:
    """Find for each state a service of the directory that is in it, a new one where possible."""
    found: dict[str, Card | None] = dict.fromkeys(CARD_STATES)
    for number, match in enumerate(matches):
        (card,) = cards_of([match], locale)
        fitting = (name for name, fits in CARD_STATES.items() if not found[name] and fits(card))
        if state := next(fitting, None):
            # The same service may serve two places, and an id stands once in a page.
            found[state] = replace(card, id=f"card-{number}")
        if all(found.values()):
            break
    return found
