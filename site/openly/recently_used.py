"""Bounded memory for what may be asked for again: what was not asked for lately makes room.

Of our own, because a hit must cost no more than a look into a dictionary: with one that keeps exact
order (`cachetools`), pages went out a tenth slower on the fastest of the servers.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_Value = TypeVar("_Value")


class RecentlyUsed(Generic[_Value]):
    """Values in two halves; when the new half is full, the old one goes and the new one grows old.

    A value that is asked for while it is old becomes new again. No value may be larger than a half.
    """

    def __init__(self, limit: int, size_of: Callable[[_Value], int]) -> None:
        """Keep values of `limit` bytes at most, as `size_of` counts them."""
        self._half, self._size_of = limit // 2, size_of
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._new: dict[Hashable, _Value] = {}
            self._old: dict[Hashable, _Value] = {}
            self._new_size = self._old_size = 0

    def get(self, key: Hashable) -> _Value | None:
        """Return what is kept under a key."""
        # One look at one dictionary is whole without the lock.
        value = self._new.get(key)
        return self._old_value(key) if value is None else value

    def _old_value(self, key: Hashable) -> _Value | None:
        if key not in self._old:
            return None
        with self._lock:
            value = self._take(key)
            if value is not None:
                self._add(key, value)
        return value

    def put(self, key: Hashable, value: _Value) -> None:
        """Keep a value, if there is room for one of its size."""
        with self._lock:
            self._take(key)
            if self._size_of(value) <= self._half:
                self._add(key, value)

    def _take(self, key: Hashable) -> _Value | None:
        if (value := self._new.pop(key, None)) is not None:
            self._new_size -= self._size_of(value)
        elif (value := self._old.pop(key, None)) is not None:
            self._old_size -= self._size_of(value)
        return value

    def _add(self, key: Hashable, value: _Value) -> None:
        size = self._size_of(value)
        if self._new_size + size > self._half:
            self._old, self._old_size = self._new, self._new_size
            self._new, self._new_size = {}, 0
        self._new[key] = value
        self._new_size += size

    @property
    def size(self) -> int:
        """How many bytes the values take."""
        return self._new_size + self._old_size

    def __len__(self) -> int:
        """How many values are kept."""
        return len(self._new) + len(self._old)
