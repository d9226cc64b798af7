"""All that is wrong with a catalog: what keeps a message from being shown, and what a reader of the
translation would stumble over.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from openly.catalog_files import CatalogError, forms, msgid, read_catalog, read_headers
from openly.catalogs import Finding, Template, finding, load_template
from openly.folders import folder
from openly.gate import Fault, fault_of
from openly.languages import Language
from openly.plurals import categories, plural_forms_header
from openly.workbench import punctuation, rules, scripts, toolkit
from openly.workbench.glossary import Glossary, load_glossary

CHECKED = "checked:"
"""Begins a translator's own comment that names rules which do not apply: `# checked: length`."""


def check_catalogs(files: Mapping[Language, Path]) -> dict[Language, tuple[Finding, ...]]:
    """Check catalogs by the text and the glossary of this installation."""
    root = folder("translations")
    template = load_template(root / "messages.pot")
    glossary = load_glossary(root / "GLOSSARY.md")
    return {one: check_catalog(path, one, template, glossary) for one, path in files.items()}


def check_catalog(
    path: Path, language: Language, template: Template, glossary: Glossary
) -> tuple[Finding, ...]:
    """Return all findings of one catalog, in its order; a damaged file is one finding."""
    try:
        catalog = read_catalog(path)
    except CatalogError as error:
        _file, problem = str(error).split(": ", 1)
        named = re.search(r"line (\d+)", problem)
        line = int(named[1]) if named else 1
        return (Finding(path, line, "", "damaged", problem, "nothing of this language is shown"),)
    found = [Finding(path, 1, "", *fault) for fault in _header_faults(path, catalog, language)]
    present = {msgid(entry): entry for entry in catalog if entry.id}
    for entry in present.values():
        faults = _faults(entry, language, template, glossary)
        found += [finding(path, entry, fault) for fault in faults]
    absent = Fault("behind", "the catalog lacks it", "run: openly translate update")
    found += [Finding(path, 1, one, *absent) for one in template if one not in present]
    return tuple(found)


def _faults(
    entry: Message, language: Language, template: Template, glossary: Glossary
) -> list[Fault]:
    originals = template.get(msgid(entry))
    if originals is None:
        return [Fault("behind", "the site has no such text", "run: openly translate update")]
    if not any(forms(entry.string)):
        return [Fault("missing", "it is not translated", "translate it; readers see English")]
    if entry.fuzzy:
        remedy = "compare it with the new English text, mend it, remove “fuzzy”"
        return [Fault("fuzzy", "it waits for another look; readers see English", remedy)]
    plurals = len(categories(language.locale))
    if fault := fault_of(originals, forms(entry.string), plurals):
        return [fault]
    excused = _excused(entry)
    return [
        fault
        for fault in _advice(originals, forms(entry.string), language, glossary)
        if fault.rule not in excused
    ]


def _advice(
    originals: tuple[str, ...], texts: tuple[str, ...], language: Language, glossary: Glossary
) -> Iterable[Fault]:
    """Return each fault once, although several plural forms may have it."""
    found: dict[Fault, None] = {}
    for position, text in enumerate(filter(None, texts)):
        original = originals[min(position, len(originals) - 1)]
        for check in (rules.faults, scripts.faults, punctuation.faults, toolkit.faults):
            found |= dict.fromkeys(check(original, text, language))
        # The forms of a plural differ in number, not in their terms.
        found |= dict.fromkeys(glossary.faults(original, text, language))
    return found


def _excused(entry: Message) -> set[str]:
    comments = (one.strip() for one in entry.user_comments)
    named = (one.removeprefix(CHECKED) for one in comments if one.startswith(CHECKED))
    return {word for words in named for word in words.replace(",", " ").split()}


def _header_faults(path: Path, catalog: Catalog, language: Language) -> Iterable[Fault]:
    headers = read_headers(path)
    locale = str(language.locale)
    wanted = {
        "Language": locale,
        "Plural-Forms": plural_forms_header(language.locale) + ";",
        "Content-Transfer-Encoding": "8bit",
    }
    for name, value in wanted.items():
        if headers.get(name) != value:
            problem = f"its header {name} is {headers.get(name, 'missing')!r}, not {value!r}"
            yield Fault("header", problem, "run: openly translate update")
    if headers.get("Content-Type", "").lower() != "text/plain; charset=utf-8":
        yield Fault("header", "its Content-Type is not UTF-8 text", "run: openly translate update")
    if catalog.fuzzy:
        yield Fault("header", "its header is marked fuzzy", "run: openly translate update")
