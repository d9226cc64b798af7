"""The agreed words of each language, from `translations/GLOSSARY.md`, and what no language says."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openly.gate import Fault
from openly.languages import Language
from openly.workbench.scripts import UNSPACED

STEM = "~"
"""What follows it in a word may differ when the word is bent: `antidepresiv~o`."""
BETWEEN = " / "
_LANGUAGE = re.compile(r"^## (?P<tag>[A-Za-z-]+) · ", re.MULTILINE)
_VOWEL_SIGNS = re.compile("[\u0640\u064b-\u0652\u0670]")


class GlossaryError(ValueError):
    """A row of the glossary that cannot be used; the text names file, row and remedy."""


@dataclass(frozen=True)
class Agreed:
    """How one language says a term."""

    say: tuple[str, ...]
    never: tuple[str, ...]
    sure: bool


@dataclass(frozen=True)
class Glossary:
    """The terms by name with the English words for them, and each language's words by tag."""

    english: dict[str, tuple[str, ...]]
    agreed: dict[str, dict[str, Agreed]]

    def faults(self, original: str, text: str, language: Language) -> Iterator[Fault]:
        """Find a term said in another way than agreed, and words that must never be said."""
        plain, spaced = _plain(text), language.locale.language not in UNSPACED
        for term, words in self.agreed.get(language.tag, {}).items():
            meant = any(_finds(one, _plain(original), whole=True) for one in self.english[term])
            if meant and not any(_finds(one, plain, whole=False) for one in words.say):
                remedy = f"say {BETWEEN.join(words.say)}, or propose another word in GLOSSARY.md"
                yield Fault("glossary", f"it lacks the agreed word for “{term}”", remedy)
            for one in words.never:
                if _finds(one, plain, whole=spaced):
                    problem = f"it says “{one.replace(STEM, '')}”"
                    yield Fault("never-say", problem, f"see “{term}” in GLOSSARY.md")


def load_glossary(path: Path) -> Glossary:
    """Read the tables of the glossary.

    Raises GlossaryError, naming file and row, if a language has a term that the first table lacks.
    """
    head, *parts = _LANGUAGE.split(path.read_text(encoding="utf-8"))
    english = {term: _words(found) for term, found, *_rest in _rows(head)}
    agreed = {}
    for tag, part in zip(parts[::2], parts[1::2], strict=True):
        agreed[tag] = {
            term: Agreed(_words(say), _words(never), sure.startswith("yes"))
            for term, say, never, sure in _rows(part)
        }
        for term in agreed[tag]:
            if term not in english:
                raise GlossaryError(f"{path}: {tag}: no term “{term}” (correct it, or add its row)")
    return Glossary(english, agreed)


def _rows(text: str) -> Iterator[list[str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip().startswith("|")]
    for line in lines[2:]:
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for one in cell.split(BETWEEN.strip()) if (word := one.strip()))


def _finds(words: str, text: str, *, whole: bool) -> bool:
    """Tell whether a text has some words, `whole` or with others grown to them (Arabic ال)."""
    bent = re.compile(rf"{STEM}\S*").split(_plain(words))
    pattern = r"\S*".join(map(re.escape, bent))
    return bool(re.search(rf"(?<!\w){pattern}(?!\w)" if whole else pattern, text))


def _plain(text: str) -> str:
    """Return a text for comparing: no case, no Arabic vowel signs, no dot that Turkish İ leaves."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("i\u0307", "i")
    return _VOWEL_SIGNS.sub("", folded)
