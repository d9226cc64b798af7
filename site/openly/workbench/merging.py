"""Merge two changes of one catalog message by message, as git's merge driver.

Line by line, two translators who worked on neighbouring messages, or whose editors each noted the
time in the header, would be in conflict. Here only two translations of one message are.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message

from openly.catalog_files import as_po, forms, msgid, read_catalog, read_headers, set_plural_rule

_DATE = "PO-Revision-Date"


class Merge(NamedTuple):
    """A merged catalog as text, and the messages that were translated in two ways."""

    content: bytes
    disagreements: tuple[str, ...]


def merge_catalogs(base: Path, ours: Path, theirs: Path) -> Merge:
    """Merge what two sides made of a catalog that both had.

    Of a message that both translated anew, ours stays, fuzzy, with theirs in a comment. Raises
    CatalogError if one of the files cannot be read.
    """
    before, merged, other = (read_catalog(path) for path in (base, ours, theirs))
    headers = _headers(*(read_headers(path) for path in (base, ours, theirs)))
    merged.mime_headers = list(headers.items())
    disagreements = [
        msgid(message)
        for message in list(merged)
        if message.id and _settle(merged, message, _like(before, message), _like(other, message))
    ]
    for message in other:
        if message.id and _like(merged, message) is None:
            old = _like(before, message)
            # What they left as it was, we have taken out.
            if old is None or _work(old) != _work(message):
                merged[message.id] = message
    for key, message in other.obsolete.items():
        merged.obsolete.setdefault(key, message)
    set_plural_rule(merged, headers["Plural-Forms"].rstrip(";"))
    return Merge(as_po(merged, headers), tuple(disagreements))


def _settle(merged: Catalog, ours: Message, old: Message | None, theirs: Message | None) -> bool:
    """Let one message of ours be what both sides want; tell whether they disagree."""
    before = _work(old) if old else None
    if theirs is None:
        if before == _work(ours):
            merged.delete(ours.id, ours.context)
        return False
    if _work(ours) in (_work(theirs), before):
        ours.string, ours.previous_id = theirs.string, theirs.previous_id
        ours.flags, ours.user_comments = theirs.flags, theirs.user_comments
        return False
    if _work(theirs) == before:
        return False
    ours.flags.add("fuzzy")
    ours.user_comments += [f"Other translation: {one}" for one in forms(theirs.string) if one]
    return True


def _like(catalog: Catalog, message: Message) -> Message | None:
    return catalog.get(message.id, message.context)


def _work(message: Message) -> tuple[object, ...]:
    """Return what a translator changes of a message."""
    return forms(message.string), message.fuzzy, tuple(message.user_comments)


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
