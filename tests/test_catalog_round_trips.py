"""Round trips: the tools of translators leave every catalog with the same messages."""

import shutil
import subprocess

import polib
import pytest

from openly.catalogs import load_catalog, load_template
from openly.workbench.extraction import extract, template_path
from openly.workbench.preview import preview_app
from openly.workbench.updating import updated
from tests.catalog_edits import translate
from tests.conftest import settings
from tests.sites import CATALOGS, TRANSLATED

TEMPLATE = load_template(template_path())
LOCALES = {language.tag: language.locale for language in TRANSLATED}


def gettext(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def with_msgfmt(path):
    gettext("msgfmt", "--check", "--output-file=/dev/null", str(path))


def with_msgmerge(path):
    gettext("msgmerge", "--quiet", "--update", "--backup=off", str(path), str(template_path()))


def with_msgcat(path):
    gettext("msgcat", "--output-file", str(path), str(path))


def with_msgattrib(path):
    gettext("msgattrib", "--sort-output", "--output-file", str(path), str(path))


def with_polib(path):
    polib.pofile(str(path)).save(str(path))


def messages(path, tag):
    catalog = load_catalog(path, LOCALES[tag], TEMPLATE)
    assert catalog.findings == ()
    assert catalog.msgids == set(TEMPLATE)
    shown = {one: catalog.translations.gettext(one) for one in TEMPLATE}
    plurals = [forms for forms in TEMPLATE.values() if len(forms) > 1]
    counts = [*range(25), 100, 1_000_000]
    return shown, [catalog.translations.ngettext(*forms, n) for forms in plurals for n in counts]


@pytest.mark.parametrize("tag", CATALOGS)
@pytest.mark.parametrize(
    "tool", [with_msgfmt, with_msgmerge, with_msgcat, with_msgattrib, with_polib]
)
def test_catalog_comes_back_with_the_same_messages(tmp_path, tool, tag):
    path = tmp_path / "messages.po"
    shutil.copy(CATALOGS[tag], path)
    before = messages(path, tag)
    tool(path)
    assert messages(path, tag) == before


@pytest.mark.parametrize("tag", CATALOGS)
@pytest.mark.parametrize("tool", [with_msgcat, with_msgmerge, with_polib])
def test_update_makes_a_quiet_file_again(tmp_path, tool, tag):
    """Whatever an editor does to lines, order and comments, the next diff shows words alone."""
    path = tmp_path / "messages.po"
    shutil.copy(CATALOGS[tag], path)
    tool(path)
    content = updated(path, LOCALES[tag], extract()).content
    assert content == CATALOGS[tag].read_bytes()


def test_language_begun_with_gettext_alone_is_previewed(tmp_path):
    path = tmp_path / "sw.po"
    given = ("--no-translator", "--locale=sw", f"--input={template_path()}", f"--output={path}")
    gettext("msginit", *given)
    translate(path, "Menopause", "Kukoma hedhi")
    with_msgfmt(path)
    client = preview_app(settings(translations=tmp_path)).test_client()
    assert "Kukoma hedhi" in client.get("/sw/").text
