"""The order of names and words in a language.

Whole tables are large (the weights of Unicode 11 MB, pypinyin's readings 8 MB and its phrases 46)
and slow to read, so that only what some texts need is kept, when they are first put in order.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar, cast

from babel import Locale
from pyuca import Collator

_Item = TypeVar("_Item")

_WEIGHT = re.compile(r"\[[*.](\w{4})\.(\w{4})\.(\w{4})")
# Names of places with a sign that is read in another way alone (pypinyin's phrases have them).
_READ_OTHERWISE = {"秘鲁": ("bi4", "lu3"), "巴勒斯坦": ("ba1", "le4", "si1", "tan3")}
# An entry of pypinyin's table: the code point of a sign, and its first reading.
_READING = re.compile(r'"(\d+)": "([^",]+)')
_SIGN_OR_OTHERS = re.compile(r"[\u3400-\u9fff]|[^\u3400-\u9fff]+")
# Tones by their marks, in the order of dictionaries.
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


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
    texts = [_plain(name(item)) for item in listed]
    if locale.language == "zh":
        texts = _by_pinyin(texts)
    weights = _Weights.of(frozenset("".join(texts)))
    keys = [weights.sort_key(text) for text in texts]
    return [listed[place] for place in sorted(range(len(listed)), key=keys.__getitem__)]


def _plain(text: str) -> str:
    letters = (letter for letter in text if unicodedata.category(letter) != "Co")
    return unicodedata.normalize("NFD", "".join(letters))


def _by_pinyin(texts: list[str]) -> list[str]:
    """Spell Chinese by the first reading of each sign, its tone behind it: `zhong1 guo2`."""
    readings = _readings(frozenset("".join(texts)))
    parts = (_READ_OTHERWISE.get(text) or _SIGN_OR_OTHERS.findall(text) for text in texts)
    return [" ".join(readings.get(one, one) for one in words) for words in parts]


def _readings(signs: frozenset[str]) -> dict[str, str]:
    """Return how signs are read, by pypinyin's table; pypinyin itself would keep all of it."""
    package = cast(ModuleSpec, find_spec("pypinyin"))
    table = Path(cast(str, package.origin)).with_name("pinyin_dict.json").read_text("utf-8")
    wanted = {str(ord(sign)): sign for sign in signs}
    found = (one.groups() for one in _READING.finditer(table))
    return {wanted[code]: _spelled(reading) for code, reading in found if code in wanted}


def _spelled(reading: str) -> str:
    """Put the tone of a syllable, a mark above a vowel, behind it as a number."""
    letters = unicodedata.normalize("NFD", reading)
    tone = "".join(_TONES.get(letter, "") for letter in letters)
    return "".join(letter for letter in letters if letter not in _TONES) + tone
