"""Ask a site very often, in four rounds, and measure it after each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import islice

from bench.soak.judging import Judge, Moment, growth
from bench.soak.questions import Crowd, Question, every_place
from bench.soak.sites import Site

ROUNDS = 4
_REQUESTS_A_PLACE = 30
WARMING = 2
"""Rounds after which every cache is full: from there on nothing may grow."""
THREADS = 4


@dataclass
class Outcome:
    """What a soak found: answers by status, what was wrong, and the site after each round."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)


def soak(site: Site, requests: int, languages: Sequence[str], seed: str, most: float) -> Outcome:
    """Ask a site so many questions; once it is warm, it may grow by `most` MB a process."""
    outcome, judge = Outcome(), Judge()
    crowds = [iter(Crowd(languages, f"{seed} {thread}")) for thread in range(THREADS)]
    each = requests // ROUNDS // THREADS

    def ask_some(crowd: Iterator[Question]) -> tuple[Counter[int], list[str]]:
        statuses: Counter[int] = Counter()
        faults = []
        for question in islice(crowd, each):
            try:
                answer = site.ask(question)
            except (OSError, HTTPException) as error:
                faults.append(f"{question.method} {question.target[:100]}: {error!r}")
                continue
            statuses[answer.status] += 1
            if fault := judge.fault(question, answer):
                faults.append(f"{question.method} {question.target[:100]}: {fault}")
        return statuses, faults

    with ThreadPoolExecutor(THREADS) as threads:
        # What is kept of places fills slowly if it is left to chance.
        for place in every_place(languages)[: requests // _REQUESTS_A_PLACE]:
            threads.submit(site.ask, place).result()
        for number in range(ROUNDS):
            for statuses, faults in threads.map(ask_some, crowds):
                outcome.statuses += statuses
                outcome.faults += faults
            done = (number + 1) * each * THREADS
            outcome.moments.append(Moment(done, site.memory(), site.sizes()))
    outcome.faults += growth(outcome.moments[WARMING - 1 :], site.processes, most)
    return outcome
