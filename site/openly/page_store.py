"""Finished answers in memory: never more than so many bytes, whatever addresses are asked for."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from openly.caching import HeaderPair, Keeping
from openly.recently_used import RecentlyUsed

_OVERHEAD = 1500
"""Bytes that an answer takes besides its body: headers, key, bookkeeping; measured."""
_LONGEST = 1000
"""Characters of a request whose answer may lie at hand."""
_EIGHTHS = {"plain": 5, "odd": 2, "at hand": 1}

Request = tuple[str | None, ...]
"""All of a request that its answer rests on, as it came."""


@dataclass(frozen=True, slots=True)
class Representation:
    """An answer in one coding, ready to be sent (RFC 9110, 3.2)."""

    status: str
    headers: tuple[HeaderPair, ...]
    """Without those on caching, if these depend on the moment."""
    body: tuple[bytes, ...]
    etag: str
    """Its strong validator, with the quotation marks; empty if it has none."""
    unchanged: tuple[HeaderPair, ...]
    """The headers that go with “304 Not Modified”."""
    keeping: Keeping | None
    since: datetime
    """When it was begun: what it says of the hour was not true before."""
    until: datetime | None
    """When it ends; never, if that is not said."""


class Answer(NamedTuple):
    """What is sent: all of a page, its head, or that it is unchanged."""

    status: str
    headers: tuple[HeaderPair, ...]
    body: tuple[bytes, ...]


class PageStore:
    """The answers kept; those that were not asked for lately make room.

    Odd addresses, with a query or an unusual host, have a room of their own, a quarter of the
    whole: there are millions of them, and nobody can use them to crowd out the others. An eighth
    holds answers at hand: to requests that came in the very same words, found without reading them.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.generation = 0
        """Counts how often everything was forgotten: what was begun before is not kept after."""
        self._lock = Lock()
        shares = {name: limit * eighths // 8 for name, eighths in _EIGHTHS.items()}
        self._plain: RecentlyUsed[Representation] = RecentlyUsed(shares["plain"], _size)
        self._odd: RecentlyUsed[Representation] = RecentlyUsed(shares["odd"], _size)
        self._at_hand: RecentlyUsed[Answer] = RecentlyUsed(shares["at hand"], _size)
        self.at_hand = self._at_hand.get

    def get(self, key: Hashable) -> Representation | None:
        """Return what is kept under a key."""
        return self._plain.get(key) or self._odd.get(key)

    def put(self, key: Hashable, answer: Representation, generation: int, *, is_odd: bool) -> None:
        """Keep an answer that was begun in a generation, if there is room for one of its size."""
        with self._lock:
            if generation == self.generation:
                (self._odd if is_odd else self._plain).put(key, answer)

    def lay_at_hand(self, asked: Request, answer: Answer, generation: int) -> None:
        """Keep an answer, found in a generation, under the words of the request."""
        with self._lock:
            if generation == self.generation and sum(len(one or "") for one in asked) <= _LONGEST:
                self._at_hand.put(asked, answer)

    def clear(self) -> None:
        """Forget everything: what the pages are made from has changed."""
        with self._lock:
            self.generation += 1
            self._plain.clear()
            self._odd.clear()
            self._at_hand.clear()

    @property
    def count(self) -> int:
        """How many answers are kept."""
        return len(self._plain) + len(self._odd)

    @property
    def size(self) -> int:
        """How many bytes they take."""
        return self._plain.size + self._odd.size + self._at_hand.size


def _size(answer: Representation | Answer) -> int:
    return _OVERHEAD + sum(map(len, answer.body))
