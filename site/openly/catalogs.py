"""From `.po` files to checked translations in memory; what does not pass is English, and reported.

The original of a message is always that of the template catalog: what a catalog itself calls its
original is not believed.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from gettext import NullTranslations
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from markupsafe import Markup

from openly.catalog_files import (
    CatalogError,
    forms,
    may_be_cut_off,
    msgid,
    read_catalog,
    read_headers,
)
from openly.gate import Fault, fault_of
from openly.plurals import categories, form_for

IN_ENGLISH = Markup(' lang="en" dir="ltr"')

Template = Mapping[str, tuple[str, ...]]
"""Every message of the site: its id, and the original of each of its forms (singular, plural)."""


_CUT_OFF = Fault(
    "cut-off",
    "the file ends with it, and messages of the site are missing",
    "take the last good version, or bring the file up to date",
)
# Characters of a message that name it in a report of one line.
_SHOWN = 50
_LATIN_AND_PLUS = re.compile(r"[A-Za-z]\+")


@dataclass(frozen=True)
class Finding:
    """A fault of a message, and where it stands; a fault of the whole file has no msgid."""

    file: Path
    line: int
    msgid: str
    rule: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        short = self.msgid if len(self.msgid) <= _SHOWN else f"{self.msgid[:_SHOWN]}…"
        named = f"“{short}”: " if short else ""
        return f"{self.file}:{self.line}: {named}{self.problem} ({self.remedy})"


class CheckedTranslations(NullTranslations):
    """Translations of one language that passed, by message: its form, or each of its forms."""

    def __init__(self, kept: Mapping[str, tuple[str, ...]], locale: Locale) -> None:
        super().__init__()
        self._kept, self._locale = kept, locale

    def gettext(self, message: str) -> str:
        """Return a message in the language, or what the fallback makes of it."""
        kept = self._kept.get(message)
        return kept[0] if kept else super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a message that goes with a number (CLDR's plural rules)."""
        kept, form = self._kept.get(msgid1, ()), form_for(self._locale, n)
        return kept[form] if form < len(kept) else super().ngettext(msgid1, msgid2, n)

    ugettext = gettext
    ungettext = ngettext


class EnglishFallback(NullTranslations):
    """Shows the original, marked as English (WCAG 3.1.2, Language of Parts)."""

    def gettext(self, message: str) -> str:
        """Return the original inside an element that names its language."""
        return f"<span{IN_ENGLISH}>{message}</span>"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return singular or plural of the original inside such an element."""
        return self.gettext(super().ngettext(msgid1, msgid2, n))


@dataclass(frozen=True)
class CheckedCatalog:
    """The translations of one language that passed, and findings for those that did not."""

    translations: NullTranslations
    msgids: Set[str]
    findings: tuple[Finding, ...] = ()
    fuzzy: frozenset[str] = frozenset()
    """Messages of the site whose translation waits to be looked at again."""
    revised: datetime | None = None
    """When a person last saved the file, by its own header."""


def load_catalog(path: Path, locale: Locale, template: Template) -> CheckedCatalog:
    """Read a `.po` file and keep the messages of the site that are safe to show.

    Plural rules and header come from CLDR, whatever the file says. Fuzzy and empty messages, and
    those that the site does not have, are left out without a finding. Raises CatalogError if the
    file cannot be read as a catalog, or is empty: one that nobody has begun has a header.
    """
    file, plurals = read_catalog(path), len(categories(locale))
    if not file and not read_headers(path):
        raise CatalogError(f"{path}: it is empty; take the last good version")
    cut_off = _perhaps_half(file, path, template)
    kept: dict[str, tuple[str, ...]] = {}
    findings = []
    for entry in _translated(file):
        originals, translated = template.get(msgid(entry)), forms(entry.string)
        if originals is None:
            continue
        fault = _CUT_OFF if entry is cut_off else fault_of(originals, translated, plurals)
        if fault:
            findings.append(finding(path, entry, fault))
        else:
            # The template's own string, which all languages share. What passed is HTML.
            kept[originals[0]] = tuple(map(Markup, _with_signs_in_place(translated, locale)))
    return CheckedCatalog(
        CheckedTranslations(kept, locale),
        kept.keys(),
        tuple(findings),
        frozenset(msgid(entry) for entry in file if entry.id and entry.fuzzy) & set(template),
        file.revision_date if isinstance(file.revision_date, datetime) else None,
    )


def _perhaps_half(file: Catalog, path: Path, template: Template) -> Message | None:
    """Return the message that has lost its end if the file has: half a sentence is not shown.

    That is the last one, if its text has several lines and messages of the site are missing.
    """
    entries = [entry for entry in file if entry.id]
    is_short = not {msgid(entry) for entry in entries} >= set(template)
    return entries[-1] if entries and is_short and may_be_cut_off(path) else None


def _with_signs_in_place(translated: tuple[str, ...], locale: Locale) -> tuple[str, ...]:
    """Keep the plus of `LGBTQ+` behind its letters where text runs from right to left (UAX #9)."""
    if locale.text_direction == "ltr":
        return translated
    return tuple(_LATIN_AND_PLUS.sub("\\g<0>\u200e", form) for form in translated)


def finding(path: Path, entry: Message, fault: Fault) -> Finding:
    """Say where a fault stands."""
    return Finding(path, entry.lineno or 0, msgid(entry), *fault)


def load_template(path: Path) -> Template:
    """Return all messages of the site, from `messages.pot`."""
    return {msgid(entry): forms(entry.id) for entry in read_catalog(path) if entry.id}


def _translated(catalog: Catalog) -> Iterable[Message]:
    return (entry for entry in catalog if entry.id and not entry.fuzzy and any(forms(entry.string)))
