"""A cold start reads little, and no worker grows with what readers send it."""

import os
import subprocess
import sys

import pytest
from babel import Locale, localedata

from openly import encodings, tags
from openly.folders import PACKAGE
from openly.languages import load_languages
from openly.settings import Settings
from openly.tags import direction, english_name, is_known, is_tag
from tests.sites import PUBLISHED
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


# Articles with a place, pages of places, and what does not exist: more than is kept.
ODD_ADDRESSES = """
from openly.places import region_territories
places = [code for codes in region_territories().values() for code in codes]
for number, language in enumerate(app.extensions["openly-library"].languages):
    for code in places[number % 20 :: 20]:
        for path in (f"help/{code}/", f"?place={code}", f"invented-{code}/"):
            client.get(f"/{language.tag}/{path}")
store = app.extensions["openly-pages"].store
assert store.size > store.limit / 3
"""
# What pages take from CLDR, in every language, of it as it is or without what is never shown.
SAID = """
from babel.dates import format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from datetime import time
from openly.cldr import leave_out_what_is_never_shown
from openly.directory.load import RECORDS, load_directory
from openly.folders import folder
from openly.languages import load_languages
locales = [language.locale for language in load_languages(folder("translations"))]
if {trimmed}:
    for locale in locales:
        leave_out_what_is_never_shown(locale)
directory = load_directory(RECORDS)
services = [one for place in directory.territories.values() for one in place.services]
for locale in locales:
    print(*(other.get_display_name(locale) for other in locales), sep="|")
    print(*(name for name in locale.languages.values()), *locale.territories.values(), sep="|")
    zones = sorted({{one.schedule.time_zone for one in services if one.schedule}})
    print(*(get_timezone_location(one, locale, return_city=True) for one in zones), sep="|")
    print(format_decimal(1234567.5, locale=locale), format_percent(0.25, locale=locale))
    print(locale.interval_formats[None], format_list(["a", "b", "c"], locale=locale))
    print(*(format_time(time(hour, 30), "short", locale=locale) for hour in range(24)))
"""


def run(program, **variables):
    """Run a program in a process of its own; return what it prints."""
    start = (
        f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); from openly import create_app"
    )
    command = [sys.executable, "-c", f"{start}\n{program}"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **variables}
    )
    return done.stdout


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


def test_worker_with_every_text_page_of_every_language_stays_below_80_mb():
    """Memory that is touched differs between systems, by a few MB; here it is 72."""
    assert int(run(f"{EVERY_TEXT_PAGE}\n{LARGEST}")) < 80


def test_worker_stays_below_95_mb_whatever_addresses_are_asked_for():
    """Here it is 88; the bench counts what is shared with other processes by share, and has 78."""
    assert int(run(f"{EVERY_TEXT_PAGE}\n{ODD_ADDRESSES}\n{LARGEST}")) < 95


def test_chinese_places_are_in_order_without_a_table_of_every_sign():
    page = "assert create_app().test_client().get('/zh-Hans/help/').status_code == 200"
    assert "pypinyin" not in run(f"{page}\nprint(*sys.modules)").split()


def test_pages_say_the_same_without_what_is_left_out_of_cldr():
    assert run(SAID.format(trimmed=True)) == run(SAID.format(trimmed=False)) != ""


def test_start_asks_for_no_time_zone_and_leaves_that_of_the_machine():
    zones = "import os; from babel.localtime import LOCALTZ; print(LOCALTZ, os.environ['TZ'])"
    assert run(zones, TZ="Asia/Kolkata").split() == ["UTC", "Asia/Kolkata"]


def test_what_readers_send_is_remembered_within_bounds(make_client):
    client = make_client(development=False)
    letters = "abcdefghijklmnopqrstuvwxyz"
    sent = [f"{a}{b}-{c}{d}" for a in letters for b in letters for c in "bdu" for d in "ersz"]
    for first in range(0, len(sent), 10):
        client.get("/", headers={"Accept-Language": ",".join(sent[first : first + 10])})
    for memory in tags.memories():
        assert len(memory) < len(sent) / 4


def test_what_is_found_of_languages_in_the_records_is_remembered_within_bounds():
    for language in PUBLISHED:
        for tag in SPOKEN:
            tags.distance(f"{language.locale.language}-Latn", tag)
    for memory in tags.memories():
        assert len(memory) <= 1024 + 2


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
