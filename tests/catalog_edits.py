"""Editing catalogs as a translator does, in a text editor: for tests."""

import os
import re
import shutil
from pathlib import Path

from openly.folders import folder


def copy_of_catalogs(place: Path) -> Path:
    """Return a copy of the project's catalogs that a test may harm."""
    return shutil.copytree(folder("translations"), place / "translations")


def catalog(root: Path, locale: str) -> Path:
    return root / locale / "LC_MESSAGES" / "messages.po"


def forget(root: Path, tag: str) -> None:
    """Take a language away, as if nobody had begun it."""
    shutil.rmtree(root / tag)
    listing = root / "languages.toml"
    text = listing.read_text(encoding="utf-8")
    entry = re.compile(rf'\n\[{tag}\]\nname = ".*"\nreview = "draft"\n')
    listing.write_text(entry.sub("", text), encoding="utf-8")


def quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def translate(path: Path, msgid: str, msgstr: str) -> int:
    """Type a translation; return the line on which its msgid stands."""
    return retype(path, msgid, f'msgstr "{quoted(msgstr)}"\n')


def retype(path: Path, msgid: str, lines: str) -> int:
    """Replace all that follows a msgid up to the next empty line; return the msgid's line."""
    text = path.read_text(encoding="utf-8")
    entry = re.compile(rf'^(msgid "{re.escape(quoted(msgid))}"\n)((?:[^\n]+\n)*)', re.MULTILINE)
    (found,) = entry.finditer(text)
    kept = "".join(one for one in found[2].splitlines(True) if one.startswith("msgid_plural"))
    save(path, text[: found.start()] + found[1] + kept + lines + text[found.end() :])
    return text[: found.start()].count("\n") + 1


def flag(path: Path, msgid: str, line: str) -> int:
    """Write a comment line above a msgid; return the msgid's line."""
    text = path.read_text(encoding="utf-8")
    at = text.index(f'msgid "{quoted(msgid)}"\n')
    save(path, f"{text[:at]}{line}\n{text[at:]}")
    return text[:at].count("\n") + 2


def save(path: Path, text: str) -> None:
    """Save a file later than it was saved before, however coarse the clock of the disk."""
    before = path.stat().st_mtime if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, (before + 5, before + 5))
