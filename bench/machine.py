"""What the figures were measured on: processor, system, versions."""

import json
import platform
import re
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from bench.places import CHECKOUT
from bench.processes import cores

PACKAGES = ("Flask", "Flask-Babel", "Django", "gunicorn", "granian", "pyuwsgi", "waitress")
PROGRAMS = {
    "wrk": ["wrk", "-v"],
    "nginx": ["nginx", "-v"],
    "Hugo": ["hugo", "version"],
    "Chromium": ["chromium", "--version"],
    "Node.js": ["node", "--version"],
}
_NUMBER = re.compile(r"\d+(?:\.\d+)+")


def machine() -> str:
    """Return one line on processor, memory and system."""
    information = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.findall(r"^model name\s*: (.*)$", information, re.MULTILINE) or [platform.machine()]
    count = information.count("processor\t")
    total = re.findall(r"^MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(), re.MULTILINE)[0]
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return (
        f"{model[0]}, {count} cores, {int(total) / 1024**2:.0f} GiB, {system}, "
        f"Linux {platform.release()}; servers on core {cores()[0]}, load on core {cores()[1]}"
    )


def versions() -> dict[str, str]:
    """Return the version of all that took part, by name."""
    return {
        "Python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
        **dict(_programs()),
        "Lighthouse": _lighthouse(),
    }


def _programs() -> Iterator[tuple[str, str]]:
    for name, command in PROGRAMS.items():
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        found = _NUMBER.search(done.stdout + done.stderr)
        yield name, found[0] if found else "?"


def _lighthouse() -> str:
    text = (CHECKOUT / "bench" / "lighthouse" / "package.json").read_text(encoding="utf-8")
    wanted: dict[str, str] = json.loads(text)["dependencies"]
    return wanted["lighthouse"]
