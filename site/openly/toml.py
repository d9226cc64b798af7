"""TOML files, read quickly: at every start there are two hundred and fifty of them."""

from pathlib import Path
from typing import Any

import rtoml


class TomlError(ValueError):
    """A file that cannot be read as TOML; the text says what is wrong, and in which line."""


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a TOML 1.0 file in UTF-8 holds.

    Raises TomlError if there is no such file or it is damaged.
    """
    try:
        return rtoml.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, rtoml.TomlParsingError) as error:
        raise TomlError(str(error)) from error
