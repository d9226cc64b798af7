"""Rules for scripts: a letter that looks right and is another breaks search and speech."""

from collections.abc import Iterator
from functools import cache

import langcodes
import regex

from openly.gate import PLACEHOLDER, Fault
from openly.languages import Language

LATIN = "Latin"
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages that write words without spaces between them, and break lines between letters."""

_TAG = regex.compile(r"<[^>]*>|&#?\w+;")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
# Scripts that one language writes together (ISO 15924).
_TOGETHER = {
    "Jpan": ("Han", "Hiragana", "Katakana"),
    "Kore": ("Hangul", "Han"),
    "Hans": ("Han",),
    "Hant": ("Han",),
}
# They stand beside other scripts without a space.
_IDEOGRAPHIC = frozenset({"Han", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer"})
_SCRIPTS = (
    "Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Hebrew", "Arabic", "Devanagari",
    "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam",
    "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Tibetan", "Ethiopic", "Cherokee", "Mongolian",
    "Han", "Hiragana", "Katakana", "Hangul",
)  # fmt: skip
_OF = {name: regex.compile(rf"\p{{Script={name}}}") for name in _SCRIPTS}


def faults(_original: str, text: str, language: Language) -> Iterator[Fault]:
    """Find words of two scripts, and words in a script that the language is not written in."""
    own = scripts_of(language.tag) | {LATIN}
    for word in dict.fromkeys(_WORD.findall(_TAG.sub(" ", PLACEHOLDER.sub(" ", text)))):
        found = {name for name, pattern in _OF.items() if pattern.search(word)}
        mixed = found - _IDEOGRAPHIC
        if len(mixed) > 1:
            problem = f"the word “{word}” mixes {' and '.join(sorted(mixed))} letters"
            yield Fault("mixed-scripts", problem, f"type “{word}” anew in one script")
        elif found - own:
            problem = f"“{word}” is {' and '.join(sorted(found - own))}"
            yield Fault("mixed-scripts", problem, f"write it in {' or '.join(sorted(own))} script")


@cache
def scripts_of(tag: str) -> frozenset[str]:
    """Return the scripts that a language is written in (CLDR likely subtags), by Unicode name."""
    code = langcodes.Language.get(tag).maximize().script or ""
    together = _TOGETHER.get(code)
    return frozenset(together or {name for name in _SCRIPTS if _is_code(name, code)})


def _is_code(name: str, code: str) -> bool:
    return bool(regex.fullmatch(rf"\p{{Script={code}}}", _EXAMPLE[name]))


_EXAMPLE = {
    name: next(chr(point) for point in range(0x41, 0x20000) if pattern.match(chr(point)))
    for name, pattern in _OF.items()
}
