"""The pseudo-locale: accented, lengthened, bracketed English.

Text that stays plain is not translatable yet; text without its last bracket is cut off.
"""

import re
from gettext import NullTranslations

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_KEEP = re.compile(r"(<[^>]+>|%\(\w+\)s|&\w+;)")
_FILLING = "one two three four five six seven eight nine ten "
LENGTHENING = 0.4


def pseudo(text: str) -> str:
    """Accent a message, lengthen it by 40 % and bracket it; tags and placeholders stay."""
    parts = _KEEP.split(text)
    accented = "".join(
        part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(parts)
    )
    length = round(sum(map(len, parts[::2])) * LENGTHENING)
    filling = (_FILLING * (length // len(_FILLING) + 1))[:length].strip()
    return f"[{accented} {filling}]"


class PseudoTranslations(NullTranslations):
    """Translations into the pseudo-locale."""

    def gettext(self, message: str) -> str:
        """Return a message in the pseudo-locale."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return singular or plural, as in English, in the pseudo-locale."""
        return pseudo(super().ngettext(msgid1, msgid2, n))

    ugettext = gettext
    ungettext = ngettext
