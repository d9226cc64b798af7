"""The order of names and words in a language."""

import unicodedata
from functools import cache

from babel import Locale
from pypinyin import Style, lazy_pinyin
from pyuca import Collator


@cache
def _collator() -> Collator:
    return Collator()


def sort_key(text: str, locale: Locale) -> tuple[int, ...]:
    """Return the place of a text in the order of a language.

    Unicode Collation Algorithm (UTS 10); Chinese by pinyin. Private-use characters count for
    nothing: they mark messages for translators.
    """
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Co")
    if locale.language == "zh":
        text = " ".join(lazy_pinyin(text, style=Style.TONE3))
    return tuple(_collator().sort_key(text))
