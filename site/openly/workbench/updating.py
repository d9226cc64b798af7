"""Carry a change of the English text into a catalog, so that nothing a translator did is lost."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message

from openly.catalog_files import as_po, forms, msgid, read_catalog, read_headers, set_plural_rule
from openly.gate import fault_of
from openly.plurals import categories, plural_forms_header

ALIKE = 0.75
"""How alike an old and a new English text must be (0 to 1) to count as one text, reworded."""

# Words that turn a sentence round; where one comes or goes, the meaning changed.
_TURNS = re.compile(
    r"\b(?:no|not|never|nobody|nothing|without|only|stop)\b|n[’']t\b", re.IGNORECASE
)
SAFETY = "safety text"
"""Stands in the comment of messages whose every change must be looked at."""


@dataclass(frozen=True)
class Update:
    """A catalog brought up to date, as text, and what happened to its messages."""

    content: bytes
    missing: tuple[str, ...]
    """Messages that wait for a translation."""
    changed: tuple[tuple[str, str], ...]
    """Old and new English of messages that are fuzzy now."""
    reworded: tuple[tuple[str, str], ...]
    """Old and new English of messages whose translation stays valid."""
    returned: tuple[str, ...]
    """Messages that were out of use and have their translation back."""
    retired: tuple[str, ...]
    """Messages out of use now; their translation is kept at the end of the file."""

    @property
    def moves(self) -> dict[str, tuple[str, ...]]:
        """What became of messages, by the names above; old and new English as `old → new`."""
        return {
            "missing": self.missing,
            "changed": tuple(map(" → ".join, self.changed)),
            "reworded": tuple(map(" → ".join, self.reworded)),
            "returned": self.returned,
            "retired": self.retired,
        }


def updated(path: Path, locale: Locale, template: Catalog, *, same_meaning: bool = False) -> Update:
    """Merge the template into a catalog.

    New messages are empty; changed ones are fuzzy, with their old English beside them. With
    `same_meaning` the new English means the same: a changed message keeps its translation if old
    and new text are alike and the translation still fits. Messages no longer used stay at the end,
    and come back with their translation. Raises CatalogError if the file cannot be read.
    """
    catalog = _whole(path, locale)
    before = {msgid(one) for one in catalog if one.id}
    fuzzy = {msgid(one): one.previous_id for one in catalog if one.id and one.fuzzy}
    returned = _returned(catalog, template)
    retired = set(catalog.obsolete)
    catalog.update(template, update_creation_date=False)
    for one in catalog:
        # Babel forgets the English before when nothing changed since.
        one.previous_id = one.previous_id or fuzzy.get(msgid(one), [])
    moved = {msgid(one): one for one in catalog if one.previous_id and msgid(one) not in before}
    pairs = [(forms(one.previous_id)[0], key) for key, one in moved.items()]
    unfit = {msgid(one) for one in template if one.id}.union(fuzzy)
    kept = {key for key, one in moved.items() if same_meaning and _stays(one, locale, unfit)}
    for key in kept:
        moved[key].flags.discard("fuzzy")
        moved[key].previous_id = []
    return Update(
        as_po(catalog, read_headers(path)),
        missing=tuple(msgid(one) for one in catalog if one.id and not any(forms(one.string))),
        changed=tuple(pair for pair in pairs if pair[1] not in kept),
        reworded=tuple(pair for pair in pairs if pair[1] in kept),
        returned=returned,
        retired=tuple(msgid(one) for key, one in catalog.obsolete.items() if key not in retired),
    )


def _whole(path: Path, locale: Locale) -> Catalog:
    """Read a catalog for writing it again, with CLDR's plural rule and language in its header."""
    catalog = read_catalog(path)
    catalog.locale = locale
    set_plural_rule(catalog, plural_forms_header(locale))
    catalog.fuzzy = False
    if "LANGUAGE" in catalog.language_team or catalog.language_team == str(locale):
        catalog.language_team = str(locale.english_name)
    catalog.msgid_bugs_address = "see CONTRIBUTING.md"
    return catalog


def _returned(catalog: Catalog, template: Catalog) -> tuple[str, ...]:
    """Take messages that the text uses again out of the obsolete ones."""
    back = [one for one in template if one.id and one.id not in catalog]
    found = []
    for message in back:
        key = msgid(message)
        old = catalog.obsolete.pop(key, None)
        if old is not None:
            catalog[old.id] = old
            found.append(key)
    return tuple(found)


def _stays(message: Message, locale: Locale, unfit: set[str]) -> bool:
    """Tell whether a translation of the old English may stand for the new one.

    Not if the old one is `unfit`: its translation was fuzzy, or the site still uses it. Never in a
    safety text.
    """
    old, new = forms(message.previous_id)[0], msgid(message)
    if old in unfit or SAFETY in " ".join(message.auto_comments).lower():
        return False
    if sorted(_TURNS.findall(old.lower())) != sorted(_TURNS.findall(new.lower())):
        return False
    if SequenceMatcher(None, old, new).ratio() < ALIKE:
        return False
    return not fault_of(forms(message.id), forms(message.string), len(categories(locale)))
