"""Leaving the site: one address that leads away at once and lets the browser forget our pages."""

from flask import Blueprint, Flask, current_app, redirect, request
from werkzeug.wrappers import Response

from openly.choice import is_exported
from openly.settings import Settings

blueprint = Blueprint("leaving", __name__)


@blueprint.get("/exit")
def leave() -> Response:
    """Lead to the page that anybody might have open (ASVS 3.7.2: one that the deployer chose).

    The browser is asked to delete what it keeps of this site (Clear Site Data). Only copies: there
    is nothing else, and cookies may be those of another site on the same host.
    """
    response = redirect(current_app.config["OPENLY_EXIT_URL"], 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def exit_address() -> str:
    """Return where “Leave this page” leads; plain files have no address that could answer."""
    if is_exported():
        return str(current_app.config["OPENLY_EXIT_URL"])
    return f"{request.script_root}/exit"


def init_app(app: Flask, settings: Settings) -> None:
    """Offer the way out."""
    app.config["OPENLY_EXIT_URL"] = settings.exit_url
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(exit_address=exit_address)
