"""What a translator wants to know of each message: where it stands, what to mind, how it is."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message

from openly.catalog_files import CatalogError, forms, msgid, read_catalog
from openly.folders import folder
from openly.languages import Language
from openly.library import Library
from openly.plurals import examples
from openly.workbench.checking import check_catalogs


@dataclass(frozen=True)
class Described:
    """One message, in the words of the translator's view."""

    number: int
    msgid: str
    plural: str
    previous: str
    """The English text that a fuzzy translation was made for."""
    translation: tuple[str, ...]
    examples: tuple[str, ...]
    """For each form of a plural, the numbers that it goes with."""
    context: str
    comment: str
    used_in: str
    file: str
    line: int
    state: str
    """`translated`, `fuzzy`, `missing`, `refused` (English is shown), or `source`."""
    faults: tuple[str, ...]

    @property
    def is_left(self) -> bool:
        """Whether a translator has something to do here."""
        return self.state in ("fuzzy", "missing", "refused") or bool(self.faults)


def describe_messages(library: Library, language: Language) -> tuple[Described, ...]:
    """Describe every message of the site in one language, in the order of the template."""
    template = read_catalog(folder("translations") / "messages.pot")
    path, faults = library.paths.get(language.tag), _faults(library, language)
    entries = _entries(path)
    numbers = examples(language.locale)
    described = []
    for number, message in enumerate((one for one in template if one.id), start=1):
        name = msgid(message)
        entry = entries.get(name, Message(""))
        described.append(
            Described(
                number,
                name,
                plural=forms(message.id)[1] if message.pluralizable else "",
                previous=forms(entry.previous_id)[0] if entry.previous_id else "",
                translation=tuple(filter(None, forms(entry.string))),
                examples=numbers if message.pluralizable else (),
                context=message.context or "",
                comment=" ".join(message.auto_comments),
                used_in=", ".join(place for place, _line in message.locations),
                file=str(path.relative_to(path.parents[2])) if path else "",
                line=entry.lineno or 0,
                state=_state(library, language, name),
                faults=tuple(faults[name]),
            )
        )
    return tuple(described)


def _entries(path: Path | None) -> dict[str, Message]:
    try:
        return {msgid(one): one for one in read_catalog(path) if one.id} if path else {}
    except CatalogError:
        # The page of this language says so itself.
        return {}


def _state(library: Library, language: Language, name: str) -> str:
    if language.is_source or language.is_pseudo:
        return "source"
    if library.problem_of(language.tag):
        return "missing"
    catalog = library.catalogs[language.tag]
    if name in catalog.msgids:
        return "translated"
    if name in catalog.fuzzy:
        return "fuzzy"
    return "refused" if name in {one.msgid for one in catalog.findings} else "missing"


def _faults(library: Library, language: Language) -> dict[str, list[str]]:
    """Return the findings of a full check by message; states say the rest."""
    found: dict[str, list[str]] = defaultdict(list)
    path = library.paths.get(language.tag)
    if path is None:
        return found
    for one in check_catalogs({language: path})[language]:
        if one.rule not in ("missing", "fuzzy", "behind"):
            found[one.msgid].append(f"{one.problem} ({one.remedy})")
    return found
