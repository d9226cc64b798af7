"""Checks of single fields of a record; each failure names file, service, key and remedy."""

from collections.abc import Mapping
from sys import intern
from typing import Any


class RecordError(ValueError):
    """A record that cannot be used; the text names file, service, key and remedy."""


def web_address(where: str, key: str, text: str) -> str:
    """Return an address as it is; raise RecordError unless it is one of the web."""
    if text and not text.startswith(("https://", "http://")):
        raise RecordError(f"{where}: {key}: {text!r} is no web address (use https://…)")
    return text


def table(
    where: str, name: str, entry: Mapping[str, Any], needed: set[str], optional: set[str]
) -> None:
    """Raise RecordError unless a table has every needed key, and no others but optional ones."""
    keys = set(entry)
    if not needed <= keys <= needed | optional:
        wrong = min((needed - keys) | (keys - needed - optional))
        raise RecordError(
            f"{where}: {name}: key {wrong!r} is missing or unknown "
            f"(needs {sorted(needed)}, may have {sorted(optional)})"
        )


def words(where: str, key: str, values: list[str], vocabulary: tuple[str, ...]) -> tuple[str, ...]:
    """Return words; raise RecordError if one is not of a closed vocabulary.

    All records share the same few strings.
    """
    for value in values:
        if value not in vocabulary:
            raise RecordError(
                f"{where}: {key}: {value!r} is unknown (use one of {', '.join(vocabulary)})"
            )
    return tuple(map(intern, values))
