"""The report: goals first, then ratios and absolute figures, machine, versions."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.figures import Part
from bench.goals import BARE, SPEED, Goal, Parts, goals
from bench.load import CONNECTIONS

REPORT = Path(__file__).with_name("RESULTS.md")
_BUSY = 0.05
"""Share of all processors above which other work makes figures rough."""
_MISSING = "not measured"
_INTRODUCTION = """\
# Speed, side by side

![Requests a second of this site and its peers](results.svg)

Written by `make bench`. In each round every contender has its turn, the first one changes from
round to round, and a ratio is the median of the ratios of all rounds: so it holds on another
machine, while requests a second do not. One worker runs on one core, and
on another `wrk` with {connections} connections.
"""
_HOW = """\
## How to read it

- *Openly* is this site as a deployer starts it, asked for the article in English. *Bare function*
  is a WSGI function with the same bytes and headers; *bare Flask* a view with them. *Flask-Babel*
  and *Django* render a page of that size for every request, with some 290 messages from compiled
  catalogs and links to all languages. *nginx, a file* has the same bytes as a file.
- *Processor time* is that of the server with its workers. *p99* is under full load, where most of
  it is the queue.
- *First render* is a call in one process for a page that is not kept. What all pages of a language
  share, such as the sections of the article, is drawn with its first page: that one has a row too.
- *Memory* is that of one worker of gunicorn in millions of bytes, shared pages by share (PSS).
  “Every page” is each page of the sitemaps, not compressed; then 250 of them with gzip, Brotli and
  zstd; then 2,500 odd addresses: queries and paths that exist and that do not.
- *304* and compressed answers are asked for by as many headers as the plain one, and count as fast
  within 2 %.
- *Hugo* builds as many pages as this site writes *documents*, of their mean size, in as many
  languages: for each place there is a page, and its plan as data. *Pages a second* counts of this
  site the pages alone, while its time holds the plans too. Both write into an empty folder, on all
  cores.
- Lighthouse reads `robots.txt` from outside the page, as search engines do: from inside, our
  Content-Security-Policy stops it.
"""


def report(parts: Parts, machine: str, versions: Mapping[str, str]) -> str:
    """Return the report on all parts that were measured, as Markdown."""
    dates = sorted({part.date for part in parts.values()})
    quick = [part.name for part in parts.values() if part.quick]
    busy = [f"{part.name} ({part.others:.0%})" for part in parts.values() if part.others > _BUSY]
    sections = [
        _INTRODUCTION.format(connections=CONNECTIONS),
        f"Measured {' and '.join(dates)} on {machine}.\n",
        f"**Rough: short rounds in {', '.join(quick)}.**\n" if quick else "",
        f"**Rough: other work used the processors before {', '.join(busy)}.**\n" if busy else "",
        "## Goals\n\n" + _goals(goals(parts)),
        "## Figures\n\nMedians over rounds; of languages, one each.\n",
        *(_part(part) for part in parts.values()),
        _HOW,
        "## Versions\n\n" + ", ".join(f"{name} {one}" for name, one in versions.items()) + "\n",
    ]
    return "\n".join(section for section in sections if section)


def _goals(all_goals: Sequence[Goal]) -> str:
    said = {True: "yes", False: "**no**", None: "–"}
    rows = [
        (
            goal.name,
            f"{'≥' if goal.at_least else '≤'} {goal.bound:,g}",
            _MISSING if goal.figure is None else _number(goal.figure),
            said[goal.met],
        )
        for goal in all_goals
    ]
    return table(("what", "goal", "figure", "met"), rows)


def _part(part: Part) -> str:
    return "\n".join(
        f"### {part.name}: {group}\n\n" + _contenders(part, group) for group in part.groups
    )


def _contenders(part: Part, group: str) -> str:
    contenders = part.groups[group]
    compared = BARE in contenders and SPEED in contenders[BARE]
    measures = list(dict.fromkeys(name for one in contenders.values() for name in one))
    rows = []
    for name in contenders:
        figures = [part.ratio(group, name, BARE, SPEED)] if compared else []
        figures += [part.median(group, name, measure) for measure in measures]
        rows.append((name, *("" if one is None else _number(one) for one in figures)))
    return table(("", *([f"÷ {BARE}"] if compared else []), *measures), rows)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown, numbers at the end of their columns."""
    lines = [heads, ("---", *("--:" for _ in heads[1:])), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _number(value: float) -> str:
    """Write a number with three significant digits, and thousands in groups."""
    if value >= 100 or value == int(value):  # noqa: PLR2004
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"  # noqa: PLR2004
