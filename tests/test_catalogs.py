"""Catalogs: ours are whole, and nothing in anybody's can break or endanger a page."""

import subprocess
from pathlib import Path

import pytest
from babel import Locale

from openly.catalog_files import CatalogError, as_po
from openly.catalogs import load_catalog, load_template
from openly.workbench.extraction import extract, template_path
from openly.workbench.updating import updated
from tests.sites import CATALOGS, TRANSLATED

TEMPLATE = load_template(template_path())
LOCALES = {language.tag: language.locale for language in TRANSLATED}


@pytest.mark.parametrize("tag", CATALOGS)
def test_catalog_passes_msgfmt(tag):
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(CATALOGS[tag])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("tag", CATALOGS)
def test_catalog_is_complete_and_nothing_in_it_is_refused(tag):
    catalog = load_catalog(CATALOGS[tag], LOCALES[tag], TEMPLATE)
    assert [str(finding) for finding in catalog.findings] == []
    assert catalog.msgids == set(TEMPLATE)


def test_template_catalog_matches_the_text():
    assert template_path().read_bytes() == as_po(extract()), "run: make catalogs"


@pytest.mark.parametrize("tag", CATALOGS)
def test_catalog_matches_the_template(tag):
    done = updated(CATALOGS[tag], LOCALES[tag], extract())
    assert CATALOGS[tag].read_bytes() == done.content, "run: make catalogs"


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


# A site of a few messages, for catalogs made by tests.
SITE = {
    **{one: (one,) for one in ("Hello", "Good", "One", "Two")},
    "<strong>Hi</strong> you": ("<strong>Hi</strong> you",),
    "Hello %(name)s": ("Hello %(name)s",),
    "%(n)s day": ("%(n)s day", "%(n)s days"),
}


