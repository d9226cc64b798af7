"""The `openly` command, as someone types it."""

import shutil

import pytest
from click.testing import CliRunner

from openly import commands
from openly.folders import folder


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(commands.main, words)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """Let the command work on a copy of the catalogs."""
    place = shutil.copytree(folder("translations"), tmp_path / "translations")
    monkeypatch.setattr(commands, "folder", lambda _name: place)
    monkeypatch.setattr(commands, "template_path", lambda: place / "messages.pot")
    return place


def test_catalogs_of_this_checkout_are_up_to_date(run):
    for words in (("extract", "--check"), ("update", "--check"), ("check",)):
        done = run("translate", *words)
        assert done.exit_code == 0, done.output


def test_template_that_is_behind_is_noticed_and_mended(run, copy):
    (copy / "messages.pot").write_text("", encoding="utf-8")
    behind = run("translate", "extract", "--check")
    assert behind.exit_code == 1
    assert "make catalogs" in behind.output
    assert run("translate", "extract").exit_code == 0
    assert run("translate", "extract", "--check").exit_code == 0


def test_catalog_that_is_behind_gets_new_messages_and_keeps_the_old(run, copy):
    path = copy / "fr" / "LC_MESSAGES" / "messages.po"
    text = path.read_text(encoding="utf-8")
    start = text.index('msgid "Menopause"')
    path.write_text(
        text.replace(text[start : text.index("\n\n", start)], 'msgid "Old"\nmsgstr "Vieux"')
    )
    assert run("translate", "update", "--check").exit_code == 1
    assert run("translate", "update").exit_code == 0
    merged = path.read_text(encoding="utf-8")
    assert 'msgid "Menopause"' in merged
    assert '#~ msgid "Old"' in merged


def test_check_names_file_line_and_remedy_and_fails(run, copy):
    path = copy / "fr" / "LC_MESSAGES" / "messages.po"
    text = path.read_text(encoding="utf-8")
    line = text[: text.index('msgid "Menopause"')].count("\n") + 1
    old = text[text.index('msgid "Menopause"') :].split("\n")[1]
    path.write_text(text.replace(old, 'msgstr "<b>Ménopause</b>"'), encoding="utf-8")
    done = run("translate", "check")
    assert done.exit_code == 1
    assert f"{path}:{line}: “Menopause”: its markup differs" in done.output
    assert f"{path}: “Menopause” is not translated" in done.output


def test_check_of_a_damaged_catalog_goes_on_with_the_others(run, copy):
    (copy / "fr" / "LC_MESSAGES" / "messages.po").write_bytes(b'msgid "x\n')
    done = run("translate", "check")
    assert done.exit_code == 1
    assert "line 1" in done.output


def test_wrong_setting_stops_the_start_with_its_name(run, monkeypatch):
    monkeypatch.setenv("OPENLY_PROXIES", "many")
    done = run("run")
    assert done.exit_code == 1
    assert "OPENLY_PROXIES" in done.output


def test_directory_of_this_checkout_has_no_findings(run):
    done = run("directory", "check")
    assert done.exit_code == 0, done.output
    assert "0 findings" in done.output


def test_volunteer_sees_a_plan_with_its_reasons(run):
    shown = run("directory", "show", "gb", "--language", "ar", "--at", "2026-12-25T03:00Z")
    assert shown.exit_code == 0, shown.output
    assert "emergency: 999, 112" in shown.output
    assert "gb-samaritans: 116 123" in shown.output
    assert "crisis, everyone, open, free; open; source 20" in shown.output
    narrowed = run("directory", "show", "GB", "--topic", "lgbtq", "--channel", "textphone")
    assert "services: 0" in narrowed.output
    assert "drop topic:" in narrowed.output


@pytest.mark.parametrize(("word", "says"), [("ZZ", "no such territory"), ("GB", "--at noon")])
def test_mistyped_place_or_moment_is_named(run, word, says):
    done = run("directory", "show", word, "--at", "noon")
    assert done.exit_code == 1
    assert says in done.output


def test_old_sources_are_listed(run):
    done = run("directory", "stale", "--months", "24")
    assert done.exit_code == 0
    assert "unknown     " in done.output
    assert "services have no source since" in done.output


def test_broken_record_is_named_before_the_site_starts(run, tmp_path, monkeypatch):
    (tmp_path / "001.toml").write_text("[[service]]\nid = 'world-x'\n", encoding="utf-8")
    monkeypatch.setenv("OPENLY_DIRECTORY", str(tmp_path))
    for words in (("directory", "check"), ("directory", "show", "GB"), ("run",)):
        done = run(*words)
        assert done.exit_code == 1
        assert "001.toml: service 'world-x'" in done.output
