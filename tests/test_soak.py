"""The soak in short, and that it would find what it looks for."""

import re
import subprocess
import sys
from threading import Lock

import pytest
from bench.soak.judging import TABLE, Moment, growth
from bench.soak.questions import Crowd
from bench.soak.run import soak
from bench.soak.sites import Inside

from openly.folders import CHECKOUT
from tests.conftest import make_app

SHORT = ["--inside", "2000", "--outside", "800", "--languages", "2", "--most", "30"]


def test_some_thousand_strange_requests_are_answered_rightly_and_leave_nothing_behind():
    command = [sys.executable, "-m", "bench.soak", *SHORT]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("  wrong: 0\n") == 2
    assert "2000 requests through WSGI" in done.stdout
    assert "800 requests through gunicorn" in done.stdout
    for line in re.findall("answers: .*", done.stdout):
        assert [one for one in (200, 302, 304, 404, 405) if f"{one}: " not in line] == []


def test_questions_are_the_same_for_the_same_seed():
    first, second, other = (
        [next(asked) for _ in range(300)]
        for asked in (iter(Crowd(["en", "ar", "hi"], seed)) for seed in "aab")
    )
    assert first == second != other


class Spoiled:
    """The site, of which every answer is spoiled in some way."""

    name, processes = "spoiled", 1

    def __init__(self, site, spoil):
        self._site, self._spoil, self._lock, self.kept = site, spoil, Lock(), []

    def ask(self, question):
        answer = self._site.ask(question)
        with self._lock:
            return self._spoil(self, question, answer) or answer

    def memory(self):
        return sum(map(len, self.kept)) / 1e6

    def sizes(self):
        return {"questions": len(self.kept)}


@pytest.fixture(scope="module")
def site():
    return Inside(make_app(development=False, metrics=True))


def half(site, question, answer):
    return type(answer)(answer.status, answer.headers, answer.body[:-9])


def fails(site, question, answer):
    return type(answer)(500, answer.headers, answer.body)


def changes(site, question, answer):
    site.kept.append(b"")
    body = answer.body.replace(b"<h1>", b"<h1 >" if len(site.kept) % 2 else b"<h1>\n")
    headers = {**answer.headers, "content-length": str(len(body))}
    return type(answer)(answer.status, headers, body)


def remembers(site, question, answer):
    site.kept.append(bytes(1_000_000))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (half, "bytes, not"),
        (fails, "status 500"),
        (changes, "not the page that it was before"),
        (remembers, "memory grew by"),
    ],
)
def test_soak_finds(site, spoil, says):
    outcome = soak(Spoiled(site, spoil), 160, ["en"], "seed", most=30)
    assert any(says in fault for fault in outcome.faults), outcome.faults


def test_soak_finds_a_table_that_grows_and_forgives_one_that_bounds_itself():
    def moments(last):
        return [Moment(1, 90.0, {"table": 10}), Moment(2, 91.0, {"table": last})]

    assert growth(moments(TABLE), 1, 5) == []
    assert growth(moments(TABLE + 11), 1, 5) == [f"table grew by {TABLE + 1} entries"]