def write(folder: Path, *entries: str, header: str = HEADER) -> Path:
    path = folder / "messages.po"
    path.write_text(header + "\n\n".join(entries) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("msgid", "msgstr", "says"),
    [
        ("Hello", "<script>alert(1)</script>", "markup"),
        ("Hello", "<img src=x onerror=alert(1)>", "markup"),
        ("Hello", "<a href='javascript:alert(1)'>x</a>", "markup"),
        ("Hello", "<b>Hallo", "markup"),
        ("Hello", "Hallo</main>", "markup"),
        ("Hello", "<!-- Hallo", "markup"),
        ("Hello", "a < b", "markup"),
        ("<strong>Hi</strong> you", "<strong onclick='x()'>Hi</strong> you", "markup"),
        ("<strong>Hi</strong> you", "Hi you", "markup"),
        ("<strong>Hi</strong> you", "<strong>Hi you", "markup"),
        ("<strong>Hi</strong> you", "<em>Hi</em> you", "markup"),
        ("Hello", "Hallo %(name)s", "placeholders"),
        ("Hello %(name)s", "Hallo", "placeholders"),
        ("Hello %(name)s", "Hallo %(nom)s", "placeholders"),
        ("Hello %(name)s", "Hallo %(name)s %(name)s", "placeholders"),
        ("Hello %(name)s", "Hallo %(name)d", "placeholders"),
        ("Hello", "100 %", "percent"),
        ("Hello", "100%s", "percent"),
        ("Hello", "50 %%", "percent"),
    ],
)
def test_unsafe_message_is_refused_with_file_line_and_remedy(tmp_path, msgid, msgstr, says):
    flag = "#, python-format\n" if "%(" in msgid else ""
    entry = f'{flag}msgid "{msgid}"\nmsgstr "{msgstr}"'
    path = write(tmp_path, entry, 'msgid "Good"\nmsgstr "Gut"')
    catalog = load_catalog(path, Locale("de"), SITE)
    (finding,) = catalog.findings
    assert says in finding.problem
    assert str(finding).startswith(f"{path}:{5 if flag else 4}: “{msgid}”")
    assert finding.remedy
    assert catalog.msgids == {"Good"}
    assert catalog.translations.gettext(msgid) == msgid


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Hello", "Guten Tag"),
        ("Hello", "A & B"),
        ("Hello", "A &amp; B"),
        ("Hello", "„Zitat“ – it’s 'so' \\\"da\\\""),
        ("<strong>Hi</strong> you", "Du, <strong>hallo</strong>"),
        ("Hello %(name)s", "%(name)s, hallo"),
    ],
)
def test_harmless_message_is_kept_as_it_is(tmp_path, msgid, msgstr):
    path = write(tmp_path, f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    catalog = load_catalog(path, Locale("de"), SITE)
    assert catalog.findings == ()
    assert catalog.translations.gettext(msgid) == msgstr.replace("\\", "")


def test_fuzzy_and_empty_messages_are_left_to_english(tmp_path):
    path = write(tmp_path, '#, fuzzy\nmsgid "One"\nmsgstr "Zwei"', 'msgid "Two"\nmsgstr ""')
    catalog = load_catalog(path, Locale("de"), SITE)
    assert catalog.msgids == frozenset()
    assert catalog.findings == ()


def test_fuzzy_header_does_not_drop_the_language(tmp_path):
    path = write(tmp_path, 'msgid "One"\nmsgstr "Eins"', header="#, fuzzy\n" + HEADER)
    assert load_catalog(path, Locale("de"), SITE).msgids == {"One"}


def test_plural_rule_comes_from_cldr_whatever_the_header_says(tmp_path):
    header = HEADER.rstrip() + '\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    forms = "\n".join(f'msgstr[{number}] "form {number}"' for number in range(6))
    path = write(tmp_path, f'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n{forms}', header=header)
    catalog = load_catalog(path, Locale("ar"), SITE)
    assert catalog.findings == ()
    counts = (0, 1, 2, 3, 11, 100)
    shown = [catalog.translations.ngettext("%(n)s day", "%(n)s days", count) for count in counts]
    assert shown == [f"form {number}" for number in range(6)]


def test_missing_plural_form_is_refused(tmp_path):
    path = write(tmp_path, 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s giorno"')
    (finding,) = load_catalog(path, Locale("de"), SITE).findings
    assert "plural forms" in finding.problem


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00bad", b'msgid "One\nmsgstr "x"\n', b"msgstr", b'msgid "a"\nmsgid "b" "c\n'],
)
def test_damaged_file_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "messages.po"
    path.write_bytes(HEADER.encode() + content)
    with pytest.raises(CatalogError, match=r"messages\.po"):
        load_catalog(path, Locale("de"), SITE)


def test_missing_file_is_refused_with_its_name(tmp_path):
    with pytest.raises(CatalogError, match=r"messages\.po"):
        load_catalog(tmp_path / "messages.po", Locale("de"), SITE)


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "%(n)s day"\nmsgid_plural "<script>%(n)s</script>"\nmsgstr[0] "%(n)s Tag"\n'
        'msgstr[1] "<script>%(n)s</script>"',
        'msgid "Hello"\nmsgid_plural "<script></script>"\nmsgstr[0] "Hallo"\n'
        'msgstr[1] "<script></script>"',
        'msgid "<script></script>"\nmsgstr "<script></script>"',
        'msgctxt "x"\nmsgid "Hello"\nmsgstr "<script></script>"',
    ],
)
def test_what_a_catalog_calls_its_original_is_not_believed(tmp_path, entry):
    """gettext looks a message up by its singular: a false plural must not widen the gate."""
    catalog = load_catalog(write(tmp_path, entry), Locale("de"), SITE)
    assert catalog.msgids == frozenset()
    for number in (0, 1, 2):
        shown = catalog.translations.ngettext("%(n)s day", "%(n)s days", number)
        assert "script" not in shown
    assert catalog.translations.gettext("Hello") == "Hello"


def test_no_original_opens_the_gate_beyond_emphasis(tmp_path):
    path = write(tmp_path, 'msgid "<script>x</script>"\nmsgstr "<script>y</script>"')
    site = {"<script>x</script>": ("<script>x</script>",)}
    (finding,) = load_catalog(path, Locale("de"), site).findings
    assert "markup" in finding.problem


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0b"])
def test_unusual_line_ends_inside_a_message_do_not_damage_the_file(tmp_path, mark):
    path = write(tmp_path, f'msgid "One"\nmsgstr "Ei{mark}ns"', 'msgid "Two"\nmsgstr "Zwei"')
    assert "Two" in load_catalog(path, Locale("de"), SITE).msgids


def test_windows_line_ends_and_byte_order_mark_are_no_fault(tmp_path):
    path = write(tmp_path, 'msgid "One"\nmsgstr "Eins"')
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    catalog = load_catalog(path, Locale("de"), SITE)
    assert catalog.translations.gettext("One") == "Eins"


@pytest.mark.parametrize(("language", "mark"), [("ar", "\u200e"), ("fr", "")])
def test_plus_behind_letters_stays_behind_them_from_right_to_left(tmp_path, language, mark):
    path = write(tmp_path, 'msgid "Good"\nmsgstr "… (LGBTQ+)"')
    catalog = load_catalog(path, Locale(language), SITE)
    assert catalog.translations.gettext("Good") == f"… (LGBTQ+{mark})"
