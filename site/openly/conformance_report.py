"""The accessibility conformance report for buyers and experts, made from the table of criteria.

It has the structure of ITI's Voluntary Product Accessibility Template (VPAT 2.5, EU edition) and
the clauses of EN 301 549 V3.2.1.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import click

from openly import __version__
from openly.conformance import LEVELS, Criterion, load_criteria, looks, too_old
from openly.folders import CHECKOUT
from openly.workbench.tables import as_markdown

DOCUMENT = CHECKOUT / "docs" / "accessibility-conformance.md"

SUPPORTS, UNMET, EXCLUDED = "Supports", "Does Not Support", "Not Applicable"
HEAD = ("Criteria", "Conformance Level", "Remarks and Explanations")

# EN 301 549 V3.2.1 rests on WCAG 2.1, levels A and AA; these came with WCAG 2.2.
NEW_IN_2_2 = frozenset(
    ("2.4.11", "2.4.12", "2.4.13", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8", "3.3.9")
)

# EN 301 549, 4.2: who must be able to use the site, and the criteria that say so.
STATEMENTS = {
    "4.2.1 Usage without vision": ("1.1.1", "1.3.1", "1.3.2", "2.1.3", "2.4.9", "3.1.2", "4.1.2"),
    "4.2.2 Usage with limited vision": ("1.4.4", "1.4.6", "1.4.8", "1.4.10", "1.4.11", "2.4.13"),
    "4.2.3 Usage without perception of colour": ("1.4.1", "1.4.6"),
    "4.2.4 Usage without hearing": (),
    "4.2.5 Usage with limited hearing": (),
    "4.2.6 Usage with no or limited vocal capability": (),
    "4.2.7 Usage with limited manipulation or strength": ("2.1.3", "2.5.2", "2.5.5", "2.5.6"),
    "4.2.8 Usage with limited reach": ("2.1.3", "2.5.5"),
    "4.2.9 Minimize photosensitive seizure triggers": ("2.3.2", "2.3.3"),
    "4.2.10 Usage with limited cognition, language or learning": (
        *("2.2.3", "3.1.3", "3.1.4", "3.1.5", "3.2.3", "3.2.5", "3.3.5"),
    ),
    "4.2.11 Privacy": (),
}
# Statements that no criterion of WCAG is about.
OF_THEMSELVES = {
    "4.2.4": "Everything is text.",
    "4.2.5": "Everything is text.",
    "4.2.6": "Nothing asks for a voice; help services that are reached in writing say so.",
    "4.2.11": "Nothing is kept on the device or the server, with and without assistive technology.",
}

OTHER_CLAUSES = (
    ("5 Generic requirements", EXCLUDED, "A site has no hardware and no closed functions."),
    ("6 ICT with two-way voice communication", EXCLUDED, "There is none."),
    ("7 ICT with video capabilities", EXCLUDED, "There is no video."),
    ("8 Hardware", EXCLUDED, "There is none."),
    ("9.4.1.1 Parsing", SUPPORTS, "`test_pages.py::test_page_is_whole` parses strictly."),
    ("9.6 WCAG conformance requirements", SUPPORTS, "Full pages in each language."),
    ("10 Non-web documents", EXCLUDED, "There are none."),
    ("11 Software", EXCLUDED, "There is none besides the pages."),
    ("12.1 Product documentation", SUPPORTS, "A statement in each language."),
    ("12.2 Support services", EXCLUDED, "They are up to whoever runs a copy of the site."),
    ("13 Relay and emergency services", EXCLUDED, "The site names some and provides none."),
)  # fmt: skip

_TOP = """\
# Accessibility Conformance Report

Written by `make report` from `site/openly/conformance.toml`; do not edit it here. Its structure is
that of ITI's Voluntary Product Accessibility Template, version 2.5, EU edition. It is our own
report: nobody outside has confirmed it.

