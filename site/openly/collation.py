"""The order of names and words in a language.

Whole tables are large (the weights of Unicode 11 MB, the phrases of pypinyin 46 MB) and slow to
read, so that only what some texts need is read, when they are first put in order.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

from babel import Locale
from pyuca import Collator

_Item = TypeVar("_Item")

_WEIGHT = re.compile(r"\[[*.](\w{4})\.(\w{4})\.(\w{4})")
# Names of places with a sign that is read in another way alone (pypinyin's phrases have them).
_READINGS = {
    "秘鲁": [["bì"], ["lǔ"]],
    "巴勒斯坦": [["bā"], ["lè"], ["sī"], ["tǎn"]],
}


class _Weights(Collator):  # type: ignore[misc]  # pyuca carries no types
    """The weights of some letters (UTS 10)."""

    latest: "_Weights | None" = None

    def __init__(self, letters: frozenset[str]) -> None:
        self.letters = letters
        super().__init__()

    def load(self, filename: str) -> None:
        """Read those lines of the table that speak of these letters alone."""
        wanted = {f"{ord(letter):04X}" for letter in self.letters}
        with open(filename, encoding="utf-8") as table:  # noqa: PTH123
            for line in table:
                letters, _, weights = line.partition(";")
                codes = letters.split()
                if codes and wanted.issuperset(codes):
                    found = _WEIGHT.findall(weights.partition("#")[0])
                    elements = [[int(one, 16) for one in weight] for weight in found]
                    self.table.add([int(code, 16) for code in codes], elements)

    @classmethod
    def of(cls, letters: frozenset[str]) -> "_Weights":
        """Return weights that hold some letters, and all that were asked for before."""
        weights = cls.latest
        if weights is None or not letters <= weights.letters:
            # Of two requests that do this at once, each gets what it needs.
            known = weights.letters if weights else frozenset()
            cls.latest = weights = cls(known | letters)
        return weights


def in_order(items: Iterable[_Item], name: Callable[[_Item], str], locale: Locale) -> list[_Item]:
    """Sort items by a name of theirs, as dictionaries of a language do.

    Unicode Collation Algorithm (UTS 10); Chinese by pinyin. Private-use characters count for
    nothing: they mark messages for translators.
    """
    listed = list(items)
    texts = [_spelled(name(item), locale) for item in listed]
    weights = _Weights.of(frozenset("".join(texts)))
    keys = [weights.sort_key(text) for text in texts]
    return [listed[place] for place in sorted(range(len(listed)), key=keys.__getitem__)]


def _spelled(text: str, locale: Locale) -> str:
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Co")
    if locale.language == "zh":
        text = " ".join(_pinyin()(text))
    return unicodedata.normalize("NFD", text)


@cache
def _pinyin() -> Callable[[str], list[str]]:
    """Return what spells Chinese by the reading of each sign; no page needs all phrases."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style, lazy_pinyin, load_phrases_dict  # noqa: PLC0415

    load_phrases_dict(_READINGS)
    return lambda text: lazy_pinyin(text, style=Style.TONE3)
