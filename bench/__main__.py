"""Measure speed side by side and write bench/RESULTS.md: `python -m bench`, or `make bench`."""

from datetime import UTC, datetime
from time import monotonic

import click
from bench.chart import CHART, chart
from bench.effort import FULL, QUICK
from bench.figures import Part, keep, kept
from bench.machine import machine, versions
from bench.parts import (
    cold_start,
    encodings,
    export,
    first_render,
    lighthouse,
    memory,
    requests,
    weights,
)
from bench.places import FIGURES
from bench.prepare import prepare
from bench.processes import used_by_others
from bench.report import REPORT, report

PARTS = {
    "requests": requests.measure,
    "encodings": encodings.measure,
    "first-render": first_render.measure,
    "cold-start": cold_start.measure,
    "memory": memory.measure,
    "export": export.measure,
    "weights": weights.measure,
    "lighthouse": lighthouse.measure,
}


@click.command()
@click.option("--quick", is_flag=True, help="Short rounds and two languages: rough figures.")
@click.option("--only", multiple=True, type=click.Choice(list(PARTS)), help="Some parts alone.")
@click.option("--without", multiple=True, type=click.Choice(list(PARTS)), help="All but these.")
def main(quick: bool, only: tuple[str, ...], without: tuple[str, ...]) -> None:
    """Measure, keep the figures in build/bench, and write the report on all that are kept."""
    click.echo("Capturing the site's answer …")
    prepare()
    for name in [one for one in only or PARTS if one not in without]:
        click.echo(f"Measuring {name} …")
        begin, others = monotonic(), used_by_others()
        groups = PARTS[name](QUICK if quick else FULL)
        keep(Part(name, datetime.now(UTC).date().isoformat(), quick, others, groups), FIGURES)
        click.echo(f"  {monotonic() - begin:.0f} s")
    found = kept(FIGURES)
    parts = {name: found[name] for name in PARTS if name in found}
    REPORT.write_text(report(parts, machine(), versions()), encoding="utf-8")
    if "requests" in parts:
        CHART.write_text(chart(parts["requests"]), encoding="utf-8")
    click.echo(f"Wrote {REPORT} and {CHART}")


if __name__ == "__main__":
    main()
