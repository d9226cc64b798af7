"""The help pages: the right numbers for a place, in every language, and never those of another."""

import json
import re
import shutil
import unicodedata
from collections import defaultdict
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from openly.directory.load import RECORDS, load_directory
from openly.finder import find
from openly.folders import CHECKOUT
from openly.page_texts import PAGES
from openly.places import place_name, region_territories
from tests.conftest import NOON
from tests.page_checks import Fetched, name_of, target_of, visible_text, words
from tests.sites import LANGUAGES, PUBLISHED, address, sample

DIRECTORY = load_directory(RECORDS)
DIALLED = re.compile(r"(tel|sms):(\+|\*|%23)?\d+(\?body=[A-Za-z]+)?")


def numbers(fetched, selector):
    return [one.attrs["href"] for one in fetched.all(f"{selector} a[href^=tel]")]


@pytest.mark.parametrize(
    ("language", "code"), sample(PUBLISHED, sorted(DIRECTORY.territories), 3), ids=str
)
def test_every_place_in_every_language_shows_its_own_numbers_and_services(page, language, code):
    fetched = page(f"/{language.tag}/help/{code}/")
    territory = DIRECTORY.territories[code]
    assert numbers(fetched, "#danger") == [one.href for one in territory.emergency]
    assert place_name(code, language.locale) in fetched.text("#danger")
    if territory.emergency:
        read_at = [one.attrs["href"] for one in fetched.all(".emergency-sources a")]
        assert read_at == [one.url for one in territory.sources]
    plan = find(DIRECTORY, language=language.tag, territory=code, moment=NOON)
    shown = [one.attrs["id"] for one in fetched.all("#services .service-card")]
    assert shown == [match.service.id for match in plan.matches]
    assert [one.attrs["id"] for one in fetched.all("#elsewhere .service-card")] == [
        match.service.id for match in plan.elsewhere
    ]
    for link in fetched.all("a[href^=tel], a[href^=sms]"):
        assert DIALLED.fullmatch(link.attrs["href"]), link.attrs["href"]
    here = {one.dial for one in territory.emergency} | {
        one.dial for service in territory.shown for one in service.contacts
    }
    for link in fetched.all("a[href^=tel]"):
        assert link.attrs["href"].removeprefix("tel:").replace("%23", "#") in here


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_number_while_no_place_is_chosen(page, language, name):
    """Without a place no number can be right, so none is shown."""
    fetched = page(address(name, language))
    assert fetched.all("a[href^=tel], a[href^=sms]") == []
    if name not in ("article", "help"):
        return  # Sources have volumes and pages, languages have shares.
    text = " ".join(words(one) for one in fetched.all("main p, main li, aside p"))
    text = "".join(str(unicodedata.decimal(one, one)) for one in text)
    text = re.sub(r"\b(19|20)\d\d\b", "", text)
    assert re.findall(r"\b\d{3}[ \d-]{0,12}\b", text) == []


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
@pytest.mark.parametrize(
    "name", ["article", "help", "languages", "about", "safety", "accessibility", "nowhere"]
)
def test_chosen_place_stands_on_every_page_and_travels_with_every_link(page, language, name):
    path = "/" if name == "article" else f"/{name}/"
    status = 404 if name == "nowhere" else 200
    fetched = page(f"/{language.tag}{path}?place=FR", status=status)
    assert "tel:15" in numbers(fetched, "aside")
    assert "tel:3114" in numbers(fetched, "aside")
    assert not {"tel:999", "tel:911"} & {*numbers(fetched, "body")}
    for link in fetched.all("body a[href^='/']:not([data-leave])"):
        parts = urlsplit(link.attrs["href"])
        in_path = re.search(r"/help/[A-Z]{2}/$", parts.path)
        assert in_path or parse_qs(parts.query).get("place") == ["FR"], link.attrs["href"]
    for link in fetched.all("head link"):
        assert "place=" not in link.attrs["href"], "search engines know pages without a place"


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_article_begins_and_ends_with_the_numbers_of_the_place(page, language):
    fetched = page(f"/{language.tag}/?place=IN")
    for box in ("aside", ".way-to-help"):
        assert "tel:112" in numbers(fetched, box)
        assert "tel:14416" in numbers(fetched, box)
    for link in fetched.all(".topic-link a"):
        assert re.fullmatch(rf"/{language.tag}/help/IN/\?topic=[a-z-]+", link.attrs["href"])


def test_topic_of_the_article_survives_the_choice_of_a_place(page):
    (first, *_) = page("/en/").all(".topic-link a")
    chooser = page(first.attrs["href"])
    target = chooser.all(".place-list a")[0].attrs["href"]
    assert parse_qs(urlsplit(target).query) == parse_qs(urlsplit(first.attrs["href"]).query)


def test_language_switch_keeps_place_and_filters(page):
    fetched = page("/en/help/GB/?topic=youth&for=women&channel=chat")
    for link in fetched.all(".language-switch a"):
        parts = urlsplit(link.attrs["href"])
        assert parts.path.endswith("/help/GB/")
        assert parse_qs(parts.query) == {"topic": ["youth"], "for": ["women"], "channel": ["chat"]}


