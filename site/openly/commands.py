"""The `openly` command: run the site, keep its catalogs and records right."""

import os
import sys
from dataclasses import replace
from pathlib import Path

import click
from werkzeug.serving import is_running_from_reloader, run_simple

from openly import __version__, create_app
from openly.catalogs import CatalogError, load_catalog, load_template
from openly.directory.fields import RecordError
from openly.directory_commands import directory
from openly.extraction import as_po, extract, merged, template_path
from openly.folders import folder
from openly.languages import Language, load_languages
from openly.settings import SettingError, Settings


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Openly: one article, many languages, and the way to help."""


main.add_command(directory)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def run(host: str, port: int) -> None:
    """Serve the site for development: an edited catalog or template shows at the next refresh."""
    address = f"http://{host}:{port}"
    try:
        settings = replace(Settings.from_environment(), development=True)
        app = create_app(settings if settings.base_url else replace(settings, base_url=address))
    except (SettingError, RecordError) as error:
        raise click.ClickException(str(error)) from error
    app.jinja_env.auto_reload = True
    if not is_running_from_reloader():
        click.echo(f"Openly is at {address}/ (stop it with Ctrl+C)")
    watched = [str(path) for path in folder("static").rglob("*.*")]
    run_simple(host, port, app, use_reloader=True, threaded=True, extra_files=watched)


@main.group()
def translate() -> None:
    """Keep the catalogs of translations in step with the text."""


@translate.command("extract")
@click.option("--check", is_flag=True, help="Write nothing; fail if the template is behind.")
def extract_command(check: bool) -> None:
    """Write `messages.pot` from templates and code."""
    _write(template_path(), as_po(extract()), check)


@translate.command("update")
@click.option("--check", is_flag=True, help="Write nothing; fail if a catalog is behind.")
def update_command(check: bool) -> None:
    """Merge `messages.pot` into every catalog."""
    template = extract()
    for path in _catalogs().values():
        _write(path, as_po(merged(path, template)), check)


@translate.command("check")
def check_command() -> None:
    """List what keeps a message from being shown, and what is missing, in every language."""
    faults = 0
    template = load_template(template_path())
    for language, path in _catalogs().items():
        try:
            catalog = load_catalog(path, language.locale, template)
        except CatalogError as error:
            click.echo(error)
            faults += 1
            continue
        lines = [str(finding) for finding in catalog.findings]
        lines += [
            f"{path}: “{one}” is not translated" for one in template if one not in catalog.msgids
        ]
        faults += len(lines)
        for line in lines:
            click.echo(line)
    click.echo(f"{faults} findings in {len(_catalogs())} languages")
    sys.exit(bool(faults))


def _catalogs() -> dict[Language, Path]:
    root = folder("translations")
    return {
        language: root / language.folder / "LC_MESSAGES" / "messages.po"
        for language in load_languages(root)
        if not language.is_source
    }


def _write(path: Path, content: bytes, check: bool) -> None:
    behind = not path.exists() or path.read_bytes() != content
    if check and behind:
        raise click.ClickException(
            f"{os.path.relpath(path)} is behind the text (run: make catalogs)"
        )
    if behind:
        path.write_bytes(content)
        click.echo(f"{os.path.relpath(path)} written")
