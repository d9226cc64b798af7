"""When a service answers: OpenStreetMap `opening_hours`, read by opening-hours-py."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours, UnknownCountryError  # type: ignore[attr-defined]
from opening_hours import State as Kind

ALWAYS = "24/7"
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*"
_TIMES = r"\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*"
_DATES = r"([A-Z][a-z]{2} \d\d)-([A-Z][a-z]{2} \d\d) off"
_RULE = rf"(?:(?:{_DAYS} )?{_TIMES}|{_DAYS} off|{_DATES})"
SYNTAX = re.compile(rf"{re.escape(ALWAYS)}|{_RULE}(?:; ?{_RULE})*")
"""The part of the syntax that can be put into words in every language."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# An ordinary week, Monday first, that no rule for dates touches.
_MONDAY = date(2024, 6, 3)


class State(NamedTuple):
    """Open, closed, or not known (`None`), and the moment at which that ends, if it does."""

    is_open: bool | None
    until: datetime | None = None


class Hours(NamedTuple):
    """One stretch of opening on an ordinary weekday (0 is Monday); it may end the next day."""

    weekday: int
    opens: time
    closes: time

    @property
    def is_whole_day(self) -> bool:
        """Whether it lasts from midnight to midnight."""
        return self.opens == self.closes == time()


@dataclass(frozen=True)
class Schedule:
    """Opening hours in the service's own time zone (IANA name) and territory."""

    text: str
    time_zone: str
    territory: str

    @property
    def is_always(self) -> bool:
        """Whether it is open day and night, every day."""
        return self.text == ALWAYS

    @property
    def _is_sure(self) -> bool:
        """Whether holidays are either not named or known: otherwise no state is claimed."""
        return "PH" not in self.text or _knows_holidays(self.territory)

    def state(self, moment: datetime) -> State:
        """Return whether the service is open at an aware moment, and until when."""
        if self.is_always:
            return State(True)
        if not self._is_sure:
            return State(None)
        since, last = _last.get(self, (moment, None))
        if last and last.until and since <= moment < last.until:
            return last
        local = moment.astimezone(ZoneInfo(self.time_zone))
        hours = _hours(self.text, self.time_zone, self.territory)
        state = State(hours.is_open(local), hours.next_change(local))
        _last[self] = moment, state
        return state

    @property
    def week(self) -> tuple[Hours, ...]:
        """The hours of an ordinary week, in order."""
        return _week(self.text)

    @property
    def on_holidays(self) -> tuple[tuple[time, time], ...] | None:
        """The hours on public holidays: empty if closed, none if the schedule does not say."""
        for rule in self.text.split(";"):
            if "PH" in rule:
                found = re.findall(r"(\d\d:\d\d)-(\d\d:\d\d)", rule)
                return tuple((_time(opens), _time(closes)) for opens, closes in found)
        return None

    @property
    def closed_dates(self) -> tuple[tuple[date, date], ...]:
        """First and last days of yearly closures; the year means nothing."""
        return tuple(
            (_day_of_year(first), _day_of_year(last))
            for first, last in re.findall(_DATES, self.text)
        )


# The last state of each schedule, and the moment of the question: it holds until it ends.
_last: dict[Schedule, tuple[datetime, State]] = {}


@cache
def _hours(text: str, time_zone: str, territory: str) -> OpeningHours:
    country = territory if _knows_holidays(territory) else None
    return OpeningHours(text, timezone=ZoneInfo(time_zone), country=country)


@cache
def _knows_holidays(territory: str) -> bool:
    try:
        OpeningHours(ALWAYS, country=territory)
    except UnknownCountryError:
        return False
    return True


@cache
def _week(text: str) -> tuple[Hours, ...]:
    first = datetime.combine(_MONDAY, time())
    last = first + timedelta(days=7)
    hours = []
    for start, end, state, _comments in OpeningHours(text).intervals(
        first - timedelta(days=1), last + timedelta(days=1)
    ):
        if state != Kind.OPEN:
            continue
        for opens, closes in _split(start, end):
            if first <= opens < last:
                hours.append(Hours(opens.weekday(), opens.time(), closes.time()))
    return tuple(hours)


def _split(start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """Cut an opening that lasts a day or longer at each midnight."""
    if end - start < timedelta(days=1):
        return [(start, end)]
    parts = []
    while start < end:
        midnight = datetime.combine(start.date() + timedelta(days=1), time())
        parts.append((start, min(midnight, end)))
        start = midnight
    return parts


def _time(text: str) -> time:
    return time.fromisoformat(text.replace("24:00", "00:00"))


def _day_of_year(text: str) -> date:
    month, day = text.split()
    return date(_MONDAY.year, _MONTHS.index(month) + 1, int(day))
