"""What speech software is told: name, role and value of everything, as text that people can read.

`make spoken` writes the files below `tests/spoken/` anew; read what changed in them first.
"""

import os
import re

import pytest

from openly.folders import CHECKOUT
from tests.browser.engines import RUN_SCREEN_READER, SCREEN_READER
from tests.sites import LANGUAGES, LOOKED_AT, TRANSLATED, page_types

SPOKEN = CHECKOUT / "tests" / "spoken"
WRITTEN = [language for language in LANGUAGES if language.tag in ("en", "ar")]
KINDS = list(page_types(LANGUAGES[0]))


def compare(language, kind, ending, text):
    """Compare a text with its file, or write it where the environment says so."""
    path = SPOKEN / language.tag / f"{kind}.{ending}"
    if os.environ.get("WRITE_SPOKEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{path}: read the change, then `make spoken`"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", WRITTEN, ids=str)
def test_screen_reader_is_told_what_the_page_shows(look, language, kind):
    """Role, name, level and state of everything (WCAG 4.1.2)."""
    page = look(page_types(language)[kind])
    compare(language, kind, "roles.yaml", f"{page.locator('body').aria_snapshot()}\n")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", WRITTEN, ids=str)
def test_virtual_screen_reader_reads_its_transcript(look, language, kind):
    """From the top to the end, as speech and braille get it (WCAG 1.3.2)."""
    page = look(page_types(language)[kind], bypass_csp=True)
    said = page.evaluate(RUN_SCREEN_READER, SCREEN_READER.read_text(encoding="utf-8"))
    heard = [phrase for phrase in said if not re.match("end[ ,]", phrase)]
    compare(language, kind, "speech.txt", "\n".join([*heard, ""]))


# Drafts of translations have a link more, and the language suggests places.
WITHOUT_DIFFERENCES = """document.querySelectorAll(".notice, .suggestions").forEach(
  (one) => one.remove())"""
# Services of a place stand in the order that serves the language, and not all speak it.
ALIKE = [kind for kind in KINDS if kind != "place"]


@pytest.mark.parametrize("kind", ALIKE)
@pytest.mark.parametrize("language", [one for one in LOOKED_AT if one in TRANSLATED], ids=str)
def test_translation_changes_names_and_never_roles(look, language, kind):
    """Each language gets the headings, lists and links of the English page, in the same order."""
    told = []
    for one in (LANGUAGES[0], language):
        page = look(page_types(one)[kind])
        page.evaluate(WITHOUT_DIFFERENCES)
        roles = re.findall(r"^ *- '?([a-z]+)", page.locator("main").aria_snapshot(), re.MULTILINE)
        told.append([role for role in roles if role != "text"])
    assert told[0]
    assert told[1] == told[0]


@pytest.mark.parametrize("language", LOOKED_AT, ids=str)
def test_number_is_named_as_it_is_seen_and_spelled_out_digit_by_digit(look, language):
    """The name begins with what is seen (WCAG 2.5.3); speech may add the digits after it."""
    page = look(page_types(language)["place"])
    links = page.locator("a[href^=tel], a[href^=sms]")
    assert links.count() > 10
    for link in links.all():
        seen = plain(link.inner_text())
        number = re.search(r"\+?[\d ()-]*\d", seen)[0]
        name, spoken = (plain(text) for text in link.evaluate(NAME_AND_DESCRIPTION))
        assert name.startswith(seen)
        assert re.sub(r"\D", "", spoken) in link.get_attribute("href")
        assert re.sub(r"\D", "", spoken) == re.sub(r"\D", "", number)
        assert re.fullmatch(r"(\+ )?\d(,? \d)*", spoken), spoken


NAME_AND_DESCRIPTION = """(link) => {
  const text = (ids) => (ids || "").split(" ").filter(Boolean)
    .map((id) => document.getElementById(id).textContent).join(" ");
  return [link.ariaLabel || text(link.getAttribute("aria-labelledby")) || link.textContent,
    text(link.getAttribute("aria-describedby"))];
}"""


def plain(text):
    """Return a text without the marks that keep a number from left to right, spaces folded."""
    return " ".join(re.sub(r"[\u2066-\u2069\u200e\u200f\u202a-\u202e]", "", text).split())
