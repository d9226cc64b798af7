"""The `openly` command: run the site, keep its catalogs and records right."""

from dataclasses import replace

import click
from werkzeug.serving import is_running_from_reloader, run_simple

from openly import __version__, create_app
from openly.conformance_report import conformance
from openly.directory.fields import RecordError
from openly.directory_commands import directory
from openly.export import export_command
from openly.folders import folder
from openly.languages import LanguageError
from openly.settings import SettingError, Settings
from openly.workbench.commands import translate


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Openly: one article, many languages, and the way to help."""


main.add_command(conformance)
main.add_command(directory)
main.add_command(export_command)
main.add_command(translate)


@main.command()
def config() -> None:
    """Print every setting, its value, and whether it was set."""
    try:
        settings = Settings.from_environment()
    except SettingError as error:
        raise click.ClickException(str(error)) from error
    for name, value, is_set in settings.rows():
        click.echo(f"{name:<24} {'set' if is_set else 'default':<8} {value}")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def run(host: str, port: int) -> None:
    """Serve the site for development: an edited catalog or template shows at the next refresh."""
    address = f"http://{host}:{port}"
    try:
        settings = replace(Settings.from_environment(), development=True)
        app = create_app(settings if settings.base_url else replace(settings, base_url=address))
    except (SettingError, LanguageError, RecordError) as error:
        raise click.ClickException(str(error)) from error
    app.jinja_env.auto_reload = True
    if not is_running_from_reloader():
        click.echo(f"Openly is at {address}/ (stop it with Ctrl+C)")
    watched = [str(path) for path in folder("static").rglob("*.*")]
    run_simple(host, port, app, use_reloader=True, threaded=True, extra_files=watched)
