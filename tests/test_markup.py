"""The one function that Bleach stands behind: what may replace it answers these questions alike."""

import bleach
import pytest
from hypothesis import given
from hypothesis import strategies as some
from justhtml import JustHTML

from openly.folders import PACKAGE
from openly.markup import EMPHASIS, cleaned, is_clean
from tests.attacks import ATTACKS
from tests.imports import imported_by

ORIGINALS = ("Plain text", "<em>One</em> of <strong>two</strong>", "<em>Only one</em>")
# Where an attack can stand in a translation that keeps the tags of its original.
PLACES = (
    ("{attack}", ORIGINALS[0]),
    ("{attack} <em>One</em> of <strong>two</strong>", ORIGINALS[1]),
    ("<em>{attack}</em> of <strong>two</strong> {attack}", ORIGINALS[1]),
    ("<em>Only one{attack}</em>", ORIGINALS[2]),
)


def test_bleach_can_be_replaced_in_one_place():
    using = {
        path.name
        for path in PACKAGE.rglob("*.py")
        if any(name.partition(".")[0] == "bleach" for name in imported_by(path))
    }
    assert using == {"markup.py"}


def elements(html):
    return JustHTML(f"<div>{html}</div>", sanitize=False).query("div *")


def harm_in(text, original):
    """Return what another parser of HTML finds in a text that its original does not have."""
    found = elements(text)
    wrong = [str(one) for one in found if one.attrs or one.name not in EMPHASIS]
    names, wanted = (sorted(one.name for one in each) for each in (found, elements(original)))
    return wrong + names * (names != wanted) + ["comment"] * ("<!" in text)


@pytest.mark.parametrize(("place", "original"), PLACES)
def test_what_is_called_clean_is_harmless_to_another_parser(place, original):
    texts = [place.replace("{attack}", attack) for attack in ATTACKS]
    let_through = [text for text in texts if is_clean(text, original)]
    assert len(let_through) > 100, "the rest of the attacks is harmless as text"
    assert [text for text in let_through if harm_in(text, original)] == []


def test_without_bleach_harm_would_pass(monkeypatch):
    """The test above can fail."""
    monkeypatch.setattr(bleach, "clean", lambda text, **_: text)
    let_through = [attack for attack in ATTACKS if is_clean(attack, "Plain text")]
    assert [attack for attack in let_through if harm_in(attack, "Plain text")]


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("Fish & chips, 1 &lt; 2", "Plain text"),
        ("“Quoted”, ‘twice’, it's fine", "Plain text"),
        ("<strong>Deux</strong> et <em>un</em>", ORIGINALS[1]),
        ("<em>ヒント</em>", ORIGINALS[2]),
    ],
)
def test_what_translators_write_is_clean(text, original):
    assert is_clean(text, original)


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("<em>new</em>", "Plain text"),
        ("lost", ORIGINALS[2]),
        ("<strong>other</strong>", ORIGINALS[2]),
        ("<em>open", ORIGINALS[2]),
        ('<em class="x">One</em>', ORIGINALS[2]),
        ("<em>a</em><em>b</em>", ORIGINALS[2]),
        ("<a>One</a>", "<a>One</a>"),
        ("One <!-- two -->", "Plain text"),
        ("1 < 2", "Plain text"),
    ],
)
def test_other_markup_than_that_of_the_original_is_not_clean(text, original):
    assert not is_clean(text, original)


@given(some.text())
def test_text_without_markup_is_what_bleach_would_make_of_it(text):
    assert cleaned(text, "") == bleach.clean(text, tags=set(), attributes={}, strip=False)
