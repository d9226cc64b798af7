"""Plural forms of a language as CLDR has them, whatever the header of a catalog says."""

import re

from babel import Locale
from babel.plural import to_gettext

_EXAMPLES = 3
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's categories in the order of gettext's `msgstr[0]`, `msgstr[1]` …"""


def categories(locale: Locale) -> tuple[str, ...]:
    """Return the categories that a language has, in the order of its `msgstr[n]`."""
    used = {*locale.plural_form.tags, "other"}
    return tuple(category for category in CATEGORIES if category in used)


def form_for(locale: Locale, number: int) -> int:
    """Return the index of the form that goes with a number."""
    return categories(locale).index(locale.plural_form(number))


def examples(locale: Locale) -> tuple[str, ...]:
    """Return for each form the first numbers that it goes with, such as `1, 21, 31`."""
    found: dict[int, list[str]] = {place: [] for place in range(len(categories(locale)))}
    for number in (*range(200), 1_000_000):
        numbers = found[form_for(locale, number)]
        if len(numbers) < _EXAMPLES:
            numbers.append(str(number))
    return tuple(", ".join(numbers) for numbers in found.values())


def plural_forms_header(locale: Locale) -> str:
    """Return the value of the `Plural-Forms` header, as gettext's tools expect it."""
    # CLDR's exponent operand has no meaning in gettext, where it is always zero.
    return re.sub(r"\be\b", "0", to_gettext(locale.plural_form)).rstrip(";")
