"""Processes that die or make room for others while readers read."""

import os
import signal

import pytest

from tests.faults.servers import READERS, readers, serving, until_more, until_replaced
from tests.hosts.places import Place


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


def test_worker_that_is_killed_takes_nothing_along_but_what_it_was_answering(place):
    with serving(place) as server, readers(server) as tally:
        for _ in range(2):
            killed = min(server.workers)
            os.kill(killed, signal.SIGKILL)
            until_replaced(server, {killed})
            until_more(tally)
    assert tally.wrong == []
    assert len(tally.lost) <= 2 * READERS, tally.lost


def test_reload_loses_no_request(place):
    with serving(place) as server, readers(server) as tally:
        for _ in range(2):
            before = server.workers
            server.send(signal.SIGHUP)
            until_replaced(server, before)
            until_more(tally)
    assert (tally.wrong, tally.lost) == ([], [])