@pytest.mark.parametrize(
    "query", ["place=ZZ", "place=gb", "place=<script>", "topic=magic", "channel=x", "for=nobody"]
)
def test_unknown_value_is_left_out_with_a_notice_and_never_repeated(page, query):
    fetched = page(f"/en/help/GB/?{query}" if "place" not in query else f"/en/?{query}")
    assert "could not use a part of this address" in fetched.text(".notice")
    assert query.partition("=")[2] not in visible_text(fetched).split()
    assert query not in fetched.html


def test_place_written_small_leads_to_the_canonical_address(client):
    response = client.get("/ar/help/gb/?topic=youth")
    assert (response.status_code, response.location) == (308, "/ar/help/GB/?topic=youth")


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_unknown_place_is_a_404_with_the_way_to_choose(page, language):
    fetched = page(f"/{language.tag}/help/Germny/", status=404)
    assert "DE" in fetched.one(".found a").attrs["href"]
    assert len(fetched.all("#places .place-list a")) == len(DIRECTORY.territories)
    assert fetched.all("a[href^=tel]") == []


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_all_places_stand_by_region_in_the_language(page, language):
    fetched = page(address("help", language))
    names = [words(one) for one in fetched.all("#places h3")]
    assert names == [place_name(code, language.locale) for code in region_territories()]
    assert len(fetched.all("#places .place-list a")) == len(DIRECTORY.territories)
    assert fetched.all(".suggestions a")


def test_search_leads_to_the_one_place_that_it_means(client, page):
    response = client.get("/hi/help/?search=Egyes%C3%BClt")
    assert response.status_code == 200
    response = client.get("/hi/help/?search=Royaume-Uni")
    assert (response.status_code, response.location) == (303, "/hi/help/GB/")
    fetched = page("/en/help/?search=korea")
    assert [words(one) for one in fetched.all(".found a")] == ["South Korea", "North Korea"]
    nothing = page("/en/help/?search=atlantis%20beneath")
    assert "found no place" in nothing.text(".found")
    assert "atlantis" not in nothing.html


@pytest.mark.parametrize(
    ("header", "set_to", "seen"), [("CF-IPCountry", "KE", True), ("", "KE", False)]
)
def test_country_header_is_believed_only_where_it_is_switched_on(make_client, header, set_to, seen):
    client = make_client(country_header=header)
    response = client.get("/ar/help/", headers={"CF-IPCountry": set_to})
    suggestions = response.text.split('class="suggestions"')[1].split("</ul>")[0]
    assert ("/ar/help/KE/" in suggestions) == seen
    assert ("CF-IPCountry" in response.headers["Vary"]) == seen


def test_region_of_the_address_is_a_named_suggestion(client):
    response = client.get("/en-IE/help/", follow_redirects=True)
    first = response.text.split('class="suggestions"')[1].split("</li>")[0]
    assert "/en/help/IE/" in first
    assert "from the address you came with" in first


def test_nobody_who_speaks_the_language_is_said_and_others_are_offered(page):
    fetched = page("/hi/help/JP/")
    assert fetched.all("#elsewhere .service-card")
    assert fetched.all("#services .service-card"), "what exists is never hidden"
    assert fetched.all(".service-card__yours")
    assert page("/ja/help/JP/".replace("/ja/", "/en/")).all("#services .service-card")


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_place_without_any_dependable_number_says_so(page, language):
    fetched = page(f"/{language.tag}/help/KP/")
    assert numbers(fetched, "#danger") == []
    assert place_name("KP", language.locale) in fetched.text("#danger .emergency-numbers")
    assert fetched.all("#services .service-card") == []
    assert fetched.all("#international .world-service")


def test_filters_that_fit_nothing_say_what_to_drop(page):
    fetched = page("/en/help/GB/?topic=lgbtq&for=men&channel=textphone")
    assert fetched.all("#services .service-card") == []
    drops = fetched.all("#services li a")
    assert len(drops) >= 2
    for link in drops:
        assert page(link.attrs["href"]).all("#services .service-card")


def test_filters_narrow_with_a_form_that_needs_no_script(page):
    fetched = page("/en/help/GB/?topic=youth")
    chosen = [one.attrs["value"] for one in fetched.all("option[selected]")]
    assert chosen == ["youth"]
    form = fetched.one(".filter-form")
    assert (form.attrs["method"], form.attrs["action"]) == ("get", "/en/help/GB/")
    for card in fetched.all("#services .service-card"):
        assert "Children and young people" in words(card)


@pytest.mark.parametrize(
    ("reader", "first", "beside"), [("en", "en", "ja"), ("ja", "ja", "en"), ("ko", "en", "ja")]
)
def test_service_has_first_the_name_that_the_reader_can_read(page, reader, first, beside):
    cards = page(f"/{reader}/help/JP/").all("#services .service-card")
    card = next(one for one in cards if one.query(".service-card__other-name"))
    for place, tag in (("h3", first), (".service-card__other-name", beside)):
        (name,) = card.query(f"{place} bdi")
        assert name.attrs["lang"] == tag
        assert bool(re.search(r"[\u3040-\u9fff]", words(name))) == (tag == "ja")


