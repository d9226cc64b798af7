"""Everything that once broke the site, or breaks others like it, is asked again."""

import pytest

from tests.fuzz.corpus_files import KEPT, load, write
from tests.fuzz.fuzzed_sites import SITES
from tests.fuzz.sockets import exchange, faults_of_refusal, split
from tests.fuzz.variations import judged
from tests.hosts.hosts import gunicorn
from tests.hosts.places import Place, running

REQUESTS = {name: load(path) for name, path in KEPT.items()}
TO_SITES = [name for name, (_, raw) in REQUESTS.items() if not raw]
TO_SERVERS = [name for name, (_, raw) in REQUESTS.items() if raw]


@pytest.mark.parametrize("name", TO_SITES)
def test_what_broke_once_breaks_no_more(name):
    request, _ = REQUESTS[name]
    assert judged(request, thoroughly=True) == []


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("gunicorn"))
    with running(place, [gunicorn(place.address)], {"WEB_CONCURRENCY": "1"}):
        yield place.port
    assert "Traceback" not in place.log()


@pytest.mark.parametrize("name", TO_SERVERS)
def test_server_is_not_led_astray_by_what_is_no_request(port, name):
    _, raw = REQUESTS[name]
    answers = list(split(exchange(port, raw), []))
    assert answers, "no answer at all"
    assert [fault for answer in answers for fault in faults_of_refusal(answer)] == []


def test_what_is_found_is_kept_as_it_was(tmp_path):
    for name in TO_SITES:
        request, _ = REQUESTS[name]
        write(tmp_path / "found.toml", request, ["why"])
        assert load(tmp_path / "found.toml") == (request, b""), name


def test_every_site_is_asked_for_something():
    assert {request.site for request, _ in REQUESTS.values()} == set(SITES)
