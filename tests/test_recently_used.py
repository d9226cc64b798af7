"""What is kept for readers stays within its bound, and what they ask for most stays."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openly.recently_used import RecentlyUsed

LIMIT = 1000


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 600), st.booleans()), max_size=300))
def test_memory_is_bounded_and_counted_right_whatever_is_kept(steps):
    kept = RecentlyUsed(LIMIT, len)
    last = {}
    for key, size, is_put in steps:
        if is_put:
            last[key] = f"{key}".ljust(size)
            kept.put(key, last[key])
        assert kept.get(key) in (None, last.get(key))
        assert kept.size <= LIMIT
    found = [kept.get(key) for key in last]
    assert kept.size <= LIMIT
    assert len([one for one in found if one]) <= len(last)
    kept.clear()
    assert (kept.size, len(kept)) == (0, 0)


def test_what_is_asked_for_again_and_again_is_never_crowded_out():
    kept = RecentlyUsed(LIMIT, len)
    kept.put("popular", "a" * 100)
    for number in range(10_000):
        kept.put(number, "b" * 100)
        assert kept.get("popular")


def test_what_nobody_asks_for_makes_room():
    kept = RecentlyUsed(LIMIT, len)
    for number in range(100):
        kept.put(number, "a" * 100)
    assert [kept.get(number) for number in range(80)] == [None] * 80
    assert kept.get(99)


@pytest.mark.parametrize("limit", [0, 1, LIMIT])
def test_what_is_larger_than_the_room_is_not_kept(limit):
    kept = RecentlyUsed(limit, sys.getsizeof)
    kept.put("large", "a" * 2 * LIMIT)
    assert kept.get("large") is None
    assert kept.size == 0
