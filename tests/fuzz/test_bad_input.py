"""Some hundreds of requests that no browser sends; `make fuzz` sends a million."""

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.fuzz.decoding import Source, request_of
from tests.fuzz.sockets import talk_to_gunicorn
from tests.fuzz.variations import judged


@settings(max_examples=200, derandomize=True, deadline=None)
@given(some.binary(min_size=40, max_size=200))
def test_no_request_breaks_the_site_or_comes_back_in_its_answer(data):
    request = request_of(Source(data))
    assert judged(request, thoroughly=True) == [], request


def test_server_answers_every_request_whatever_comes_after_it(tmp_path):
    totals = talk_to_gunicorn(200, 1, tmp_path)
    assert totals.faults == []
    assert totals.requests >= 200
    assert {200, 302, 404, 405} <= set(totals.statuses)
