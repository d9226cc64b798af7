"""The help pages: choose a place, and the plan for one place, to read or as data."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from flask import Response, abort, current_app, jsonify, redirect, request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response as AnyResponse

from openly.addresses import ANY, page_address
from openly.choice import (
    NEAR,
    choose,
    directory,
    international_services,
    is_exported,
    now,
    plan_for,
)
from openly.frame import Page, describe
from openly.help_cards import cards_of, wallet_cards
from openly.help_filters import chosen_filters, filters_for, finder_filters, wider
from openly.help_plan_data import as_data
from openly.help_texts import CLOCK_HINT, HINTS, PLACE, UNKNOWN_TERRITORY
from openly.localized import blueprint, show, with_query
from openly.negotiation import MOST_CHARACTERS
from openly.page_texts import PAGES
from openly.places import place_name, regions_in_order, search, suggest, zones_of
from openly.translation import current_language, library, phrase


class PlaceLink(NamedTuple):
    """A place that can be chosen: its name, its page, why it is suggested, its time zones."""

    name: str
    href: str
    why: str = ""
    zones: str = ""


# The form leads to the second address: Chromium reports the form fields of a page to its maker, to
# learn how to fill them, unless `/search/` in the address says that it has nothing to fill.
@blueprint.get("/help/")
@blueprint.get("/help/search/", endpoint="search")
def help() -> AnyResponse:
    """Show emergency advice and let the reader choose a place."""
    text = request.args.get("search", "")
    found = _found(text)
    if len(found) == 1:
        return redirect(_address(found[0]), 303)
    return _chooser(describe(PAGES["help"], "help"), found, searched=bool(text))


@blueprint.get("/help/<territory>/")
def place(territory: str) -> AnyResponse:
    """Show who can help in one place, in order, narrowed by the filters of the query."""
    places = directory().territories
    if (code := territory.upper()) != territory and code in places:
        return redirect(with_query(_address(code)), 308)
    if territory not in places:
        page = describe(UNKNOWN_TERRITORY, "help", published=False)
        return _chooser(page, _found(territory), searched=True, status=404)
    choose(place := places[territory])
    locale, plan = current_language().locale, plan_for(place, **finder_filters())
    name = place_name(territory, locale)
    page = describe(PLACE, "place", values={"place": name}, parts={"territory": territory})
    cards = cards_of(plan.matches, locale)
    return show(
        "place",
        page,
        cards=cards,
        elsewhere=cards_of(plan.elsewhere, locale, from_afar=True),
        international=cards_of(plan.international, locale),
        wallet=wallet_cards(cards, plan.matches),
        filters=() if is_exported() else filters_for(place.shown),
        is_filtered=bool(chosen_filters()),
        is_known=bool(place.shown),
        wider=wider(plan),
        everything=page_address("place", current_language(), territory=territory),
        today=now().date(),
        contact=current_app.config["OPENLY_CONTACT"],
    )


@blueprint.get("/help/<territory>.json")
def place_data(territory: str) -> Response:
    """Send the plan for one place as data (HSDS terms), open to every origin (Fetch, CORS)."""
    if territory not in directory().territories:
        abort(404)
    plan = plan_for(directory().territories[territory], **finder_filters())
    response = jsonify(as_data(plan))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _chooser(page: Page, found: Iterable[str], *, searched: bool, status: int = 200) -> Response:
    locale, address = current_language().locale, _address(ANY)
    regions = {
        region: [
            PlaceLink(name, address.replace(ANY, code), zones=_zones(code))
            for code, name in territories
        ]
        for region, territories in regions_in_order(locale)
    }
    response = show(
        "help",
        page,
        status,
        suggestions=_suggestions(),
        found=[_link(code) for code in found],
        searched=searched,
        action=page_address("search", current_language(), place=None, near=None),
        regions=regions,
        clock_hint=phrase(CLOCK_HINT).text,
        international=cards_of(international_services(), locale),
    )
    if is_exported():
        return response
    response.vary.add("Accept-Language")
    if header := current_app.config["OPENLY_COUNTRY_HEADER"]:
        response.vary.add(header)
    return response


def _suggestions() -> list[PlaceLink]:
    header = request.headers.get("Accept-Language", "")[:MOST_CHARACTERS]
    country = current_app.config["OPENLY_COUNTRY_HEADER"]
    suggestions = suggest(
        frozenset(directory().territories),
        near=request.args.get(NEAR, ""),
        accepted=[tag for tag, quality in parse_accept_header(header, LanguageAccept) if quality],
        network=request.headers.get(country, "") if country else "",
        language=current_language().tag,
    )
    return [_link(one.territory, HINTS[one.hint]) for one in suggestions]


def _found(text: str) -> tuple[str, ...]:
    languages = [language for language in library().languages if not language.is_pseudo]
    codes = frozenset(directory().territories)
    return search(text, codes, tuple(language.locale for language in languages))


def _link(code: str, why: str = "") -> PlaceLink:
    name = place_name(code, current_language().locale)
    return PlaceLink(name, _address(code), why, _zones(code))


@cache
def _zones(code: str) -> str:
    return " ".join(zones_of(code))


def _address(code: str) -> str:
    return page_address("place", current_language(), territory=code, **chosen_filters())
