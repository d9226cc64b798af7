"""Finished answers in memory: never more than so many bytes, whatever addresses are asked for."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from openly.caching import HeaderPair, Keeping
from openly.recently_used import RecentlyUsed

_OVERHEAD = 1500
"""Bytes that an answer takes besides its body: headers, key, bookkeeping; measured."""


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


class PageStore:
    """The answers kept; those that were not asked for lately make room.

    Odd addresses, with a query or an unusual host, have a room of their own, a quarter of the
    whole: there are millions of them, and nobody can use them to crowd out the others.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.generation = 0
        """Counts how often everything was forgotten: what was begun before is not kept after."""
        self._lock = Lock()
        self._plain: RecentlyUsed[Representation] = RecentlyUsed(limit - limit // 4, _size)
        self._odd: RecentlyUsed[Representation] = RecentlyUsed(limit // 4, _size)

    def get(self, key: Hashable) -> Representation | None:
        """Return what is kept under a key."""
        return self._plain.get(key) or self._odd.get(key)

    def put(self, key: Hashable, answer: Representation, generation: int, *, is_odd: bool) -> None:
        """Keep an answer that was begun in a generation, if there is room for one of its size."""
        with self._lock:
            if generation == self.generation:
                (self._odd if is_odd else self._plain).put(key, answer)

    def clear(self) -> None:
        """Forget everything: what the pages are made from has changed."""
        with self._lock:
            self.generation += 1
            self._plain.clear()
            self._odd.clear()

    @property
    def count(self) -> int:
        """How many answers are kept."""
        return len(self._plain) + len(self._odd)

    @property
    def size(self) -> int:
        """How many bytes they take."""
        return self._plain.size + self._odd.size


def _size(answer: Representation) -> int:
    return _OVERHEAD + sum(map(len, answer.body))
