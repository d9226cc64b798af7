"""`openly translate`: from the text to catalogs, and from catalogs to findings and figures."""

import json
import os
import shutil
import sys
from pathlib import Path

import click

from openly.catalog_files import CatalogError, as_po
from openly.catalog_folders import found_catalogs
from openly.catalogs import Finding
from openly.languages import Language, LanguageError
from openly.settings import SettingError, Settings
from openly.workbench import status
from openly.workbench.extraction import UnexplainedError, extract, template_path
from openly.workbench.listing import misplaced
from openly.workbench.new_language import begin_language
from openly.workbench.tables import as_json, as_table
from openly.workbench.updating import updated

as_program = click.option("--json", "program", is_flag=True, help="Print JSON for programs.")
only_check = click.option("--check", is_flag=True, help="Write nothing; fail if a file is behind.")
MEND = "run: make catalogs"


@click.group()
def translate() -> None:
    """Keep the translations in step with the text, right and safe."""


@translate.command("extract")
@only_check
@as_program
def extract_command(check: bool, program: bool) -> None:
    """Write `messages.pot` from templates and code."""
    try:
        catalog = extract()
    except UnexplainedError as error:
        raise click.ClickException(str(error)) from error
    written = _write(template_path(), as_po(catalog), check)
    state = "written" if written else "up to date"
    if program:
        click.echo(json.dumps({"messages": len(catalog), "state": state}))
    else:
        click.echo(f"{os.path.relpath(template_path())}: {len(catalog)} messages, {state}")


@translate.command("new")
@click.argument("tag")
@as_program
def new_command(tag: str, program: bool) -> None:
    """Begin a language, such as `sw` or `pt-BR`."""
    try:
        path = begin_language(tag, root(), extract())
    except LanguageError as error:
        raise click.ClickException(str(error)) from error
    if program:
        click.echo(json.dumps({"language": tag, "file": str(path), "review": "draft"}))
        return
    click.echo(f"{os.path.relpath(path)} is ready; the site offers {tag} as a draft.")
    click.echo(f"Next: open it in Poedit or an editor, and see it: openly translate preview {tag}")


@translate.command("update")
@click.argument("tags", nargs=-1, metavar="[LANGUAGE]...")
@click.option(
    "--same-meaning", is_flag=True, help="The English was only reworded: translations stay valid."
)
@only_check
@as_program
def update_command(tags: tuple[str, ...], same_meaning: bool, check: bool, program: bool) -> None:
    """Merge `messages.pot` into the catalogs; say what became of every message that moved."""
    template, moves, damaged = extract(), {}, []
    for language, path in catalogs(tags).items():
        try:
            done = updated(path, language.locale, template, same_meaning=same_meaning)
        except CatalogError as error:
            damaged.append(str(error))
            continue
        _write(path, done.content, check)
        moves[language.tag] = done.moves
    click.echo(json.dumps(moves, ensure_ascii=False, indent=1) if program else _report(moves))
    if damaged:
        raise click.ClickException("\n".join(damaged))


def _report(moves: dict[str, dict[str, tuple[str, ...]]]) -> str:
    """Name each message that moved once, with its languages; then count, a row a language."""
    lines: dict[str, list[str]] = {}
    for tag, kinds in moves.items():
        for kind, moved in kinds.items():
            for one in moved if kind != "missing" else ():
                lines.setdefault(f"{kind}: {one}", []).append(tag)
    named = [f"{line} ({', '.join(tags)})" for line, tags in lines.items()]
    rows = [(tag, *map(len, kinds.values())) for tag, kinds in moves.items()]
    head = ("language", *next(iter(moves.values()), {}))
    return "\n".join([*named, as_table(head, rows)])


@translate.command("check")
@click.argument("tags", nargs=-1, metavar="[LANGUAGE]...")
@as_program
def check_command(tags: tuple[str, ...], program: bool) -> None:
    """List all that is wrong in the catalogs, one line each; fail if there is anything."""
    found = findings(catalogs(tags))
    flat = [one for many in found.values() for one in many]
    if program:
        click.echo(as_json(flat))
    else:
        for one in flat:
            click.echo(one)
        click.echo(f"Findings: {len(flat)}. Languages checked: {len(found)}.")
    sys.exit(bool(flat))


