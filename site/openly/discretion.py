"""Discreet titles and addresses: tab, history and address bar keep the subject to themselves.

Only if the deployer wants it (`OPENLY_DISCREET`). The pages themselves stay as they are, and each
title still says which page it is (WCAG 2.4.2).
"""

import re
from hashlib import sha256
from typing import Any, cast

from flask import Flask, current_app
from markupsafe import Markup, escape
from werkzeug.routing import Rule

from openly.directory.model import AUDIENCES, CHANNELS, TOPICS
from openly.page_texts import PageText
from openly.settings import Settings
from openly.translation import Phrase, phrase

VOCABULARIES = {"topic": TOPICS, "channel": CHANNELS, "for": AUDIENCES}
"""The filters of a help page, as the query has them."""

_NEUTRAL = {"help": "places", "safety": "privacy"}
_CODES = {
    word: sha256(word.encode()).hexdigest()[:6] for words in VOCABULARIES.values() for word in words
}
_WORDS = {code: word for word, code in _CODES.items()}
# What names an element, or leads to one of this site.
_NAMES = re.compile(
    r' (id|for|headers|aria-(?:labelledby|describedby|controls))="([^"]+)"'
    r'|( href="(?!https?:)[^"#]*#)([^"]+)"'
)


class DiscreetRule(Rule):
    """A route whose path says nothing about the subject."""

    def __init__(self, string: str, **options: Any) -> None:
        super().__init__(_neutral_path(string), **options)


def init_app(app: Flask, settings: Settings) -> None:
    """Be discreet if that is set; before any route is added."""
    app.config["OPENLY_DISCREET"] = settings.discreet
    if settings.discreet:
        app.url_rule_class = DiscreetRule  # type: ignore[assignment]


def is_discreet() -> bool:
    """Tell whether titles and addresses are to be discreet."""
    return cast(bool, current_app.config["OPENLY_DISCREET"])


def in_path(path: str) -> str:
    """Return a path as addresses have it: discreet, with other words for those that tell."""
    return _neutral_path(path) if is_discreet() else path


def _neutral_path(path: str) -> str:
    return "/".join(_NEUTRAL.get(part, part) for part in path.split("/"))


def in_address(word: str) -> str:
    """Return a word of a vocabulary as addresses have it."""
    return _CODES[word] if is_discreet() else word


def from_address(text: str) -> str:
    """Return the word that a part of a query means; what is none comes back as it is."""
    return _WORDS.get(text, text) if is_discreet() else text


def title_in_tab(text: PageText, title: Phrase, values: dict[str, object]) -> Phrase:
    """Return what the browser shows in its tab and keeps in its history."""
    if not is_discreet():
        return title
    if "place" in values:
        return Phrase(escape(values["place"]), Markup())
    return phrase(text.discreet) if text.discreet else title


def with_neutral_names(html: str) -> str:
    """Return a page in which no element's name, which a link may put into its address, tells."""
    return _NAMES.sub(_neutral_name, html)


def _neutral_name(found: re.Match[str]) -> str:
    attribute, names, link, fragment = found.groups()
    if link:
        return f'{link}{_name(fragment)}"'
    return f' {attribute}="{" ".join(_name(name) for name in names.split())}"'


def _name(name: str) -> str:
    return name if name == "main" else f"p{sha256(name.encode()).hexdigest()[:6]}"
