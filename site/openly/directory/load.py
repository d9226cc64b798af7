"""Read the records of a folder from TOML, or fail with file, id, key and remedy."""

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from sys import intern
from typing import Any

from opening_hours import validate

from openly.directory import model
from openly.directory.fields import RecordError, table, web_address, words
from openly.directory.schedule import SYNTAX, Schedule
from openly.tags import is_known
from openly.toml import TomlError, read_toml

# By the list that comes with tzdata: `zoneinfo` would open six hundred files to make one.
_ZONES = frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
_DATE = re.compile(r"(\d{4}(-\d\d){0,2})?")
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
    table(f"{path}", "the record", record, ({"emergency"} if code != WORLD else set()), {"service"})
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
        reaches = words(where, "reaches", one.get("reaches", []), model.ANSWERS)
        numbers.append(model.EmergencyNumber(one["dial"], reaches))
    if numbers and not entry["sources"]:
        raise RecordError(f"{where}: sources: none (a number without a source is never shown)")
    return tuple(numbers), _sources(where, entry["sources"])


def _service(where: str, code: str, entry: Mapping[str, Any]) -> model.Service:
    table(where, "the service", entry, _NEEDED, _OPTIONAL)
    prefix = "world-" if code == WORLD else f"{code.lower()}-"
    if not entry["id"].startswith(prefix):
        raise RecordError(f"{where}: id: begins with the territory (use {prefix}example)")
    [confidence] = words(where, "confidence", [entry["confidence"]], model.CONFIDENCES)
    service = model.Service(
        id=entry["id"],
        names=tuple(_name(where, one) for one in entry["name"]),
        topics=words(where, "topics", entry["topics"], model.TOPICS),
        audiences=words(where, "audiences", entry["audiences"], model.AUDIENCES),
        languages=tuple(_language(where, tag) for tag in entry["languages"]),
        confidence=confidence,
        contacts=tuple(_contact(where, one) for one in entry["contacts"]),
        sources=_sources(where, entry["sources"]),
        website=web_address(where, "website", entry.get("website", "")),
        schedule=_schedule(where, code, entry),
    )
    _can_be_shown(where, service)
    return service


def _name(where: str, entry: Mapping[str, Any]) -> model.Name:
    table(where, "name", entry, *_TABLES["name"])
    return model.Name(entry["text"], _language(where, entry["language"]))


def _language(where: str, tag: str) -> str:
    if not is_known(tag):
        raise RecordError(f"{where}: languages: {tag!r} is no language tag (use one like pt-BR)")
    return intern(tag)


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
    return tuple(_source(where, entry) for entry in entries)


def _source(where: str, entry: Mapping[str, Any]) -> model.Source:
    table(where, "sources", entry, *_TABLES["sources"])
    url, date = web_address(where, "sources.url", entry["url"]), entry.get("date", "")
    [kind] = words(where, "sources.kind", [entry["kind"]], model.SOURCE_KINDS)
    if not _DATE.fullmatch(date):
        raise RecordError(f"{where}: sources.date: {date!r} (use 2026, 2026-05 or a day)")
    return model.Source(url, kind, intern(date))


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
