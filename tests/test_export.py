"""The export: what the site serves, as plain files that promise nothing they cannot keep."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import timedelta
from functools import partial
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import brotli
import pytest
from babel import Locale
from click.testing import CliRunner

from openly.commands import main
from openly.directory.load import RECORDS, load_directory
from openly.export import export
from openly.export_folder import OWN, ExportError
from openly.finder import find
from openly.folders import folder
from openly.forecast import WEEKS, forecast
from openly.languages import LanguageError
from openly.opening_words import state_in_words
from openly.page_texts import PAGES
from tests.conftest import BASE, NOON, make_app, settings
from tests.page_checks import Fetched, check
from tests.sites import PUBLISHED, sample

PATIENCE = 60
DIRECTORY = load_directory(RECORDS)
WITH_HOURS = sorted(
    code
    for code, place in DIRECTORY.territories.items()
    if any(one.schedule and not one.schedule.is_always for one in place.shown)
)
SCHEDULES = {
    service.id: service.schedule
    for place in DIRECTORY.territories.values()
    for service in place.shown
    if service.schedule and not service.schedule.is_always
}
TYPES = ["/", "/404.html", *(f"/{one}/" for one in PAGES if one != "article")]


def is_steady(code):
    """Tell whether nothing on the English page of a place rests on the hour."""
    plan = find(DIRECTORY, language="en", territory=code, moment=NOON)
    return not any(one.state.until for one in (*plan.matches, *plan.elsewhere))


STEADY = [f"/help/{code}/" for code in sorted(DIRECTORY.territories) if is_steady(code)]


@pytest.fixture(scope="module")
def served():
    return make_app(development=False).test_client()


@pytest.fixture(scope="module")
def drawn():
    """The site as it is exported, in all languages, page by page."""
    return make_app(development=False, exported=True).test_client()


@pytest.fixture(scope="module")
def clock():
    """The same application, for tests that set its clock."""
    return make_app(development=False, exported=True)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A whole export in two languages, made by two processes."""
    out = tmp_path_factory.mktemp("whole")
    export(out, settings(development=False), moment=NOON, tags=["ar"], processes=2)
    return out


@pytest.fixture
def records(tmp_path):
    few = tmp_path / "records"
    few.mkdir()
    for code in ("001", "gb", "fr"):
        shutil.copy(RECORDS / f"{code}.toml", few)
    return few


@pytest.fixture
def small(tmp_path, records):
    """Export a site of two places: `small()`; again, whatever has changed."""

    def run(**options):
        wanted = settings(development=False, directory=records)
        options = {"moment": NOON, "tags": ["ar"], **options}
        return export(tmp_path / "out", wanted, **options)

    run.out = tmp_path / "out"
    return run


def files(out):
    return {
        str(path.relative_to(out)): path
        for path in out.rglob("*")
        if path.is_file() and OWN not in path.parts
    }


def without_queries(html):
    return re.sub(r'(href="/[^"?]*)\?(?:place|topic)=[A-Za-z-]+(?=")', r"\1", html)


def without_what_needs_a_server(html):
    html = re.sub(r'<form class="place-search".*?</form>\n', "", html, flags=re.DOTALL)
    html = re.sub(r'<details class="filters".*?</details>\n', "", html, flags=re.DOTALL)
    # The site's own way out leads to the same page, has the browser forget, and a page says so.
    html = html.replace('href="/exit"', 'href="https://www.wikipedia.org/"')
    html = re.sub(r"<p>(?:(?!</p>).)*</p>(?=<noscript>)", "", html)
    return without_queries(html)


def without_script(html):
    return re.sub(r"<script>[^<]*data-during.*?</script>", "", html, flags=re.DOTALL)


# What is exported


@pytest.mark.parametrize(
    "address",
    [f"/{language}{kind}" for kind, language in sample(TYPES, PUBLISHED, 2)]
    + [f"/en{place}" for place in STEADY[::12]],
)
def test_page_is_that_of_the_site_but_for_what_needs_a_server(served, drawn, address):
    plain = drawn.get(address)
    site = served.get(address)
    assert plain.status_code == site.status_code
    assert without_script(plain.text) == without_what_needs_a_server(site.text)


def test_file_holds_the_bytes_of_the_address(whole, served):
    app = make_app(development=False, exported=True)
    app.extensions["openly-library"].offer_only(["ar"])
    client = app.test_client()
    for name, path in list(files(whole).items())[::23]:
        address = "/" + name.removesuffix("index.html")
        if not name.endswith((".htaccess", ".conf", "Caddyfile", "_headers", "_redirects")):
            assert path.read_bytes() == client.get(address).data, address


@pytest.mark.parametrize("address", ["/robots.txt", "/.well-known/security.txt", "/sitemap.xml"])
def test_machines_find_what_the_site_tells_them(served, drawn, address):
    assert drawn.get(address).data == served.get(address).data


