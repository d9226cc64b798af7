"""The research behind the article, from `sources.toml`, in the order of first mention."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from openly.toml import read_toml

FILE = Path(__file__).with_name("sources.toml")


@dataclass(frozen=True)
class Source:
    """One paper or official page; titles stand in the language of the source."""

    id: str
    short: str
    authors: str
    year: int
    title: str
    published_in: str
    url: str


@cache
def load_sources(path: Path = FILE) -> tuple[Source, ...]:
    """Read the sources.

    Raises ValueError, naming file, id and key, if an entry lacks a key or has one too many.
    """
    entries = read_toml(path)["source"]
    sources = []
    for entry in entries:
        try:
            sources.append(Source(**entry))
        except TypeError as error:
            raise ValueError(f"{path}: source {entry.get('id')!r}: {error}") from error
    return tuple(sources)


def source_numbers() -> dict[str, int]:
    """Return the number that each source has in the article, by id."""
    return {source.id: number for number, source in enumerate(load_sources(), start=1)}
