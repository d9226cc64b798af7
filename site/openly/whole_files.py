"""Files that are replaced whole: whoever reads one sees the old or the new, never a part."""

from pathlib import Path


def write_whole(path: Path, body: bytes, part: Path) -> None:
    """Put a file in place by way of another, `part`, on the same disk.

    Raises OSError if it cannot be written; then nothing is left of it.
    """
    try:
        part.write_bytes(body)
        try:
            part.replace(path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.replace(path)
    except OSError:
        # Where the disk is full, it would keep what is left of it.
        part.unlink(missing_ok=True)
        raise
