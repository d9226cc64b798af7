"""How far each translation is: the figures for readers, for translators and for the documents."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from openly.catalogs import CheckedCatalog, Template
from openly.gate import PLACEHOLDER
from openly.languages import Language
from openly.markup import TAG


@dataclass(frozen=True)
class Status:
    """One language in figures."""

    language: Language
    messages: int
    """Messages that readers see in this language."""
    of_messages: int
    words: int
    """English words of those messages."""
    of_words: int
    fuzzy: int
    """Messages whose translation waits for another look, because the English changed."""
    findings: int
    """Messages that are not shown because of a fault; of a full check, all its findings."""
    revised: date | None

    @property
    def share(self) -> float:
        """How much of the text is translated, from 0 to 1; 1 only if nothing is left."""
        return self.messages / self.of_messages if self.of_messages else 1.0


def status_of(language: Language, catalog: CheckedCatalog, template: Template) -> Status:
    """Count what is translated of a language."""
    return Status(
        language,
        messages=len(catalog.msgids),
        of_messages=len(template),
        words=sum(words(one) for one in catalog.msgids),
        of_words=sum(map(words, template)),
        fuzzy=len(catalog.fuzzy),
        findings=len(catalog.findings),
        revised=catalog.revised.date() if catalog.revised else None,
    )


@lru_cache(maxsize=2048)
def words(text: str) -> int:
    """Count the words of an English message; placeholders and tags are none."""
    plain = TAG.sub(" ", PLACEHOLDER.sub(" ", text))
    return sum(any(map(str.isalnum, word)) for word in plain.split())
