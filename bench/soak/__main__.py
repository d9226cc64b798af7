"""Soak the site and print what was measured: `python -m bench.soak`, or `make soak`."""

import logging
import sys
from time import monotonic

import click
from bench.soak.run import Outcome, soak
from bench.soak.sites import Inside, served

from openly import create_app
from openly.folders import folder
from openly.languages import load_languages
from openly.settings import Settings

WORKERS = 2
_MOST_SHOWN = 20
_KEPT = ("answers kept", "bytes kept", "locks")


@click.command()
@click.option("--inside", default=760_000, show_default=True, help="Requests through WSGI.")
@click.option("--outside", default=250_000, show_default=True, help="Requests through gunicorn.")
@click.option("--languages", default=30, show_default=True, help="How many languages are read.")
@click.option("--seed", default="openly", show_default=True, help="Another word, other questions.")
@click.option("--most", default=5.0, show_default=True, help="MB that a warm process may grow by.")
def main(inside: int, outside: int, languages: int, seed: str, most: float) -> None:
    """Ask the site a million strange and ordinary things; fail if it grows or answers wrongly."""
    logging.disable(logging.WARNING)
    tags = [one.tag for one in load_languages(folder("translations"))][:languages]
    site = Inside(create_app(Settings.from_environment({"OPENLY_METRICS": "on"})))
    begin, before = monotonic(), site.memory()
    faults = show(site.name, before, soak(site, inside, tags, seed, most), begin)
    with served(WORKERS) as behind:
        begin, before = monotonic(), behind.memory()
        # Fewer languages, so that each worker soon knows all that there is to know.
        faults += show(behind.name, before, soak(behind, outside, tags[::3], seed, most), begin)
    sys.exit(bool(faults))


def show(name: str, before: float, outcome: Outcome, begin: float) -> list[str]:
    """Print what a soak found, and return what was wrong."""
    total = sum(outcome.statuses.values())
    click.echo(f"{total} requests {name} in {monotonic() - begin:.0f} s")
    counted = sorted(outcome.statuses.items())
    click.echo("  answers: " + ", ".join(f"{status}: {number}" for status, number in counted))
    click.echo(f"  memory at the start: {before:.1f} MB")
    for moment in outcome.moments:
        kept = ", ".join(f"{one}: {moment.sizes[one]}" for one in _KEPT if one in moment.sizes)
        click.echo(f"  after {moment.requests}: {moment.memory:.1f} MB, {kept}")
    largest = sorted(outcome.moments[-1].sizes.items(), key=lambda one: -one[1])
    tables = [f"{one} {size}" for one, size in largest if one not in _KEPT][:8]
    if tables:
        click.echo("  largest tables: " + ", ".join(tables))
    click.echo(f"  wrong: {len(outcome.faults)}")
    for fault in outcome.faults[:_MOST_SHOWN]:
        click.echo(f"    {fault}")
    return outcome.faults


if __name__ == "__main__":
    main()
