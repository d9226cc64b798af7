"""Figures of a run: kept as JSON, one file a part, so that a part can be run again and merged."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

Measures = dict[str, list[float]]
"""Values of each measure of one contender, in the order of rounds."""


@dataclass(frozen=True)
class Part:
    """What one part of the bench measured."""

    name: str
    date: str
    """Day of the run (ISO 8601)."""
    quick: bool
    others: float = 0
    """Share of all processors that other work used before the part began."""
    groups: dict[str, dict[str, Measures]] = field(default_factory=dict)
    """Contenders that were compared in alternating rounds, by group and name."""

    def values(self, group: str, contender: str, measure: str) -> list[float]:
        """Return the values of all rounds; none if it was not measured."""
        return self.groups.get(group, {}).get(contender, {}).get(measure, [])

    def median(self, group: str, contender: str, measure: str) -> float | None:
        """Return the median over rounds; `None` if it was not measured."""
        values = self.values(group, contender, measure)
        return median(values) if values else None

    def ratio(self, group: str, contender: str, other: str, measure: str) -> float | None:
        """Return the median of the ratios of each round; `None` if one was not measured.

        Both numbers of a ratio come from the same round, so that a slow moment meets both.
        """
        pairs = zip(
            self.values(group, contender, measure), self.values(group, other, measure), strict=False
        )
        ratios = [one / reference for one, reference in pairs if reference]
        return median(ratios) if ratios else None


def keep(part: Part, folder: Path) -> None:
    """Write a part to `<name>.json` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(part), indent=1)
    (folder / f"{part.name}.json").write_text(text, encoding="utf-8")


def kept(folder: Path) -> dict[str, Part]:
    """Return every part that was kept in a folder, by name."""
    files = sorted(folder.glob("*.json"))
    parts = [Part(**json.loads(file.read_text(encoding="utf-8"))) for file in files]
    return {part.name: part for part in parts}
