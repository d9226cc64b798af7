"""A request asked again with one thing changed: what may change in the answer, and what may not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.fuzz.asking import Answer, ask
from tests.fuzz.fuzzed_sites import COUNTRY, PROXIED, SURE_OF_HOST, site
from tests.fuzz.judging import EVIL, faults, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.fuzz.asking import Request

OTHERS = {
    "Accept-Language": "hi-IN, ar;q=0.5",
    "Accept-Encoding": "gzip",
    COUNTRY: "KE",
    "User-Agent": "another",
    "Cookie": "session=1",
    "Origin": "https://other.example",
}
# Where these are not believed, they change nothing at all.
UNBELIEVED = {
    "Host": EVIL,
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/forged",
}


def judged(request: Request, *, thoroughly: bool) -> list[str]:
    """Ask, and return all that is wrong with the answer and those to variations.

    What lies finished in memory is always asked for in other ways too: it costs little, and there
    one reader might change what others get.
    """
    try:
        answer = ask(site(request.site), request)
    except Exception as error:
        return [f"raised {error!r}"]
    looks = (faults, *((_of_again, *LOOKS) if thoroughly else LOOKS if _is_kept(answer) else ()))
    if request.path.endswith("/metrics"):
        looks = (faults,)  # these count the answers
    return [fault for look in looks for fault in look(request, answer)]


def _is_kept(answer: Answer) -> bool:
    """Tell whether an answer came from memory: to make one takes longer."""
    return answer.status == 200 and answer.seconds < 0.0005


def _of_again(request: Request, answer: Answer) -> Iterator[str]:
    """What is kept is what would be made: nobody can change it for others."""
    if _said(ask(site(request.site), request)) != _said(answer):
        yield "the second answer is another"
    made = ask(site(request.site, cache_size=0), request)
    if (made.status, _text(made)) != (answer.status, _text(answer)):
        yield "what is kept is not what would be made"


def _of_others(request: Request, answer: Answer) -> Iterator[str]:
    """Caches are told of every header that changes an answer (RFC 9110, 12.5.5)."""
    changes = dict(OTHERS)
    if request.site not in PROXIED | SURE_OF_HOST:
        changes |= UNBELIEVED
    vary = answer.headers.get("Vary", "")
    for name, text in changes.items():
        other_request = request.with_header(name, text)
        other = ask(site(request.site), other_request)
        yield from faults(other_request, other)
        is_told = name in vary or name in other.headers.get("Vary", "")
        if not is_told and _said(other) != _said(answer):
            yield f"{name} changes the answer, and Vary is {vary!r}"


def _of_head(request: Request, answer: Answer) -> Iterator[str]:
    """HEAD says what GET would (RFC 9110, 9.3.2)."""
    if request.method == "GET":
        head_request = replace(request, method="HEAD")
        head = ask(site(request.site), head_request)
        yield from faults(head_request, head)
        if (head.status, head.pairs) != (answer.status, answer.pairs):
            yield "HEAD says something else"


def _of_unchanged(request: Request, answer: Answer) -> Iterator[str]:
    """Who has it gets no second copy (RFC 9110, 13.1.2)."""
    if etag := answer.headers.get("ETag"):
        again_request = request.with_header("If-None-Match", f'"old", W/{etag}')
        again = ask(site(request.site), again_request)
        yield from faults(again_request, again)
        if again.status != 304:
            yield f"{again.status} for what has not changed"


def _text(answer: Answer) -> str:
    return text_of(answer.headers.get("Content-Encoding", ""), answer.body)


LOOKS = (_of_others, _of_head, _of_unchanged)


def _said(answer: Answer) -> tuple[object, ...]:
    return answer.status, answer.pairs, answer.body
