"""What Linux knows of running processes: children, processor time, memory."""

import os
import re
from pathlib import Path
from time import sleep

TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


def cores() -> tuple[int, int]:
    """Return two cores: one for the server, one for the load.

    Raises RuntimeError where there is only one: they would take time from each other.
    """
    usable = sorted(os.sched_getaffinity(0))
    if len(usable) == 1:
        raise RuntimeError("one core is not enough: server and load need a core each")
    return usable[0], usable[-1]


def family(process: int) -> list[int]:
    """Return a process and all that it has started, parents first."""
    children = [
        int(child)
        for task in (_PROC / str(process) / "task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return [process, *(one for child in children for one in family(child))]


def worker(process: int) -> int:
    """Return the process that answers: the last that was started, or the server itself."""
    return family(process)[-1]


def processor_seconds(process: int) -> float:
    """Return the processor time of a process and its family: user and system (proc(5))."""
    total = 0
    for one in family(process):
        # The name in brackets may hold spaces; fields 14 and 15 follow it.
        fields = (_PROC / str(one) / "stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def used_by_others(seconds: float = 1) -> float:
    """Return the share of all processors that is used while this process waits (proc(5))."""
    busy_before, all_before = _processor_time()
    sleep(seconds)
    busy, everything = _processor_time()
    return (busy - busy_before) / max(1, everything - all_before)


def _processor_time() -> tuple[int, int]:
    fields = [int(one) for one in (_PROC / "stat").read_text().split()[1:9]]
    # The fourth and fifth are the time in which nothing was to be done, or only waited for a disk.
    return sum(fields) - fields[3] - fields[4], sum(fields)


def memory(process: int) -> float:
    """Return the memory of a process in MB (a million bytes), shared pages by share (PSS)."""
    text = (_PROC / str(process) / "smaps_rollup").read_text()
    return int(re.findall(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)[0]) * 1024 / 1e6