def test_card_says_what_a_reader_needs_to_know(page):
    fetched = page("/en/help/GB/")
    card = words(fetched.one("#gb-samaritans"))
    for text in ("Samaritans", "Open now, day and night", "Call 116 123", "free", "Everyone"):
        assert text in card
    assert "Thoughts of suicide, or a crisis" in card
    assert "✓" not in card, "the mark is drawn, not read"
    assert re.search(r"Newest: \w+ 20\d\d", card)
    assert "sms:85258?body=SHOUT" in fetched.html


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (datetime(2026, 11, 23, 12, tzinfo=UTC), {True, False, None}),
        (datetime(2026, 11, 22, 3, tzinfo=UTC), {True, False, None}),
    ],
)
def test_open_and_closed_are_those_of_the_moment(make_client, moment, says):
    data = make_client(moment=moment).get("/en/help/GB.json").json
    for service in data["services"]:
        schedule = next(
            one.schedule for one in DIRECTORY.territories["GB"].shown if one.id == service["id"]
        )
        assert service["open_now"] in says
        assert service["open_now"] == (schedule.state(moment).is_open if schedule else None)


def test_report_link_is_there_only_if_somebody_reads_it(client, make_client):
    text = "Tell us if something here is wrong"
    assert text in client.get("/en/help/GB/").text
    assert text not in make_client(contact=None).get("/en/help/GB/").text


@pytest.mark.parametrize("code", ["GB", "IN", "KP", "ST"])
def test_wallet_card_holds_place_emergency_and_at_most_four_numbers(page, code):
    card = page(f"/en/help/{code}/").one(".wallet-card")
    text = words(card)
    assert place_name(code, PUBLISHED[0].locale) in text
    assert "November 23, 2026" in text
    for number in DIRECTORY.territories[code].emergency:
        assert number.dial in text
    assert len(card.query("dt")) <= 5


@pytest.mark.parametrize("code", ["GB", "JP", "KP"])
def test_other_programs_get_the_same_plan_as_the_page(client, page, code):
    response = client.get(f"/en/help/{code}.json")
    assert response.mimetype == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "ETag" in response.headers
    data = json.loads(response.text)
    shown = [one.attrs["id"] for one in page(f"/en/help/{code}/").all("#services .service-card")]
    assert [service["id"] for service in data["services"]] == shown
    dials = [phone["number"] for phone in data["emergency"]["phones"]]
    assert dials == [one.dial for one in DIRECTORY.territories[code].emergency]
    assert client.get("/en/help/ZZ.json").status_code == 404


def test_every_key_of_the_data_is_documented(client):
    text = (CHECKOUT / "docs" / "help-plan.md").read_text(encoding="utf-8")

    def keys(value):
        if isinstance(value, dict):
            for key, part in value.items():
                yield key
                yield from keys(part)
        elif isinstance(value, list):
            for part in value:
                yield from keys(part)

    assert [
        key for key in keys(client.get("/en/help/US.json").json) if f"`{key}`" not in text
    ] == []


@pytest.mark.parametrize(
    ("tag", "code", "line"),
    [
        ("en", "VI", "Monday to Friday: 8:00 AM – 5:00 PM"),
        ("es", "VI", "de lunes a viernes: 8:00 – 17:00"),
        ("fr", "VI", "du lundi au vendredi : 08:00 – 17:00"),
        ("en", "SI", "Every day: 7:00 PM – 7:00 AM"),
    ],
)
def test_hours_are_words_of_the_language(page, tag, code, line):
    text = " ".join(words(one) for one in page(f"/{tag}/help/{code}/").all("#services dd"))
    assert line in re.sub(r"[\u2009\u202f\xa0]", " ", text)


def test_broken_record_never_reaches_a_running_site(tmp_path, make_client, caplog):
    records = shutil.copytree(RECORDS, tmp_path / "records")
    client = make_client(directory=records)
    path = records / "gb.toml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace('dial = "999"', 'dial = "nine"'), encoding="utf-8")
    assert 'href="tel:999"' in client.get("/en/help/GB/").text
    assert "gb.toml: emergency: dial: 'nine'" in caplog.text
    path.write_text(good.replace('{ dial = "112" }', '{ dial = "113" }'), encoding="utf-8")
    assert 'href="tel:113"' in client.get("/en/help/GB/").text


def test_every_way_to_a_service_is_named_after_it_in_every_place(client):
    """No two links of a place share a name and lead elsewhere (WCAG 2.4.9): all 249, in English."""
    for code in sorted(DIRECTORY.territories):
        fetched = Fetched(f"/en/help/{code}/", client.get(f"/en/help/{code}/"))
        targets = defaultdict(set)
        for link in fetched.all("a[href]"):
            targets[name_of(fetched, link)].add(target_of(link.attrs["href"]))
        assert {name: found for name, found in targets.items() if len(found) > 1} == {}, code
