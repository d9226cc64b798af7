"""Open or closed: what the page claims agrees with another reading of the schedule."""

import random
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from openly.directory.load import RECORDS, load_directory
from openly.directory.schedule import SYNTAX, Schedule

DIRECTORY = load_directory(RECORDS)
SCHEDULES = sorted(
    {
        service.schedule
        for territory in DIRECTORY.territories.values()
        for service in territory.services
        if service.schedule
    },
    key=lambda one: (one.text, one.time_zone, one.territory),
)
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def days_of(text):
    """Return the weekdays of a selector such as `Sa-We,Fr`; all seven if there is none."""
    found = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first in DAYS:
            start, end = DAYS.index(first), DAYS.index(last or first)
            found |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    return found


def open_by_hand(text, local):
    """Read a schedule without holidays in the plainest way: is it open at a local time?

    The last rule for a day replaces those before; hours past midnight belong to the day before.
    """
    if text == "24/7":
        return True

    def stretches(day):
        hours = []
        for rule in map(str.strip, text.split(";")):
            dates = re.fullmatch(r"(\w{3}) (\d\d)-(\w{3}) (\d\d) off", rule)
            if dates:
                first = (MONTHS.index(dates[1]) + 1, int(dates[2]))
                last = (MONTHS.index(dates[3]) + 1, int(dates[4]))
                now = (day.month, day.day)
                within = first <= now <= last if first <= last else now >= first or now <= last
                hours = [] if within else hours
                continue
            selector, _, times = rule.rpartition(" ")
            if not selector or day.weekday() in days_of(selector):
                hours = [] if times == "off" else times.split(",")
        return [[int(t[:2]) * 60 + int(t[3:]) for t in one.split("-")] for one in hours]

    minute = local.hour * 60 + local.minute
    today, yesterday = stretches(local), stretches(local - timedelta(days=1))
    for opens, closes in today:
        if opens <= minute < (closes if closes > opens else 1440):
            return True
    return any(closes <= opens and minute < closes for opens, closes in yesterday)


def test_ten_thousand_moments_agree_with_another_reading():
    chance = random.Random(7)  # noqa: S311  # the same moments every time, no secret
    plain = [one for one in SCHEDULES if "PH" not in one.text]
    timed = [one for one in plain if not one.is_always]
    assert timed
    for count in range(10_000):
        schedule = chance.choice(timed if count % 10 else plain)
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(1_576_800))
        local = moment.astimezone(ZoneInfo(schedule.time_zone))
        claimed = schedule.state(moment).is_open
        assert claimed == open_by_hand(schedule.text, local), (schedule, local)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda one: f"{one.territory} {one.text}")
def test_state_lasts_until_the_moment_named_and_no_longer(schedule):
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC)
    for _ in range(4):
        state = schedule.state(moment)
        if state.until is None:
            assert schedule.is_always or state.is_open is None
            return
        assert state.until > moment
        assert schedule.state(state.until - timedelta(seconds=1)).is_open == state.is_open
        assert schedule.state(state.until).is_open != state.is_open
        moment = state.until.astimezone(UTC)


def test_opening_follows_the_clock_of_the_place_through_a_change_of_time():
    """Paris goes back one hour on 25 October 2026: 09:00 there is 07:00 UTC before, 08:00 after."""
    paris = Schedule("09:00-17:00", "Europe/Paris", "FR")
    for day, hour in ((24, 7), (25, 8)):
        at = datetime(2026, 10, day, hour, tzinfo=UTC)
        assert paris.state(at).is_open
        assert not paris.state(at - timedelta(minutes=1)).is_open


def test_public_holiday_of_the_territory_closes_where_the_schedule_says_so():
    text = "Mo-Fr 09:00-17:00; PH off"
    bastille = datetime(2026, 7, 14, 10, tzinfo=UTC)
    assert Schedule(text, "Europe/Paris", "FR").state(bastille).is_open is False
    assert Schedule(text, "Europe/Berlin", "DE").state(bastille).is_open is True


def test_nothing_is_claimed_where_holidays_matter_and_are_not_known():
    schedule = Schedule("Mo-Fr 09:00-17:00; PH off", "Pacific/Noumea", "NC")
    assert schedule.state(datetime(2026, 11, 23, 0, tzinfo=UTC)).is_open is None


def test_week_of_a_line_that_closes_after_midnight():
    late = Schedule("Mo-Fr 15:00-03:00", "Asia/Dhaka", "BD").week
    assert [one.weekday for one in late] == [0, 1, 2, 3, 4]
    assert {one.closes.hour for one in late} == {3}


def test_week_of_a_line_that_is_open_for_days():
    week = Schedule("Mo,Th,Fr 00:00-24:00; Tu,We,Sa,Su 06:00-24:00", "Asia/Riyadh", "SA").week
    assert [one.weekday for one in week] == list(range(7))
    assert [one.is_whole_day for one in week] == [True, False, False, True, True, False, False]


@pytest.mark.parametrize(
    "text", ["Mo-Fr", "09-17", "week 1-10 09:00-17:00", "Mo[1] 09:00-12:00", ""]
)
def test_schedules_that_cannot_be_put_into_words_are_refused(text):
    assert not SYNTAX.fullmatch(text)
