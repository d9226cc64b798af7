"""Records of help that are broken: the start says which and what to do, and what runs goes on."""

import copy
import os
import re
import shutil
import signal
import subprocess
from datetime import date

import pytest
import rtoml
from click.testing import CliRunner

from openly.commands import main
from openly.directory.fields import RecordError
from openly.directory.load import RECORDS, load_directory, load_territory
from tests.conftest import make_app
from tests.faults.servers import (
    WORKERS,
    children,
    end,
    process_in,
    readers,
    serving,
    until,
    until_more,
    until_replaced,
)
from tests.hosts.hosts import gunicorn
from tests.hosts.places import PATIENCE, Place
from tests.test_directory import GOOD

BROKEN = {
    "half a line": (b"[emergency]\nnumbers = [{ dial", "mend the line named"),
    "unknown key": (GOOD.replace("confidence", "confidense").encode(), "confidense"),
    "one service, not a list": (b"emergency = {}\n[service]\nid = 'gb-x'", "[[service]]"),
    "not UTF-8": (GOOD.replace("Example", "Exämple").encode("latin-1"), "utf-8"),
    "empty": (b"", "'emergency' is missing"),
}


@pytest.fixture
def records(tmp_path):
    """Return a copy of the records that a test may harm."""
    return shutil.copytree(RECORDS, tmp_path / "records")


@pytest.mark.parametrize(("content", "remedy"), BROKEN.values(), ids=BROKEN.keys())
def test_start_ends_with_a_line_that_names_the_broken_record_and_the_remedy(
    records, content, remedy
):
    (records / "gb.toml").write_bytes(content)
    done = subprocess.run(
        list(map(str, [*gunicorn("127.0.0.1:0"), "--log-level", "critical"])),
        env={**os.environ, "OPENLY_DIRECTORY": str(records)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode not in (0, None)
    last = done.stderr.rstrip().splitlines()[-1]
    assert f"RecordError: {records / 'gb.toml'}: " in last
    assert remedy in last


@pytest.mark.parametrize(("content", "remedy"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_record_is_found_before_a_restart(records, content, remedy, monkeypatch):
    (records / "gb.toml").write_bytes(content)
    monkeypatch.setenv("OPENLY_DIRECTORY", str(records))
    done = CliRunner().invoke(main, ["directory", "check"])
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {records / 'gb.toml'}: ")
    assert remedy in done.stderr


def test_emptied_record_of_the_world_does_not_take_the_international_lines_away(records):
    (records / "001.toml").write_bytes(b"")
    with pytest.raises(RecordError, match=r"001\.toml: the record: key 'service' is missing"):
        load_directory(records)


def places_in(value, way=()):
    """Return the way to each value in a record, through keys and positions."""
    inner = enumerate(value) if isinstance(value, list) else ()
    inner = value.items() if isinstance(value, dict) else inner
    deeper = [place for key, one in inner for place in places_in(one, (*way, key))]
    return [way, *deeper] if way else deeper


RECORD = rtoml.loads(GOOD)
WRONG = (5, True, date(2026, 1, 1), "text", {"x": 1}, [5], [[]])


@pytest.mark.parametrize("way", places_in(RECORD), ids=lambda way: ".".join(map(str, way)))
def test_value_of_another_kind_is_refused_with_file_and_remedy(tmp_path, way):
    """Whoever forgets quotation marks or brackets sees no stack trace, and no reader half of it."""
    path = tmp_path / "gb.toml"
    for wrong in WRONG:
        record = inside = copy.deepcopy(RECORD)
        for key in way[:-1]:
            inside = inside[key]
        if isinstance(inside[way[-1]], str) and isinstance(wrong, str):
            continue
        inside[way[-1]] = wrong
        path.write_text(rtoml.dumps(record), encoding="utf-8")
        with pytest.raises(RecordError, match=rf"^{re.escape(str(path))}: .*\("):
            load_territory(path)


def test_running_site_keeps_its_records_whatever_is_put_in_their_place(records):
    app = make_app(directory=records, development=False, cache_size=0)
    before = app.test_client().get("/en/help/GB/").data
    for content, _remedy in BROKEN.values():
        (records / "gb.toml").write_bytes(content)
        assert app.test_client().get("/en/help/GB/").data == before
    shutil.rmtree(records)
    assert app.test_client().get("/en/help/GB/").data == before


def test_broken_record_takes_no_running_site_away_by_reload_or_upgrade(records, tmp_path):
    """HUP makes new workers alone, USR2 a new master, which reads the records anew."""
    place = Place(tmp_path)
    with serving(place, OPENLY_DIRECTORY=str(records)) as server, readers(server) as tally:
        before = server.workers
        (records / "gb.toml").write_bytes(b"[emergency")
        server.send(signal.SIGHUP)
        until_replaced(server, before)
        server.send(signal.SIGUSR2)
        until(lambda: "RecordError" in place.log())
        until(lambda: len(server.workers) == WORKERS)
        until_more(tally)
    assert (tally.wrong, tally.lost) == ([], [])


def test_upgrade_brings_a_new_record_and_loses_no_request(records, tmp_path):
    place, number = Place(tmp_path), b"01902027"
    with serving(place, OPENLY_DIRECTORY=str(records)) as server, readers(server) as tally:
        assert number not in server.get("/en/help/VA/")[1]
        (records / "va.toml").write_bytes(
            b'[emergency]\nnumbers = [{ dial = "01902027" }]\n'
            b'sources = [{ url = "https://example.org", kind = "government" }]\n'
        )
        server.send(signal.SIGUSR2)
        until((tmp_path / "pid.2").exists)
        successor = process_in(tmp_path / "pid.2")
        until(lambda: len(children(successor)) == WORKERS)
        end(server.process)
        until_more(tally)
        assert number in server.get("/en/help/VA/")[1]
    assert (tally.wrong, tally.lost) == ([], [])
