"""The pages that readers see, below `/<language>/`, and the start page that chooses a language."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, current_app, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from openly.addresses import absolute, page_address
from openly.article import FIRST_WEEKS, NEVER_STOP, OUTLINE, READING_MINUTES
from openly.choice import is_exported
from openly.conformance import load_criteria, looks
from openly.frame import describe
from openly.glossary import entries
from openly.help_filters import help_address
from openly.help_texts import TOPICS
from openly.localized import blueprint, show, with_query
from openly.page_texts import ALL_LEVELS, CRITERION_COLUMNS, LANGUAGE_COLUMNS, LEVEL_COLUMNS, PAGES
from openly.rows import criterion_rows, language_cells, level_rows
from openly.sources import load_sources
from openly.structured_data import medical_web_page
from openly.translation import Phrase, current_language, library, negotiated_language, phrase

start_blueprint = Blueprint("start", __name__)


@start_blueprint.get("/")
def start() -> AnyResponse:
    """Lead to the article in the best language for this browser."""
    if is_exported():
        return _choose_language()
    language = negotiated_language()
    response = redirect(with_query(page_address("article", language)), 302)
    response.vary.add("Accept-Language")
    return response


def _choose_language() -> Response:
    """Let the reader choose: a plain file does not know what the browser asks for."""
    page = describe(PAGES["languages"], "article", published=False)
    links, start = page.links._replace(is_here=False), absolute(url_for(".start"))
    return show("choose_language", replace(page, links=links, canonical=start))


def _show(name: str, **context: Any) -> Response:
    return show(name, describe(PAGES[name], name), **context)


@blueprint.get("/")
def article() -> Response:
    """Show the article."""
    text, language = PAGES["article"], current_language()
    return _show(
        "article",
        outline=OUTLINE,
        sources=load_sources(),
        reading_minutes=READING_MINUTES,
        help_with={topic: _help_with(topic) for topic in TOPICS},
        never_stop=NEVER_STOP,
        first_weeks=FIRST_WEEKS,
        easy=page_address("easy", current_language()),
        structured_data=medical_web_page(
            phrase(text.title), phrase(text.description), language, library().languages.source
        ),
    )


@blueprint.get("/languages/")
def languages() -> Response:
    """Show all languages with their review state and completeness."""
    here = current_language()
    rows = [
        {
            "language": language,
            "href": page_address("article", language),
            "current": language == here,
            "name_here": language.name_in(here),
            "cells": language_cells(language),
        }
        for language in library().read_all()
    ]
    return _show("languages", columns=LANGUAGE_COLUMNS, rows=rows)


@blueprint.get("/about/")
def about() -> Response:
    """Show who makes the site, how it was checked, its sources and its privacy."""
    return _show("about", sources=load_sources(), contact=current_app.config["OPENLY_CONTACT"])


@blueprint.get("/easy/")
def easy() -> Response:
    """Show the article in short and easy sentences, with the same safety text."""
    return _show(
        "easy",
        never_stop=NEVER_STOP,
        first_weeks=FIRST_WEEKS,
        article=page_address("article", current_language()),
        violence=_help_with("domestic-violence"),
    )


@blueprint.get("/glossary/")
def glossary() -> Response:
    """Show the meanings of the words that readers may not know."""
    return _show("glossary", entries=entries())


@blueprint.get("/safety/")
def safety() -> Response:
    """Show what stays on a device after reading, and how to remove it."""
    return _show("safety", violence=_help_with("domestic-violence"))


def _help_with(topic: str) -> tuple[str, Phrase]:
    """Return where help with a topic is found, and what the topic is called."""
    return help_address(topic), phrase(TOPICS[topic])


@blueprint.get("/accessibility/")
def accessibility() -> Response:
    """Show the accessibility statement, made from the table of conformance."""
    criteria = load_criteria()
    looked = looks(criteria)
    return _show(
        "accessibility",
        contact=current_app.config["OPENLY_CONTACT"],
        level_columns=LEVEL_COLUMNS,
        levels=level_rows(criteria),
        all_levels=ALL_LEVELS,
        criterion_columns=CRITERION_COLUMNS,
        criteria=criterion_rows(criteria),
        oldest=looked[0],
        newest=looked[-1],
    )
