"""What is wrong with an answer, and with the memory of a site after so many."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.soak.questions import Question
from bench.soak.sites import Answer

_PAGE, _END = "text/html; charset=utf-8", b"</html>"
TABLE = 1500
"""Entries by which a table may grow once the site is warm: some bound themselves at about 1000."""


class Judge:
    """Judges answers, and remembers those that must never change."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}

    def fault(self, question: Question, answer: Answer) -> str:
        """Say what is wrong with an answer; nothing if it is as it should be."""
        told = answer.headers
        if answer.status not in question.statuses:
            return f"status {answer.status}"
        if "set-cookie" in told or b"Traceback" in answer.body:
            return "it has a cookie or a stack trace"
        has_body = question.method != "HEAD" and answer.status != 304  # noqa: PLR2004
        if len(answer.body) != (int(told.get("content-length", -1)) if has_body else 0):
            return f"{len(answer.body)} bytes, not {told.get('content-length')}"
        # What leads elsewhere has no page.
        is_page = has_body and told.get("content-type") == _PAGE and "location" not in told
        if is_page and "content-encoding" not in told and not answer.body.rstrip().endswith(_END):
            return "the page ends too early"
        return self._change(question, answer) if question.is_fixed else ""

    def _change(self, question: Question, answer: Answer) -> str:
        # The hash alone: the pages themselves would be most of the memory that is measured.
        key = (question.target, answer.headers.get("content-encoding", ""))
        known = self._known.setdefault(key, hash(answer.body))
        return "" if known == hash(answer.body) else "it is not the page that it was before"


@dataclass(frozen=True)
class Moment:
    """What was measured after some requests: memory in MB, and how much is kept of each kind."""

    requests: int
    memory: float
    sizes: dict[str, int]


def growth(moments: Sequence[Moment], processes: int, most: float) -> list[str]:
    """Say what has grown between the first moment, when the site was warm, and the last.

    Memory may by `most` MB a process, a table by `TABLE` entries.
    """
    first, last = moments[0], moments[-1]
    more = last.memory - first.memory
    faults = [f"memory grew by {more:.1f} MB"] if more > most * processes else []
    tables = {name: size - first.sizes.get(name, 0) for name, size in last.sizes.items()}
    for name, grown in tables.items():
        if grown > TABLE and name != "bytes kept":
            faults.append(f"{name} grew by {grown} entries")
    return faults