@pytest.mark.parametrize("address", ["/", "/en/", "/ar/help/", "/he/help/GB/", "/th/help/AT/"])
def test_exported_page_passes_every_check(drawn, address):
    check(Fetched(address, drawn.get(address)), drawn, 200)


def test_reader_chooses_among_all_languages_by_their_own_names(drawn):
    page = Fetched("/", drawn.get("/"))
    links = {one.attrs["hreflang"]: one for one in page.all("main a[hreflang]")}
    assert list(links) == [language.tag for language in PUBLISHED]
    for language in PUBLISHED:
        link = links[language.tag]
        assert link.attrs["href"] == f"/{language.tag}/"
        assert link.attrs["lang"] == language.tag
        assert link.to_text() == language.name
    assert page.all("[aria-current]") == []


class Links(HTMLParser):
    """The addresses and ids in a page."""

    def __init__(self, html):
        super().__init__()
        self.addresses, self.ids, self.forms = [], set(), 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.forms += tag == "form"
        self.ids.add(values.get("id"))
        self.addresses += [values[name] for name in ("href", "src", "action") if values.get(name)]


def test_every_link_leads_to_a_file_and_a_place_in_it(whole):
    pages = {
        f"/{name.removesuffix('index.html')}": Links(path.read_text(encoding="utf-8"))
        for name, path in files(whole).items()
        if name.endswith(".html")
    }
    assert len(pages) > 400
    there = files(whole)
    for address, page in pages.items():
        assert page.forms == 0, f"{address} has a form that nobody answers"
        for one in page.addresses:
            target, fragment = urldefrag(urljoin(BASE + address, one))
            if not target.startswith(f"{BASE}/"):
                continue
            parts = urlsplit(target)
            assert not parts.query, f"{address} leads to {one}"
            name = parts.path[1:] + ("index.html" if parts.path.endswith("/") else "")
            assert name in there, f"{address} leads to {one}"
            assert not fragment or unquote(fragment) in pages[parts.path].ids, f"{address}: {one}"


def test_sitemaps_name_exported_pages_alone(whole):
    there = files(whole)
    for name in ("sitemap.xml", "sitemap-en.xml", "sitemap-ar.xml"):
        for address in re.findall(f'{BASE}(/[^<"]*)', (whole / name).read_text()):
            assert (address[1:] + ("" if address.endswith(".xml") else "index.html")) in there


# Open and closed


@pytest.mark.parametrize("code", WITH_HOURS[::4])
def test_page_does_not_change_in_the_course_of_a_day(clock, code):
    client, bodies = clock.test_client(), set()
    for hour in (0, 7, 15, 23):
        clock.extensions["openly-clock"] = partial(NOON.replace, hour=hour)
        bodies.add(client.get(f"/en/help/{code}/").data + client.get(f"/en/help/{code}.json").data)
    assert len(bodies) == 1


@pytest.mark.parametrize("code", WITH_HOURS[::4])
def test_order_does_not_rest_on_the_hour_and_is_that_of_a_server_when_all_are_closed(drawn, code):
    plan = json.loads(drawn.get(f"/en/help/{code}.json").data)
    assert plan["valid_until"] is None
    for service in plan["services"]:
        always = {one["opening_hours"] for one in service["schedules"]} == {"24/7"}
        assert service["open_now"] == (True if always else None)
        assert ("open" in service["reasons"]) == always
        assert service["open_now_until"] is None


@pytest.mark.parametrize(("tag", "name"), sample(["en", "ar", "hi"], sorted(SCHEDULES), 1))
def test_page_carries_what_the_site_would_say_at_any_moment_of_the_coming_weeks(served, tag, name):
    schedule, locale = SCHEDULES[name], Locale.parse(tag)
    with served.application.test_request_context(f"/{tag}/"):
        said = forecast(schedule, NOON, locale)
        for hours in range(0, WEEKS * 7 * 24 - 24, 5):
            moment = NOON + timedelta(hours=hours, minutes=hours % 60)
            expected = state_in_words(schedule, schedule.state(moment), locale)
            shown = [one.words for one in said if is_true(one.during, moment)]
            assert shown == ([expected] if expected else [])
        for moment in (NOON + timedelta(weeks=WEEKS), NOON - timedelta(days=1)):
            assert not any(is_true(one.during, moment) for one in said)


def is_true(during, moment):
    minute = moment.timestamp() / 60
    stretches = (map(int, one.split("+")) for one in during.split())
    return any(start <= minute < start + length for start, length in stretches)


def test_service_of_unknown_hours_is_given_no_forecast(served):
    with served.application.test_request_context("/en/"):
        assert forecast(None, NOON, Locale.parse("en")) == ()


def test_script_of_exported_pages_is_light_and_is_allowed_there_alone(served, drawn):
    page = Fetched("/en/help/GB/", drawn.get("/en/help/GB/"))
    (script,) = [one for one in page.all("script") if "data-during" in one.to_text(strip=False)]
    assert len(brotli.compress(script.to_text(strip=False).encode())) <= 400
    policies = [one.get("/en/").headers["Content-Security-Policy"] for one in (served, drawn)]
    assert [policy.count("sha256-") for policy in policies] == [0, 2]
    assert "data-during" not in drawn.get("/en/").text


