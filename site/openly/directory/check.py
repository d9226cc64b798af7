"""What the loader cannot see in one record alone: numbers, doubles, missing territories."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import phonenumbers
from phonenumbers import shortnumberinfo

from openly.directory.model import DIALLED, EXCEPTIONS, Contact, Directory, Service, Territory


@dataclass(frozen=True)
class Finding:
    """A fault in a record: where it stands, what it is, what to do."""

    file: str
    service: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.service}: {self.what} ({self.remedy})"


def check(directory: Directory, territories: set[str], today: date) -> list[Finding]:
    """Check a directory against all territories that it should have (ISO 3166-1 codes)."""
    findings = [
        Finding(f"{code.lower()}.toml", "record", "there is none", "add one: it needs [emergency]")
        for code in sorted(territories - set(directory.territories))
    ]
    for code in sorted(set(directory.territories) - territories):
        findings.append(Finding(f"{code.lower()}.toml", "record", "no such territory", "rename it"))
    for territory in (*directory.territories.values(), directory.world):
        findings.extend(_check_territory(territory, today))
    return findings


def stale(directory: Directory, before: date) -> list[tuple[str, str]]:
    """Return shown services whose newest source is older than a day, oldest first: (date, id).

    A service without any date stands first, with an empty one.
    """
    found = [
        (service.newest_source, service.id)
        for territory in (*directory.territories.values(), directory.world)
        for service in territory.shown
        if service.newest_source < before.isoformat()[: len(service.newest_source) or None]
    ]
    return sorted(found)


def _check_territory(territory: Territory, today: date) -> Iterator[Finding]:
    file = f"{territory.code.lower()}.toml"
    seen: dict[str, str] = {}
    for service in territory.services:
        for number in {one.dial for one in service.contacts if one.channel in DIALLED}:
            if number in seen:
                what = f"{number} stands in {seen[number]} too"
                yield Finding(file, service.id, what, "keep it in one of them")
            seen[number] = service.id
        yield from (
            Finding(file, service.id, what, remedy)
            for contact in service.contacts
            if contact.channel in DIALLED
            for what, remedy in _check_number(contact, territory.code)
        )
        yield from _check_dates(file, service, today)


def _check_dates(file: str, service: Service, today: date) -> Iterator[Finding]:
    for source in service.sources:
        if source.date > today.isoformat():
            yield Finding(file, service.id, f"source of {source.date}", "it lies in the future")


def _check_number(contact: Contact, code: str) -> Iterator[tuple[str, str]]:
    """Check that a number can be dialled in its territory, or says why it is an exception."""
    shown = re.sub(r"[ ().\-]", "", contact.show)
    if not re.fullmatch(r"[+*#]?\d+#?", shown):
        yield f"show = {contact.show!r} has more than digits and spaces", "write the number alone"
    elif not _same_number(shown, contact.dial, code):
        yield f"show {contact.show!r} and dial {contact.dial!r} differ", "make them one number"
    known = _is_known(contact.dial, code)
    if not known and not contact.exception:
        reasons = ", ".join(EXCEPTIONS)
        yield (
            f"{contact.dial} is no number of {code} that phonenumbers knows",
            f"correct it, or give a reason: exception = one of {reasons}",
        )
    if known and contact.exception:
        yield f"{contact.dial} is known: exception is not needed", "take exception away"


def _same_number(shown: str, dial: str, code: str) -> bool:
    if shown == dial:
        return True
    try:
        pair = [phonenumbers.parse(number, code) for number in (shown, dial)]
    except phonenumbers.NumberParseException:
        return False
    return bool(pair[0] == pair[1])


def _is_known(dial: str, code: str) -> bool:
    try:
        number = phonenumbers.parse(dial, code)
    except phonenumbers.NumberParseException:
        return False
    # A star or number sign is part of what is dialled, but not of what the library looks at.
    return dial.lstrip("+").isdecimal() and bool(
        phonenumbers.is_valid_number_for_region(number, code)
        or shortnumberinfo.is_valid_short_number_for_region(number, code)
    )
