"""Fixtures: the application, a client, and `page`, which checks whatever it fetches."""

from __future__ import annotations

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


def settings(**changes: object) -> Settings:
    """Return settings as a careful deployer would have them, with changes."""
    values: dict[str, object] = {
        "base_url": BASE,
        "translations": folder("translations"),
        "contact": Contact("mailto:care@openly.example", "care@openly.example"),
        "development": True,
    }
    return Settings(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def app() -> Flask:
    return create_app(settings())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def page(client: FlaskClient) -> Callable[..., Fetched]:
    """Fetch a page and check it: `page("/en/")`, `page("/nowhere", status=404)`."""

    def fetch(address: str, status: int = 200, **request: object) -> Fetched:
        fetched = Fetched(address, client.get(address, **request))  # type: ignore[arg-type]
        check(fetched, client, status)
        return fetched

    return fetch


@pytest.fixture
def make_client() -> Callable[..., FlaskClient]:
    """Build a client of an application with other settings: `make_client(contact=None)`."""
    return lambda **changes: create_app(settings(**changes)).test_client()