- **Product:** Openly {version}, a site of text in many languages
- **Report date:** {newest}
- **Contact:** on the accessibility statement of every copy, `/en/accessibility/`
- **Evaluation methods:** {tests} tests, many of them in Chromium, over every page type, in a sample
  of languages with every change and in all with `make accessibility`; axe-core and IBM Equal Access
  Checker; {judged} judgements by looking, the oldest of {oldest}. People with disabilities have not
  tested the site yet.
- **Standards:** WCAG 2.2, levels A, AA and AAA ({applying} of {all} criteria apply, {met} are met);
  EN 301 549 V3.2.1

**Terms.** *Supports:* the site meets the criterion. *Does Not Support:* it does not. *Not
Applicable:* the site has nothing that the criterion is about.
"""


def document(criteria: Sequence[Criterion]) -> str:
    """Return the report in Markdown."""
    applying = [one for one in criteria if one.applies]
    days = looks(criteria)
    top = _TOP.format(
        version=__version__,
        newest=days[-1],
        oldest=days[0],
        tests=len({test for one in criteria for test in one.tests}),
        judged=len(days),
        all=len(criteria),
        applying=len(applying),
        met=len([one for one in applying if one.met]),
    )
    return "\n".join((top, *_wcag(criteria), *_european(criteria)))


def _wcag(criteria: Sequence[Criterion]) -> Iterator[str]:
    yield "## WCAG 2.2 Report\n"
    for number, level in enumerate(LEVELS, 1):
        yield f"### Table {number}: Success Criteria, Level {level}\n"
        of_level = (one for one in criteria if one.level == level)
        yield _table((f"{one.number} {one.name}", _result(one), _remarks(one)) for one in of_level)


def _european(criteria: Sequence[Criterion]) -> Iterator[str]:
    yield "## EN 301 549 Report\n\n### Chapter 4: Functional Performance Statements\n"
    by_number = {one.number: one for one in criteria}
    yield _table(_statement(name, by_number) for name in STATEMENTS)
    yield "### Chapter 9: Web\n"
    yield _table(
        (f"9.{one.number} {one.name}", _result(one), f"See WCAG {one.number}.")
        for one in criteria
        if one.level != "AAA" and one.number not in NEW_IN_2_2
    )
    yield "### The Other Chapters\n"
    yield _table(OTHER_CLAUSES)


def _statement(name: str, by_number: dict[str, Criterion]) -> tuple[str, str, str]:
    numbers = STATEMENTS[name]
    met = all(by_number[number].met for number in numbers)
    number = name.partition(" ")[0]
    see = f"See WCAG {', '.join(numbers)}." if numbers else OF_THEMSELVES[number]
    return name, SUPPORTS if met else UNMET, see


def _result(criterion: Criterion) -> str:
    if criterion.excluded:
        return EXCLUDED
    return SUPPORTS if criterion.met else UNMET


def _remarks(criterion: Criterion) -> str:
    said = [criterion.met or criterion.unmet or criterion.excluded]
    if criterion.tests:
        said.append(f"Tests: {', '.join(f'`{test}`' for test in criterion.tests)}.")
    if criterion.judged:
        said.append(f"Looked at on {criterion.judged}: {criterion.judgement}")
    return "<br>".join(said)


def _table(rows: Iterable[Sequence[str]]) -> str:
    return as_markdown(HEAD, list(rows))


@click.command("conformance")
@click.option("--write", is_flag=True, help="Write docs/accessibility-conformance.md.")
@click.option(
    "--due", type=click.DateTime(["%Y-%m-%d"]), help="List what must be looked at again by a day."
)
def conformance(write: bool, due: datetime | None) -> None:
    """Report how the site meets each criterion of WCAG 2.2 and EN 301 549, and what shows it."""
    criteria = load_criteria()
    text = document(criteria)
    if due:
        old = too_old(criteria, due.date())
        click.echo("\n".join(f"{one.number} {one.name}: {one.judged}" for one in old) or "None.")
    elif write:
        DOCUMENT.write_text(text, encoding="utf-8")
        click.echo(f"Written: {DOCUMENT}")
    else:
        click.echo(text)
