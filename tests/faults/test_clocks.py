"""Clocks: of the host, which may jump or have stopped, and of the places where services are."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

import openly.choice
from openly.folders import CHECKOUT
from tests.conftest import NOON, make_app
from tests.sites import PUBLISHED, page_types
from tests.test_schedule import SCHEDULES, open_by_hand

PATHS = ("/en/help/GB/", "/ar/?place=EG", "/en/help/IN.json", "/hi/help/", "/en/")
DE = "/en/help/DE/"
JUMPS = {
    "an hour ahead": timedelta(hours=1),
    "a night ahead": timedelta(hours=15),
    "four years ahead": timedelta(days=1461),
    "eighty years ahead": timedelta(days=29_220),
}
BOARD_WITHOUT_BATTERY = datetime(1970, 1, 1, 0, 0, 7, tzinfo=UTC)
PLAIN = [one for one in SCHEDULES if "PH" not in one.text]


@pytest.fixture(scope="module")
def keeping():
    """An application that keeps its pages, for tests that set its clock."""
    return make_app(development=False)


@pytest.fixture(scope="module")
def forgetful():
    """The same, but each page is made when it is asked for."""
    return make_app(development=False, cache_size=0)


def read(app, moment, path):
    """Read a page at a moment; return it and the longest time that it may be kept, in seconds."""
    app.extensions["openly-clock"] = lambda: moment
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    (seconds,) = re.findall(r"s-maxage=(-?\d+)", answer.headers["Cache-Control"])
    return answer.text, int(seconds)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS.keys())
def test_page_is_of_this_moment_whichever_way_the_clock_jumps(keeping, forgetful, jump, path):
    fresh = {moment: read(forgetful, moment, path)[0] for moment in (NOON, NOON + jump)}
    for moment in (NOON, NOON + jump, NOON, NOON + jump):
        page, seconds = read(keeping, moment, path)
        assert page == fresh[moment]
        assert 0 <= seconds <= (3600 if path == "/en/" else 300)


@pytest.mark.parametrize("language", PUBLISHED[::6], ids=str)
def test_board_whose_clock_stands_at_1970_shows_every_page(keeping, language):
    keeping.extensions["openly-clock"] = lambda: BOARD_WITHOUT_BATTERY
    for name, path in page_types(language).items():
        answer = keeping.test_client().get(path)
        assert answer.status_code == (404 if name in ("missing", "components") else 200)
        assert answer.text.rstrip().endswith("</html>")


def test_clock_that_stands_at_1970_does_not_say_who_is_open(keeping):
    said = {
        moment: set(re.findall("Open now, [a-z]+|Closed now", read(keeping, moment, DE)[0]))
        for moment in (NOON, BOARD_WITHOUT_BATTERY)
    }
    assert said[NOON] == {"Open now, until", "Open now, day", "Closed now"}
    assert said[BOARD_WITHOUT_BATTERY] == {"Open now, day"}


def test_clock_that_is_behind_is_reported_at_the_start(monkeypatch, caplog):
    class Stopped(datetime):
        @classmethod
        def now(cls, tz=None):
            return BOARD_WITHOUT_BATTERY.astimezone(tz)

    monkeypatch.setattr(openly.choice, "datetime", Stopped)
    make_app(development=False)
    assert "the clock stands at 1970-01-01" in caplog.text


def changes_of_time(zone, year):
    """Return the moments of a year at which the clocks of a zone change (UTC)."""
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(8784)]
    offsets = [hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours]
    return [hours[at] for at in range(1, len(hours)) if offsets[at] != offsets[at - 1]]


ZONES = sorted({one.time_zone for one in PLAIN if not one.is_always})
TURNS = {
    zone: [
        datetime(2027, 1, 1, tzinfo=UTC),
        datetime(2028, 2, 29, tzinfo=UTC),
        datetime(2028, 3, 1, tzinfo=UTC),
        *changes_of_time(zone, 2027),
    ]
    for zone in ZONES
}


@pytest.mark.parametrize("zone", ZONES)
def test_hours_are_right_at_new_year_on_a_leap_day_and_when_clocks_change(zone):
    quarter = timedelta(minutes=15)
    for schedule in (one for one in PLAIN if one.time_zone == zone and not one.is_always):
        for turn in TURNS[zone]:
            for moment in (turn + quarter * step for step in range(-96, 96)):
                state = schedule.state(moment)
                local = moment.astimezone(ZoneInfo(zone))
                assert state.is_open == open_by_hand(schedule.text, local), (schedule, local)
                assert state.until is None or state.until.astimezone(UTC) > moment


def test_some_listed_service_lives_through_a_change_of_time():
    assert sum(len(turns) > 3 for turns in TURNS.values()) > 10


STATES = """
import json, sys, zoneinfo
sys.path.insert(0, "site")
from datetime import UTC, datetime, timedelta
from openly.directory.load import RECORDS, load_directory
found = {}
for code, place in load_directory(RECORDS).territories.items():
    for service in place.services:
        for day in range(0, 365, 45):
            moment = datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(days=day)
            state = service.schedule and service.schedule.state(moment)
            found[f"{service.id} {day}"] = state and [state.is_open, str(state.until)]
print(json.dumps([list(zoneinfo.TZPATH), found]))
"""


def test_hours_are_right_on_a_host_without_time_zones():
    with_zones, without = (
        json.loads(
            subprocess.run(
                [sys.executable, "-c", STATES],
                cwd=CHECKOUT,
                env={**os.environ, **changes},
                capture_output=True,
                check=True,
            ).stdout
        )
        for changes in ({}, {"PYTHONTZPATH": ""})
    )
    assert without[0] == []
    assert with_zones[1] == without[1]
    assert sum(bool(state) for state in without[1].values()) > 1000
