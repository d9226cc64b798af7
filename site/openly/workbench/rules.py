"""Rules for the text of a translation that hold in every script."""

import unicodedata
from collections.abc import Iterator

from openly.gate import PLACEHOLDER, Fault
from openly.languages import Language
from openly.workbench.scripts import LATIN, UNSPACED, scripts_of
from openly.workbench.tables import columns

NAMES = ("Openly", "WhatsApp", "Creative Commons BY 4.0")
"""Names that stay as they are."""
_LOANS = ("SMS", "LGBTQ", "E-mail", "Chat")

# Two of these words or fewer may well be the same in two languages: “Article”, “Menopause”.
LIKELY_SAME = 2
ROOM, GROWTH = 28, 2.2
"""A translation may take this many columns, and so many times those of the English text."""
SHRINKAGE = 0.2
"""A translation shorter than this share of the English text has lost something."""
LONGEST_WORD = 34
"""Columns of a word that the narrowest screen (320 CSS pixels, WCAG 1.4.10) still holds."""


def faults(original: str, text: str, language: Language) -> Iterator[Fault]:
    """Find text left in English, lost, too long for the layout, or that no font can show."""
    yield from _same(original, text, language)
    for name in NAMES:
        if name in original and name not in text:
            yield Fault("names", f"the name {name} is gone or changed", f"write {name}")
    yield from _length(original, text, language)
    yield from _characters(text)


def _same(original: str, text: str, language: Language) -> Iterator[Fault]:
    if text != original:
        return
    plain = PLACEHOLDER.sub(" ", original)
    for name in (*NAMES, *_LOANS):
        plain = plain.replace(name, " ")
    words = [word for word in plain.split() if any(map(str.isalpha, word))]
    cognates = LIKELY_SAME if LATIN in scripts_of(language.tag) else 0
    if len(words) > cognates:
        yield Fault("same-as-english", "it is the English text", "translate it, or leave it empty")


def _length(original: str, text: str, language: Language) -> Iterator[Fault]:
    wide, room = columns(text), round(ROOM + GROWTH * columns(original))
    if wide > room:
        yield Fault("length", f"it takes {wide} columns, the layout has {room}", "say it shorter")
    if wide < SHRINKAGE * columns(original):
        yield Fault("length", "it is much shorter than the original", "look whether a part is lost")
    if language.locale.language in UNSPACED:
        return
    longest = max(PLACEHOLDER.sub(" ", text).split(), key=columns, default="")
    if columns(longest) > LONGEST_WORD:
        problem = f"the word “{longest}” is wider than a small phone"
        yield Fault("length", problem, "use another word, or a hyphen where it may break")


def _characters(text: str) -> Iterator[Fault]:
    for one in sorted(set(text)):
        name = f"U+{ord(one):04X} {unicodedata.name(one, '')}".strip()
        if one == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(one) in ("Co", "Cn", "Cs"):
            yield Fault("glyphs", f"no font has its character {name}", "type the letter anew")
        elif unicodedata.bidirectional(one) in _BIDI or one in "\u200e\u200f\u061c":
            problem = f"it holds the invisible control {name}"
            yield Fault("bidi-controls", problem, "delete it: the page itself sets directions")
        elif unicodedata.category(one) == "Cc" or one in "\u200b\u2060\ufeff\xad":
            yield Fault("invisible", f"it holds the invisible character {name}", "delete it")
        elif unicodedata.decomposition(one).startswith(_FORMS):
            plain = unicodedata.normalize("NFKC", one)
            yield Fault("glyphs", f"it holds the letter form {name}", f"type the letter: {plain}")
    if unicodedata.normalize("NFC", text) != text:
        problem = "its accents are separate characters (not NFC)"
        yield Fault("glyphs", problem, "type the letters anew: some fonts show them apart")


_BIDI = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
# Compatibility forms of letters, as damaged PDF files and old encodings leave them.
_FORMS = ("<initial>", "<medial>", "<final>", "<isolated>", "<font>")
