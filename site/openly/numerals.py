"""Numbers, dates and times as the reader's language writes them, in its own digits.

Numbers to call never come here: they keep the digits that a phone shows.
"""

from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal, format_percent

from openly.translation import current_language

_ZEROS = {
    "adlm": "\U0001e950",
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "hmnp": "\U0001e140",
    "mtei": "\uabf0",
    "mymr": "\u1040",
    "nkoo": "\u07c0",
    "olck": "\u1c50",
    "tibt": "\u0f20",
}
"""The digit zero of each numbering system that a language of CLDR writes by default."""


# The same few numbers, days and hours stand on most pages, and CLDR's patterns take time.
_kept = lru_cache(maxsize=4096)


def in_digits_of(locale: Locale, text: str) -> str:
    """Write the digits 0 to 9 of a text as CLDR's default for a locale has them."""
    zero = _ZEROS.get(locale.default_numbering_system)
    return text.translate({48 + one: ord(zero) + one for one in range(10)}) if zero else text


def decimal(number: int) -> str:
    """Write a number in the reader's language."""
    return _decimal(number, current_language().locale)


def percent(share: float) -> str:
    """Write a share, 1 being the whole, in the reader's language."""
    return _percent(share, current_language().locale)


def day(moment: date, length: str = "medium") -> str:
    """Write a whole date in the reader's language, `medium` or `long`."""
    return _day(moment, length, current_language().locale)


@_kept
def clock(moment: time, locale: Locale) -> str:
    """Write a time of day in a language."""
    return in_digits_of(locale, str(format_time(moment, "short", locale=locale)))


def fields(skeleton: str, moment: date, locale: Locale) -> str:
    """Write some fields of a date or a moment in a language (CLDR skeleton, such as `yMMMM`).

    A moment is written by its own clock.
    """
    if isinstance(moment, datetime):
        # Two clocks that show one moment differently are equal as keys.
        moment = moment.replace(tzinfo=None)
    return _fields(skeleton, moment, locale)


@_kept
def _decimal(number: int, locale: Locale) -> str:
    return in_digits_of(locale, str(format_decimal(number, locale=locale)))


@_kept
def _percent(share: float, locale: Locale) -> str:
    return in_digits_of(locale, str(format_percent(share, locale=locale)))


@_kept
def _day(moment: date, length: str, locale: Locale) -> str:
    return in_digits_of(locale, str(format_date(moment, length, locale=locale)))


@_kept
def _fields(skeleton: str, moment: date, locale: Locale) -> str:
    return in_digits_of(locale, str(format_skeleton(skeleton, moment, locale=locale)))
