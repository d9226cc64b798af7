"""Read the records of a folder from TOML, or fail with file, id, key and remedy."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from opening_hours import validate

from openly.directory import model
from openly.directory.fields import RecordError, table, web_address, words
from openly.directory.schedule import SYNTAX, Schedule
from openly.tags import is_known
from openly.toml import TomlError, read_toml

_ZONES = available_timezones()
RECORDS = Path(__file__).with_name("records")
WORLD = "001"
_NEEDED = {"id", "name", "topics", "audiences", "languages", "confidence", "contacts", "sources"}
_OPTIONAL = {"website", "schedule", "time_zone"}
# What each table may hold: first the keys it must have, then those it may have.
_TABLES = {
    "emergency": ({"numbers", "sources"}, set[str]()),
    "emergency.numbers": ({"dial"}, {"reaches"}),
    "name": ({"text", "language"}, set[str]()),
    "sources": ({"url", "kind"}, {"date"}),
    "chat": ({"channel", "url"}, {"cost"}),
    "email": ({"channel", "address"}, {"cost"}),
    "voice": ({"channel", "show", "dial"}, {"cost", "exception", "extension"}),
    "sms": ({"channel", "show", "dial"}, {"cost", "exception", "word"}),
    "whatsapp": ({"channel", "show", "dial"}, {"cost", "exception", "word"}),
    "textphone": ({"channel", "show", "dial"}, {"cost", "exception"}),
}


def load_directory(folder: Path) -> model.Directory:
    """Read every record of a folder: one TOML file a territory, `001.toml` for the world.

    Raises RecordError if a file or an entry cannot be used.
    """
    records = {path.stem.upper(): load_territory(path) for path in sorted(folder.glob("*.toml"))}
    if WORLD not in records:
        raise RecordError(f"{folder}: there is no 001.toml (is this the folder of records?)")
    world = records.pop(WORLD)
    return model.Directory(records, world)


def load_territory(path: Path) -> model.Territory:
    """Read the record of one territory.

    Raises RecordError if the file or an entry cannot be used.
    """
    try:
        record = read_toml(path)
    except TomlError as error:
        raise RecordError(f"{path}: cannot be read ({error}); mend the line named") from error
    code = path.stem.upper()
    needed = {"service"} if code == WORLD else {"emergency"}
    table(f"{path}", "the record", record, needed, {"emergency", "service"} - needed)
    services = tuple(
        _service(f"{path}: service {entry.get('id', '?')!r}", code, entry)
        for entry in record.get("service", [])
    )
    ids = [service.id for service in services]
    for one in ids:
        if ids.count(one) > 1:
            raise RecordError(f"{path}: service {one!r}: id: stands twice (give each its own)")
    numbers, sources = _emergency(f"{path}: emergency", record.get("emergency"))
    return model.Territory(code, numbers, sources, services)


def _emergency(
    where: str, entry: Mapping[str, Any] | None
) -> tuple[tuple[model.EmergencyNumber, ...], tuple[model.Source, ...]]:
    if entry is None:
        return (), ()
    table(where, "emergency", entry, *_TABLES["emergency"])
    numbers = []
    for one in entry["numbers"]:
        table(where, "numbers", one, *_TABLES["emergency.numbers"])
        if not one["dial"].isdecimal():
            raise RecordError(f"{where}: dial: {one['dial']!r} has more than digits (use digits)")
        words(where, "reaches", one.get("reaches", []), model.ANSWERS)
        numbers.append(model.EmergencyNumber(one["dial"], tuple(one.get("reaches", []))))
    if numbers and not entry["sources"]:
        raise RecordError(f"{where}: sources: none (a number without a source is never shown)")
    return tuple(numbers), _sources(where, entry["sources"])


def _service(where: str, code: str, entry: Mapping[str, Any]) -> model.Service:
    table(where, "the service", entry, _NEEDED, _OPTIONAL)
    prefix = "world-" if code == WORLD else f"{code.lower()}-"
    if not entry["id"].startswith(prefix):
        raise RecordError(f"{where}: id: begins with the territory (use {prefix}example)")
    words(where, "topics", entry["topics"], model.TOPICS)
    words(where, "audiences", entry["audiences"], model.AUDIENCES)
    words(where, "confidence", [entry["confidence"]], model.CONFIDENCES)
    for name in entry["name"]:
        table(where, "name", name, *_TABLES["name"])
    tags = [*entry["languages"], *(name["language"] for name in entry["name"])]
    for tag in tags:
        if not is_known(tag):
            raise RecordError(
                f"{where}: languages: {tag!r} is no language tag (use one like pt-BR)"
            )
    service = model.Service(
        id=entry["id"],
        names=tuple(model.Name(**name) for name in entry["name"]),
        topics=tuple(entry["topics"]),
        audiences=tuple(entry["audiences"]),
        languages=tuple(entry["languages"]),
        confidence=entry["confidence"],
        contacts=tuple(_contact(where, one) for one in entry["contacts"]),
        sources=_sources(where, entry["sources"]),
        website=web_address(where, "website", entry.get("website", "")),
        schedule=_schedule(where, code, entry),
    )
    _can_be_shown(where, service)
    return service


def _can_be_shown(where: str, service: model.Service) -> None:
    """Refuse a service that would be shown without a name, a source or a way to reach it."""
    if not service.names:
        raise RecordError(f"{where}: name: there is none (add the service's own name)")
    if service.is_shown and not service.sources:
        raise RecordError(f"{where}: sources: none (a service without a source is never shown)")
    if service.is_shown and not (service.contacts or service.website):
        raise RecordError(f"{where}: contacts: no way to reach it (add one, or set low confidence)")


def _contact(where: str, entry: Mapping[str, Any]) -> model.Contact:
    channel = entry.get("channel", "") if isinstance(entry, dict) else ""
    words(where, "contacts.channel", [channel], model.CHANNELS)
    table(where, f"contacts ({channel})", entry, *_TABLES[channel])
    words(where, "contacts.cost", [entry["cost"]] if "cost" in entry else [], model.COSTS)
    reasons = [entry["exception"]] if "exception" in entry else []
    words(where, "contacts.exception", reasons, tuple(model.EXCEPTIONS))
    dial = entry.get("dial", "")
    if channel in model.DIALLED and not dial.lstrip("+*#").isdecimal():
        raise RecordError(
            f"{where}: contacts.dial: {dial!r} cannot be dialled (use digits, +, * and # only)"
        )
    if not entry.get("extension", "0").isdecimal():
        raise RecordError(f"{where}: contacts.extension: {entry['extension']!r} (use digits)")
    if channel == "chat":
        web_address(where, "contacts.url", entry["url"])
    if channel == "email" and "@" not in entry["address"]:
        raise RecordError(
            f"{where}: contacts.address: {entry['address']!r} has no @ (use name@host)"
        )
    return model.Contact(**entry)


def _sources(where: str, entries: list[Mapping[str, Any]]) -> tuple[model.Source, ...]:
    for entry in entries:
        table(where, "sources", entry, *_TABLES["sources"])
        web_address(where, "sources.url", entry["url"])
        words(where, "sources.kind", [entry["kind"]], model.SOURCE_KINDS)
        if not re.fullmatch(r"(\d{4}(-\d\d){0,2})?", entry.get("date", "")):
            raise RecordError(
                f"{where}: sources.date: {entry['date']!r} (use 2026, 2026-05 or a day)"
            )
    return tuple(model.Source(**entry) for entry in entries)


def _schedule(where: str, code: str, entry: Mapping[str, Any]) -> Schedule | None:
    if "schedule" not in entry:
        return None
    text, zone = entry["schedule"], entry.get("time_zone", "")
    if not SYNTAX.fullmatch(text) or not validate(text):
        raise RecordError(
            f"{where}: schedule: {text!r} is not understood (use 24/7 or Mo-Fr 09:00-17:00; PH off)"
        )
    if zone not in _ZONES:
        raise RecordError(
            f"{where}: time_zone: {zone!r} is no time zone (use one like Africa/Cairo)"
        )
    return Schedule(text, zone, code)
