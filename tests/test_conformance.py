"""The table of criteria: complete, each with evidence that lives, and told the same everywhere."""

import ast
import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from openly import conformance as table
from openly.commands import main
from openly.conformance import ConformanceError, load_criteria, looks, without_evidence
from openly.conformance_report import DOCUMENT, document
from tests.conftest import NOON
from tests.sites import LANGUAGES, address

CRITERIA = load_criteria()
TESTS = Path(__file__).parent
TODAY = NOON.date()


def living_tests() -> frozenset[str]:
    """Return every test below `tests/`, as `browser/test_help.py::test_…`."""
    return frozenset(
        f"{path.relative_to(TESTS).as_posix()}::{node.name}"
        for path in TESTS.rglob("test_*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


LIVING = living_tests()


def test_every_criterion_of_the_standard_is_there_once():
    """WCAG 2.2 has 86: 31 of level A, 24 of AA, 31 of AAA."""
    assert Counter(one.level for one in CRITERIA) == {"A": 31, "AA": 24, "AAA": 31}
    numbers = [tuple(map(int, one.number.split("."))) for one in CRITERIA]
    assert numbers == sorted(set(numbers))
    assert {number[:2]: number[2] for number in numbers} == LAST
    assert len({one.name for one in CRITERIA}) == 86


# The last criterion of each guideline; 4.1.1 was taken out.
_LAST_OF = {1: (1, 9, 6, 13), 2: (4, 6, 3, 13, 8), 3: (6, 6, 9), 4: (3,)}
LAST = {
    (principle, guideline): last
    for principle, numbers in _LAST_OF.items()
    for guideline, last in enumerate(numbers, 1)
}


def test_every_criterion_that_can_apply_is_met():
    applying = [one for one in CRITERIA if one.applies]
    assert Counter(one.level for one in applying) == {"A": 25, "AA": 19, "AAA": 23}
    assert [one.number for one in applying if not one.met] == []


def test_no_criterion_lacks_a_living_test_or_a_fresh_judgement():
    """A year after the last look this fails, by the day of the tests: set `NOON` on with care."""
    assert [one.number for one in without_evidence(CRITERIA, LIVING, TODAY)] == []
    assert looks(CRITERIA)[-1] <= TODAY


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda one: one.number)
def test_every_named_test_exists(criterion):
    assert set(criterion.tests) <= LIVING
    assert len(set(criterion.tests)) == len(criterion.tests)
    assert not (criterion.excluded and (criterion.tests or criterion.judged))


def test_lost_test_and_old_judgement_are_noticed():
    judged = replace(CRITERIA[0], tests=("test_gone.py::test_gone",), judged=date(2026, 1, 1))
    assert without_evidence([judged], LIVING, date(2026, 12, 31)) == []
    assert without_evidence([judged], LIVING, date(2027, 1, 1)) == [judged]
    assert without_evidence([replace(judged, judged=None)], LIVING, TODAY) != []
    tested = replace(judged, tests=CRITERIA[0].tests)
    assert without_evidence([tested], LIVING, TODAY + timedelta(days=9999)) == []


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('name = "x"\nlevel = "B"\nmet = "x"', "level is one of A, AA, AAA"),
        ('name = "x"\nlevel = "A"', "write `met`, `unmet` or `excluded`"),
        ('name = "x"\nlevel = "A"\nmet = "x"\nexcluded = "x"', "write `met`, `unmet`"),
        ('name = "x"\nlevel = "A"\nmet = "x"\njudged = 2026-11-23', "go together"),
        ('name = "x"\nlevel = "A"\nmet = "x"\nmeet = "x"', "meet"),
    ],
)
def test_mistake_in_the_table_is_named(monkeypatch, tmp_path, entry, says):
    (tmp_path / "conformance.toml").write_text(f'["1.1.1"]\n{entry}\n')
    monkeypatch.setattr(table, "__file__", str(tmp_path / "conformance.py"))
    with pytest.raises(ConformanceError, match=re.escape(says)):
        table.load_criteria.__wrapped__()


def test_looks_that_are_due_again_are_listed():
    newest = looks(CRITERIA)[-1]
    for day, expected in ((newest, 0), (newest + timedelta(days=365), len(looks(CRITERIA)))):
        listed = CliRunner().invoke(main, ["conformance", "--due", str(day)]).output
        assert len(listed.splitlines()) == max(1, expected)
        assert (listed == "None.\n") == (not expected)


def test_report_in_the_repository_is_the_one_made_from_the_table():
    assert DOCUMENT.read_text(encoding="utf-8") == document(CRITERIA), "run `make report`"


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_statement_of_every_language_shows_the_same_figures_and_every_criterion(page, language):
    fetched = page(address("accessibility", language))
    levels, criteria = fetched.all("table")
    assert len(levels.query("tbody tr")) == 4
    named = [one.to_text().strip() for one in criteria.query("tbody th [lang=en]")]
    assert named == [f"{one.number} {one.name}" for one in CRITERIA]
    results = {one.to_text() for one in criteria.query("tbody td:nth-child(3)")}
    assert len(results) == 2  # Met, and does not apply; a third would be “not met”.
