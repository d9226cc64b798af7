"""Compiled templates that are kept make a start short, and never show a reader another page."""

import sys

import pytest
from jinja2 import DictLoader, Environment
from jinja2.ext import Extension, LoopControlExtension

from openly.compiled_templates import CompiledTemplates
from openly.folders import folder
from tests.conftest import make_app

TEXT = "Hello, {{ name }}"


class Counting(Environment):
    """An environment that counts what it compiles."""

    compiled = 0

    def compile(self, *given, **named):
        self.compiled += 1
        return super().compile(*given, **named)


class Shouting(Extension):
    """Changes what templates say, as an extension of ours could."""

    def preprocess(self, source, *_where):
        return source.replace("Hello", "HELLO")


def start(kept_in, text=TEXT, **options):
    """Return what a newly started process shows, and how many templates it compiled."""
    environment = Counting(
        loader=DictLoader({"page.html": text}),
        bytecode_cache=CompiledTemplates(kept_in),
        **options,
    )
    shown = environment.get_template("page.html").render(name="Amina")
    return shown, environment.compiled


@pytest.fixture(autouse=True)
def wanted(monkeypatch):
    """Python keeps what it compiles, as it does unless a host says otherwise."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def kept_in(tmp_path):
    """A folder in which a first start has left what it compiled."""
    path = tmp_path / "__pycache__"
    assert start(path) == ("Hello, Amina", 1)
    return path


def test_second_start_compiles_nothing(kept_in):
    assert start(kept_in) == ("Hello, Amina", 0)


def test_changed_template_is_shown_at_the_next_start(kept_in):
    assert start(kept_in, "Welcome, {{ name }}") == ("Welcome, Amina", 1)


@pytest.mark.parametrize("extension", [Shouting, LoopControlExtension])
def test_template_is_compiled_anew_where_another_compiler_would(kept_in, extension):
    shown, compiled = start(kept_in, extensions=[extension])
    assert compiled == 1
    assert shown == ("HELLO, Amina" if extension is Shouting else "Hello, Amina")


@pytest.mark.parametrize("option", ["autoescape", "lstrip_blocks", "trim_blocks"])
def test_template_is_compiled_anew_where_it_is_read_in_another_way(kept_in, option):
    assert start(kept_in, **{option: True}) == ("Hello, Amina", 1)
    assert start(kept_in, **{option: True}) == ("Hello, Amina", 0)


@pytest.mark.parametrize("part", [0, 0.1, 0.3, 0.5, 0.9, 0.99])
def test_file_that_is_cut_off_is_made_anew(kept_in, part):
    (path,) = kept_in.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    assert start(kept_in) == ("Hello, Amina", 1)
    assert path.read_bytes() == whole


def test_other_users_of_the_host_may_read_it(kept_in):
    (path,) = kept_in.iterdir()
    assert path.stat().st_mode & 0o444 == 0o444


def test_folder_that_cannot_be_written_costs_time_alone(tmp_path):
    (tmp_path / "file").write_text("")
    for _turn in range(2):
        assert start(tmp_path / "file" / "__pycache__") == ("Hello, Amina", 1)


def test_host_that_wants_no_compiled_files_gets_none(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert start(tmp_path / "new") == ("Hello, Amina", 1)
    assert list(tmp_path.iterdir()) == []


def test_site_keeps_its_templates_beside_their_sources():
    environment = make_app().jinja_env
    _text, file, _is_current = environment.loader.get_source(environment, "article.html")
    key = environment.bytecode_cache.get_cache_key("article.html", file)
    kept = folder("templates") / "__pycache__" / f"{key}.compiled"
    kept.unlink(missing_ok=True)
    environment.get_template("article.html")
    assert kept.exists()
