"""What is the same on all pages in all languages, and what no page has (WCAG 2.4, 3.2, 4.1.2)."""

import re
from collections import defaultdict

import pytest

from openly.page_texts import PAGES
from tests.page_checks import name_of, target_of, words
from tests.sites import LANGUAGES, page_types

PLACES = [
    pytest.param(language, kind, id=f"{language}-{kind}")
    for language in LANGUAGES
    for kind in page_types(language)
]
NATIVE = {"table", "rowgroup", "row", "columnheader", "rowheader", "cell", "list", "search"}
"""Roles of elements that a browser does not know, or forgets once CSS lays them out anew."""


@pytest.fixture
def show(page):
    """Fetch a page type in a language."""
    return lambda language, kind: page(
        page_types(language)[kind], 404 if kind == "missing" else 200
    )


def without_language(href):
    return re.sub(r"^/[^/]+/", "/", href).partition("?")[0]


@pytest.mark.parametrize(("language", "kind"), PLACES)
def test_parts_of_the_page_stand_in_the_same_order_everywhere(show, language, kind):
    """Navigation (WCAG 3.2.3), help (3.2.6) and the way out are where they were before."""
    page = show(language, kind)
    parts = [one.attrs.get("class") or one.name for one in page.all("body > *")]
    assert parts == ["masthead", "urgent-help", "main", "footer"]
    header = [one.attrs.get("class") for one in page.all(".masthead > *")]
    assert header == ["skip-link", "leave", "masthead__name", "language-switch"]
    menu = [without_language(one.attrs["href"]) for one in page.all(".site-navigation a")]
    assert menu == ["/" if name == "article" else f"/{name}/" for name in PAGES]
    footer = [one.attrs.get("class") or one.name for one in page.all(".footer > *")]
    assert footer == ["site-navigation", "footer__help", "p", "p", "p"]


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
@pytest.mark.parametrize(
    "part",
    [".skip-link", ".leave", ".language-switch summary", "#urgent-help-name", ".footer__help"],
)
def test_what_does_the_same_is_called_the_same_on_every_page(show, language, part):
    """WCAG 3.2.4, within each language."""
    assert len({show(language, kind).text(part) for kind in page_types(language)}) == 1


@pytest.mark.parametrize(("language", "kind"), PLACES)
def test_menu_shows_where_the_reader_is(show, language, kind):
    """WCAG 2.4.8; a place stands under the page that finds it."""
    marked = {
        without_language(one.attrs["href"]): one.attrs["aria-current"]
        for one in show(language, kind).all(".site-navigation [aria-current]")
    }
    expected = {
        "place": {"/help/": "true"},
        "missing": {},
        "components": {},
        "article": {"/": "page"},
    }
    assert marked == expected.get(kind, {f"/{kind}/": "page"})


@pytest.mark.parametrize(("language", "kind"), PLACES)
def test_name_of_a_link_alone_says_where_it_leads(show, language, kind):
    """No two links of a page share a name and lead elsewhere, and none is nameless (WCAG 2.4.9)."""
    page, targets = show(language, kind), defaultdict(set)
    for link in page.all("a[href]"):
        targets[name_of(page, link)].add(target_of(link.attrs["href"]))
    if kind == "components":  # Its cards come from many places, where other services share a name.
        return
    assert "" not in targets
    assert {name: found for name, found in targets.items() if len(found) > 1} == {}


@pytest.mark.parametrize(("language", "kind"), PLACES)
def test_every_section_has_a_heading_of_its_own(show, language, kind):
    """WCAG 2.4.10: sections, asides and menus begin with a heading, which is their name if any."""
    page = show(language, kind)
    for part in page.all("main section, aside, nav"):
        heading = next(one for one in part.children if one.name != "#text")
        if part.name != "section" or "aria-labelledby" in part.attrs:
            assert heading.attrs["id"] == part.attrs["aria-labelledby"].split()[0]
        assert heading.name in ("h1", "h2", "h3", "h4")
        assert words(heading)


@pytest.mark.parametrize(("language", "kind"), PLACES)
def test_page_has_nothing_that_works_only_for_some(show, language, kind):
    """No text on hover, no shortcut of one letter, no time limit, no new window, no media."""
    page = show(language, kind)
    for attribute in ("title", "autofocus", "target", "accesskey", "autoplay", "draggable"):
        assert page.all(f"[{attribute}]") == [], attribute
    for element in ("meta[http-equiv]", "audio", "video", "canvas", "img", "dialog", "svg text"):
        assert page.all(element) == [], element
    assert {one.attrs["tabindex"] for one in page.all("[tabindex]")} == {"-1"}
    assert {one.attrs["role"] for one in page.all("[role]")} <= NATIVE
    assert all(one.attrs.get("aria-hidden") == "true" for one in page.all("svg"))


@pytest.mark.parametrize(("language", "kind"), PLACES)
def test_every_control_has_a_visible_name_and_every_table_its_headers(show, language, kind):
    """WCAG 3.3.2, 4.1.2 and 1.3.1."""
    page = show(language, kind)
    labelled = {one.attrs["for"] for one in page.all("label[for]") if words(one)}
    for control in page.all("input, select, textarea"):
        if control.attrs.get("type") != "hidden":
            assert control.attrs["id"] in labelled
    for one in page.all("button, summary"):
        assert words(one)
    for table in page.all("table"):
        assert page.all("th[scope=col]"), table
        assert len(table.query("tbody tr")) == len(table.query("tbody th[scope=row]"))


@pytest.mark.parametrize(("language", "kind"), PLACES)
def test_no_field_asks_about_the_reader(show, language, kind):
    """Nothing for autofill to tell or to keep (WCAG 1.3.5 asks it of fields about the reader)."""
    for field in show(language, kind).all("input:not([type=hidden]), textarea"):
        assert field.attrs["type"] == "search"
        assert field.attrs["autocomplete"] == "off"


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_titles_tell_pages_apart(show, language):
    """WCAG 2.4.2."""
    titles = {show(language, kind).text("title") for kind in page_types(language)}
    assert len(titles) == len(page_types(language))


@pytest.mark.parametrize(("language", "kind"), PLACES)
def test_no_two_headings_of_a_page_are_the_same(show, language, kind):
    """WCAG 2.4.6."""
    if kind != "components":  # There each component shows its own heading in many states.
        headings = [words(one) for one in show(language, kind).all("main h1, main h2, main h3")]
        assert len(headings) == len(set(headings))
