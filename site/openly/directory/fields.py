"""Checks of single fields of a record; each failure names file, service, key and remedy."""

from collections.abc import Mapping
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
    wrong = (needed - set(entry)) | (set(entry) - needed - optional)
    if wrong:
        raise RecordError(
            f"{where}: {name}: key {min(wrong)!r} is missing or unknown "
            f"(needs {sorted(needed)}, may have {sorted(optional)})"
        )


def words(where: str, key: str, values: list[str], vocabulary: tuple[str, ...]) -> None:
    """Raise RecordError if a value is no word of a closed vocabulary."""
    for value in values:
        if value not in vocabulary:
            raise RecordError(
                f"{where}: {key}: {value!r} is unknown (use one of {', '.join(vocabulary)})"
            )
