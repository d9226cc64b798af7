"""How much a run does, and the order in which contenders take turns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Effort:
    """How often and how long each thing is done."""

    rounds: int
    """Rounds of load."""
    seconds: int
    """Seconds of load a round and contender."""
    starts: int
    """Cold starts of each contender."""
    renders: int
    """Renders of the article by each contender."""
    builds: int
    """Builds of all pages as files."""
    languages: int | None
    """How many languages are walked through; `None`: all."""
    pages: int
    """How many pages are asked for in each coding, and by odd addresses."""


FULL = Effort(rounds=7, seconds=2, starts=9, renders=300, builds=3, languages=None, pages=250)
QUICK = Effort(rounds=2, seconds=1, starts=2, renders=40, builds=1, languages=2, pages=30)


def alternating(contenders: Sequence[T], rounds: int) -> Iterator[T]:
    """Return the contenders in turns; each round begins with the next of them.

    So none always follows the same one, and none always goes first.
    """
    for turn in range(rounds):
        start = turn % len(contenders)
        yield from contenders[start:]
        yield from contenders[:start]
