"""Checks that the Translate Toolkit makes for us (its pofilter).

Of its 42 tests these are the ones that serve and raise no false alarm on our catalogs; the others
know too little of scripts without capitals, or our own rules are stricter.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

from translate.filters.checks import CheckerConfig, StandardChecker
from translate.storage.pypo import pounit

from openly.gate import Fault
from openly.languages import Language

_SPACES = "make the spaces like those of the original"
_TESTS = {
    "startwhitespace": Fault("spaces", "its start differs in spaces", _SPACES),
    "endwhitespace": Fault("spaces", "its end differs in spaces", _SPACES),
    "doublespacing": Fault("spaces", "it has two spaces in a row", _SPACES),
    "blank": Fault("spaces", "it consists of spaces", "translate it, or leave it empty"),
    "newlines": Fault("line-breaks", "its line breaks differ", "write it in one line"),
    "tabs": Fault("line-breaks", "it has a tab", "write a space"),
    "escapes": Fault("line-breaks", "its backslashes differ", r"use \" for a quotation mark alone"),
    "numbers": Fault("figures", "its figures differ from the original", "use the same figures"),
}


def faults(original: str, text: str, language: Language) -> Iterator[Fault]:
    """Find differences in spaces, line breaks and figures."""
    unit = pounit(original)
    # The toolkit takes ২৫ for another number than 25.
    unit.target = "".join(str(unicodedata.decimal(one, one)) for one in text)
    for name in _checker(str(language.locale)).run_filters(unit):
        yield _TESTS[name]


@cache
def _checker(locale: str) -> StandardChecker:
    config = CheckerConfig(targetlanguage=locale)
    return StandardChecker(checkerconfig=config, limitfilters=list(_TESTS))
