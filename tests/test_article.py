"""The article itself: length, plain words, safe words, sources."""

import math
import re

import pytest
import textstat

from openly.article import OUTLINE, READING_MINUTES, every_section
from openly.folders import folder
from openly.sources import load_sources
from tests.page_checks import Fetched, words

SAFE_MESSAGING = {
    # Words that blame, dramatise or shame (evidence pack, C1 and C2), in any form.
    "commit suicide": r"\bcommit\w*\b[^.]{0,12}suicid",
    "successful or failed attempt": r"\b(successful|failed|completed)\b[^.]{0,20}(suicid|attempt)",
    "epidemic": r"\bepidemic\b",
    "victim, sufferer": r"\b(victims?|sufferers?|suffering from)\b",
    "abuser of substances": r"\b(addicts?|substance abuse|clean|dirty)\b",
    "frigid, impotent": r"\b(frigid|impoten\w+|sexless)\b",
    "sex addict": r"\bsex addict\w*\b|\bpromiscu\w+\b|\bnymphoman\w+\b",
    "abnormal": r"\b(abnormal|broken|not normal)\b",
    "husband or wife": r"\b(husbands?|wives|wife|opposite sex)\b",
    "happy pills": r"\b(happy pills|crutch|chemical imbalance)\b",
    "cure": r"\bcures?d?\b",
    "a named medicine": r"\b(sertraline|fluoxetine|bupropion|mirtazapine|sildenafil|paroxetine)\b",
    "a percentage": r"\d\s?%|\bper ?cent\b",
}


@pytest.fixture(scope="module")
def sentences(app) -> list[str]:
    """Return the article's text as a reader gets it, one heading, paragraph or item a string."""
    article = Fetched("/en/", app.test_client().get("/en/")).one("article")
    sources = article.query("#sources")[0].parent
    for box in [sources, *article.query("nav, .topic-link, .way-to-help, .citation")]:
        box.parent.remove_child(box)
    parts = article.query("h2, h3, p, li, figcaption")
    return list(dict.fromkeys(text for part in parts if (text := words(part))))


def test_article_is_long_enough_to_answer_and_short_enough_to_read(sentences):
    count = sum(len(text.split()) for text in sentences)
    assert 1_100 <= count <= 1_600, count


def test_reading_time_is_true(sentences):
    count = sum(len(text.split()) for text in sentences)
    assert math.ceil(count / 180) == READING_MINUTES


def test_article_is_plain_enough_for_lower_secondary_school(sentences):
    """Flesch-Kincaid grade 8 or below (WCAG 3.1.5, Reading Level)."""
    assert grade(sentences) <= 8


def test_no_sentence_is_longer_than_a_breath(sentences):
    for text in sentences:
        for sentence in re.split(r"[.!?:;]”?\s", text):
            assert len(sentence.split()) <= 25, sentence


@pytest.mark.parametrize("words_to_avoid", SAFE_MESSAGING)
def test_article_keeps_to_safe_words(sentences, words_to_avoid):
    pattern = re.compile(SAFE_MESSAGING[words_to_avoid], re.IGNORECASE)
    assert [text for text in sentences if pattern.search(text)] == []


def test_title_is_discreet_about_danger(page):
    for where in ("/en/", "/en/help/"):
        assert "suicid" not in page(where).text("title").lower()


def test_in_short_has_three_sentences(page):
    assert words(page("/en/").one(".in-short p")).count(".") == 3


def test_sources_are_numbered_in_the_order_of_their_mention(page):
    cited = [one.attrs["href"] for one in page("/en/").all("a.citation")]
    first = list(dict.fromkeys(cited))
    assert first == [f"#source-{number}" for number in range(1, len(load_sources()) + 1)]


def test_every_source_is_safe_to_follow_and_whole():
    for source in load_sources():
        assert source.url.startswith("https://")
        assert 1990 <= source.year <= 2026
        assert all((source.short, source.authors, source.title, source.published_in))
        assert str(source.year) in source.short


def test_every_section_has_a_template_and_every_template_a_section():
    present = {path.name for path in (folder("templates") / "article").glob("*.html")}
    expected = {section.template.split("/")[1] for section in every_section()}
    assert present == expected | {"in_short.html"}


def test_outline_is_the_one_that_was_asked_for():
    assert [section.id for section in OUTLINE] == [
        "introduction",
        "relationship",
        "situations",
        "help",
        "hope",
    ]


@pytest.fixture(scope="module")
def easy(app) -> list[str]:
    """Return the easy version's text, one heading, paragraph or item a string."""
    text = Fetched("/en/easy/", app.test_client().get("/en/easy/")).one("main")
    for box in text.query("h1, .notice, .topic-link, .way-to-help"):
        box.parent.remove_child(box)
    return [text for part in text.query("h2, p, li") if (text := words(part))]


def grade(texts: list[str]) -> float:
    """Return the Flesch-Kincaid grade of texts, each of which is a sentence at least."""
    whole = "\n".join(one if one[-1] in ".:?”" else f"{one}." for one in texts)
    return float(textstat.flesch_kincaid_grade(whole))


def test_easy_version_is_easy(easy):
    """Flesch-Kincaid grade 5 or below, safety texts included (WCAG 3.1.5)."""
    assert grade(easy) <= 5


def test_easy_version_is_less_than_half_as_long(easy, sentences):
    assert sum(len(one.split()) for one in easy) * 2 < sum(len(one.split()) for one in sentences)


def test_easy_version_has_short_sentences_of_its_own(easy, sentences):
    for text in set(easy) - set(sentences):
        for sentence in re.split(r"[.!?:]\s", text):
            assert len(sentence.split()) <= 16, sentence


def test_easy_version_has_the_same_safety_text(easy, sentences):
    shared = " ".join(set(easy) & set(sentences))
    for part in (
        "Never stop your medicine suddenly",
        "first weeks of treatment",
        "cannot stay safe",
    ):
        assert part in shared


@pytest.mark.parametrize("words_to_avoid", SAFE_MESSAGING)
def test_easy_version_keeps_to_safe_words(easy, words_to_avoid):
    pattern = re.compile(SAFE_MESSAGING[words_to_avoid], re.IGNORECASE)
    assert [text for text in easy if pattern.search(text)] == []
