"""The rows of tables, in the reader's language: of languages, and of accessibility."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from openly.conformance import LEVELS, Criterion
from openly.languages import Language
from openly.numerals import day, decimal, percent
from openly.page_texts import REVIEW_STATES, RULE_EXCLUDED, RULE_MET, RULE_UNMET
from openly.translation import library, translated

Cells = tuple[Markup | str, ...]


class Row(NamedTuple):
    """A row by its name, which may be empty, and its cells as the columns have them."""

    name: str
    cells: Cells


def language_cells(language: Language) -> Cells:
    """Return what the table says of a language: review, reviewers, figures, last change."""
    status = library().statuses[language.tag]
    review = translated(REVIEW_STATES[language.review])
    if language.reviewers:
        review += Markup(" ({})").format("; ".join(language.reviewers))
    counts = (status.messages, status.words, status.fuzzy, status.findings)
    return (
        review,
        percent(status.share),
        *map(decimal, counts),
        day(status.revised) if status.revised else "",
    )


def level_rows(criteria: Sequence[Criterion]) -> list[Row]:
    """Count criteria by level, and all of them in a last row without a name."""
    groups = {level: [one for one in criteria if one.level == level] for level in LEVELS}
    return [Row(level, _counts(group)) for level, group in {**groups, "": criteria}.items()]


def _counts(criteria: Sequence[Criterion]) -> Cells:
    applying = [one for one in criteria if one.applies]
    met = [one for one in applying if one.met]
    return tuple(map(decimal, map(len, (criteria, applying, met))))


def criterion_rows(criteria: Sequence[Criterion]) -> list[Row]:
    """Return number and name of each criterion, its level, result, tests, and the last look."""
    return [
        Row(
            f"{one.number} {one.name}",
            (
                one.level,
                translated(_result(one)),
                decimal(len(one.tests)) if one.tests else "",
                day(one.judged) if one.judged else "",
            ),
        )
        for one in criteria
    ]


def _result(criterion: Criterion) -> str:
    if criterion.excluded:
        return RULE_EXCLUDED
    return RULE_MET if criterion.met else RULE_UNMET
