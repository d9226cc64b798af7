"""Read the records of a folder from TOML, or fail with file, id, key and remedy."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from sys import intern
from typing import Any

from opening_hours import validate

from openly.directory import model
from openly.directory.fields import RecordError, named, table, web_address, words
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
    # What many services have in common has been found by now.
    _source.cache_clear()
    _contact.cache_clear()
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
    with named(f"{path}"):
        needed = {"service"} if code == WORLD else {"emergency"}
        table("the record", record, needed, {"emergency", "service"} - needed)
        services = tuple(_service(code, entry) for entry in record.get("service", []))
        ids = [service.id for service in services]
        for one in ids:
            if ids.count(one) > 1:
                raise RecordError(f"service {one!r}: id: stands twice (give each its own)")
        with named("emergency"):
            numbers, sources = _emergency(record.get("emergency"))
    return model.Territory(code, numbers, sources, services)


def _emergency(
    entry: Mapping[str, Any] | None,
) -> tuple[tuple[model.EmergencyNumber, ...], tuple[model.Source, ...]]:
    if entry is None:
        return (), ()
    table("emergency", entry, *_TABLES["emergency"])
    numbers = []
    for one in entry["numbers"]:
        table("numbers", one, *_TABLES["emergency.numbers"])
        if not one["dial"].isdecimal():
            raise RecordError(f"dial: {one['dial']!r} has more than digits (use digits)")
        reaches = words("reaches", one.get("reaches", []), model.ANSWERS)
        numbers.append(model.EmergencyNumber(one["dial"], reaches))
    if numbers and not entry["sources"]:
        raise RecordError("sources: none (a number without a source is never shown)")
    return tuple(numbers), _sources(entry["sources"])


def _service(code: str, entry: Mapping[str, Any]) -> model.Service:
    with named(f"service {entry.get('id', '?')!r}"):
        table("the service", entry, _NEEDED, _OPTIONAL)
        prefix = "world-" if code == WORLD else f"{code.lower()}-"
        if not entry["id"].startswith(prefix):
            raise RecordError(f"id: begins with the territory (use {prefix}example)")
        [confidence] = words("confidence", [entry["confidence"]], model.CONFIDENCES)
        service = model.Service(
            id=entry["id"],
            names=tuple(map(_name, entry["name"])),
            topics=words("topics", entry["topics"], model.TOPICS),
            audiences=words("audiences", entry["audiences"], model.AUDIENCES),
            languages=tuple(map(_language, entry["languages"])),
            confidence=confidence,
            contacts=_contacts(entry["contacts"]),
            sources=_sources(entry["sources"]),
            website=web_address("website", entry.get("website", "")),
            schedule=_schedule(code, entry),
        )
        _can_be_shown(service)
    return service


def _name(entry: Mapping[str, Any]) -> model.Name:
    table("name", entry, *_TABLES["name"])
    return model.Name(entry["text"], _language(entry["language"]))


def _language(tag: str) -> str:
    if not is_known(tag):
        raise RecordError(f"languages: {tag!r} is no language tag (use one like pt-BR)")
    return intern(tag)


def _can_be_shown(service: model.Service) -> None:
    """Refuse a service that would be shown without a name, a source or a way to reach it."""
    if not service.names:
        raise RecordError("name: there is none (add the service's own name)")
    if service.is_shown and not service.sources:
        raise RecordError("sources: none (a service without a source is never shown)")
    if service.is_shown and not (service.contacts or service.website):
        raise RecordError("contacts: no way to reach it (add one, or set low confidence)")


def _contacts(entries: list[Mapping[str, Any]]) -> tuple[model.Contact, ...]:
    for entry in entries:
        channel = entry.get("channel", "") if isinstance(entry, dict) else ""
        words("contacts.channel", [channel], model.CHANNELS)
        table(f"contacts ({channel})", entry, *_TABLES[channel])
    return tuple(_contact(**entry) for entry in entries)


@cache
def _contact(**entry: str) -> model.Contact:
    contact = model.Contact(**entry)
    words("contacts.cost", [contact.cost] if "cost" in entry else [], model.COSTS)
    reasons = [contact.exception] if "exception" in entry else []
    words("contacts.exception", reasons, tuple(model.EXCEPTIONS))
    if contact.channel in model.DIALLED and not contact.dial.lstrip("+*#").isdecimal():
        raise RecordError(
            f"contacts.dial: {contact.dial!r} cannot be dialled (use digits, +, * and # only)"
        )
    if not entry.get("extension", "0").isdecimal():
        raise RecordError(f"contacts.extension: {contact.extension!r} (use digits)")
    web_address("contacts.url", contact.url)
    if contact.channel == "email" and "@" not in contact.address:
        raise RecordError(f"contacts.address: {contact.address!r} has no @ (use name@host)")
    return contact


def _sources(entries: list[Mapping[str, Any]]) -> tuple[model.Source, ...]:
    for entry in entries:
        table("sources", entry, *_TABLES["sources"])
    return tuple(_source(**entry) for entry in entries)


@cache
def _source(url: str, kind: str, date: str = "") -> model.Source:
    words("sources.kind", [kind], model.SOURCE_KINDS)
    if not _DATE.fullmatch(date):
        raise RecordError(f"sources.date: {date!r} (use 2026, 2026-05 or a day)")
    return model.Source(web_address("sources.url", url), intern(kind), intern(date))


def _schedule(code: str, entry: Mapping[str, Any]) -> Schedule | None:
    if "schedule" not in entry:
        return None
    text, zone = entry["schedule"], entry.get("time_zone", "")
    if not SYNTAX.fullmatch(text) or not validate(text):
        raise RecordError(
            f"schedule: {text!r} is not understood (use 24/7 or Mo-Fr 09:00-17:00; PH off)"
        )
    if zone not in _ZONES:
        raise RecordError(f"time_zone: {zone!r} is no time zone (use one like Africa/Cairo)")
    return Schedule(intern(text), intern(zone), code)
