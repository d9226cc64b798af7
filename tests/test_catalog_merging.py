"""Merging: what two translators lose when both have worked on one catalog (nothing)."""

import re
import subprocess
import sys

import pytest
from babel import Locale

from openly.catalog_files import CatalogError
from openly.catalogs import load_catalog, load_template
from openly.plurals import plural_forms_header
from openly.workbench.extraction import template_path
from openly.workbench.merging import merge_catalogs
from tests.catalog_edits import catalog, copy_of_catalogs, flag, retype, save, translate
from tests.sites import CATALOGS

TEMPLATE = load_template(template_path())


@pytest.fixture
def sides(tmp_path):
    """Return the French catalog three times: as it was, ours, theirs."""
    return [catalog(copy_of_catalogs(tmp_path / name), "fr") for name in ("base", "ours", "theirs")]


def text_of(content, path):
    save(path, content.decode())
    return load_catalog(path, Locale("fr"), TEMPLATE).translations.gettext


@pytest.mark.parametrize("tag", CATALOGS)
def test_catalog_that_nobody_changed_stays_as_it_is(tag):
    path = CATALOGS[tag]
    merge = merge_catalogs(path, path, path)
    assert merge.content == path.read_bytes()
    assert merge.disagreements == ()


def test_neighbouring_sentences_of_two_translators_are_both_kept(sides):
    base, ours, theirs = sides
    translate(ours, "Menopause", "Le retour d’âge")
    translate(theirs, "Erection problems", "Troubles de l’érection !")
    flag(theirs, "Erection problems", "# vu avec un médecin")
    merge = merge_catalogs(base, ours, theirs)
    shown = text_of(merge.content, base)
    assert shown("Menopause") == "Le retour d’âge"
    assert shown("Erection problems") == "Troubles de l’érection !"
    assert b"# vu avec un m" in merge.content
    assert merge.disagreements == ()


def test_two_translations_of_one_sentence_are_both_there_and_wait_for_a_person(sides):
    base, ours, theirs = sides
    translate(ours, "Menopause", "Le retour d’âge")
    translate(theirs, "Menopause", "La ménopause")
    merge = merge_catalogs(base, ours, theirs)
    assert merge.disagreements == ("Menopause",)
    assert '#, fuzzy\nmsgid "Menopause"\nmsgstr "Le retour d’âge"' in merge.content.decode()
    assert "# Other translation: La ménopause\n" in merge.content.decode()


def test_same_translation_on_both_sides_is_no_disagreement(sides):
    base, ours, theirs = sides
    for path in (ours, theirs):
        translate(path, "Menopause", "Le retour d’âge")
    flag(theirs, "Menopause", "#, fuzzy")
    merge = merge_catalogs(base, ours, theirs)
    assert merge.disagreements == ()
    # One of them was not sure.
    assert '#, fuzzy\nmsgid "Menopause"\nmsgstr "Le retour d’âge"' in merge.content.decode()


def test_remark_of_one_and_translation_of_the_other_are_both_kept(sides):
    base, ours, theirs = sides
    flag(ours, "Menopause", "# checked: length")
    flag(theirs, "Menopause", "# vu avec un médecin")
    translate(theirs, "Menopause", "La ménopause")
    merge = merge_catalogs(base, ours, theirs)
    assert merge.disagreements == ()
    assert "# checked: length\n# vu avec un médecin\n#. " in merge.content.decode()
    assert text_of(merge.content, base)("Menopause") == "La ménopause"


def test_withdrawn_translation_is_not_silently_brought_back(sides):
    base, ours, theirs = sides
    translate(ours, "Menopause", "Le retour d’âge")
    translate(theirs, "Menopause", "")
    merge = merge_catalogs(base, ours, theirs)
    assert merge.disagreements == ("Menopause",)
    assert "# Other translation: none\n" in merge.content.decode()


def test_newest_date_and_every_changed_header_field_survive(sides):
    base, ours, theirs = sides
    text = base.read_text(encoding="utf-8")
    old = "PO-Revision-Date: 2026-11-23 12:00+0000\\n"
    save(ours, text.replace(old, "PO-Revision-Date: 2027-01-01 23:00+0900\\n"))
    new = 'PO-Revision-Date: 2027-01-01 15:00+0000\\n"\n"X-Generator: Poedit 3.6\\n'
    save(theirs, text.replace(old, new).replace("Language-Team: French", "Language-Team: Amies"))
    merged = merge_catalogs(base, ours, theirs).content.decode()
    assert "2027-01-01 15:00+0000" in merged
    assert '"Language-Team: Amies\\n"' in merged
    assert '"X-Generator: Poedit 3.6\\n"' in merged


def test_sentence_taken_out_on_one_side_goes_and_a_new_one_comes(sides):
    base, ours, theirs = sides
    text = theirs.read_text(encoding="utf-8")
    start = text.index('msgid "Menopause"')
    end = text.index("\n\n", start)
    save(theirs, text[:start] + 'msgid "New"\nmsgstr "Neuf"' + text[end:])
    merged = merge_catalogs(base, ours, theirs).content.decode()
    assert 'msgid "Menopause"' not in merged
    assert 'msgid "New"\nmsgstr "Neuf"' in merged


RETIRED = '#~ msgid "Sleep"\n#~ msgstr "%s"\n'
USED = '#. In a list.\nmsgid "Sleep"\nmsgstr "%s"\n'


