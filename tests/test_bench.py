"""The bench compares like with like, and its report says what was measured. Nothing is timed."""

import subprocess
import sys
from http.client import HTTPConnection
from xml.etree import ElementTree

import pytest
from bench.chart import chart
from bench.effort import alternating
from bench.figures import Part, keep, kept
from bench.goals import BARE, SITE, SPEED, goals
from bench.load import LoadError, read
from bench.nginx import write_configuration
from bench.parts.requests import PAIR, WITH_PEERS
from bench.peers.given import Answer, keep_answer
from bench.prepare import give_catalogs, give_text
from bench.report import report
from bench.servers import (
    BARE_FLASK,
    BARE_FUNCTION,
    COMMANDS,
    DJANGO,
    FLASK_BABEL,
    environment,
    free_port,
    running,
    wsgi_command,
)
from bench.weight import client

from tests.sites import PUBLISHED

SAME_BYTES = (BARE_FUNCTION, BARE_FLASK)
RENDERED = (FLASK_BABEL, DJANGO)
WRK = """\
Running 2s test @ http://127.0.0.1:8000/en/
  Latency Distribution
     50%  639.00us
     75%    0.90ms
     90%    1.10ms
     99%    1.52s
  2580 requests in 2.00s, 83.68MB read
Requests/sec:   1289.52
"""


@pytest.fixture(scope="module")
def answer():
    fetched = client().get("/en/")
    return Answer(list(fetched.headers), fetched.data)


@pytest.fixture(scope="module")
def given(answer, tmp_path_factory):
    folder = tmp_path_factory.mktemp("peers")
    keep_answer(answer, folder)
    give_text(folder, len(answer.body))
    give_catalogs(folder, [one for one in PUBLISHED if one.tag in ("en", "de")])
    return folder


def first_answer(application, path, folder):
    return subprocess.run(
        [sys.executable, "-m", "bench.peers.first_answer", application, path],
        env=environment(BENCH_PEERS=str(folder)),
        capture_output=True,
        check=True,
    ).stdout


@pytest.mark.parametrize("application", SAME_BYTES)
def test_bare_peers_answer_the_bytes_of_the_site(application, answer, given):
    assert first_answer(application, "/en/", given) == answer.body


@pytest.mark.parametrize("application", RENDERED)
def test_rendering_peers_answer_a_page_of_the_size_of_the_site(application, answer, given):
    page = first_answer(application, "/en/", given)
    assert len(page) == pytest.approx(len(answer.body), rel=0.1)
    assert page.count(b"hreflang=") == len(PUBLISHED)


@pytest.mark.parametrize("application", RENDERED)
def test_rendering_peers_translate_their_page(application, given):
    page = first_answer(application, "/de/", given)
    assert b"<h1>Kurz gesagt</h1>" in page
    assert b"<h2>In short" not in page


@pytest.mark.parametrize("server", COMMANDS)
def test_servers_answer_alike_and_are_gone_afterwards(server, answer, given):
    port = free_port()
    command = wsgi_command(server, BARE_FUNCTION, port)
    with running(command, port, f"test {server}", BENCH_PEERS=str(given)) as started:
        status, headers, body = started.get("/en/")
    assert (status, body) == (200, answer.body)
    sent = {name.lower(): value for name, value in headers}
    assert all(sent[name.lower()] == value for name, value in answer.headers if name != "Date")
    with pytest.raises(ConnectionRefusedError):
        HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/en/")


def test_nginx_is_given_the_same_headers(given, tmp_path, monkeypatch):
    monkeypatch.setattr("bench.nginx.PEERS", given)
    write_configuration(8000, tmp_path)
    text = (tmp_path / "nginx.conf").read_text(encoding="utf-8")
    assert "add_header Content-Security-Policy 'default-src \\'none\\';" in text
    assert (tmp_path / "root" / "en" / "index.html").read_bytes() == (given / "body").read_bytes()


def test_every_contender_goes_first_in_turn():
    assert "".join(alternating("abc", 3)) == "abcbcacab"


def test_report_of_wrk_is_read_with_its_units():
    load = read(WRK)
    assert (load.requests, load.per_second) == (2580, 1289.52)
    assert (load.middle, load.slowest) == (pytest.approx(0.639), pytest.approx(1520))


@pytest.mark.parametrize(
    "line",
    [
        "  Non-2xx or 3xx responses: 90\n",
        "  Socket errors: connect 0, read 88, write 0, timeout 2\n",
    ],
)
def test_a_round_of_errors_is_no_figure(line):
    with pytest.raises(LoadError, match="90 of 2580 requests failed"):
        read(WRK + line)


def sample(name="requests", site=95.0):
    contenders = {SITE: site, BARE: 100.0, "Django": 5.0}
    measures = {one: {SPEED: [speed, speed * 2]} for one, speed in contenders.items()}
    return Part(name, "2026-11-24", False, 0.01, {WITH_PEERS: measures})


def test_a_part_that_is_measured_again_takes_the_place_of_the_first(tmp_path):
    for part in (sample(site=50.0), sample("memory"), sample(site=96.0)):
        keep(part, tmp_path)
    assert kept(tmp_path) == {"requests": sample(site=96.0), "memory": sample("memory")}


@pytest.mark.parametrize(("site", "met"), [(96.0, True), (94.0, False)])
def test_goals_are_met_by_the_ratio_of_rounds(site, met):
    by_name = {goal.name: goal for goal in goals({"requests": sample(site=site)})}
    assert by_name[f"article ÷ bare function, {WITH_PEERS}"].met is met


def test_report_names_every_goal_and_what_was_not_measured():
    parts = {"requests": sample()}
    text = report(parts, "a machine", {"Python": "3.11"})
    assert all(f"| {goal.name} | " in text for goal in goals(parts))
    assert f"| article ÷ Django, {WITH_PEERS} | ≥ 15 | 19 | yes |" in text
    assert "| export ÷ Hugo, pages a second | ≥ 1 | not measured | – |" in text
    assert text.index("## Goals") < text.index("## Figures")
    assert "Measured 2026-11-24 on a machine." in text


def test_report_says_when_figures_are_rough():
    text = report({"requests": Part("requests", "2026-11-24", True, 0.4)}, "", {})
    assert "**Rough: short rounds in requests.**" in text
    assert "**Rough: other work used the processors before requests (40%).**" in text
    assert "Rough" not in report({"requests": sample()}, "", {})


def test_chart_can_be_read_without_seeing_it():
    root = ElementTree.fromstring(chart(sample()))  # noqa: S314 – we wrote it
    names = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert "bare WSGI function" in names["title"]
    assert names["desc"] == f"{SITE}, {WITH_PEERS} 0.95; Django 0.05."


def test_both_of_a_pair_are_named_as_the_goals_name_them():
    assert list(PAIR) == [SITE, BARE]
