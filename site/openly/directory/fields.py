"""Checks of single fields of a record; each failure names key and remedy, the loader the place."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from sys import intern
from typing import Any


class RecordError(ValueError):
    """A record that cannot be used; the text names file, service, key and remedy."""


_TEXTS, _TABLES = '["…"]', "[{ … }]"
# How what stands under a key is written; under every other key it is a text.
_WRITTEN = {
    "emergency": "[emergency]",
    "service": "[[service]]",
    **dict.fromkeys(("numbers", "name", "contacts", "sources"), _TABLES),
    **dict.fromkeys(("topics", "audiences", "languages", "reaches"), _TEXTS),
}


@contextmanager
def named(where: str) -> Iterator[None]:
    """Put a place before what a RecordError of the block says."""
    try:
        yield
    except RecordError as error:
        raise RecordError(f"{where}: {error}") from error


def web_address(key: str, text: str) -> str:
    """Return an address as it is; raise RecordError unless it is one of the web."""
    if text and not text.startswith(("https://", "http://")):
        raise RecordError(f"{key}: {text!r} is no web address (use https://…)")
    return text


def table(name: str, entry: Mapping[str, Any], needed: set[str], optional: set[str]) -> None:
    """Raise RecordError unless a table has every needed key, and no others but optional ones.

    What stands under a key must be of its kind: a text, some texts, a table, some tables.
    """
    keys = set(entry)
    if not needed <= keys <= needed | optional:
        # What is unknown is what was meant, mistyped.
        wrong = min((keys - needed - optional) or (needed - keys))
        raise RecordError(
            f"{name}: key {wrong!r} is missing or unknown "
            f"(needs {sorted(needed)}, may have {sorted(optional)})"
        )
    for key, value in entry.items():
        # Most are texts, and there are forty thousand at every start.
        if (key in _WRITTEN or not isinstance(value, str)) and not _is_written(key, value):
            written = _WRITTEN.get(key, '"…"')
            raise RecordError(f"{name}: {key}: {value!r} (write it as {written})")


def _is_written(key: str, value: object) -> bool:
    if key == "emergency":
        return isinstance(value, dict)
    kind = str if _WRITTEN.get(key) == _TEXTS else dict
    return (
        key in _WRITTEN and isinstance(value, list) and all(isinstance(one, kind) for one in value)
    )


def words(key: str, values: list[str], vocabulary: tuple[str, ...]) -> tuple[str, ...]:
    """Return words; raise RecordError if one is not of a closed vocabulary.

    All records share the same few strings.
    """
    for value in values:
        if value not in vocabulary:
            raise RecordError(f"{key}: {value!r} is unknown (use one of {', '.join(vocabulary)})")
    return tuple(map(intern, values))
