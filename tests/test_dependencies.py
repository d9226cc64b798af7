"""Dependencies: what a site loads is what the lock holds, and every document says the same."""

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from importlib.metadata import distribution, packages_distributions

import pytest
from packaging.utils import canonicalize_name
from tools.bill import CONCLUDED, bill_of, licences_in
from tools.dependencies import DOCUMENT, document, reasons, released_in_document
from tools.locks import LOCKS, read_lock

from openly.folders import PACKAGE
from tests.conftest import NOON
from tests.hosts.hosts import gunicorn
from tests.hosts.places import Place, running
from tests.imports import imported_by
from tests.sites import LANGUAGES, page_types

RUN, TRANSLATE, DEVELOPMENT = (
    read_lock(LOCKS / f"{name}.txt") for name in ("run", "translate", "development")
)
OURS = {one.name: one.version for one in RUN}

# Wraps the application as a host's own module would, and tells what the process has loaded.
TELLING = """
import json, sys
from wsgi import application as site

def application(environ, start_response):
    if environ["PATH_INFO"] != "/loaded":
        return site(environ, start_response)
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(sorted(sys.modules)).encode()]
"""
COMMANDS = (
    ("config",),
    ("conformance", "--due", "2027-06-01"),
    ("directory", "check"),
    ("directory", "show", "GB", "--language", "ar"),
    ("directory", "stale"),
    ("export", "{folder}", "--base-url", "https://openly.example", "--language", "en"),
)
RUN_COMMANDS = """
import json, sys
from click.testing import CliRunner
from openly.commands import main
for words in json.loads(sys.argv[1]):
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, (words, done.output)
print(json.dumps(sorted(sys.modules)))
"""

# Besides its library: what it calls programs, what it was built with, and how pip finds a checkout.
OF_PYTHON_OR_OURS = re.compile(
    r"__(main|mp_main|config)__|_sysconfigdata_.+|__editable___openly_.+|openly|wsgi|telling",
    re.ASCII,
)


def strangers(modules, lock):
    """Return which modules are neither Python's own, ours nor of a distribution in a lock."""
    allowed = {one.name for one in lock}
    owners = packages_distributions()
    found = {}
    for module in modules:
        top = module.partition(".")[0]
        if top in sys.stdlib_module_names or OF_PYTHON_OR_OURS.fullmatch(top):
            continue
        names = {canonicalize_name(name) for name in owners.get(top, ())}
        if not names or not names & allowed:
            found[top] = names
    return found


@pytest.mark.parametrize("name", OURS)
def test_installed_version_is_the_locked_one(name):
    if next(one for one in RUN if one.name == name).holds():
        assert distribution(name).version == OURS[name]


def test_server_loads_nothing_that_is_not_locked(tmp_path):
    (tmp_path / "telling.py").write_text(TELLING)
    place = Place(tmp_path)
    command = [*gunicorn(place.address), "--pythonpath", tmp_path, "telling:application"]
    asked = [
        path
        for language in LANGUAGES
        if language.tag in ("en", "ar", "zh-Hant", "hi")
        for path in page_types(language).values()
    ]
    asked += ["/", "/exit", "/robots.txt", "/sitemap.xml", "/sitemap-de.xml", "/metrics"]
    asked += ["/en/help/GB.json", "/de/help/?search=kenia", "/.well-known/security.txt"]
    settings = {
        "OPENLY_BASE_URL": "https://openly.example",
        "OPENLY_METRICS": "on",
        "OPENLY_PROXIES": "1",
        "WEB_CONCURRENCY": "1",
    }
    with running(place, [command], settings) as site:
        told = {site.get(path, {"Accept-Encoding": "zstd"}).status for path in asked}
        told |= {site.get("/en/", {"Accept-Encoding": coding}).status for coding in ("br", "gzip")}
        loaded = json.loads(site.get("/loaded").body)
    assert told == {200, 302, 303, 404}
    assert {"flask", "gunicorn", "bleach", "brotli", "pyuca"} <= set(loaded)
    assert strangers(loaded, RUN) == {}


def test_commands_load_nothing_that_is_not_locked(tmp_path):
    words = [[word.format(folder=tmp_path / "out") for word in words] for words in COMMANDS]
    told = subprocess.check_output(
        [sys.executable, "-c", RUN_COMMANDS, json.dumps(words)],
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent)},
        text=True,
    )
    assert (tmp_path / "out" / "en" / "index.html").exists()
    assert strangers(json.loads(told), RUN) == {}


