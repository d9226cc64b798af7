"""Checks of single fields of a record; each failure names file, service, key and remedy."""

from collections.abc import Mapping
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


def web_address(where: str, key: str, text: str) -> str:
    """Return an address as it is; raise RecordError unless it is one of the web."""
    if text and not text.startswith(("https://", "http://")):
        raise RecordError(f"{where}: {key}: {text!r} is no web address (use https://…)")
    return text


def table(
    where: str, name: str, entry: Mapping[str, Any], needed: set[str], optional: set[str]
) -> None:
    """Raise RecordError unless a table has every needed key, and no others but optional ones.

    What stands under a key must be of its kind: a text, some texts, a table, some tables.
    """
    # What is unknown is what was meant, mistyped.
    wrong = (set(entry) - needed - optional) or (needed - set(entry))
    if wrong:
        raise RecordError(
            f"{where}: {name}: key {min(wrong)!r} is missing or unknown "
            f"(needs {sorted(needed)}, may have {sorted(optional)})"
        )
    for key, value in entry.items():
        # Most are texts, and there are forty thousand at every start.
        if (key in _WRITTEN or not isinstance(value, str)) and not _is_written(key, value):
            written = _WRITTEN.get(key, '"…"')
            raise RecordError(f"{where}: {name}: {key}: {value!r} (write it as {written})")


def _is_written(key: str, value: object) -> bool:
    if key == "emergency":
        return isinstance(value, dict)
    kind = str if _WRITTEN.get(key) == _TEXTS else dict
    return (
        key in _WRITTEN and isinstance(value, list) and all(isinstance(one, kind) for one in value)
    )


def words(where: str, key: str, values: list[str], vocabulary: tuple[str, ...]) -> None:
    """Raise RecordError if a value is no word of a closed vocabulary."""
    for value in values:
        if value not in vocabulary:
            raise RecordError(
                f"{where}: {key}: {value!r} is unknown (use one of {', '.join(vocabulary)})"
            )
