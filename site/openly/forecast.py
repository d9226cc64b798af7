"""Open or closed in the coming weeks: what a plain file carries for its script to choose from."""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from markupsafe import Markup

from openly.directory.schedule import Schedule, State
from openly.opening_words import state_in_words

WEEKS = 4
"""How far a forecast reaches; a plain file that is older says nothing of open or closed."""


class Forecast(NamedTuple):
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
    spoken: dict[tuple[Markup, bool], list[str]] = {}
    for start, end, state in _stretches(schedule, day):
        if words := state_in_words(schedule, state, locale):
            minute, length = (
                int(one.total_seconds()) // 60 for one in (start - _EPOCH, end - start)
            )
            spoken.setdefault((words, bool(state.is_open)), []).append(f"{minute}+{length}")
    return tuple(Forecast(*key, " ".join(during)) for key, during in spoken.items())


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=1024)
def _stretches(schedule: Schedule, start: datetime) -> tuple[tuple[datetime, datetime, State], ...]:
    """Return the stretches of open and closed from a moment on, the last cut off at the end."""
    last, found = start + timedelta(weeks=WEEKS), []
    while start < last:
        state = schedule.state(start)
        end = min(state.until or last, last).astimezone(UTC)
        found.append((start, end, state))
        start = end
    return tuple(found)
