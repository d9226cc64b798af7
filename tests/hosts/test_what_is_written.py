"""The server as DEPLOYING.md starts it: what it writes, and to whom, holds nothing of a reader."""

import re

import pytest

from tests.hosts.hosts import gunicorn
from tests.hosts.places import Place, running
from tests.hosts.reading import READER, garble, leave_early, over_http
from tests.hosts.watched import LEAVING, WRITING, opened_for_writing, watched

MARK = "zzmark"
"""Stands in all that a reader sends; we look for it, and for the reader's address."""
SENT = {
    "Accept-Language": f"sw-{MARK}, ar;q=0.5",
    "Authorization": f"Basic {MARK}",
    "Cookie": f"{MARK}={MARK}",
    "Referer": f"https://{MARK}.example/",
    "User-Agent": MARK,
    "X-Forwarded-For": f"203.0.113.9, {MARK}",
    "CF-IPCountry": MARK,
}
ASKED = (
    ("GET", "/"),
    ("GET", f"/en/?place=GB&utm={MARK}"),
    ("HEAD", "/ar/help/EG/"),
    ("GET", f"/en/help/search/?search={MARK}"),
    ("GET", f"/EN/?{MARK}"),
    ("GET", f"/en/{MARK}/%C3%A9?x={MARK}"),
    ("GET", f"/static/{MARK}.css"),
    ("POST", f"/en/?{MARK}"),
    ("DELETE", f"/{MARK}"),
    ("GET", "/exit"),
)
BROKEN = (
    f"GET /{MARK} HTTP/9.9.9\r\nHost: \0\r\nBad {MARK}\r\n\r\n",
    f"{MARK} {MARK}\r\n\r\n",
    f"GET /en/ HTTP/1.1\r\n{MARK} : 1\r\n\r\n",
    f"GET /en/ HTTP/1.1\r\nContent-Length: {MARK}\r\n\r\n",
    f"GET /en/ HTTP/1.1\r\nTransfer-Encoding: {MARK}\r\n\r\n",
    f"POST /en/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{MARK}\r\n",
    f"GET /{MARK * 2000} HTTP/1.1\r\n\r\n",
    f"GET http://[{MARK}/ HTTP/1.1\r\nHost: {MARK}\r\n\r\n",
    f"GET /en/ HTTP/1.1\r\nX: {MARK * 20_000}\r\n\r\n",
)


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def read(place):
    """Ask as a reader who can be recognised, break off, and send what is no request."""
    fetch = over_http(place.port)
    answers = [fetch(method, path, SENT) for method, path in ASKED]
    leave_early(place.port)
    for text in BROKEN:
        garble(place.port, text.encode())
    return answers


def of_readers(text):
    """Tell whether a text holds anything of the reader."""
    return MARK in text or READER in text or "203.0.113.9" in text


def test_server_writes_nothing_of_a_reader_and_calls_nobody(place):
    with watched(
        place, gunicorn(place.address), {"OPENLY_BASE_URL": "https://openly.example"}
    ) as calls:
        assert {answer.status for answer in read(place)} == {200, 302, 303, 308, 404, 405}
    own = re.compile(rf"TCP:\[{place.address}->{READER}:\d+\]")
    written = [one for one in calls if one.name in WRITING]
    to_readers = [one for one in written if own.fullmatch(one.to)]
    assert len(to_readers) >= len(ASKED)
    others = [one for one in written if one not in to_readers]
    assert [one for one in others if of_readers(one.arguments)] == []
    # Its log, pipes by which its processes wake one another, a reader who has left meanwhile.
    kinds = {re.sub(r"\[\d+\]", "", one.to) for one in others}
    assert kinds <= {str(place.folder / "0.log"), "pipe:", "TCP:"}
    changed = {path for path in opened_for_writing(calls) if "/__pycache__/" not in path}
    assert [path for path in changed if not path.startswith("/dev/shm/wgunicorn-")] == []  # noqa: S108
    assert [
        one for one in calls if one.name in LEAVING and "/__pycache__/" not in one.arguments
    ] == []


def test_server_that_wrote_of_readers_would_be_seen(place):
    said = ["--access-logfile", place.folder / "access.log", "--access-logformat", "%(h)s %(r)s"]
    with watched(place, [*gunicorn(place.address), *said], {}) as calls:
        over_http(place.port)("GET", f"/{MARK}", {})
    assert str(place.folder / "access.log") in opened_for_writing(calls)
    found = [one for one in calls if one.name in WRITING and of_readers(one.arguments)]
    assert [one for one in found if one.to == str(place.folder / "access.log")]


def test_page_that_fails_is_logged_without_what_was_asked_for(place):
    faulty = 'def application(environ, start):\n    raise RuntimeError("the fault")\n'
    (place.folder / "faulty.py").write_text(faulty, encoding="utf-8")
    command = [*gunicorn(place.address), "--chdir", place.folder, "faulty:application"]
    with running(place, [command], {}, ready=500):
        assert over_http(place.port)("GET", f"/{MARK}?{MARK}", SENT).status == 500
    log = place.log()
    assert "RuntimeError: the fault" in log
    assert not of_readers(log)
