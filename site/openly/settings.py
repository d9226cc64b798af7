"""Every setting: one frozen dataclass, read once from `OPENLY_*` variables."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from openly.caching import Profile
from openly.directory.load import RECORDS
from openly.folders import folder

# Version 3 of onion services: a public key in base 32, and its check.
_ONION = re.compile(r"http://[a-z2-7]{56}\.onion", re.ASCII)

PREFIX = "OPENLY_"
NAMES = (
    "BASE_URL", "TRUSTED_HOSTS", "PROXIES", "COUNTRY_HEADER", "EXIT_URL", "CONTACT",
    "TRANSLATIONS", "DIRECTORY", "DISCREET", "HSTS", "ONION", "CACHE", "CACHE_SIZE", "METRICS",
)  # fmt: skip


class SettingError(ValueError):
    """A setting that cannot be used; the text names the variable and the remedy."""


@dataclass(frozen=True)
class Contact:
    """An address to write to: `href` for the link, `text` to read."""

    href: str
    text: str


@dataclass(frozen=True)
class Settings:
    """What a deployer can choose; every field has a default that works."""

    base_url: str = ""
    """Address at which readers find the site, such as `https://example.org/openly`."""
    trusted_hosts: tuple[str, ...] = ()
    """Names of hosts to answer for; empty means any, and then no link carries a host."""
    proxies: int = 0
    """How many reverse proxies stand in front and set `X-Forwarded-*`."""
    country_header: str = ""
    """Header in which a proxy names the reader's country, such as `CF-IPCountry`; empty: none."""
    exit_url: str = "https://www.wikipedia.org/"
    """Where “Leave this page” leads."""
    contact: Contact | None = None
    """Where readers report what is wrong: an e-mail address or an https address."""
    translations: Path = Path()
    """Folder of catalogs; the project's own if not set."""
    directory: Path = RECORDS
    """Folder of records of the help directory; the project's own if not set."""
    discreet: bool = False
    """Whether titles and addresses keep the subject to themselves: tab, history, address bar."""
    hsts: str = "host"
    """Whether browsers hold to TLS for this `host` alone, or for all below it, as for `preload`."""
    onion: str = ""
    """Address of the same site as an onion service, which Tor Browser is told of."""
    cache: Profile = Profile.WEAK_NETWORK
    """Whether browsers may keep pages (`weak-network`) or keep nothing (`shared-device`)."""
    cache_size: int = 10
    """Mebibytes of finished pages that each process keeps in memory at most."""
    metrics: bool = False
    """Whether `/metrics` counts answers for Prometheus; it knows nothing about readers."""
    development: bool = False
    """Re-read changed files, offer the pseudo-locales. Not a variable: `openly run` sets it."""
    preview: bool = False
    """Offer every catalog in the folder. Not a variable: `openly translate preview` sets it."""
    exported: bool = False
    """Pages are to be plain files: nothing in them rests on a query, a header or the time of day.

    Not a variable: `openly export` sets it.
    """

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings from the environment.

        Raises SettingError, naming the variable and the remedy, if a value cannot be used.
        """
        value = {
            name.removeprefix(PREFIX): text.strip()
            for name, text in environment.items()
            if name.startswith(PREFIX) and text.strip()
        }
        for name in value:
            if name not in NAMES:
                near = get_close_matches(name, NAMES, n=1, cutoff=0) or NAMES
                raise SettingError(
                    f"{PREFIX}{name} is no setting (did you mean {PREFIX}{near[0]}?)"
                )
        return cls(
            base_url=_web_address("BASE_URL", value.get("BASE_URL", "")).rstrip("/"),
            trusted_hosts=tuple(value.get("TRUSTED_HOSTS", "").replace(",", " ").split()),
            proxies=_count("PROXIES", value.get("PROXIES", "0")),
            country_header=value.get("COUNTRY_HEADER", ""),
            exit_url=_web_address("EXIT_URL", value.get("EXIT_URL", cls.exit_url)),
            contact=_contact(value.get("CONTACT", "")),
            translations=_folder("TRANSLATIONS", value.get("TRANSLATIONS"), folder("translations")),
            directory=_folder("DIRECTORY", value.get("DIRECTORY"), RECORDS),
            discreet=_is_on("DISCREET", value),
            hsts=_one_of("HSTS", value.get("HSTS", cls.hsts), ("host", "preload")),
            onion=_onion(value.get("ONION", "").rstrip("/")),
            cache=Profile(_one_of("CACHE", value.get("CACHE", cls.cache), tuple(Profile))),
            cache_size=_count("CACHE_SIZE", value.get("CACHE_SIZE", str(cls.cache_size))),
            metrics=_is_on("METRICS", value),
        )

    def rows(self, environment: Mapping[str, str] = os.environ) -> list[tuple[str, str, bool]]:
        """Return each variable with its value as it would be set, and whether it is."""
        return [
            (
                f"{PREFIX}{name}",
                _shown(getattr(self, name.lower())),
                f"{PREFIX}{name}" in environment,
            )
            for name in NAMES
        ]


def _shown(value: object) -> str:
    match value:
        case bool():
            return "on" if value else "off"
        case tuple():
            return " ".join(value)
        case Contact():
            return value.text
        case None:
            return ""
    return str(value)


def _web_address(name: str, text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise SettingError(
            f"{PREFIX}{name}={text!r} is no web address (use one like https://example.org/openly)"
        )
    return text


def _count(name: str, text: str) -> int:
    if not text.isdecimal():
        raise SettingError(f"{PREFIX}{name}={text!r} is no whole number (use 0, 1, 2 …)")
    return int(text)


def _one_of(name: str, text: str, words: tuple[str, ...]) -> str:
    if text not in words:
        raise SettingError(f"{PREFIX}{name}={text!r} is unknown (use {' or '.join(words)})")
    return text


def _is_on(name: str, value: Mapping[str, str]) -> bool:
    return _one_of(name, value.get(name, "off"), ("on", "off")) == "on"


def _onion(text: str) -> str:
    if text and not _ONION.fullmatch(text):
        raise SettingError(
            f"{PREFIX}ONION={text!r} is no onion service (use http://, 56 characters, .onion)"
        )
    return text


def _contact(text: str) -> Contact | None:
    if not text:
        return None
    if "@" in text and "/" not in text and " " not in text:
        return Contact(f"mailto:{text}", text)
    return Contact(_web_address("CONTACT", text), text)


def _folder(name: str, text: str | None, own: Path) -> Path:
    if not text:
        return own
    path = Path(text).absolute()
    if not path.is_dir():
        raise SettingError(f"{PREFIX}{name}={text!r} is no folder (create it, or correct the path)")
    return path
