"""The filters of a help page: closed vocabularies in the query, and links that drop one."""

from typing import NamedTuple, cast
from urllib.parse import urlencode

from flask import g, request

from openly.addresses import page_address
from openly.choice import (
    NEAR,
    TRAVELLING,
    asks_for_unknown_place,
    current_place,
    directory,
    is_exported,
)
from openly.directory.model import Service
from openly.discretion import VOCABULARIES, from_address, in_address
from openly.finder import HelpPlan
from openly.help_texts import AUDIENCES as AUDIENCE_TEXTS
from openly.help_texts import CHANNELS as CHANNEL_TEXTS
from openly.help_texts import FILTER_NAMES
from openly.help_texts import TOPICS as TOPIC_TEXTS
from openly.translation import Phrase, current_language, phrase

_TEXTS = {"topic": TOPIC_TEXTS, "channel": CHANNEL_TEXTS, "for": AUDIENCE_TEXTS}
# What the plan calls each parameter of the query.
_FIELDS = {"topic": "topic", "channel": "channel", "for": "audience"}


class Option(NamedTuple):
    """One value of a filter."""

    value: str
    label: Phrase
    is_chosen: bool


class Filter(NamedTuple):
    """One filter with the values that would find something in this place."""

    name: str
    label: Phrase
    options: tuple[Option, ...]


class Wider(NamedTuple):
    """A link that drops one filter, and the number of services that then remain."""

    label: Phrase
    number: int
    href: str


def chosen_filters() -> dict[str, str]:
    """Return the filters of the query that have a known value, by parameter."""
    if "filters" not in g:
        asked = {name: from_address(request.args.get(name, "")) for name in VOCABULARIES}
        g.filters = {name: text for name, text in asked.items() if text in VOCABULARIES[name]}
    return cast(dict[str, str], g.filters)


def ignores_a_filter() -> bool:
    """Tell whether the query has a filter with a value that is no word of its vocabulary."""
    asked = {name for name in VOCABULARIES if request.args.get(name)}
    return bool(asked - set(chosen_filters()))


def canonical_query() -> str | None:
    """Return the one spelling of the query of this request; none if the page is this reader's own.

    That is what holds words which the site does not know, or looks for some.
    """
    if asks_for_unknown_place() or ignores_a_filter() or request.args.get("search"):
        return None
    asked = {name: request.args.get(name, "") for name in (TRAVELLING, NEAR)}
    known = {name: code for name, code in asked.items() if code in directory().territories}
    chosen = {name: in_address(word) for name, word in chosen_filters().items()}
    return urlencode({**known, **chosen})


def finder_filters() -> dict[str, str]:
    """Return the chosen filters under the names that the finder has for them."""
    return {_FIELDS[name]: value for name, value in chosen_filters().items()}


def help_address(topic: str) -> str:
    """Return the address of help with a topic: in the chosen place, or where one is chosen."""
    place = current_place()
    if is_exported():
        return page_address("help", current_language())
    if place:
        return page_address("place", current_language(), territory=place.code, topic=topic)
    return page_address("help", current_language(), topic=topic)


def filters_for(services: tuple[Service, ...]) -> tuple[Filter, ...]:
    """Return the filters that can narrow a list of services, with the chosen values."""
    present = {
        "topic": {one for service in services for one in service.topics},
        "channel": {one.channel for service in services for one in service.contacts},
        "for": {one for service in services for one in service.audiences} - {"everyone"},
    }
    chosen = chosen_filters()
    found = []
    for name, words in VOCABULARIES.items():
        shown = [word for word in words if word in present[name] or chosen.get(name) == word]
        options = tuple(
            Option(in_address(word), phrase(_TEXTS[name][word]), chosen.get(name) == word)
            for word in shown
        )
        if options:
            found.append(Filter(name, phrase(FILTER_NAMES[name]), options))
    return tuple(found)


def wider(plan: HelpPlan) -> tuple[Wider, ...]:
    """Return what to drop from the filters of a plan that found nothing."""
    links = []
    for name, field in _FIELDS.items():
        if number := plan.widen.get(field):
            rest = {key: value for key, value in chosen_filters().items() if key != name}
            href = page_address("place", current_language(), territory=plan.territory.code, **rest)
            links.append(Wider(phrase(FILTER_NAMES[name]), number, href))
    return tuple(links)
