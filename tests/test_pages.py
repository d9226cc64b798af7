"""What a reader meets: every page in every language."""

import json

import pytest
from babel import Locale

from openly.article import OUTLINE, every_section
from openly.numerals import in_digits_of
from openly.page_texts import PAGES
from openly.sources import load_sources
from tests.page_checks import section_with, words
from tests.sites import ADDRESSES, LANGUAGES, PUBLISHED, TRANSLATED, address


@pytest.mark.parametrize("where", ADDRESSES)
def test_page_is_whole(page, where):
    page(where)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_language_switch_keeps_the_page(page, language, name):
    links = page(address(name, language)).all(".language-switch a")
    assert [link.attrs["href"] for link in links] == [address(name, one) for one in LANGUAGES]
    assert [link.attrs["lang"] for link in links] == [one.tag for one in LANGUAGES]
    assert [words(link) for link in links] == [one.name for one in LANGUAGES]
    directions = [link.attrs.get("dir", language.direction) for link in links]
    assert directions == [one.direction for one in LANGUAGES]
    assert [link.attrs["lang"] for link in links if "aria-current" in link.attrs] == [language.tag]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_page_says_which_address_is_its_own(page, language, name):
    canonical = page(address(name, language)).one("link[rel=canonical]").attrs["href"]
    assert canonical == f"https://openly.example{address(name, language)}"


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_shared_link_to_a_section_works_in_every_language(page, language):
    present = {one.attrs["id"] for one in page(address("article", language)).all("[id]")}
    assert {section.id for section in every_section()} <= present


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_contents_list_every_section_in_order(page, language):
    fetched = page(address("article", language))
    listed = [one.attrs["href"] for one in fetched.all(".contents a")]
    assert listed == [f"#{section.id}" for section in every_section()] + ["#sources"]


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_help_stands_first_and_last(page, language):
    for name in PAGES:
        fetched = page(address(name, language))
        order = fetched.all("aside.urgent-help a, h1, footer .footer__help a")
        assert [one.name for one in order] == ["a", "h1", "a"]
        assert order[0].attrs["href"] == order[2].attrs["href"] == address("help", language)


@pytest.mark.parametrize("language", TRANSLATED, ids=str)
def test_unreviewed_translation_says_so_in_its_language(page, language):
    assert language.review == "draft", "a reviewed language needs its own test"
    for name in PAGES:
        fetched = page(address(name, language))
        notice = fetched.one("main .notice")
        assert fetched.all(".notice p > span") == []
        assert words(notice) != words(page(address(name, PUBLISHED[0])).one("main .notice"))
        assert page(address(name, language)).one(".notice a").attrs["href"] == address(
            name, PUBLISHED[0]
        )


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_structured_data_names_language_and_original(page, language):
    fetched = page(address("article", language))
    data = json.loads(fetched.one("script[type='application/ld+json']").to_text())
    assert data["@type"] == "MedicalWebPage"
    assert data["inLanguage"] == language.tag
    assert data["name"] == fetched.text("h1")
    if language.is_source:
        assert "translationOfWork" not in data
    else:
        assert data["translationOfWork"]["inLanguage"] == "en"
        assert data["translationOfWork"]["url"] == "https://openly.example/en/"


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_source_is_linked_from_the_article(page, language):
    fetched = page(address("article", language))
    listed = [one.attrs["id"] for one in fetched.all(".sources > li")]
    assert listed == [f"source-{number}" for number in range(1, len(load_sources()) + 1)]
    hrefs = [one.attrs["href"] for one in fetched.all(".sources a")]
    assert hrefs == [source.url for source in load_sources()]


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_about_shows_full_titles_marked_as_english(page, language):
    about = page(address("about", language))
    assert about.one("ol.sources").attrs["lang"] == "en"
    titles = [words(one) for one in about.all(".sources a")]
    assert titles == [source.title for source in load_sources()]


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_languages_page_names_each_language_twice(page, language):
    fetched = page(address("languages", language))
    own = [words(one) for one in fetched.all(".languages__own")]
    assert own == [one.name for one in LANGUAGES]
    here = [words(one) for one in fetched.all(".languages__own + span")]
    assert here == [one.name_in(language) for one in LANGUAGES]


def test_names_of_languages_are_cldr_own_names():
    names = {one.tag: one.name for one in PUBLISHED}
    assert names["fr"] == Locale("fr").languages["fr"]
    assert names["zh-Hans"] == "简体中文"
    assert names["ar"] == "العربية"


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_dates_are_written_as_the_language_writes_them(page, language):
    text = page(address("about", language)).html
    assert in_digits_of(language.locale, "2026") in text
    assert "2026-11-23" not in text


def test_six_parts_each_end_with_one_thing_to_do(page):
    fetched = page("/en/")
    relationship = next(section for section in OUTLINE if section.id == "relationship")
    assert len(relationship.parts) == 6
    for part in relationship.parts:
        children = [one for one in section_with(fetched, part.id).children if one.name != "#text"]
        boxes = [one.attrs["class"] for one in children if "class" in one.attrs]
        assert boxes[-2:] == ["step", "topic-link"], part.id


def test_a_copy_without_contact_says_so_and_shows_no_empty_link(make_client):
    html = make_client(contact=None).get("/en/about/").text
    assert "has given no address" in html
    assert "mailto:" not in html