@pytest.mark.parametrize(
    ("part", "lock", "besides"),
    [
        # For mypy alone; of Python 3.14.
        ("site", RUN, {"_typeshed", "compression"}),
        # What makes pictures for translators, if it is there.
        ("workbench", TRANSLATE, {"_typeshed", "playwright"}),
    ],
)
def test_code_names_nothing_that_is_not_locked(part, lock, besides):
    """Also what no test happens to load: imports inside functions, for one Python or one system."""
    where = [
        path
        for path in PACKAGE.rglob("*.py")
        if ("workbench" in path.parts) == (part == "workbench")
    ]
    names = {name for path in where for name in imported_by(path)}
    assert strangers(names, lock).keys() <= besides


def test_stranger_would_be_noticed():
    assert strangers({"pytest", "justhtml.parser", "flask", "json"}, RUN) == {
        "pytest": {"pytest"},
        "justhtml": {"justhtml"},
    }
    assert strangers({"nobody_knows"}, RUN) == {"nobody_knows": set()}


@pytest.fixture(scope="module")
def bill():
    return bill_of(RUN, validate=True)


def test_bill_of_materials_lists_exactly_what_is_locked(bill):
    listed = [(canonicalize_name(one["name"]), one["version"]) for one in bill["components"]]
    assert sorted(listed) == sorted((one.name, one.version) for one in RUN if one.holds())
    assert bill["metadata"]["component"]["name"] == "openly"
    for one in bill["components"]:
        assert one["purl"] == f"pkg:pypi/{one['name'].lower().replace('_', '-')}@{one['version']}"


def test_bill_of_materials_says_what_needs_what(bill):
    told = {
        canonicalize_name(one["ref"].partition("==")[0]): {
            canonicalize_name(name.partition("==")[0]) for name in one.get("dependsOn", ())
        }
        for one in bill["dependencies"]
    }
    for one in RUN:
        for name in one.needed_by if one.holds() else ():
            assert one.name in told["root-component" if "setup.cfg" in name else name], one.name


def test_every_licence_is_known_and_concluded_only_where_nothing_clear_is_declared(monkeypatch):
    monkeypatch.setattr("tools.bill.CONCLUDED", {})
    declared = licences_in(bill_of(DEVELOPMENT))
    unclear = {name for name, licence in declared.items() if not licence}
    elsewhere = {one.name for one in DEVELOPMENT if one.requirement.marker}
    assert unclear <= CONCLUDED.keys() <= unclear | elsewhere
    for name in CONCLUDED.keys() & declared.keys() - unclear:
        assert CONCLUDED[name] == declared[name]


def test_document_is_the_one_made_from_the_locks():
    assert DOCUMENT.read_text(encoding="utf-8") == document(released_in_document()), (
        "run `make dependencies`"
    )


def test_document_names_every_library_with_its_version_once():
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([0-9]\S*) \|", DOCUMENT.read_text(), re.MULTILINE)
    assert sorted(rows) == sorted({(one.name, one.version) for one in DEVELOPMENT})


def test_document_says_when_each_library_of_a_site_was_released():
    released = released_in_document()
    assert released.keys() == OURS.keys()
    for day in released.values():
        assert date(2010, 1, 1) < date.fromisoformat(day)


def test_document_warns_of_what_is_no_longer_kept_up():
    """Whoever made it says so, or it has had no release for two years."""
    watched = DOCUMENT.read_text(encoding="utf-8").partition("## What we watch")[2]
    named = {canonicalize_name(name) for name in re.findall(r"\*\*([\w-]+)", watched)}
    status = "Development Status :: 7 - Inactive"
    inactive = {
        name for name in OURS if status in distribution(name).metadata.get_all("Classifier", [])
    }
    two_years_ago = (NOON - timedelta(days=730)).date().isoformat()
    old = {name for name, day in released_in_document().items() if day < two_years_ago}
    assert "bleach" in inactive
    assert inactive | old <= named


def test_every_library_that_we_chose_has_its_reason_in_the_readme():
    assert {one.name for one in DEVELOPMENT if one.is_direct} <= reasons().keys()
