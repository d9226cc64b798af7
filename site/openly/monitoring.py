"""For those who run the site: the line at the start, and health."""

import logging

from flask import Blueprint, Flask, Response

from openly.choice import FIRST_YEAR, directory, now
from openly.settings import Settings
from openly.translation import library

blueprint = Blueprint("monitoring", __name__)


@blueprint.get("/healthz")
def health() -> Response:
    """Answer that the site can serve, with the number of languages."""
    response = Response(f"ok, {len(list(library().languages))} languages\n", mimetype="text/plain")
    response.cache_control.no_store = True
    return response


def init_app(app: Flask, settings: Settings) -> None:
    """Offer health and, where they are wanted, counts; say in one line what was started."""
    if settings.exported:
        # Nothing is started.
        return
    app.register_blueprint(blueprint)
    if settings.metrics:
        # What few ask for is not loaded by all.
        from openly import metrics  # noqa: PLC0415

        app.register_blueprint(metrics.blueprint)
    if app.logger.level == logging.NOTSET:
        app.logger.setLevel(logging.INFO)
    with app.app_context():
        app.logger.info(_start_line(settings))
        if now().year < FIRST_YEAR:
            app.logger.error(
                "the clock stands at %s: until it is set, no page says who is open", now().date()
            )


def _start_line(settings: Settings) -> str:
    """Return what was started as `key=value` words, for people and programs."""
    from openly import __version__  # noqa: PLC0415

    territories = directory().territories.values()
    oldest = [one.newest_source for place in territories for one in place.shown]
    words = {
        "version": __version__,
        "languages": len(list(library().languages)),
        "territories": len(territories),
        "services": len(oldest),
        "oldest_source": min(filter(None, oldest), default="none"),
        "cache": settings.cache,
    }
    return " ".join(["started", *(f"{name}={value}" for name, value in words.items())])
