"""The `openly` command, as someone types it."""

import pytest
from click.testing import CliRunner

from openly import commands


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(commands.main, words)


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
