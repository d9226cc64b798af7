"""Language tags (BCP 47) and how near languages are to each other (CLDR).

langcodes is used here and nowhere else, and read only when a question needs it: no start does.
"""

from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# What readers' browsers send is remembered up to here, then forgotten.
_MOST_REMEMBERED = 1024
# Characters; RFC 5646 (4.4.1) counts 35 for the longest tag that anybody should need.
_LONGEST = 100
# Scripts that run from right to left (Unicode, UAX #9); to ask CLDR would read all it has on each.
_RIGHT_TO_LEFT = frozenset(
    "Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi".split()  # noqa: SIM905
)
# Languages of our records that CLDR does not name in English, as the registry of subtags (IANA)
# names them; langcodes knows these too, with 10 MB of others.
_ENGLISH_NAMES = {
    "apd": "Sudanese Arabic",
    "buc": "Bushi",
    "cnr": "Montenegrin",
    "dag": "Dagbani",
    "gcr": "Guianese Creole French",
    "pov": "Upper Guinea Crioulo",
    "rcf": "Réunion Creole French",
    "skr": "Saraiki",
    "zdj": "Ngazidja Comorian",
}


@cache
def _langcodes() -> ModuleType:
    import langcodes  # noqa: PLC0415

    return langcodes


def is_tag(text: str) -> bool:
    """Tell whether a text is a tag whose subtags are all registered."""
    try:
        return bool(_langcodes().tag_is_valid(text))
    except ValueError:
        return False


@lru_cache(maxsize=_MOST_REMEMBERED)
def is_known(tag: str) -> bool:
    """Tell the same, quickly for a language that CLDR knows."""
    known = any(tag in get_global(table) for table in ("likely_subtags", "language_aliases"))
    return known or is_in_cldr(tag) or is_tag(tag)


def is_in_cldr(tag: str) -> bool:
    """Tell whether CLDR has data of a language, by this very tag."""
    try:
        return str(Locale.parse(tag, sep="-")) == tag.replace("-", "_")
    except (UnknownLocaleError, ValueError):
        return False


def standard(tag: str) -> str:
    """Return a tag in its canonical form: `he` for `iw`, `pt-BR` for `pt_br`."""
    return str(_langcodes().standardize_tag(tag))


def nearest(text: str, offered: tuple[str, ...], farthest: int) -> str:
    """Return the offered tag that is nearest to another, at most `farthest` away; else nothing."""
    return _nearest(text, offered, farthest) if len(text) <= _LONGEST else ""


@lru_cache(maxsize=_MOST_REMEMBERED)
def _nearest(text: str, offered: tuple[str, ...], farthest: int) -> str:
    _forget_some()
    if not is_tag(text):
        return ""
    return _langcodes().closest_supported_match(text, list(offered), farthest) or ""


def distance(one: str, other: str) -> int:
    """Return how far a language is from another; up to 25 is close."""
    return int(_langcodes().tag_distance(one, other))


def language_of(tag: str) -> str:
    """Return the language of a tag, canonical."""
    return str(_langcodes().Language.get(tag).language)


@lru_cache(maxsize=_MOST_REMEMBERED)
def script_of(tag: str) -> str:
    """Return the script that a language is written in (ISO 15924, CLDR likely subtags)."""
    return str(_langcodes().Language.get(tag).maximize().script)


def direction(tag: str) -> str:
    """Return `ltr` or `rtl`, as the script of a language runs; `ltr` if it is not known."""
    return "rtl" if script_of(tag) in _RIGHT_TO_LEFT else "ltr"


def english_name(tag: str) -> str:
    """Return the English name of a language, of CLDR or of the registry."""
    names = {**Locale("en").languages, **_ENGLISH_NAMES}
    known = names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0])
    return known or str(_langcodes().Language.get(tag).language_name("en"))


def memories() -> tuple[dict[Any, Any], ...]:
    """Return what langcodes keeps of every tag that it was ever asked about."""
    langcodes = _langcodes()
    return (
        langcodes.Language._INSTANCES,
        langcodes.Language._PARSE_CACHE,
        langcodes.language_distance._DISTANCE_CACHE,
    )


def _forget_some() -> None:
    """Keep that from growing with every tag that anybody sends."""
    for memory in memories():
        if len(memory) > _MOST_REMEMBERED:
            memory.clear()
