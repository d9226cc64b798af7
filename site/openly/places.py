"""Places: their names and order in each language, search by name, and hints to where one is."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.core import get_global

from openly.collation import in_order as sorted_by
from openly.toml import read_toml

MOST_SUGGESTIONS = 6
MOST_FOUND = 12
_NEAR_ENOUGH = 0.75
_MOST_CHARACTERS = 60
# More than are ever offered; what is kept for each is bounded all the same.
_MOST_LANGUAGES = 64


class Hint(StrEnum):
    """Where a suggestion of a place comes from, strongest first."""

    ADDRESS = "address"
    BROWSER = "browser"
    NETWORK = "network"
    LANGUAGE = "language"


class Suggestion(NamedTuple):
    """A territory where the reader may be, and what hints at it."""

    territory: str
    hint: Hint


@cache
def _data() -> dict[str, dict[str, str | list[str]]]:
    path = Path(__file__).with_name("places.toml")
    return read_toml(path)


@cache
def region_territories() -> dict[str, tuple[str, ...]]:
    """Return the territories (ISO 3166-1) of each region (UN M49 code)."""
    return {code: tuple(str(text).split()) for code, text in _data()["regions"].items()}


def place_name(code: str, locale: Locale) -> str:
    """Return the name of a territory or region in a language (CLDR)."""
    return str(locale.territories.get(code, code))


def in_order(codes: Iterable[str], locale: Locale) -> list[str]:
    """Sort territories by their names."""
    ranks = _ranks(locale)
    return sorted(codes, key=ranks.__getitem__)


@lru_cache(maxsize=_MOST_LANGUAGES)
def _ranks(locale: Locale) -> dict[str, int]:
    """Return the rank of every territory by its name."""
    codes = sorted(code for region in region_territories().values() for code in region)
    ordered = sorted_by(codes, lambda code: place_name(code, locale), locale)
    return {code: rank for rank, code in enumerate(ordered)}


@cache
def regions_in_order(locale: Locale) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the name of each region, and its territories by code and name in their order."""
    return tuple(
        (
            place_name(region, locale),
            tuple((code, place_name(code, locale)) for code in in_order(codes, locale)),
        )
        for region, codes in region_territories().items()
    )


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Return the time zones of each territory, older names of a zone among them (CLDR)."""
    known = get_global("territory_zones")
    older: dict[str, list[str]] = {}
    for alias, zone in get_global("zone_aliases").items():
        if "/" in alias and not alias.startswith(("Etc/", "US/", "SystemV/")):
            older.setdefault(zone, []).append(alias)
    return {
        code: tuple(name for zone in zones for name in (zone, *older.get(zone, ())))
        for code, zones in known.items()
    }


def zones_of(code: str) -> tuple[str, ...]:
    """Return the time zones of a territory (IANA names, CLDR)."""
    return _zones().get(code, ())


def search(text: str, codes: frozenset[str], locales: tuple[Locale, ...]) -> tuple[str, ...]:
    """Find territories by a name in any of some languages, a short form or an ISO code.

    Best first: the whole name, its beginning, a word of it, then names that are written alike.
    """
    wanted = _folded(text[:_MOST_CHARACTERS])
    if not wanted:
        return ()
    names = _index(codes, locales)
    whole = names.get(wanted, ())
    start = f"{wanted} " if whole else wanted
    begins = [code for name, found in names.items() if name.startswith(start) for code in found]
    inside = [code for name, found in names.items() if f" {start}" in f"{name} " for code in found]
    found = tuple(dict.fromkeys([*whole, *begins, *inside]))
    if not found and len(wanted) > 1:
        # Chinese and Japanese put no spaces between words.
        found = tuple(dict.fromkeys(c for name in names if wanted in name for c in names[name]))
    if not found:
        alike = get_close_matches(wanted, names, n=MOST_FOUND, cutoff=_NEAR_ENOUGH)
        found = tuple(dict.fromkeys(code for name in alike for code in names[name]))
    return found[:MOST_FOUND]


@lru_cache(maxsize=1)
def _index(codes: frozenset[str], locales: tuple[Locale, ...]) -> dict[str, tuple[str, ...]]:
    names: dict[str, dict[str, None]] = {}
    for code in sorted(codes):
        known = [place_name(code, locale) for locale in locales]
        for name in (code, *known, *_data()["short_names"].get(code, ())):
            names.setdefault(_folded(name), {})[code] = None
    return {name: tuple(found) for name, found in names.items() if name}


def _folded(text: str) -> str:
    """Return a name without case, accents, vowel signs of Arabic and punctuation."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", bare)))


def suggest(
    codes: frozenset[str], *, near: str, accepted: Sequence[str], network: str, language: str
) -> tuple[Suggestion, ...]:
    """Suggest territories from hints, strongest first; each is only ever a suggestion.

    `near` is the region of the address the reader came with, `accepted` the language tags that the
    browser sends, best first (`en-US` is the default of many and comes last), `network` the
    country that a proxy names, `language` the tag of the page.
    """
    tags = sorted(accepted, key=lambda tag: tag.lower() == "en-us")
    hints = [
        (near.upper(), Hint.ADDRESS),
        *((tag.rpartition("-")[2].upper(), Hint.BROWSER) for tag in tags if "-" in tag),
        (network.upper(), Hint.NETWORK),
        *((code, Hint.LANGUAGE) for code in _speaking(language)),
    ]
    found: dict[str, Hint] = {}
    for code, hint in hints:
        if code in codes:
            found.setdefault(code, hint)
    return tuple(Suggestion(code, hint) for code, hint in found.items())[:MOST_SUGGESTIONS]


@lru_cache(maxsize=_MOST_LANGUAGES)
def _speaking(language: str) -> tuple[str, ...]:
    """Return the territories where most people speak a language, most first (CLDR)."""
    from language_data.population_data import LANGUAGE_SPEAKING_POPULATION  # noqa: PLC0415

    prefix = f"{language.partition('-')[0]}-"
    numbers = {
        tag.removeprefix(prefix): number
        for tag, number in LANGUAGE_SPEAKING_POPULATION.items()
        if re.fullmatch(rf"{prefix}[A-Z]{{2}}", tag)
    }
    return tuple(sorted(numbers, key=lambda code: -numbers[code]))
