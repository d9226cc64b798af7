"""The judge: whatever a rule is there for is found by it, and a good answer passes."""

from dataclasses import replace

import pytest

from tests.fuzz.asking import Answer, Request, ask
from tests.fuzz.fuzzed_sites import site
from tests.fuzz.judging import EVIL, MARK, RULES, faults

ASKED = Request(path="/en/")


@pytest.fixture(scope="module")
def good():
    return ask(site("plain"), ASKED)


def without(answer: Answer, name: str) -> Answer:
    return replace(answer, pairs=tuple(pair for pair in answer.pairs if pair[0] != name))


def with_pair(answer: Answer, name: str, text: str) -> Answer:
    return replace(without(answer, name), pairs=(*without(answer, name).pairs, (name, text)))


BAD = {
    "only_expected_kinds": lambda good: replace(good, status=500),
    "closed_tight": lambda good: with_pair(good, "Set-Cookie", "a=1"),
    "header_lines": lambda good: with_pair(good, "Content-Language", "en\r\nX-Evil: 1"),
    "no_echo": lambda good: replace(good, body=f"<p>{MARK.upper()}".encode()),
    "leads_nowhere_else": lambda good: with_pair(
        replace(good, status=302), "Location", f"//{EVIL}/en/"
    ),
    "lengths_agree": lambda good: replace(good, body=good.body[1:]),
    "only_read": lambda good: with_pair(good, "Allow", "GET, HEAD, TRACE"),
    "kept_only_if_good": lambda good: replace(good, status=404),
    "coded_as_wished": lambda good: with_pair(good, "Content-Encoding", "br"),
    "soon": lambda good: replace(good, seconds=60),
}


def test_good_answer_has_no_fault(good):
    assert faults(ASKED, good) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_finds_what_it_is_there_for(good, rule):
    assert list(rule(ASKED, good)) == []
    assert list(rule(ASKED, BAD[rule.__name__](good))) != []


@pytest.mark.parametrize("name", ["Content-Security-Policy", "Referrer-Policy", "Cache-Control"])
def test_missing_header_is_found(good, name):
    assert faults(ASKED, without(good, name)) != []


@pytest.mark.parametrize(
    "location",
    [
        f"http://{EVIL}/",
        f"//{EVIL}",
        f"/\\{EVIL}",
        "en/",
        "javascript:alert(1)",
        "/\r\nX: 1",
        "/<a>",
    ],
)
def test_every_way_to_another_host_is_found(good, location):
    answer = with_pair(replace(good, status=308, body=b""), "Location", location)
    assert f"leads to {location!r}" in faults(ASKED, answer)
