"""What a file of Python imports, wherever in it."""

import ast
from collections.abc import Iterator
from pathlib import Path


def imported_by(path: Path) -> Iterator[str]:
    """Return the names of the modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
