"""Fixtures: the application, a client, and `page`, which checks whatever it fetches."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from openly import create_app
from openly.folders import folder
from openly.settings import Contact, Settings
from tests.page_checks import Fetched, check

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

BASE = "https://openly.example"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""The moment at which every test takes place: a Monday."""


def settings(**changes: object) -> Settings:
    """Return settings as a careful deployer would have them, with changes."""
    values: dict[str, object] = {
        "base_url": BASE,
        "translations": folder("translations"),
        "contact": Contact("mailto:care@openly.example", "care@openly.example"),
        "development": True,
    }
    return Settings(**{**values, **changes})  # type: ignore[arg-type]


def make_app(moment: datetime = NOON, **changes: object) -> Flask:
    """Make the application with other settings, at another moment."""
    app = create_app(settings(**changes))
    app.extensions["openly-clock"] = lambda: moment
    return app


@pytest.fixture(scope="session")
def app() -> Flask:
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def checked() -> dict[tuple[str, int], Fetched]:
    """Pages that have passed their checks, for all tests that read the same one."""
    return {}


@pytest.fixture
def page(client: FlaskClient, checked: dict[tuple[str, int], Fetched]) -> Callable[..., Fetched]:
    """Fetch a page and check it: `page("/en/")`, `page("/nowhere", status=404)`."""

    def fetch(address: str, status: int = 200, **request: object) -> Fetched:
        if not request and (address, status) in checked:
            return checked[address, status]
        fetched = Fetched(address, client.get(address, **request))  # type: ignore[arg-type]
        check(fetched, client, status)
        if not request:
            checked[address, status] = fetched
        return fetched

    return fetch


@pytest.fixture
def make_client() -> Callable[..., FlaskClient]:
    """Build a client of an application with other settings: `make_client(contact=None)`."""
    return lambda **changes: make_app(**changes).test_client()