@pytest.mark.parametrize(
    ("before", "ours", "theirs", "after"),
    [
        (USED % "a", RETIRED % "a", USED % "b", RETIRED % "b"),
        (USED % "a", USED % "b", RETIRED % "a", RETIRED % "b"),
        (RETIRED % "a", RETIRED % "a", USED % "a", USED % "a"),
        (RETIRED % "a", USED % "a", RETIRED % "a", USED % "a"),
        ("", RETIRED % "a", USED % "a", USED % "a"),
    ],
)
def test_message_out_of_use_stands_once_with_its_newest_translation(
    sides, before, ours, theirs, after
):
    for path, entry in zip(sides, (before, ours, theirs), strict=True):
        save(path, f"{path.read_text(encoding='utf-8').rstrip()}\n\n{entry}\n")
    merge = merge_catalogs(*sides)
    assert merge.content.decode().count('msgid "Sleep"') == 1
    assert f"\n\n{after}" in merge.content.decode()
    assert merge.disagreements == ()


@pytest.mark.parametrize("changed", [1, 2])
def test_message_that_became_a_plural_keeps_its_forms(sides, changed):
    plural = 'msgid_plural "Menopauses"\nmsgstr[0] "x"\nmsgstr[1] "y"\nmsgstr[2] "z"\n'
    retype(sides[changed], "Menopause", plural)
    assert plural in merge_catalogs(*sides).content.decode()


def test_forms_of_plurals_are_merged_whole(sides):
    base, ours, theirs = sides
    msgid = next(one for one in TEMPLATE if one.startswith("Reading time"))
    forms = "".join(f'msgstr[{one}] "Environ %(minutes)s min ({one})"\n' for one in range(3))
    retype(theirs, msgid, forms)
    merged = merge_catalogs(base, ours, theirs).content.decode()
    assert forms in merged


def test_names_of_translators_at_the_top_are_all_kept(sides):
    base, ours, theirs = sides
    for path, name in ((ours, "Amina, 2027"), (theirs, "Zoé, 2027")):
        save(path, path.read_text(encoding="utf-8").replace("#\n", f"#\n# {name}\n", 1))
    merged = merge_catalogs(base, ours, theirs).content.decode()
    assert "#\n# Amina, 2027\n# Zoé, 2027\nmsgid" in merged


@pytest.mark.parametrize("rule", ["", '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n'])
def test_catalog_begun_by_hand_on_both_sides_is_merged(tmp_path, rule):
    header = f'msgid ""\nmsgstr ""\n"Language: sw\\n"\n{rule}\n'
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, words in zip(paths, ("", "Kukoma hedhi", "Kukoma"), strict=True):
        # A file that both sides added has an empty one as its base.
        save(path, f'{header}msgid "Menopause"\nmsgstr "{words}"\n' if words else "")
    merge = merge_catalogs(*paths)
    assert merge.disagreements == ("Menopause",)
    assert f'"Plural-Forms: {plural_forms_header(Locale("sw"))};\\n"\n' in merge.content.decode()


def test_template_is_merged_like_a_catalog():
    path = template_path()
    assert merge_catalogs(path, path, path).content == path.read_bytes()


def test_damaged_side_is_named_and_nothing_is_written(sides):
    base, ours, theirs = sides
    save(theirs, 'msgid "x\n')
    before = ours.read_bytes()
    with pytest.raises(CatalogError, match="theirs"):
        merge_catalogs(base, ours, theirs)
    assert ours.read_bytes() == before


@pytest.fixture
def git(tmp_path):
    """Run git in a new repository that knows our driver and holds the French catalog."""
    place = tmp_path / "repository"
    place.mkdir()

    def run(*words, check=True):
        identity = ("-c", "user.name=Amina", "-c", "user.email=amina@example.org")
        command = ["git", *identity, "-C", str(place), *words]
        return subprocess.run(command, capture_output=True, text=True, check=check)

    run("init", "-q", "-b", "main")
    run("config", "merge.openly.driver", f"{sys.executable} -m openly translate merge %O %A %B")
    (place / ".gitattributes").write_text("*.po merge=openly\n", encoding="utf-8")
    run.path = place / "fr.po"
    run.path.write_bytes(CATALOGS["fr"].read_bytes())
    run("add", ".")
    run("commit", "-qm", "Begin")
    return run


def edit(git, hour, *translation):
    """Translate a message as an editor does, which notes the time in the header."""
    translate(git.path, *translation)
    text = git.path.read_text(encoding="utf-8")
    save(git.path, re.sub("PO-Revision-Date: [^+]*", f"PO-Revision-Date: 2027-01-01 {hour}", text))
    git("commit", "-qam", "Translate")


def branches(git, ours, theirs):
    git("checkout", "-qb", "theirs")
    edit(git, "12:00", *theirs)
    git("checkout", "-q", "main")
    edit(git, "11:00", *ours)
    return git("merge", "-q", "--no-edit", "theirs", check=False)


def test_git_merges_neighbouring_sentences_quietly(git):
    ours, theirs = ("Menopause", "Le retour d’âge"), ("Erection problems", "L’érection")
    done = branches(git, ours, theirs)
    assert done.returncode == 0, done.stdout + done.stderr
    text = git.path.read_text(encoding="utf-8")
    assert "Le retour d’âge" in text
    assert 'msgstr "L’érection"' in text
    assert "PO-Revision-Date: 2027-01-01 12:00+0000" in text
    assert git("status", "--porcelain").stdout == ""


def test_git_stops_at_two_translations_and_leaves_a_readable_catalog(git):
    done = branches(git, ("Menopause", "Le retour d’âge"), ("Menopause", "La ménopause"))
    assert done.returncode == 1
    assert "has two translations" in done.stderr + done.stdout
    text = git.path.read_text(encoding="utf-8")
    assert "<<<<<<<" not in text
    assert "# Other translation: La ménopause\n" in text
    assert 'msgid "Menopause"\nmsgstr "Le retour d’âge"' in text
    assert "Menopause" not in load_catalog(git.path, Locale("fr"), TEMPLATE).msgids
