"""The pseudo-locales: English made strange, to find what no translation can mend.

Accented: lengthened and bracketed; text that stays plain is not translatable yet, text without its
last bracket is cut off. Mirrored: every word runs from right to left, as Arabic does.
"""

import re
from collections.abc import Callable
from gettext import NullTranslations

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_KEEP = re.compile(r"(<[^>]+>|%\(\w+\)s|&\w+;)")
_WORD = re.compile(r"[^\W\d_]+")
_FILLING = "one two three four five six seven eight nine ten "
LENGTHENING = 0.4
# Override and its end (Unicode Bidirectional Algorithm, UAX #9, X4 and X7).
_RIGHT_TO_LEFT, _END = "\u202e", "\u202c"


def accented(text: str) -> str:
    """Accent a message, lengthen it by 40 % and bracket it; tags and placeholders stay."""
    parts = _KEEP.split(text)
    changed = "".join(
        part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(parts)
    )
    length = round(sum(map(len, parts[::2])) * LENGTHENING)
    filling = (_FILLING * (length // len(_FILLING) + 1))[:length].strip()
    return f"[{changed} {filling}]"


def mirrored(text: str) -> str:
    """Turn every word of a message round; tags and placeholders stay."""
    return "".join(
        part if place % 2 else _WORD.sub(rf"{_RIGHT_TO_LEFT}\g<0>{_END}", part)
        for place, part in enumerate(_KEEP.split(text))
    )


class PseudoTranslations(NullTranslations):
    """Translations into a pseudo-locale, by the function that makes one."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def gettext(self, message: str) -> str:
        """Return a message in the pseudo-locale."""
        return self._change(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return singular or plural, as in English, in the pseudo-locale."""
        return self._change(super().ngettext(msgid1, msgid2, n))

    ugettext = gettext
    ungettext = ngettext


def pseudo_translations(tag: str) -> PseudoTranslations:
    """Return the translations of a pseudo-locale: mirrored for `en-XB`, else accented."""
    return PseudoTranslations(mirrored if tag.endswith("XB") else accented)
