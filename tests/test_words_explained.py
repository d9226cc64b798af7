"""Words and abbreviations that readers may not know are explained (WCAG 3.1.3, 3.1.4)."""

import re

import pytest

from openly.collation import in_order
from openly.definitions import DEFINITIONS
from openly.page_texts import PAGES
from tests.page_checks import Fetched, section_with, words
from tests.sites import LANGUAGES, PUBLISHED, TRANSLATED, address

# Names that are no abbreviations of something to explain: of sources, bodies and standards that
# stand as names, levels of WCAG and what the keyboard says.
# SAR is a part of names of places (CLDR).
NAMES = {"AA", "AAA", "NICE", "US", "IBM", "CC", "BY", "MIT", "SAR"}
ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b\+?")


@pytest.fixture
def fetch(client):
    return lambda where: Fetched(where, client.get(where))


def own_text(fetched):
    """Return the text of a page in its own language, without names, tables and the contents."""
    for part in fetched.all(
        "body [translate=no], body [lang], nav, .service-card, script, table, #places"
    ):
        if part.parent:
            part.parent.remove_child(part)
    return " ".join(
        words(part) for part in fetched.all("body p, body li, body dd, body dt, h2, h3")
    )


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_word_is_explained_in_every_language(fetch, language):
    """All of them, once, in the order of the language's dictionaries, with a way to more."""
    fetched = fetch(address("glossary", language))
    entries = fetched.all(".glossary > div")
    assert {entry.attrs["id"] for entry in entries} == DEFINITIONS.keys()
    terms = [words(entry.query("dt")[0]) for entry in entries]
    assert len(terms) == len(set(terms)) == len(DEFINITIONS)
    assert terms == in_order(terms, str, language.locale)
    for entry in entries:
        meaning, more = words(entry.query("dd")[0]), words(entry.query("dd a")[0])
        assert len(meaning) > len(more) + 5


@pytest.mark.parametrize("language", TRANSLATED, ids=str)
def test_meaning_does_not_repeat_its_word(fetch, language):
    """A definition that only says the word again explains nothing."""
    for entry in fetch(address("glossary", language)).all(".glossary > div"):
        term, meaning = words(entry.query("dt")[0]), words(entry.query("dd")[0])
        assert not meaning.casefold().startswith(term.casefold()), term


# How the English text explains a word in the sentence in which it stands, or right after it; the
# other words have a fold-out (“Words explained”) below. Translations have the same sentences.
IN_THE_SENTENCE = {
    "antidepressant": "Medicines for depression (antidepressants)",
    "arousal": "arousal (the body getting ready for sex)",
    "asexual": "little or no sexual attraction to others. This is called being asexual.",
    "body-image": "Body image is how you see your own body and feel about it.",
    "consent": "Consent is a free and clear yes that you can take back at any time",
    "couples-therapy": "Couples therapy can help both partners",
    "crisis-line": "A crisis line is a phone, text or chat service where trained people listen.",
    "depression": "Depression is a health condition. Low mood or loss of interest lasts for weeks",
    "endorphins": "endorphins, the body’s own painkillers",
    "history": "a list of the pages that you opened: the history",
    "mania": "mania, a time of very high energy",
    "menopause": "Menopause is when periods stop for good.",
    "prescriber": "A prescriber (the doctor, nurse or pharmacist who decides",
    "private-window": "private window. Close it when you have finished: it keeps no history.",
    "psychotherapy": "Talking therapy (psychotherapy) is treatment by talking",
    "self-esteem": "self-esteem (valuing yourself too little)",
    "sex-drive": "sex drive (libido)",
    "sex-therapy": "Sex therapy helps with sexual worries through talking and exercises",
    "wcag": "Web Content Accessibility Guidelines (WCAG)",
}


@pytest.mark.parametrize("name", DEFINITIONS)
def test_unusual_word_is_explained_where_it_first_stands(fetch, name):
    """In its sentence, or by a fold-out in the same part of the page."""
    definition = DEFINITIONS[name]
    word = stem(definition.term)
    # What the page of help has only with a place, stands there.
    where = {"text-message": "/en/help/GB/", "textphone": "/en/help/GB/"}.get(name)
    fetched = fetch(where or address(definition.page or "article", LANGUAGES[0]))
    part = section_with(fetched, definition.section) if definition.section else fetched.one("main")
    assert word.search(words(part))
    if name in IN_THE_SENTENCE:
        assert IN_THE_SENTENCE[name] in words(part)
    else:
        assert definition.term in [words(one) for one in part.query(".meanings dt")]


def test_glossary_leads_to_the_part_that_uses_a_word_first(fetch):
    """Of the article, but for its summary and the names of its parts, which say too little."""
    article = fetch("/en/").one("article")
    for part in article.query(".in-short, nav"):
        part.parent.remove_child(part)
    blocks = article.query("p, li")
    for name, definition in DEFINITIONS.items():
        if definition.section:
            first = next(one for one in blocks if stem(definition.term).search(words(one)))
            assert section_of(first) == definition.section, name


def stem(term):
    """Return a pattern for an English term in singular and plural, without what is in brackets."""
    bare = re.sub(r" ?[(].*", "", term).rstrip("s")
    return re.compile(rf"\b{re.escape(bare)}", re.IGNORECASE)


def section_of(element):
    """Return the id of the section that an element stands in."""
    while element.name != "section":
        element = element.parent
    return element.attrs.get("id") or element.query("h2, h3")[0].attrs["id"]


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_abbreviations_of_every_language_are_explained(fetch, language):
    """Capitals in a row, on any page, stand in the glossary of the language."""
    glossary = " ".join(
        words(one) for one in fetch(address("glossary", language)).all(".glossary dt")
    )
    for name in PAGES:
        used = set(ABBREVIATION.findall(own_text(fetch(address(name, language)))))
        unknown = {one for one in used - NAMES if one.rstrip("+") not in glossary}
        assert unknown == set(), name
