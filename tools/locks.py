"""The locks in requirements/, as `uv pip compile` writes them (pip's requirements file format)."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parent.parent
LOCKS = CHECKOUT / "requirements"
OURSELVES = "openly (setup.cfg)"

_HASH = re.compile(r"--hash=(\S+)")
_NEEDED_BY = re.compile(r"^    #(?: via|  ) +(\S.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Locked:
    """One entry of a lock: its requirement, hashes (`sha256:…`), and names of what needs it."""

    requirement: Requirement
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name as indexes compare it (PyPA, name normalization)."""
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        """The version; empty if the entry does not pin one."""
        pinned = re.fullmatch(r"==([^*,]+)", str(self.requirement.specifier))
        return pinned[1] if pinned else ""

    @property
    def is_direct(self) -> bool:
        """Whether setup.cfg asks for it."""
        return OURSELVES in self.needed_by

    def holds(self, python: str | None = None) -> bool:
        """Tell whether it is installed here, or by another Python such as `3.13`."""
        marker = self.requirement.marker
        other = {"python_version": python, "python_full_version": f"{python}.0"} if python else {}
        return marker is None or marker.evaluate(other)


def read_lock(path: Path) -> tuple[Locked, ...]:
    """Read a lock in its order; raises InvalidRequirement where a line is none (PEP 508)."""
    text = path.read_text(encoding="utf-8")
    return tuple(map(_locked, re.split(r"\n(?=[^ \n])", text.strip())))


def _locked(entry: str) -> Locked:
    requirement = Requirement(entry.partition("\\\n")[0].partition("\n")[0].strip())
    return Locked(requirement, tuple(_HASH.findall(entry)), tuple(_NEEDED_BY.findall(entry)))