# The folder


def test_second_export_rewrites_nothing(small):
    first = small()
    before = {name: path.stat().st_mtime_ns for name, path in files(small.out).items()}
    second = small(processes=2)
    assert first.written == len(before) == second.same
    assert (second.written, second.removed) == (0, 0)
    assert {name: path.stat().st_mtime_ns for name, path in files(small.out).items()} == before


def test_changed_record_rewrites_its_pages_alone(small, records):
    small()
    before = {name: path.read_bytes() for name, path in files(small.out).items()}
    text = (records / "fr.toml").read_text()
    assert 'dial = "15"' in text
    (records / "fr.toml").write_text(text.replace('dial = "15"', 'dial = "18"'))
    small()
    after = {name: path.read_bytes() for name, path in files(small.out).items()}
    changed = {name for name in after if after[name] != before.get(name)}
    pages = {"en/help/FR/index.html", "en/help/FR.json", "ar/help/FR/index.html", "ar/help/FR.json"}
    assert changed == pages


def test_what_no_longer_belongs_goes_and_what_others_put_there_stays(small, records):
    small()
    (small.out / "CNAME").write_text("openly.example")
    (small.out / "en" / "help" / "FR" / "note.txt").write_text("mine")
    (records / "fr.toml").unlink()
    assert small().removed == 4
    assert not (small.out / "ar" / "help" / "FR").exists()
    assert not (small.out / "en" / "help" / "FR.json").exists()
    assert (small.out / "CNAME").exists()
    assert [path.name for path in (small.out / "en" / "help" / "FR").iterdir()] == ["note.txt"]


def test_compressed_forms_come_and_go_with_the_option(small, records):
    (records / "fr.toml").unlink()
    plain = set(map(str, files_after(small, compress=False)))
    both = set(map(str, files_after(small, compress=True)))
    added = {f"{name}{end}" for name in plain for end in (".br", ".gz", ".zst")}
    assert both - plain <= added
    assert {"en/index.html.br", "en/help/GB.json.gz", "404.html.zst"} <= both
    assert files_after(small, compress=False) == plain


def files_after(small, **options):
    small(**options)
    return set(files(small.out))


def test_export_that_is_killed_leaves_no_half_file_and_goes_on_later(tmp_path):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "openly", "export", str(out), "--base-url", BASE]
    command += ["--language", "en", "--processes", "2"]
    environment = {**os.environ, "PYTHONPATH": str(folder("translations").parent / "site")}
    running = subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + PATIENCE
    while len(list(out.glob("*/help/*.json"))) < 20 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait(PATIENCE)
    half = files(out)
    assert 20 < len(half) < 500
    for name, path in half.items():
        if name.endswith(".html"):
            assert path.read_text(encoding="utf-8").endswith("</html>"), name
        if name.endswith(".json"):
            json.loads(path.read_bytes())
    export(out, settings(development=False), moment=NOON, tags=["en"], processes=2)
    assert len(files(out)) > 500
    assert [path.name for path in (out / OWN).iterdir()] == ["files.txt"]


def test_folder_of_somebody_else_is_refused(small):
    small.out.mkdir()
    (small.out / "thesis.odt").write_text("years of work")
    with pytest.raises(ExportError, match=r"is not empty.*another folder"):
        small()
    assert [path.name for path in small.out.iterdir()] == ["thesis.odt"]


def test_language_that_is_not_offered_is_refused(small):
    with pytest.raises(LanguageError, match="xx is not offered"):
        small(tags=["xx"])
    assert not small.out.exists()


@pytest.mark.parametrize(
    ("out", "options", "said"),
    [
        ("file", ["--base-url", BASE], "is a file (name a folder)"),
        ("file/below", ["--base-url", BASE], "may be written"),
        ("new", ["--base-url", "openly"], "is no web address"),
        ("new", [], "--base-url"),
        ("new", ["--base-url", BASE, "--language", "xx"], "xx is not offered"),
    ],
)
def test_error_says_what_is_wrong_and_what_to_do(tmp_path, out, options, said):
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(main, ["export", str(tmp_path / out), *options])
    assert result.exit_code != 0
    assert said in result.output
    assert not (tmp_path / "new").exists()


def test_command_says_what_it_did(tmp_path, records):
    options = ["--base-url", f"{BASE}/sub", "--language", "ar", "--processes", "1"]
    environment = {"OPENLY_DIRECTORY": str(records)}
    for expected in (r": \d+ files written, 0 as they were", r": 0 files written, \d+ as they"):
        result = CliRunner().invoke(
            main, ["export", str(tmp_path / "out"), *options], env=environment
        )
        assert result.exit_code == 0, result.output
        assert re.search(expected, result.output)
    assert 'href="/sub/ar/' in (tmp_path / "out" / "index.html").read_text()
