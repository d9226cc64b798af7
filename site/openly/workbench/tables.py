"""Tables for a terminal, a Markdown document and a program."""

import json
import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

Row = Sequence[object]
_WIDTHLESS = ("Mn", "Me", "Cf")


def as_table(head: Row, rows: Sequence[Row]) -> str:
    """Set rows in columns that fit the terminal: numbers right, the last column cut if need be."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(columns(row[place]) for row in cells) for place in range(len(head))]
    numeric = [all(isinstance(row[place], int) for row in rows) for place in range(len(head))]
    room = shutil.get_terminal_size().columns
    lines = ("  ".join(map(_padded, row, widths, numeric)).rstrip() for row in cells)
    return "\n".join(line if columns(line) <= room else f"{line[: room - 1]}…" for line in lines)


def as_markdown(head: Row, rows: Sequence[Row]) -> str:
    """Set rows as a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def as_json(items: Sequence[Any]) -> str:
    """Write frozen dataclasses as a JSON array of objects."""
    objects = [{one.name: getattr(item, one.name) for one in fields(item)} for item in items]
    return json.dumps(objects, ensure_ascii=False, indent=1, default=str)


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - columns(text))
    return space + text if right else text + space


def columns(text: str) -> int:
    """Return how many columns a text takes: 2 for wide characters, 0 for marks (UAX #11)."""
    return sum(0 if unicodedata.category(one) in _WIDTHLESS else _columns(one) for one in text)


def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
