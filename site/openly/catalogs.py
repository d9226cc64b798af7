"""From `.po` files to checked translations in memory; what does not pass is English, and reported.

The original of a message is always that of the template catalog: what a catalog itself calls its
original is not believed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.support import Translations

from openly.catalog_files import forms, msgid, read_catalog
from openly.gate import Fault, fault_of
from openly.plurals import categories, form_for

Template = Mapping[str, tuple[str, ...]]
"""Every message of the site: its id, and the original of each of its forms (singular, plural)."""


# What Babel takes for a translation, one form or several.
_String = str | tuple[str, ...] | list[str] | None
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


@dataclass(frozen=True)
class CheckedCatalog:
    """The translations of one language that passed, and findings for those that did not."""

    translations: Translations
    msgids: frozenset[str]
    findings: tuple[Finding, ...] = ()
    fuzzy: frozenset[str] = frozenset()
    """Messages of the site whose translation waits to be looked at again."""
    revised: datetime | None = None
    """When a person last saved the file, by its own header."""


def load_catalog(path: Path, locale: Locale, template: Template) -> CheckedCatalog:
    """Read a `.po` file and keep the messages of the site that are safe to show.

    Plural rules and header come from CLDR, whatever the file says. Fuzzy and empty messages, and
    those that the site does not have, are left out without a finding. Raises CatalogError if the
    file cannot be read as a catalog.
    """
    file = read_catalog(path)
    kept, findings = Catalog(locale=locale, fuzzy=False), []
    for entry in _translated(file):
        originals = template.get(msgid(entry))
        if originals is None:
            continue
        fault = fault_of(originals, forms(entry.string), len(categories(locale)))
        if fault:
            findings.append(finding(path, entry, fault))
        else:
            kept.add(entry.id, _with_signs_in_place(entry.string, locale))
    return CheckedCatalog(
        _compiled(kept, locale),
        frozenset(msgid(entry) for entry in kept if entry.id),
        tuple(findings),
        frozenset(msgid(entry) for entry in file if entry.id and entry.fuzzy) & set(template),
        file.revision_date if isinstance(file.revision_date, datetime) else None,
    )


def _with_signs_in_place(string: _String, locale: Locale) -> _String:
    """Keep the plus of `LGBTQ+` behind its letters where text runs from right to left (UAX #9)."""
    if locale.text_direction == "ltr":
        return string
    marked = [_LATIN_AND_PLUS.sub("\\g<0>\u200e", form) for form in forms(string)]
    return marked[0] if isinstance(string, str) else marked


def finding(path: Path, entry: Message, fault: Fault) -> Finding:
    """Say where a fault stands."""
    return Finding(path, entry.lineno or 0, msgid(entry), *fault)


def load_template(path: Path) -> Template:
    """Return all messages of the site, from `messages.pot`."""
    return {msgid(entry): forms(entry.id) for entry in read_catalog(path) if entry.id}


def _translated(catalog: Catalog) -> Iterable[Message]:
    return (entry for entry in catalog if entry.id and not entry.fuzzy and any(forms(entry.string)))


def _compiled(catalog: Catalog, locale: Locale) -> Translations:
    buffer = BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    translations = Translations(buffer)
    translations.plural = partial(form_for, locale)
    return translations
