"""Serve the site to a translator."""

from dataclasses import replace

import click
from flask import Flask
from werkzeug.serving import run_simple

from openly import create_app
from openly.languages import LanguageError
from openly.settings import Settings
from openly.translation import library
from openly.workbench import view


def preview_app(settings: Settings) -> Flask:
    """Return an application with every catalog of the folder and the translator's view."""
    app = create_app(replace(settings, development=True, preview=True))
    view.init_app(app)
    return app


def serve(tag: str, settings: Settings, port: int) -> None:
    """Serve the preview of one language until it is stopped.

    Raises LanguageError, with the remedy, if there is no catalog of the language.
    """
    address = f"http://127.0.0.1:{port}"
    app = preview_app(replace(settings, base_url=settings.base_url or address))
    with app.app_context():
        shelf = library()
        if tag not in {*shelf.read_all().by_tag, *shelf.damaged}:
            raise LanguageError(
                f"There is no catalog of {tag} in {settings.translations} "
                f"(begin one: openly translate new {tag}; or put {tag}.po there)"
            )
    click.echo(f"See your translation at {address}/translator/{tag}/ (stop it with Ctrl+C)")
    run_simple("127.0.0.1", port, app, threaded=True)
