"""Catalogs that are broken, or change, while the site runs: readers get a whole page."""

import os
import re
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event

import pytest
from babel import Locale
from babel.messages.pofile import write_po

from openly.catalog_files import CatalogError, read_catalog
from openly.catalogs import load_catalog, load_template
from openly.folders import CHECKOUT, folder
from openly.workbench.extraction import template_path
from tests.catalog_edits import catalog, copy_of_catalogs, translate
from tests.conftest import make_app

TEMPLATE = load_template(template_path())
FRENCH = catalog(folder("translations"), "fr").read_bytes()
HALF = FRENCH[: len(FRENCH) // 2]


@pytest.fixture
def catalogs(tmp_path):
    """Return a copy of the catalogs that a test may harm."""
    return copy_of_catalogs(tmp_path)


def in_its_place(path, content):
    """Replace a file as installers do: nobody sees half of it."""
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.replace(path)


def put_folder(path):
    path.unlink()
    path.mkdir()


def put_loop(path):
    path.unlink()
    path.symlink_to(path)


DAMAGES = {
    "cut off within a line": lambda path: path.write_bytes(HALF[: HALF.rindex(b'msgstr "') + 12]),
    "emptied": lambda path: path.write_bytes(b""),
    "blank": lambda path: path.write_bytes(b"\n \n"),
    "not UTF-8": lambda path: path.write_bytes(FRENCH.decode().encode("utf-16")),
    "Latin-1": lambda path: path.write_bytes(FRENCH.decode().encode("latin-1", "replace")),
    "zeros": lambda path: path.write_bytes(bytes(len(FRENCH))),
    "a folder in its place": put_folder,
    "a link to itself in its place": put_loop,
}


def main_of(html):
    """Return what a page says in its language, without the links to the other languages."""
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_reader_gets_a_whole_page_in_the_next_language_and_others_notice_nothing(
    catalogs, caplog, damage
):
    client = make_app(translations=catalogs, development=False).test_client()
    spanish, path = client.get("/es/safety/").text, catalog(catalogs, "fr")
    damage(path)
    for address in ("/fr/", "/fr/help/FR/", "/"):
        answer = client.get(address, headers={"Accept-Language": "fr, es"}, follow_redirects=True)
        assert answer.status_code == (404 if "fr" in address else 200)
        assert '<html lang="es"' in answer.text
        assert answer.text.rstrip().endswith("</html>")
    assert main_of(client.get("/es/safety/").text) == main_of(spanish)
    (line,) = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
    assert line.startswith(f"fr is not offered: {path}: ")
    assert "take the last good version" in line


UNREADABLE = """
import sys
sys.path[:0] = ["site", "."]
from pathlib import Path
from tests.conftest import make_app
client = make_app(translations=Path(sys.argv[1]), development=False).test_client()
for path in ("/en/", "/es/", "/fr/"):
    answer = client.get(path, headers={"Accept-Language": "fr, es"})
    print(answer.status_code, answer.text[answer.text.index("<html") :][:15], "/fr/" in answer.text)
"""


@pytest.mark.parametrize("closed", ["fr/LC_MESSAGES/messages.po", "fr"])
def test_catalog_that_may_not_be_read_takes_down_its_language_alone(catalogs, closed):
    (catalogs / closed).chmod(0)
    # Root may read what is closed, unless that is taken from it.
    ordinary = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    command = [*(ordinary if os.geteuid() == 0 else []), sys.executable, "-c", UNREADABLE, catalogs]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    (catalogs / closed).chmod(0o755)
    assert done.stdout.splitlines() == [
        '200 <html lang="en" False',
        '200 <html lang="es" False',
        '404 <html lang="es" False',
    ], done.stderr
    assert f"fr is not offered: {catalog(catalogs, 'fr')}: " in done.stderr


def test_file_without_half_of_the_messages_shows_english_and_says_so_in_the_log(catalogs, caplog):
    path = catalog(catalogs, "fr")
    path.write_bytes(HALF[: HALF.rindex(b"\nmsgid") + 1])
    html = make_app(translations=catalogs, development=False).test_client().get("/fr/").text
    assert '<html lang="fr"' in html
    assert '<span lang="en" dir="ltr">' in html
    (line,) = [one.getMessage() for one in caplog.records if one.levelname == "WARNING"]
    assert line.startswith(f"{path}: ")
    assert f"of {len(TEMPLATE)} messages have no translation" in line


def test_catalog_cut_off_anywhere_shows_whole_sentences_or_none(tmp_path):
    """Editors wrap long texts: what is left of one looks like a whole one."""
    buffer = BytesIO()
    write_po(buffer, read_catalog(catalog(folder("translations"), "fr")), width=76)
    wrapped, path = buffer.getvalue(), tmp_path / "messages.po"
    path.write_bytes(wrapped)
    whole, refused = load_catalog(path, Locale("fr"), TEMPLATE), 0
    begin = len(wrapped) * 2 // 3
    line_ends = [found.end() for found in re.finditer(b"\n", wrapped[begin : begin + 3000])]
    for end in {*line_ends, *range(0, 3000, 37)}:
        path.write_bytes(wrapped[: begin + end])
        try:
            part = load_catalog(path, Locale("fr"), TEMPLATE)
        except CatalogError:
            refused += 1
            continue
        for msgid in part.msgids:
            assert part.translations.gettext(msgid) == whole.translations.gettext(msgid)
    assert 0 < refused < len(line_ends) + 80


def test_catalog_that_is_replaced_during_service_changes_no_page_that_readers_know(catalogs):
    client = make_app(translations=catalogs, development=False, cache_size=0).test_client()
    before = client.get("/fr/").data
    path = catalog(catalogs, "fr")
    for content in (FRENCH.replace("é".encode(), b"e"), b"", HALF):
        in_its_place(path, content)
        assert client.get("/fr/").data == before


def test_catalog_that_is_replaced_while_it_is_read_is_the_old_one_or_the_new(catalogs):
    path, over = catalog(catalogs, "fr"), Event()
    translate(path, "Menopause", "Retour")
    other = path.read_bytes()

    def install():
        while not over.is_set():
            in_its_place(path, FRENCH)
            in_its_place(path, other)

    with ThreadPoolExecutor(1) as installer:
        installing = installer.submit(install)
        try:
            shown = {
                load_catalog(path, Locale("fr"), TEMPLATE).translations.gettext("Menopause")
                for _ in range(25)
            }
        finally:
            over.set()
        installing.result()
    assert shown <= {"Ménopause", "Retour"}


@pytest.mark.parametrize("content", [HALF, b"", FRENCH], ids=["half", "nothing", "all"])
def test_catalog_that_is_half_written_when_it_is_first_read_breaks_no_page(catalogs, content):
    """A file that is written over, and not replaced, is for a moment less than it was."""
    path = catalog(catalogs, "fr")
    client = make_app(translations=catalogs, development=False).test_client()
    path.write_bytes(content)
    first = client.get("/fr/")
    path.write_bytes(FRENCH)
    assert client.get("/fr/").data == first.data
    assert first.status_code == (200 if content == FRENCH else 404)
    assert first.text.rstrip().endswith("</html>")


def test_ten_thousand_messages_are_read_and_only_ours_are_kept(catalogs):
    path, app = catalog(catalogs, "fr"), make_app(translations=catalogs, development=False)
    page = app.test_client().get("/fr/").data
    others = "".join(f'\nmsgid "Extra {one}"\nmsgstr "En plus {one}"\n' for one in range(10_000))
    path.write_bytes(FRENCH + others.encode())
    again = make_app(translations=catalogs, development=False)
    assert again.test_client().get("/fr/").data == page
    assert again.extensions["openly-library"].catalogs["fr"].msgids <= set(TEMPLATE)


def test_line_of_ten_megabytes_does_not_take_the_memory_of_the_server(tmp_path):
    path = tmp_path / "messages.po"
    path.write_bytes(FRENCH + b'\nmsgid "x"\nmsgstr "' + b"a" * 10_000_000 + b'"\n')
    tracemalloc.start()
    try:
        load_catalog(path, Locale("fr"), TEMPLATE)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < 200_000_000
