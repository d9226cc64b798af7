"""The place that the reader chose: it travels in the address and is kept nowhere."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from flask import Flask, current_app, g, request

from openly.caching import note_change, note_day
from openly.directory.fields import RecordError
from openly.directory.load import load_directory
from openly.directory.model import Directory, Territory
from openly.finder import HelpPlan, find, international, next_change
from openly.matches import Match
from openly.settings import Settings
from openly.translation import current_language

TRAVELLING = "place"
"""The parameter of every address inside the site that carries the chosen place."""

NEAR = "near"
"""The parameter that carries the region of the address the reader came with, as a hint."""

FIRST_YEAR = 2026
"""The year in which this was written: a clock that stands before it has lost its battery."""


class Shelf:
    """The directory; re-read on change in development, where a faulty record changes nothing."""

    def __init__(self, folder: Path, logger: logging.Logger) -> None:
        self._folder, self._logger = folder, logger
        self._seen = self._times()
        self.directory = load_directory(folder)

    def _times(self) -> dict[Path, float]:
        return {file: file.stat().st_mtime for file in self._folder.glob("*.toml")}

    def refresh(self) -> None:
        """Read the records again if one has changed, and keep the last good ones if one is bad."""
        times = self._times()
        if times == self._seen:
            return
        self._seen = times
        try:
            self.directory = load_directory(self._folder)
        except RecordError as error:
            self._logger.error("the records before this change are kept: %s", error)


def init_app(app: Flask, settings: Settings) -> None:
    """Load the directory.

    Raises RecordError if a record cannot be used.
    """
    app.extensions["openly-directory"] = shelf = Shelf(settings.directory, app.logger)
    app.extensions["openly-clock"] = lambda: datetime.now(UTC)
    app.config["OPENLY_COUNTRY_HEADER"] = settings.country_header
    app.config["OPENLY_EXPORTED"] = settings.exported
    if settings.development:
        app.before_request(shelf.refresh)


def directory() -> Directory:
    """Return the directory of the running application."""
    return cast(Shelf, current_app.extensions["openly-directory"]).directory


def is_exported() -> bool:
    """Tell whether the pages are to be plain files."""
    return cast(bool, current_app.config["OPENLY_EXPORTED"])


def current_place() -> Territory | None:
    """Return the chosen place: that of the path, else that of the query, else none."""
    if "place" not in g:
        g.place = directory().territories.get(request.args.get(TRAVELLING, ""))
    return cast(Territory | None, g.place)


def choose(place: Territory) -> None:
    """Take a place, that of the path, as the chosen one."""
    g.place = place
    g.pop("travelling", None)


def travelling() -> dict[str, str]:
    """Return what every link carries on in its query: the chosen place, or else the hint to one.

    Plain files know nothing of a query.
    """
    if is_exported():
        return {}
    if "travelling" not in g:
        near = request.args.get(NEAR, "")
        if place := current_place():
            g.travelling = {TRAVELLING: place.code}
        else:
            g.travelling = {NEAR: near} if near in directory().territories else {}
    return cast(dict[str, str], g.travelling)


def now() -> datetime:
    """Return the moment of this request, by the application's clock; the page is of its day."""
    if "moment" not in g:
        g.moment = cast(Callable[[], datetime], current_app.extensions["openly-clock"])()
    if not is_exported():
        note_day(g.moment)
    return cast(datetime, g.moment)


def _is_timeless() -> bool:
    """Tell whether to say nothing of the hour: in plain files, or by a clock that is behind."""
    return is_exported() or now().year < FIRST_YEAR


def plan_for(place: Territory, **filters: str) -> HelpPlan:
    """Plan the help in a place for the language of this request, now."""
    plans = g.setdefault("plans", {})
    asked = (place.code, *filters.items())
    if asked not in plans:
        plans[asked] = _plan(place, filters)
    return cast(HelpPlan, plans[asked])


def _plan(place: Territory, filters: dict[str, str]) -> HelpPlan:
    plan = find(
        directory(),
        language=current_language().tag,
        territory=place.code,
        moment=now(),
        timeless=_is_timeless(),
        **filters,
    )
    note_change(plan.valid_until)
    return plan


def international_services() -> tuple[Match, ...]:
    """Return the services open to the whole world, for the language of this request, now."""
    services = international(
        directory(), language=current_language().tag, moment=now(), timeless=_is_timeless()
    )
    note_change(next_change(services))
    return services


def asks_for_unknown_place() -> bool:
    """Tell whether the address carries a place that the directory does not have."""
    return bool(request.args.get(TRAVELLING)) and current_place() is None
