"""Every success criterion of WCAG 2.2: whether it applies, how it is met, and what shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from openly.toml import read_toml

LEVELS = ("A", "AA", "AAA")
YEAR_OF_DAYS = 365


class ConformanceError(ValueError):
    """The table of criteria is wrong; the message names the criterion and the remedy."""


@dataclass(frozen=True)
class Criterion:
    """One success criterion (WCAG 2.2) and our evidence for it.

    One of three says how it stands: `met` how the site meets it, `unmet` what is missing, or
    `excluded` why it cannot apply. `tests` are names such as `browser/test_layout.py::test_…`;
    `judged` is the day of the last look, `judgement` what it found.
    """

    number: str
    name: str
    level: str
    met: str = ""
    unmet: str = ""
    excluded: str = ""
    tests: tuple[str, ...] = ()
    judged: date | None = None
    judgement: str = ""

    @property
    def applies(self) -> bool:
        """Whether the site has anything that the criterion is about."""
        return not self.excluded


def _criterion(number: str, fields: dict[str, object]) -> Criterion:
    try:
        criterion = Criterion(number, **{**fields, "tests": tuple(fields.get("tests", ()))})  # type: ignore[arg-type]
    except TypeError as error:
        raise ConformanceError(f"conformance.toml, {number}: {error}") from None
    if criterion.level not in LEVELS:
        raise ConformanceError(f"conformance.toml, {number}: level is one of {', '.join(LEVELS)}")
    if len([one for one in (criterion.met, criterion.unmet, criterion.excluded) if one]) != 1:
        raise ConformanceError(f"conformance.toml, {number}: write `met`, `unmet` or `excluded`")
    if bool(criterion.judged) != bool(criterion.judgement):
        raise ConformanceError(f"conformance.toml, {number}: `judged` and `judgement` go together")
    return criterion


@cache
def load_criteria() -> tuple[Criterion, ...]:
    """Read all criteria in the order of WCAG; raises ConformanceError."""
    path = Path(__file__).with_name("conformance.toml")
    data = read_toml(path)
    return tuple(_criterion(number, fields) for number, fields in data.items())


def looks(criteria: Iterable[Criterion]) -> list[date]:
    """Return the days on which criteria were judged by looking, oldest first."""
    return sorted(one.judged for one in criteria if one.judged)


def too_old(criteria: Iterable[Criterion], day: date) -> list[Criterion]:
    """Return the criteria that were last judged a year before a day, or earlier."""
    return [one for one in criteria if one.judged and (day - one.judged).days >= YEAR_OF_DAYS]


def without_evidence(
    criteria: Iterable[Criterion], living: frozenset[str], day: date
) -> list[Criterion]:
    """Return the criteria that apply and have no living test and no judgement of the last year."""
    untested = [one for one in criteria if one.applies and not living.intersection(one.tests)]
    old = too_old(untested, day)
    return [one for one in untested if not one.judged or one in old]
