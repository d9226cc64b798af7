"""Discreet titles and addresses: who looks at tab, history or address bar learns nothing more."""

import re
from functools import cache

import pytest

from openly.discretion import VOCABULARIES
from openly.folders import folder
from openly.page_texts import PAGES
from openly.workbench.glossary import load_glossary
from tests.conftest import make_app
from tests.page_checks import Fetched, ids, links, outline
from tests.sites import LANGUAGES, PUBLISHED, TRANSLATED

TELLING = re.compile(
    r"sex|depress|suicid|crisis|help|safe|trace|violen|therap|lgbt|mental|medicin|desire|mood|hurt",
    re.IGNORECASE,
)
GLOSSARY = load_glossary(folder("translations") / "GLOSSARY.md")


@pytest.fixture(scope="module")
def discreet():
    return make_app(discreet=True).test_client()


def pages(tag):
    """Return the addresses of one page of each type, as a discreet site has them."""
    words = {"article": "", "help": "places/", "safety": "privacy/"}
    return [f"/{tag}/{words.get(page, f'{page}/')}" for page in PAGES] + [f"/{tag}/places/GB/"]


def title(html):
    return re.search(r"<title.*?>(.*?)</title>", html)[1]


@pytest.fixture(scope="module")
def titles(discreet):
    """Return the discreet titles of a language by address; each page is fetched once."""
    return cache(lambda tag: {one: title(discreet.get(one).text) for one in pages(tag)})


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_page_stands_and_its_links_lead_on(discreet, language):
    for address in pages(language.tag):
        page = Fetched(address, discreet.get(address))
        assert page.response.status_code == 200
        outline(page)
        ids(page)
        links(page, discreet)


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_each_title_still_says_which_page_it_is(titles, language):
    """WCAG 2.4.2."""
    said = titles(language.tag).values()
    assert len(set(said)) == len(said)
    assert all(len(one) > len("· Openly") for one in said)


def terms_said(text, language):
    """Return the terms of the glossary that a text says in a language, each by its agreed word."""
    lacked = {
        term
        for term, (word, *_rest) in GLOSSARY.english.items()
        if any(fault.rule == "glossary" for fault in GLOSSARY.faults(word, text, language))
    }
    return set(GLOSSARY.agreed[language.tag]) - lacked


@pytest.mark.parametrize("language", TRANSLATED, ids=str)
def test_no_title_says_the_subject_in_its_language(titles, client, language):
    assert "depression" in terms_said(title(client.get(f"/{language.tag}/").text), language)
    said = titles(language.tag).values()
    assert [one for one in said if terms_said(one, language)] == []


def test_no_title_address_or_link_tells_the_subject(discreet):
    for address in pages("en"):
        html = discreet.get(address).text
        links = re.findall(r' (?:href|action)="(/.*?)"', html)
        names = re.findall(r' (?:id|for|value|name)="(.*?)"', html)
        found = [one for one in (title(html), address, *links, *names) if TELLING.search(one)]
        # The style of the help pages is no address that a reader sees.
        assert [one for one in found if not one.startswith("/static/")] == []


def test_heading_and_text_stay_as_they_are(discreet, client):
    def heading(site):
        return re.search(r"<h1>.*?</h1>", site.get("/ar/").text)[0]

    assert heading(discreet) == heading(client)


def test_filters_find_the_same_services(discreet, client):
    html = discreet.get("/en/places/GB/").text
    for name, words in VOCABULARIES.items():
        (select,) = re.findall(rf'<select [^>]*name="{name}">(.*?)</select>', html, re.DOTALL)
        plain = client.get("/en/help/GB/").text
        (same,) = re.findall(rf'<select [^>]*name="{name}">(.*?)</select>', plain, re.DOTALL)
        codes = re.findall(r'value="(.+?)"', select)
        assert len(codes) == len(re.findall(r'value="(.+?)"', same)) <= len(words)
        for code, word in zip(codes, re.findall(r'value="(.+?)"', same), strict=True):
            one = discreet.get(f"/en/places/GB/?{name}={code}").text
            other = client.get(f"/en/help/GB/?{name}={word}").text
            assert re.findall(r'href="tel:(.*?)"', one) == re.findall(r'href="tel:(.*?)"', other)


def test_link_to_a_section_means_the_same_in_every_language(discreet):
    sections = [
        re.findall(r'<h2 id="(.*?)"', discreet.get(f"/{tag}/").text) for tag in ("en", "ja")
    ]
    assert sections[0] == sections[1]
    assert sections[0]


def test_telling_addresses_are_not_there(discreet, client):
    for address in ("/en/help/", "/en/safety/", "/en/help/GB/"):
        assert discreet.get(address).status_code == 404
        assert client.get(address).status_code == 200


def test_plain_site_understands_no_code(client, discreet):
    (code,) = re.findall(
        r'value="(\w{6})" selected', discreet.get("/en/places/GB/?channel=sms").text
    )
    assert "could not use a part of this address" in client.get(f"/en/help/GB/?channel={code}").text
