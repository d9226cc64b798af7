"""The sites that are asked: every setting that has to do with requests, in turn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from openly.caching import Profile
from openly.settings import Settings
from tests.conftest import make_app

if TYPE_CHECKING:
    from flask import Flask

ONION = f"http://{'openly' * 9}22.onion"
COUNTRY = "CF-IPCountry"
EXIT = Settings.exit_url
HOSTS = ("openly.example", "openly.test")
BELOW = "/health/openly"

SITES: dict[str, dict[str, object]] = {
    "plain": {"contact": None},
    "base": {"base_url": "https://openly.example", "onion": ONION, "hsts": "preload"},
    "below": {
        "base_url": f"https://city.example{BELOW}",
        "cache": Profile.SHARED_DEVICE,
        "discreet": True,
    },
    "hosts": {"trusted_hosts": HOSTS, "metrics": True, "cache_size": 0},
    "proxied": {"trusted_hosts": HOSTS, "proxies": 1, "country_header": COUNTRY},
    "open": {
        "proxies": 1,
        "country_header": COUNTRY,
        "cache": Profile.SHARED_DEVICE,
        "discreet": True,
    },
}
PROXIED = {name for name, changes in SITES.items() if changes.get("proxies")}
SURE_OF_HOST = {name for name, changes in SITES.items() if "trusted_hosts" in changes}


# What is read at the first question of its kind is not what each question costs: every catalog,
# names of places in all languages, distances between languages. Discreet sites have other words.
FIRST = ("/en/languages/", "/en/help/search/?search=x", "/en/places/search/?search=x", "/xx/")


@cache
def site(name: str, **changes: object) -> Flask:
    """Return one of the sites, warm; its clock stands still, as in every test."""
    app = make_app(**{"base_url": "", "development": False, **SITES[name], **changes})
    for path in FIRST:
        app.test_client().get(path, base_url=f"http://{HOSTS[0]}")
    return app
