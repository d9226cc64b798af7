"""The folder of an export: files are replaced whole, and what somebody else put there stays."""

import os
from collections.abc import Iterable
from pathlib import Path

from openly.whole_files import write_whole

OWN = ".openly-export"
"""Folder of the export's own notes, below the exported one: the list of files, and parts of new."""


class ExportError(Exception):
    """An export that cannot be made; the text names file or page, and the remedy."""


class Folder:
    """An exported site on disk."""

    def __init__(self, root: Path) -> None:
        """Open or create a folder.

        Raises ExportError if it holds anything and no export made it; OSError if it cannot be had.
        """
        if root.exists() and not root.is_dir():
            raise ExportError(f"{root} is a file (name a folder)")
        self._root, self._own = root, root / OWN
        self._list = self._own / "files.txt"
        if root.exists() and any(root.iterdir()) and not self._list.exists():
            raise ExportError(
                f"{root} is not empty, and no export made it (empty it, or name another folder)"
            )
        self._own.mkdir(parents=True, exist_ok=True)
        self._written = self._listed()

    def _listed(self) -> frozenset[str]:
        if not self._list.exists():
            return frozenset()
        return frozenset(self._list.read_text(encoding="utf-8").splitlines())

    def begin(self, names: Iterable[str]) -> None:
        """Note which files are going to be ours, so that no later export takes them for others'."""
        self._note(self._written | set(names))

    def finish(self, names: Iterable[str]) -> int:
        """Remove the files of earlier exports that no longer belong; return how many."""
        gone = self._written - set(names)
        for name in gone:
            path = self._root / name
            path.unlink(missing_ok=True)
            self._remove_empty(path.parent)
        for part in self._own.glob("part-*"):
            part.unlink()
        self._note(names)
        return len(gone)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _note(self, names: Iterable[str]) -> None:
        self.write(
            f"{OWN}/{self._list.name}", "".join(f"{one}\n" for one in sorted(names)).encode()
        )

    def has(self, name: str, body: bytes) -> bool:
        """Tell whether an export before has put a file there with these bytes."""
        if name not in self._written:
            return False
        try:
            return (self._root / name).read_bytes() == body
        except FileNotFoundError:
            return False

    def exists(self, name: str) -> bool:
        """Tell whether a file is there."""
        return (self._root / name).exists()

    def put(self, name: str, body: bytes) -> bool:
        """Put a file in place if it is not as it should be; tell whether it was not."""
        changed = not self.has(name, body)
        if changed:
            self.write(name, body)
        return changed

    def write(self, name: str, body: bytes) -> None:
        """Put a file in place: whoever reads it sees the old one or the new, never a part."""
        write_whole(self._root / name, body, self._own / f"part-{os.getpid()}")
