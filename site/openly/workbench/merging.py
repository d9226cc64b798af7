"""Merge two changes of one catalog message by message, as git's merge driver.

Line by line, two translators who worked on neighbouring messages, or whose editors each noted the
time in the header, would be in conflict. Here only two translations of one message are.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message

from openly.catalog_files import as_po, forms, msgid, read_catalog, read_headers, set_plural_rule
from openly.plurals import plural_forms_header

_DATE = "PO-Revision-Date"
_RULE = re.compile(r"nplurals=\s*\d+\s*;.+")
# A template has no language, and two forms of each plural.
_TEMPLATE_RULE = "nplurals=2; plural=(n != 1)"
# A flag while we merge: messages without it stand at the end of the file, out of use.
_IN_USE = "in use"


class Merge(NamedTuple):
    """A merged catalog as text, and the messages that were translated in two ways."""

    content: bytes
    disagreements: tuple[str, ...]


def merge_catalogs(base: Path, ours: Path, theirs: Path) -> Merge:
    """Merge what two sides made of a catalog that both had.

    Of a message that both translated anew, ours stays, fuzzy, with theirs in a comment. Raises
    CatalogError if one of the files cannot be read.
    """
    paths = (base, ours, theirs)
    catalogs = [read_catalog(path) for path in paths]
    old, mine, new = map(_messages, catalogs)
    settled = {key: _settle(old.get(key), mine.get(key), new.get(key)) for key in {**mine, **new}}
    merged = catalogs[1]
    _fill(merged, [message for message, _ in settled.values() if message])
    notes = _joined(*(one.header_comment.splitlines() for one in catalogs))
    merged.header_comment = "\n".join(notes)
    headers = _headers(*map(read_headers, paths))
    rule = headers.pop("Plural-Forms", "").rstrip(";")
    merged.mime_headers = list(headers.items())
    if not _RULE.match(rule):
        rule = plural_forms_header(merged.locale) if merged.locale else _TEMPLATE_RULE
    set_plural_rule(merged, rule)
    disagreements = tuple(key[0] for key, (_, disagree) in settled.items() if disagree)
    return Merge(as_po(merged, headers), disagreements)


def _messages(catalog: Catalog) -> dict[tuple[str, str], Message]:
    found: dict[tuple[str, str], Message] = {}
    for one in catalog:
        one.flags.add(_IN_USE)
    for one in [*catalog, *catalog.obsolete.values()]:
        if one.id:
            found.setdefault((msgid(one), one.context or ""), one)
    return found


def _fill(catalog: Catalog, messages: list[Message]) -> None:
    """Replace all messages of a catalog."""
    for one in list(catalog):
        catalog.delete(one.id, one.context)
    catalog.obsolete.clear()
    for one in messages:
        if _IN_USE in one.flags:
            one.flags.remove(_IN_USE)
            catalog[one.id] = one
        else:
            catalog.obsolete[msgid(one), one.context or ""] = one


def _settle(
    before: Message | None, ours: Message | None, theirs: Message | None
) -> tuple[Message | None, bool]:
    """Return what both sides want of one message, and whether they disagree."""
    if ours is None or theirs is None:
        left = ours or theirs
        return (None if _state(left) == _state(before) else left), False
    winner = _winner(before, ours, theirs)
    flags = _joined(before.flags if before else (), ours.flags, theirs.flags)
    notes = before.user_comments if before else ()
    notes = _joined(notes, ours.user_comments, theirs.user_comments)
    if winner is None:
        flags.append("fuzzy")
        notes += [f"Other translation: {one}" for one in _words(theirs) or ("none",)]
    texts, previous = forms((winner or ours).string), (winner or ours).previous_id
    # Of references and explanations ours count, but a message out of use has none.
    message = ours if _IN_USE in ours.flags else theirs
    message.id = theirs.id if before and ours.id == before.id else ours.id
    message.string = texts if message.pluralizable else texts[0]
    message.previous_id, message.flags, message.user_comments = previous, set(flags), notes
    return message, winner is None and _IN_USE in flags


def _winner(before: Message | None, ours: Message, theirs: Message) -> Message | None:
    """Return the side whose translation stands; none if each made a different one."""
    if _translation(ours) == _translation(before):
        return theirs
    if _translation(theirs) == _translation(before):
        return ours
    if _words(ours) == _words(theirs):
        return theirs if ours.fuzzy == bool(before and before.fuzzy) else ours
    return None


def _state(message: Message | None) -> tuple[object, ...]:
    """Return all that a side may change of a message."""
    if message is None:
        return ()
    return *_translation(message), message.flags, message.user_comments


def _translation(message: Message | None) -> tuple[object, ...]:
    return (_words(message), message.fuzzy, message.previous_id) if message else ((), False, [])


def _words(message: Message) -> tuple[str, ...]:
    """Return the forms of a translation, without those that are missing at the end."""
    texts = forms(message.string)
    while texts and not texts[-1]:
        texts = texts[:-1]
    return texts


def _joined(before: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """Merge lists: what one side added or removed is added or removed."""
    old, mine, new = set(before), list(ours), list(theirs)
    kept = [one for one in mine if one not in old or one in new]
    return kept + [one for one in new if one not in old and one not in mine]


def _headers(
    before: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> dict[str, str]:
    """Merge header fields: the side that changed one wins, then ours; the newest date."""
    merged = {
        name: theirs.get(name, value) if value == before.get(name) else value
        for name, value in {**theirs, **ours}.items()
    }
    if _DATE in merged:
        merged[_DATE] = max(ours.get(_DATE, ""), theirs.get(_DATE, ""), key=_moment)
    return merged


def _moment(text: str) -> float:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M%z").timestamp()
    except ValueError:
        return 0.0