@translate.command("status")
@as_program
@click.option("--write", is_flag=True, help="Write the table into docs/languages.md too.")
@only_check
def status_command(program: bool, write: bool, check: bool) -> None:
    """Show one row a language: how much is translated, waits, or is wrong; review, date."""
    rows = status.every_status(root(), findings(catalogs()))
    if write or check:
        _write(status.DOCUMENT, status.document(rows).encode(), check)
    click.echo(as_json(rows) if program else as_table(status.HEAD, status.cells(rows)))
    if not program:
        width = shutil.get_terminal_size().columns
        click.echo("\n" + click.wrap_text(status.reach_in_words(rows), width))


@translate.command("preview")
@click.argument("tag")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def preview_command(tag: str, port: int) -> None:
    """Serve the site with one language's messages marked; a saved file shows at once.

    A catalog dropped into the folder OPENLY_TRANSLATIONS needs no other step.
    """
    from openly.workbench.preview import serve  # noqa: PLC0415  # a server, only when asked for

    try:
        serve(tag, Settings.from_environment(), port)
    except (SettingError, LanguageError) as error:
        raise click.ClickException(str(error)) from error


@translate.command("screenshots")
@click.argument("tag", default="en")
@click.option(
    "--output", type=click.Path(path_type=Path), default=Path("screenshots"), show_default=True
)
@click.option("--page", "pages", multiple=True, help="A page alone, such as help/GB/.")
def screenshots_command(tag: str, output: Path, pages: tuple[str, ...]) -> None:
    """Picture every region of every page with its messages numbered; needs Chromium."""
    from openly.workbench.screenshots import PAGES, take  # noqa: PLC0415  # needs a browser

    count = take(tag, output, pages or PAGES)
    click.echo(f"{count} pictures in {output}/, their messages in {output}/index.json")


@translate.command("merge")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name", default="")
def merge_command(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Merge two changes of a catalog message by message, into OURS (git's merge driver).

    NAME is what git calls the file. A side that cannot be read leaves OURS as it is.
    """
    from openly.workbench.merging import merge_catalogs  # noqa: PLC0415

    name = name or str(ours)
    try:
        content, disagreements = merge_catalogs(base, ours, theirs)
    except CatalogError as error:
        raise click.ClickException(f"{name} is not merged, theirs is not in it: {error}") from error
    ours.write_bytes(content)
    for one in disagreements:
        click.echo(f"{name}: “{one}” has two translations: compare, remove “fuzzy”", err=True)
    sys.exit(bool(disagreements))


def root() -> Path:
    """Return the folder of catalogs that the commands work on."""
    try:
        return Settings.from_environment().translations
    except SettingError as error:
        raise click.ClickException(str(error)) from error


def catalogs(tags: tuple[str, ...] = ()) -> dict[Language, Path]:
    """Return the languages named, or all, with their catalogs."""
    languages, paths = found_catalogs(root())
    for tag in tags:
        if tag not in paths:
            offered = ", ".join(paths)
            raise click.ClickException(
                f"{tag} has no catalog (there are {offered}; begin one: openly translate new {tag})"
            )
    return {languages.by_tag[tag]: paths[tag] for tag in tags or paths}


def findings(files: dict[Language, Path]) -> dict[Language, tuple[Finding, ...]]:
    """Check catalogs in full, with what translators alone have installed, and their places."""
    try:
        from openly.workbench.checking import check_catalogs  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error.name} is not installed (run: make workbench)"
        ) from error
    moved = misplaced(root())
    return {
        language: (*([moved[language]] if language in moved else []), *found)
        for language, found in check_catalogs(files).items()
    }


def _write(path: Path, content: bytes, check: bool) -> bool:
    """Write a file if it differs; with `check`, fail instead."""
    behind = not path.exists() or path.read_bytes() != content
    if check and behind:
        raise click.ClickException(f"{os.path.relpath(path)} is behind the text ({MEND})")
    if behind:
        path.write_bytes(content)
    return behind
