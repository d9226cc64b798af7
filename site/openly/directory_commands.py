"""`openly directory …`: check the records, list old ones, show a plan with its reasons."""

import sys
from datetime import UTC, datetime

import click

from openly.directory.check import check, stale
from openly.directory.fields import RecordError
from openly.directory.load import load_directory
from openly.directory.model import Directory
from openly.finder import HelpPlan, find
from openly.matches import Match
from openly.places import region_territories
from openly.settings import SettingError, Settings

_DAYS_A_MONTH = 30.44


@click.group()
def directory() -> None:
    """Keep the records of the help directory right."""


def _load() -> Directory:
    try:
        return load_directory(Settings.from_environment().directory)
    except (RecordError, SettingError) as error:
        raise click.ClickException(str(error)) from error


@directory.command("check")
def check_command() -> None:
    """List every fault in the records, with the remedy; fail if there is one."""
    loaded = _load()
    territories = {code for codes in region_territories().values() for code in codes}
    findings = check(loaded, territories, datetime.now(UTC).date())
    for finding in findings:
        click.echo(finding)
    click.echo(f"{len(findings)} findings in {len(loaded.territories)} territories")
    sys.exit(bool(findings))


@directory.command("stale")
@click.option("--months", default=12, show_default=True, help="Age of the newest source.")
def stale_command(months: int) -> None:
    """List shown services whose newest source is older than some months, or has no date."""
    before = datetime.fromtimestamp(
        datetime.now(UTC).timestamp() - months * _DAYS_A_MONTH * 86_400, UTC
    )
    found = stale(_load(), before.date())
    for day, service in found:
        click.echo(f"{day or 'unknown':<10}  {service}")
    click.echo(f"{len(found)} services have no source since {before:%Y-%m-%d}")


@directory.command("show")
@click.argument("territory")
@click.option("--language", default="en", show_default=True, help="Language tag of the reader.")
@click.option("--at", default="", help="Moment, such as 2026-12-25T03:00Z; now if not given.")
@click.option("--topic", default="")
@click.option("--channel", default="")
@click.option("--audience", default="")
def show_command(territory: str, language: str, at: str, **filters: str) -> None:
    """Show the plan for one place in the terminal, with the reasons for its order."""
    loaded, code = _load(), territory.upper()
    if code not in loaded.territories:
        raise click.ClickException(f"{territory}: no such territory (use a code such as GB)")
    try:
        moment = datetime.fromisoformat(at) if at else datetime.now(UTC)
    except ValueError as error:
        raise click.ClickException(f"--at {at}: no moment (use 2026-12-25T03:00Z)") from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    for line in _lines(
        find(loaded, language=language, territory=code, moment=moment, timeless=False, **filters),
        moment,
    ):
        click.echo(line)


def _lines(plan: HelpPlan, moment: datetime) -> list[str]:
    numbers = [
        f"{one.dial} ({', '.join(one.reaches)})" if one.reaches else one.dial
        for one in plan.emergency
    ]
    lines = [
        f"{plan.territory.code} at {moment.isoformat()}",
        f"emergency: {', '.join(numbers) or 'none that is dependable'}",
    ]
    for title, matches in (
        ("services", plan.matches),
        ("elsewhere", plan.elsewhere),
        ("international", plan.international),
    ):
        lines += [f"{title}: {len(matches)}", *map(_line, matches)]
    lines += [f"drop {name}: {number} services" for name, number in plan.widen.items()]
    if plan.valid_until:
        lines.append(f"valid until {plan.valid_until.isoformat()}")
    return lines


def _line(match: Match) -> str:
    ways = [
        f"{one.show}, then {one.extension}" if one.extension else one.show or one.url or one.address
        for one in match.service.contacts
    ]
    words = {True: "open", False: "closed", None: "hours not known"}[match.state.is_open]
    until = f" until {match.state.until.isoformat()}" if match.state.until else ""
    reasons = ", ".join(match.reasons) or "listed"
    date = match.service.newest_source or "date unknown"
    way = "; ".join(ways) or match.service.website
    return f"  {match.service.id}: {way}\n    {reasons}; {words}{until}; source {date}"
