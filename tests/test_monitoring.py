"""What those who run the site see: the line at the start, health, counts, settings."""

import logging

import pytest
from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families

from openly import __version__
from openly.commands import main
from openly.settings import NAMES
from tests.conftest import make_app
from tests.sites import PUBLISHED


def test_start_says_in_one_line_what_is_served(caplog):
    with caplog.at_level(logging.INFO):
        app = make_app(development=False)
    (line,) = [one.getMessage() for one in caplog.records if "started" in one.getMessage()]
    words = dict(word.split("=", 1) for word in line.split()[1:])
    assert words["version"] == __version__
    assert words["languages"] == str(len(PUBLISHED))
    assert int(words["territories"]) > 200
    assert words["oldest_source"][:2] == "20"
    assert words["cache"] == "weak-network"
    assert app.test_client().get("/healthz").text == f"ok, {len(PUBLISHED)} languages\n"


def test_counts_are_offered_only_where_they_are_wanted(client):
    assert client.get("/metrics").status_code == 404


def test_counts_are_of_answers_and_name_no_reader():
    client = make_app(development=False, metrics=True).test_client()
    for _ in range(3):
        client.get("/ar/help/EG/?topic=sexual-violence", headers={"User-Agent": "Reader/1"})
    answer = client.get("/metrics")
    families = {one.name: one.samples for one in text_string_to_metric_families(answer.text)}
    assert families["openly_answers"][0].value == 4
    assert families["openly_answers_made"][0].value == 2
    assert families["openly_answers_kept"][0].value == 1
    assert "process_resident_memory_bytes" in families
    assert not [sample for samples in families.values() for sample in samples if sample.labels]
    assert not {"ar", "EG", "Reader", "violence"} & set(answer.text.split())
    assert answer.headers["Cache-Control"] == "no-store"


def test_config_prints_every_setting_with_its_origin(monkeypatch):
    monkeypatch.setenv("OPENLY_PROXIES", "2")
    done = CliRunner().invoke(main, ["config"])
    assert done.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in done.output.splitlines()}
    assert set(rows) == {f"OPENLY_{name}" for name in NAMES}
    assert rows["OPENLY_PROXIES"] == ["set", "2"]
    assert rows["OPENLY_CACHE"] == ["default", "weak-network"]


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("OPENLY_CACHE", "none", "weak-network or shared-device"),
        ("OPENLY_CACHE_SIZE", "a lot", "whole number"),
        ("OPENLY_METRICS", "yes", "on or off"),
        ("OPENLY_CASHE", "weak-network", "OPENLY_CACHE"),
    ],
)
def test_config_refuses_what_cannot_be_used(monkeypatch, name, value, remedy):
    monkeypatch.setenv(name, value)
    done = CliRunner().invoke(main, ["config"])
    assert done.exit_code == 1
    assert name in done.output
    assert remedy in done.output
