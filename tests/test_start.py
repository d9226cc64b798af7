"""A cold start reads little, and no worker grows with what readers send it."""

import subprocess
import sys

import pytest
from babel import Locale, localedata

from openly import encodings, tags
from openly.folders import PACKAGE
from openly.languages import load_languages
from openly.settings import Settings
from openly.tags import direction, english_name, is_known, is_tag
from tests.test_directory import DIRECTORY

FIRST_ANSWER = "assert create_app().test_client().get('/en/').status_code == 200"
EVERY_TEXT_PAGE = """
app = create_app(); client = app.test_client()
from openly.page_texts import PAGES
for language in app.extensions["openly-library"].languages:
    for page in PAGES:
        path = "" if page == "article" else f"{page}/"
        assert client.get(f"/{language.tag}/{path}").status_code == 200
"""
# Of this program alone (proc(5)): what `getrusage` counts begins with the memory of its parent.
LARGEST = """
from pathlib import Path
print(int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) // 1024)
"""
SPOKEN = sorted(
    {
        tag
        for territory in (*DIRECTORY.territories.values(), DIRECTORY.world)
        for service in territory.services
        for tag in (*service.languages, *(name.language for name in service.names))
    }
)


def run(program):
    """Run a program in a process of its own; return what it prints."""
    start = (
        f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); from openly import create_app"
    )
    command = [sys.executable, "-c", f"{start}\n{program}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_first_answer_waits_for_nothing_that_another_page_needs():
    loaded = {
        name.partition(".")[0] for name in run(f"{FIRST_ANSWER}\nprint(*sys.modules)").split()
    }
    heavy = {"bleach", "langcodes", "language_data", "phonenumbers", "pypinyin", "tomllib"}
    assert loaded & heavy == set()
    assert "openly.workbench" not in run("print(*sys.modules)").split()


def test_first_answer_reads_what_cldr_has_of_one_language():
    assert run(f"{FIRST_ANSWER}\nfrom babel.localedata import _cache; print(*_cache)").split() == [
        "root",
        "en",
    ]


def test_worker_with_every_text_page_of_every_language_stays_below_100_mb():
    """Memory that is touched differs between systems, by a few MB; here it is 90."""
    assert int(run(f"{EVERY_TEXT_PAGE}\n{LARGEST}")) < 100


def test_what_readers_send_is_remembered_within_bounds(make_client):
    client = make_client(development=False)
    letters = "abcdefghijklmnopqrstuvwxyz"
    sent = [f"{a}{b}-{c}{d}" for a in letters for b in letters for c in "bdu" for d in "ersz"]
    for first in range(0, len(sent), 10):
        client.get("/", headers={"Accept-Language": ",".join(sent[first : first + 10])})
    for memory in tags.memories():
        assert len(memory) < len(sent) / 4


def test_headers_and_addresses_of_any_length_are_not_remembered(make_client):
    client = make_client(development=False)
    remembered = []
    for number in range(20):
        long = f"aa-{number}" + "-bbbbbbbb" * 300
        client.get("/en/", headers={"Accept-Encoding": "br" + ", x" * 2000 + long})
        assert client.get(f"/{long}/", headers={"Accept-Language": "en"}).status_code == 404
        caches = (encodings._coding_for, tags._nearest)
        remembered.append([cache.cache_info().currsize for cache in caches])
    assert remembered[0] == remembered[-1]


@pytest.mark.parametrize("tag", ["ar", "he", "ur", "fa-AF", "dv", "ckb", "ps", "sd", "yi", "en"])
def test_direction_is_that_of_cldr(tag):
    try:
        wanted = Locale.parse(tag, sep="-").text_direction
    except ValueError:
        wanted = "ltr"
    assert direction(tag) == wanted


def test_direction_of_every_language_in_the_records_is_that_of_cldr():
    in_cldr = [tag for tag in SPOKEN if localedata.exists(tag.replace("-", "_"))]
    wrong = [tag for tag in in_cldr if direction(tag) != Locale.parse(tag, "-").text_direction]
    assert wrong == []
    assert len(in_cldr) > 100


def test_every_language_in_the_records_is_known_and_has_an_english_name():
    assert [tag for tag in SPOKEN if not (is_known(tag) and is_tag(tag))] == []
    names = {**Locale("en").languages, **tags._ENGLISH_NAMES}
    assert [tag for tag in SPOKEN if english_name(tag) not in names.values()] == []


def test_list_of_languages_is_read_without_data_of_any():
    listed = load_languages(Settings.from_environment({}).translations)
    assert all(language.own_name for language in listed)
