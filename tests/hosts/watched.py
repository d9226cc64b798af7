"""What a host does to the world outside it, as the kernel sees it: strace follows every process."""

import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.hosts.places import PATIENCE, Place, running

WRITING = (
    "write", "writev", "pwrite64", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg",
    "sendfile", "splice", "copy_file_range",
)  # fmt: skip
OPENING = ("open", "openat", "openat2", "creat")
LEAVING = ("connect", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat")
_CALL = re.compile(r"^\d+ +(\w+)\((.*)$")
# Numbers of processes are padded: "812   +++ exited".
_ENDED = re.compile(r"\A(\d+) .*^\1 +\+\+\+ ", re.DOTALL | re.MULTILINE)
_PLACE = re.compile(r"\d+<(\w+:\[[^\]]*\]|[^>]*)>, (.*)", re.DOTALL)


@dataclass(frozen=True)
class Call:
    """A system call: its name, and its arguments as strace writes them."""

    name: str
    arguments: str

    @property
    def to(self) -> str:
        """Where it writes: a path, `pipe:[…]`, or `TCP:[here->there]`."""
        found = _PLACE.match(self.arguments)
        assert found, f"not understood: {self}"
        return found[1]


@contextmanager
def watched(
    place: Place, command: Sequence[str | Path], environment: Mapping[str, str]
) -> Iterator[list[Call]]:
    """Run a host under strace; when it has ended, the list holds what it did."""
    strace = shutil.which("strace")
    assert strace, "strace is not installed: run `make packages`"
    trace = place.folder / "trace"
    traced = ",".join((*WRITING, *OPENING, *LEAVING))
    # The host is our child and strace its grandchild, so that the host is what is told to end.
    watching = [
        strace,
        "-D",
        "-f",
        "-q",
        "-yy",
        "-s",
        "1000000",
        "-e",
        f"trace={traced}",
        "-o",
        trace,
    ]
    calls: list[Call] = []
    with running(place, [[*watching, *command]], environment):
        yield calls
    text = _finished(trace)
    calls += [Call(*found.groups()) for found in map(_CALL.match, text.splitlines()) if found]


def _finished(trace: Path) -> str:
    """Return what strace wrote, once it has written that the first process ended."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        text = trace.read_text(encoding="utf-8")
        if _ENDED.search(text):
            return text
        time.sleep(0.05)
    raise AssertionError(f"strace saw no end: may this user trace processes? {text[-300:]}")


def opened_for_writing(calls: Sequence[Call]) -> set[str]:
    """Return the paths of files that were made, or opened so that they could change."""
    asked = [one for one in calls if one.name in OPENING]
    able = re.compile(r"O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND|TMPFILE)")
    opened = [one for one in asked if one.name == "creat" or able.search(one.arguments)]
    return {re.findall(r'"(.*?)"', one.arguments)[0] for one in opened}
