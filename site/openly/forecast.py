"""Open or closed in the coming weeks: what a plain file carries for its script to choose from."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from markupsafe import Markup

from openly.directory.schedule import Schedule, State
from openly.opening_words import state_in_words

WEEKS = 4
"""How far a forecast reaches; a plain file that is older says nothing of open or closed."""


@dataclass(frozen=True)
class Forecast:
    """A sentence such as “Open now, until 5 PM”, and when it is true."""

    words: Markup
    is_open: bool
    during: str
    """Stretches of time: each `minute+minutes`, from a minute since 1970 (UTC) for so many."""


def forecast(schedule: Schedule | None, moment: datetime, locale: Locale) -> tuple[Forecast, ...]:
    """Return what to say of a service in the weeks from the day of a moment (UTC) on.

    Nothing, if its hours are not known, never change, or rest on holidays that are not known.
    """
    if schedule is None or schedule.is_always:
        return ()
    day = datetime.combine(moment.astimezone(UTC).date(), time(), UTC)
    said = (
        (state, during, state_in_words(schedule, state, locale))
        for state, during in _states(schedule, day)
    )
    return tuple(
        Forecast(words, bool(state.is_open), during) for state, during, words in said if words
    )


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=1024)
def _states(schedule: Schedule, start: datetime) -> tuple[tuple[State, str], ...]:
    """Return states that are said in other words each, and when they hold from a moment on."""
    found: dict[Hashable, tuple[State, list[str]]] = {}
    for begin, end, state in _stretches(schedule, start):
        minute, length = (int(one.total_seconds()) // 60 for one in (begin - _EPOCH, end - begin))
        local = state.until.astimezone(ZoneInfo(schedule.time_zone)) if state.until else None
        # Of an hour today the weekday is not said.
        said = (
            state.is_open,
            local and local.time(),
            local and not state.is_open and local.weekday(),
        )
        found.setdefault(said, (state, []))[1].append(f"{minute}+{length}")
    return tuple((state, " ".join(during)) for state, during in found.values())


def _stretches(schedule: Schedule, start: datetime) -> Iterator[tuple[datetime, datetime, State]]:
    """Yield the stretches of open and closed from a moment on, the last cut off at the end."""
    last = start + timedelta(weeks=WEEKS)
    while start < last:
        state = schedule.state(start)
        end = min(state.until or last, last).astimezone(UTC)
        yield start, end, state
        start = end
