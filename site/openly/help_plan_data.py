"""A help plan as data for other programs, in Open Referral's HSDS 3.0 terms."""

from typing import Any

from openly.directory.model import DIALLED, Contact, EmergencyNumber, Service, Source
from openly.directory.schedule import Hours, Schedule
from openly.finder import HelpPlan
from openly.matches import Match

# The days of iCalendar (RFC 5545), Monday first, as HSDS has them.
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PHONE_TYPES = {"voice": "voice", "sms": "text", "whatsapp": "whatsapp", "textphone": "textphone"}


def as_data(plan: HelpPlan) -> dict[str, Any]:
    """Return a plan as JSON values; docs/help-plan.md describes each key."""
    return {
        "territory": plan.territory.code,
        "emergency": {
            "phones": [_emergency(number) for number in plan.emergency],
            "sources": [_source(source) for source in plan.territory.sources],
        },
        "services": [_service(match) for match in plan.matches],
        "elsewhere": [_service(match) for match in plan.elsewhere],
        "international": [_service(match) for match in plan.international],
        "valid_until": plan.valid_until.isoformat() if plan.valid_until else None,
    }


def _emergency(number: EmergencyNumber) -> dict[str, Any]:
    return {"number": number.dial, "type": "voice", "answers": list(number.reaches)}


def _service(match: Match) -> dict[str, Any]:
    service = match.service
    mail = next((one.address for one in service.contacts if one.channel == "email"), None)
    return {
        "id": service.id,
        "territory": match.territory,
        "name": service.name.text,
        "names": [{"text": name.text, "language": name.language} for name in service.names],
        "url": service.website or None,
        "email": mail,
        "phones": [_phone(one) for one in service.contacts if one.channel in DIALLED],
        "chat_urls": [one.url for one in service.contacts if one.channel == "chat"],
        "languages": [{"code": tag} for tag in service.languages],
        "schedules": _schedules(service.schedule) if service.schedule else [],
        "taxonomy_terms": {"topics": list(service.topics), "audiences": list(service.audiences)},
        "confidence": service.confidence,
        "reasons": [str(reason) for reason in match.reasons],
        "open_now": match.state.is_open,
        "open_now_until": match.state.until.isoformat() if match.state.until else None,
        "assured_date": _assured(service),
        "sources": [_source(source) for source in service.sources],
    }


def _assured(service: Service) -> str | None:
    return service.newest_source or None


def _phone(contact: Contact) -> dict[str, Any]:
    return {
        "number": contact.show,
        "dial": contact.dial,
        "extension": contact.extension or None,
        "type": _PHONE_TYPES[contact.channel],
        "word_to_send": contact.word or None,
        "cost": contact.cost or None,
    }


def _schedules(schedule: Schedule) -> list[dict[str, Any]]:
    return [_schedule(schedule, hours) for hours in schedule.week]


def _schedule(schedule: Schedule, hours: Hours) -> dict[str, Any]:
    return {
        "freq": "WEEKLY",
        "byday": _DAYS[hours.weekday],
        "opens_at": hours.opens.isoformat("minutes"),
        "closes_at": hours.closes.isoformat("minutes"),
        "timezone": schedule.time_zone,
        "opening_hours": schedule.text,
    }


def _source(source: Source) -> dict[str, Any]:
    return {"url": source.url, "kind": source.kind, "date": source.date or None}
