"""From `.po` files to checked translations in memory; what does not pass is English, and reported.

A catalog may come from anyone. A message is used only if it cannot break or endanger a page: its
placeholders are those of the original, and Bleach finds no markup that the original lacks. The
original is always that of the template catalog: what a catalog itself calls its original is not
believed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from openly.markup import is_clean
from openly.plurals import categories, form_for

_LINE = re.compile(r'(|#.*|(msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)?\s*"([^"\\]|\\.)*")')
_PLURAL_RULE = re.compile(r'"Plural-Forms:.*\n(?:"(?![A-Za-z-]+:).*\n)*')
_HEADER = re.compile(r'^msgid ""\nmsgstr "', re.MULTILINE)
_ANY_PLURALS = r"Plural-Forms: nplurals=6; plural=0;\n"
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


Template = Mapping[str, tuple[str, ...]]
"""Every message of the site: its id, and the original of each of its forms (singular, plural)."""


class CatalogError(ValueError):
    """A catalog that cannot be read at all; the text names file, place and remedy."""


@dataclass(frozen=True)
class Finding:
    """A message that is not used, and why."""

    file: Path
    line: int
    msgid: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: “{self.msgid}”: {self.problem} ({self.remedy})"


@dataclass(frozen=True)
class CheckedCatalog:
    """The translations of one language that passed, and findings for those that did not."""

    translations: Translations
    msgids: frozenset[str]
    findings: tuple[Finding, ...] = ()

    def share_of(self, template: Template) -> float:
        """Return how much of the template is translated, from 0 to 1."""
        return len(self.msgids) / len(template) if template else 1.0


def load_catalog(path: Path, locale: Locale, template: Template) -> CheckedCatalog:
    """Read a `.po` file and keep the messages of the site that are safe to show.

    Plural rules and header come from CLDR, whatever the file says. Fuzzy and empty messages, and
    those that the site does not have, are left out without a finding. Raises CatalogError if the
    file cannot be read as a catalog.
    """
    kept, findings = Catalog(locale=locale, fuzzy=False), []
    for entry in _translated(_read(path)):
        originals = template.get(_msgid(entry))
        if originals is None:
            continue
        problem = _problem(originals, _forms(entry.string), len(categories(locale)))
        if problem:
            findings.append(Finding(path, entry.lineno or 0, originals[0], *problem))
        else:
            kept.add(entry.id, entry.string)
    buffer = BytesIO()
    write_mo(buffer, kept)
    buffer.seek(0)
    translations = Translations(buffer)
    translations.plural = partial(form_for, locale)
    msgids = frozenset(_msgid(entry) for entry in kept if entry.id)
    return CheckedCatalog(translations, msgids, tuple(findings))


def load_template(path: Path) -> Template:
    """Return all messages of the site, from `messages.pot`."""
    return {_msgid(entry): _forms(entry.id) for entry in _read(path) if entry.id}


def _read(path: Path) -> Catalog:
    try:
        # Some editors begin a file with a byte order mark; it is no fault.
        text = path.read_bytes().decode("utf-8-sig")
        _check_lines(text)
        lines = StringIO(_without_plural_rule(text))
        return read_po(lines, abort_invalid=True)
    # A damaged file makes the parser fail in many ways; each of them means the same here.
    except Exception as error:
        raise CatalogError(
            f"{path}: cannot be read as a UTF-8 catalog ({error}); "
            "mend the place named, or take the last good version"
        ) from error


def _check_lines(text: str) -> None:
    """Raise ValueError at the first line that is no `.po` line: Babel would pass over it."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line.strip()):
            raise ValueError(f"line {number}: {line.strip()[:60]!r} is not finished")


def _without_plural_rule(text: str) -> str:
    """Let every message have as many forms as it likes: which of them are right is asked later."""

    def loosened(found: re.Match[str]) -> str:
        # As many lines as before, so that findings name the right one.
        return f'"{_ANY_PLURALS}"\n' + '""\n' * (found[0].count("\n") - 1)

    changed, count = _PLURAL_RULE.subn(loosened, text, count=1)
    return changed if count else _HEADER.sub(lambda found: found[0] + _ANY_PLURALS, text, count=1)


def _translated(catalog: Catalog) -> Iterable[Message]:
    return (
        entry for entry in catalog if entry.id and not entry.fuzzy and any(_forms(entry.string))
    )


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a message's text, or each of its plural forms."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _msgid(entry: Message) -> str:
    return _forms(entry.id)[0]


def _problem(
    originals: tuple[str, ...], forms: tuple[str, ...], plurals: int
) -> tuple[str, str] | None:
    """Return what keeps a message from being shown, and the remedy; None if nothing does."""
    pluralizable = len(originals) > 1
    if not pluralizable and len(forms) > 1:
        return "it has plural forms, the original has none", "use one msgstr"
    if pluralizable:
        if not all(forms[:plurals]) or any(forms[plurals:]):
            filled = sum(map(bool, forms))
            return f"{filled} plural forms, not {plurals}", f"fill msgstr[0] to [{plurals - 1}]"
        forms = forms[:plurals]
    for position, form in enumerate(forms):
        original = originals[min(position, len(originals) - 1)]
        wanted, present = sorted(_PLACEHOLDER.findall(original)), sorted(_PLACEHOLDER.findall(form))
        # A plural form that means exactly one or two may spell its number out.
        if present != wanted and not (pluralizable and not present):
            names = ", ".join(f"%({name})s" for name in wanted) or "no placeholder"
            return "its placeholders differ from the original", f"use exactly: {names}"
        if "%" in _PLACEHOLDER.sub("", form):
            return "it holds a percent sign outside a placeholder", "write the word instead"
        if not is_clean(form, original):
            return "its markup differs from the original", "use only the tags of the original"
    return None
