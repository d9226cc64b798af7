"""`openly export`: the whole site as plain files, for hosts that run no Python.

Not by Frozen-Flask: it draws one page after another, takes every 404 for a mistake, writes into
files while they are read, removes what others put into the folder, and knows no compressed forms.
"""

import gc
import multiprocessing
import os
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import click
from flask import Flask

from openly import create_app
from openly.directory.fields import RecordError
from openly.encodings import CODINGS, encoded
from openly.export_folder import ExportError, Folder
from openly.export_hosts import host_files
from openly.export_pages import Address, Renderer, addresses
from openly.languages import LanguageError
from openly.settings import SettingError, Settings
from openly.translation import library

ENDINGS = {"br": ".br", "gzip": ".gz", "zstd": ".zst"}


@dataclass(frozen=True)
class Outcome:
    """What an export did, in numbers of files."""

    written: int
    same: int
    removed: int


class Exporter:
    """Draws pages of one application into one folder."""

    def __init__(self, app: Flask, base_url: str, folder: Folder, compress: bool) -> None:
        self.renderer = Renderer(app, base_url)
        self._folder = folder
        self._codings = CODINGS if compress else ()

    def files(self, name: str) -> list[str]:
        """Return the names of a file and of its compressed forms."""
        return [name, *(name + ENDINGS[coding] for coding in self._codings)]

    def draw(self, turn: Iterable[Address]) -> list[bool]:
        """Put some pages and their compressed forms in place; tell of each whether it changed."""
        return [self._put(one.file, self.renderer.body(one)) for one in turn]

    def _put(self, name: str, body: bytes) -> bool:
        if self._folder.has(name, body) and all(map(self._folder.exists, self.files(name))):
            return False
        for coding in self._codings:
            self._folder.write(name + ENDINGS[coding], encoded(body, coding, best=True))
        # Last: if the file is as it should be, then so are its compressed forms.
        self._folder.write(name, body)
        return True


def export(
    root: Path,
    settings: Settings,
    *,
    moment: datetime,
    tags: Collection[str] = (),
    compress: bool = False,
    processes: int = 1,
    progress: bool = False,
) -> Outcome:
    """Write the site into a folder as it is at a moment, in all languages or some (BCP 47 tags).

    Raises ExportError if the folder is somebody else's, or a page cannot be drawn; OSError if a
    file cannot be written; and what `create_app` raises.
    """
    settings = replace(settings, exported=True, trusted_hosts=(), country_header="")
    app = create_app(settings)
    app.extensions["openly-clock"] = lambda: moment
    with app.app_context():
        if tags:
            library().offer_only(tags)
        # Once, for all processes; a damaged catalog takes its language out of the list.
        library().read_all()
    exporter = Exporter(app, settings.base_url, folder := Folder(root), compress)
    pages, for_hosts = addresses(app), host_files(app, exporter.renderer, settings.base_url)
    names = [*for_hosts, *(name for page in pages for name in exporter.files(page.file))]
    folder.begin(names)
    changed = [folder.put(name, body) for name, body in for_hosts.items()]
    with click.progressbar(length=len(pages), label="Pages", hidden=not progress) as bar:
        for some in _drawn(exporter, pages, processes):
            changed += some
            bar.update(len(some))
    return Outcome(sum(changed), len(changed) - sum(changed), folder.finish(names))


def _drawn(exporter: Exporter, pages: list[Address], processes: int) -> Iterator[list[bool]]:
    """Draw the pages, on several processors where the system can fork; first what they refer to.

    So a page is whole at every moment, also if the disk is full before the last.
    """
    yield exporter.draw(one for one in pages if one.is_asset)
    pages = [one for one in pages if not one.is_asset]
    # A language at a time: what its pages share is then drawn in one process alone.
    turns = [list(some) for _tag, some in groupby(pages, key=lambda page: page.path.split("/")[1])]
    if processes == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(exporter.draw, turns)
        return
    # What all processes share is looked through by none.
    gc.freeze()
    forked = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, forked, _begin_work, (exporter,)) as pool:
        try:
            for done in as_completed([pool.submit(_work, turn) for turn in turns]):
                yield done.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


_working: list[Exporter] = []


def _begin_work(exporter: Exporter) -> None:
    """Keep what this process inherited: an application cannot be sent to another."""
    _working[:] = [exporter]


def _work(turn: list[Address]) -> list[bool]:
    return _working[0].draw(turn)


@click.command("export")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--base-url",
    envvar="OPENLY_BASE_URL",
    required=True,
    help="Address at which readers will find the site: https://openly.example",
)
@click.option("--compress", is_flag=True, help="Add .br, .gz and .zst beside each file.")
@click.option("--language", "tags", multiple=True, help="Only this language and English; repeat.")
@click.option(
    "--processes",
    type=click.IntRange(1),
    default=lambda: len(os.sched_getaffinity(0)),
    help="How many pages to draw at a time; as many as there are processors if not given.",
)
def export_command(
    out: Path, base_url: str, compress: bool, tags: tuple[str, ...], processes: int
) -> None:
    """Write the whole site into the folder OUT as plain files, with settings for hosts.

    What has not changed stays as it is, and what no longer belongs goes if an export wrote it.
    """
    try:
        settings = Settings.from_environment({**os.environ, "OPENLY_BASE_URL": base_url})
        outcome = export(
            out,
            settings,
            moment=datetime.now(UTC),
            tags=tags,
            compress=compress,
            processes=processes,
            progress=True,
        )
    except (SettingError, LanguageError, RecordError, ExportError) as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error} (see whether {out} may be written)") from error
    click.echo(
        f"{out}: {outcome.written} files written, {outcome.same} as they were, "
        f"{outcome.removed} removed"
    )
