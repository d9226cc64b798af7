"""Mark every message in a finished page, so that one can point at it.

Translations carry marks of private-use characters through templates, attributes and structured
data; afterwards the marks in text become elements, and those elsewhere are noted and taken out.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations

_START, _MIDDLE, _END = "\ue000", "\ue001", "\ue002"
_DIGITS = {ord("0") + digit: 0xE010 + digit for digit in range(10)}
_PLAIN = {mark: digit for digit, mark in _DIGITS.items()}
_MARK = re.compile(f"{_START}([\ue010-\ue019]+){_MIDDLE}|{_END}")
_ESCAPED = re.compile(r"(?<!\\)\\u(e0[01]\d)")
_STRAY = dict.fromkeys((0xE000, 0xE001, 0xE002, *_PLAIN))
# Elements that hold text alone: no element can stand in them.
_TOKEN = re.compile(
    r"<(script|style|title|option|textarea)\b[^>]*>.*?</\1>|<!--.*?-->|<[^>]+>|[^<]+",
    re.DOTALL | re.IGNORECASE,
)


@dataclass
class Marked:
    """A page with its messages as elements `<span data-message="7">`, and their numbers."""

    html: str
    seen: list[int] = field(default_factory=list)
    """Numbers of messages in the text."""
    unseen: list[int] = field(default_factory=list)
    """Numbers of messages that are heard, or stand in the title or in menus."""


class MarkedTranslations(NullTranslations):
    """Translations that carry the number of their message."""

    def __init__(self, translations: NullTranslations, numbers: Mapping[str, int]) -> None:
        super().__init__()
        self._translations, self._numbers = translations, numbers

    def gettext(self, message: str) -> str:
        """Return a translation between marks."""
        return self._mark(message, self._translations.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the right form between marks."""
        return self._mark(msgid1, self._translations.ngettext(msgid1, msgid2, n))

    ugettext = gettext
    ungettext = ngettext

    def _mark(self, msgid: str, text: str) -> str:
        if msgid not in self._numbers:
            # Its template was edited since `messages.pot` was written.
            return text
        number = str(self._numbers[msgid]).translate(_DIGITS)
        # A translation that holds such characters itself must not look marked.
        return f"{_START}{number}{_MIDDLE}{text.translate(_STRAY)}{_END}"


def unmarked(text: str) -> str:
    """Return a text without marks."""
    return _MARK.sub("", _ESCAPED.sub(_unescaped, text))


def mark(html: str, state_of: Callable[[int], str]) -> Marked:
    """Turn the marks of a page into elements that name number and state of their message."""
    page = Marked("")

    def element(found: re.Match[str]) -> str:
        if not found[1]:
            return "</span>"
        number = _number(found[1])
        page.seen.append(number)
        return f'<span data-message="{number}" data-state="{state_of(number)}">'

    def token(found: re.Match[str]) -> str:
        text = found[0]
        if not text.startswith("<"):
            return _MARK.sub(element, text)
        numbers = [_number(one) for one in _MARK.findall(_ESCAPED.sub(_unescaped, text)) if one]
        if not numbers:
            return text
        page.unseen += numbers
        named = f' data-messages="{" ".join(map(str, numbers))}"'
        return re.sub(r"(\s*/?>)", lambda end: named + end[0], unmarked(text), count=1)

    page.html = _TOKEN.sub(token, html)
    return page


def _number(digits: str) -> int:
    return int(digits.translate(_PLAIN))


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
