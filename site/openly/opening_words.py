"""Opening hours and open-or-closed in words of the reader's language (CLDR)."""

from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_day_names, get_timezone_location
from babel.lists import format_list
from markupsafe import Markup

from openly.directory.schedule import Schedule, State
from openly.numerals import clock, fields
from openly.translation import translated
from openly.wording import message

_DAYS_IN_WEEK = 7
# I18N: Opening hours of a service that never closes.
_ALWAYS = message("Day and night, every day")
# I18N: Opening hours: before the hours that hold for all seven days.
_EVERY_DAY = message("Every day")
# I18N: Opening hours: from one weekday to another, such as "Monday to Friday".
_DAYS = message("%(first)s to %(last)s")
# I18N: Opening hours: weekdays, then hours, such as "Monday to Friday: 9:00 AM – 5:00 PM".
_LINE = message("%(days)s: %(hours)s")
# I18N: Opening hours, instead of hours.
_WHOLE_DAY = message("day and night")
# I18N: Opening hours on public holidays.
_HOLIDAYS = message("Public holidays: %(hours)s")
# I18N: Opening hours.
_NO_HOLIDAYS = message("Closed on public holidays")
# I18N: Opening hours: first and last day of a closure every year, such as "29 December".
_CLOSED_DATES = message("Closed from %(first)s to %(last)s")
# I18N: Under opening hours: the city whose time they are given in.
_CITY = message("Time of day in %(city)s")
# I18N: A service answers at this moment, at any hour.
_OPEN_ALWAYS = message("Open now, day and night")
# I18N: A service answers at this moment; %(when)s is a time, or a weekday and a time.
_OPEN_UNTIL = message("Open now, until %(when)s")
# I18N: A service does not answer at this moment; %(when)s is a time, or a weekday and a time.
_OPENS_AT = message("Closed now. Opens: %(when)s")
# I18N: Nobody knows when a service answers.
_UNKNOWN = message("Opening hours: not known to us")


def hours_in_words(schedule: Schedule, locale: Locale) -> tuple[Markup, ...]:
    """Put the hours of a schedule into lines, equal weekdays together."""
    if schedule.is_always:
        return (translated(_ALWAYS),)
    lines = [
        translated(_LINE, days=_days(days, locale), hours=_hours(hours, locale))
        for hours, days in _weekdays_by_hours(schedule).items()
    ]
    if schedule.on_holidays:
        lines.append(translated(_HOLIDAYS, hours=_hours(schedule.on_holidays, locale)))
    elif schedule.on_holidays is not None:
        lines.append(translated(_NO_HOLIDAYS))
    for first, last in schedule.closed_dates:
        days = [fields("MMMMd", day, locale) for day in (first, last)]
        lines.append(translated(_CLOSED_DATES, first=days[0], last=days[1]))
    return tuple(lines)


def city_of(schedule: Schedule, locale: Locale) -> Markup:
    """Name the city whose time a schedule is given in; empty if it does not matter."""
    if schedule.is_always:
        return Markup()
    city = get_timezone_location(schedule.time_zone, locale=locale, return_city=True)
    return translated(_CITY, city=city)


def state_in_words(schedule: Schedule | None, state: State, locale: Locale) -> Markup:
    """Say whether a service answers now, and until when or from when."""
    if schedule is None:
        return translated(_UNKNOWN)
    if schedule.is_always:
        return translated(_OPEN_ALWAYS)
    if state.is_open is None or state.until is None:
        return Markup()
    text = _OPEN_UNTIL if state.is_open else _OPENS_AT
    return translated(text, when=_moment(state.until, schedule, state.is_open, locale))


def _moment(until: datetime, schedule: Schedule, is_open: bool, locale: Locale) -> str:
    local = until.astimezone(ZoneInfo(schedule.time_zone))
    if is_open:
        return clock(local.time(), locale)
    return fields(f"E{_cycle(locale)}m", local, locale)


@lru_cache(maxsize=64)
def _cycle(locale: Locale) -> str:
    """Return `h` or `H`: whether the language counts twelve hours or twenty-four."""
    return "H" if "H" in str(locale.time_formats["short"].pattern) else "h"


def _hours(stretches: tuple[tuple[time, time], ...], locale: Locale) -> str:
    if stretches == ((time(), time()),):
        return translated(_WHOLE_DAY)
    between = locale.interval_formats[None]
    texts = [
        str(between).format(clock(opens, locale), clock(closes, locale))
        for opens, closes in stretches
    ]
    return str(format_list(texts, locale=locale))


def _weekdays_by_hours(schedule: Schedule) -> dict[tuple[tuple[time, time], ...], list[int]]:
    by_day: dict[int, list[tuple[time, time]]] = {}
    for one in schedule.week:
        by_day.setdefault(one.weekday, []).append((one.opens, one.closes))
    by_hours: dict[tuple[tuple[time, time], ...], list[int]] = {}
    for day, stretches in by_day.items():
        by_hours.setdefault(tuple(stretches), []).append(day)
    return by_hours


def _days(days: list[int], locale: Locale) -> Markup | str:
    if len(days) == _DAYS_IN_WEEK:
        return translated(_EVERY_DAY)
    names = get_day_names("wide", context="stand-alone", locale=locale)
    parts: list[str] = []
    for run in _runs(days):
        if len(run) > 2:  # noqa: PLR2004  # two days are named, three or more are a range
            parts.append(translated(_DAYS, first=names[run[0]], last=names[run[-1]]))
        else:
            parts.extend(names[day] for day in run)
    return Markup(format_list(parts, locale=locale))  # noqa: S704  # CLDR's words and our phrases


def _runs(days: list[int]) -> list[list[int]]:
    """Group weekdays (0 is Monday) that follow one another, also from Sunday to Monday."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if len(runs) > 1 and runs[0][0] == 0 and runs[-1][-1] == _DAYS_IN_WEEK - 1:
        runs[0] = runs.pop() + runs[0]
    return runs
