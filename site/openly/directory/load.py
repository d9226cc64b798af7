"""Read records of services from TOML, or fail with file, id, key and remedy."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import langcodes

from openly.directory import model

RECORDS = Path(__file__).with_name("records")
_KEYS = {
    "id", "name", "topics", "audiences", "languages",
    "website", "confidence", "contacts", "sources",
}  # fmt: skip


class RecordError(ValueError):
    """A record that cannot be used; the text names file, service, key and remedy."""


def load_services(path: Path) -> tuple[model.Service, ...]:
    """Read the services of one file, in their order.

    Raises RecordError if the file or an entry cannot be used.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("service", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecordError(f"{path}: cannot be read ({error}); mend the line named") from error
    return tuple(_service(f"{path}: service {entry.get('id', '?')!r}", entry) for entry in entries)


def international() -> tuple[model.Service, ...]:
    """Return the directories that cover the whole world, those that are shown."""
    return tuple(service for service in load_services(RECORDS / "001.toml") if service.is_shown)


def _service(where: str, entry: Mapping[str, Any]) -> model.Service:
    if set(entry) != _KEYS:
        key = min(set(entry) ^ _KEYS)
        raise RecordError(f"{where}: key {key!r} is missing or unknown (use {sorted(_KEYS)})")
    if entry["contacts"]:
        raise RecordError(
            f"{where}: contacts are for services of a territory (leave the list empty)"
        )
    for key, words in (("topics", model.TOPICS), ("audiences", model.AUDIENCES)):
        _closed(where, key, entry[key], words)
    _closed(where, "confidence", [entry["confidence"]], model.CONFIDENCES)
    _closed(where, "sources.kind", [one["kind"] for one in entry["sources"]], model.SOURCE_KINDS)
    for tag in entry["languages"]:
        if not langcodes.tag_is_valid(tag):
            raise RecordError(
                f"{where}: languages: {tag!r} is no language tag (use one like pt-BR)"
            )
    if not entry["sources"]:
        raise RecordError(f"{where}: sources: none (a service without a source is never shown)")
    return model.Service(
        id=entry["id"],
        names=tuple(model.Name(**name) for name in entry["name"]),
        topics=tuple(entry["topics"]),
        audiences=tuple(entry["audiences"]),
        languages=tuple(entry["languages"]),
        website=entry["website"],
        confidence=entry["confidence"],
        sources=tuple(model.Source(**source) for source in entry["sources"]),
    )


def _closed(where: str, key: str, values: list[str], words: tuple[str, ...]) -> None:
    for value in values:
        if value not in words:
            raise RecordError(
                f"{where}: {key}: {value!r} is unknown (use one of {', '.join(words)})"
            )
