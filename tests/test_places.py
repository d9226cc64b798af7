"""Places: found by any name, in the order of the language, suggested and never decided."""

import pytest
from babel import Locale

from openly.places import Hint, in_order, place_name, region_territories, search, suggest, zones_of
from tests.sites import PUBLISHED

CODES = frozenset(code for codes in region_territories().values() for code in codes)
LOCALES = tuple(language.locale for language in PUBLISHED)


def found(text):
    return search(text, CODES, LOCALES)


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_place_is_found_by_its_name_in_every_language(locale):
    names = {code: place_name(code, locale) for code in sorted(CODES)}
    assert {code: name for code, name in names.items() if code not in found(name)} == {}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("UK", ("GB",)),
        ("u.k.", ("GB",)),
        ("usa", ("US",)),
        ("UAE", ("AE",)),
        ("Holland", ("NL",)),
        ("holanda", ("NL",)),
        ("Cote d’Ivoire", ("CI",)),
        ("ivory coast", ("CI",)),
        ("TÜRKIYE", ("TR",)),
        ("  germany ", ("DE",)),
        ("germny", ("DE",)),
        ("المغرب", ("MA",)),
        ("भारत", ("IN",)),
        ("香港", ("HK",)),
        ("korea", ("KR", "KP")),
        ("niger", ("NE",)),
        ("nige", ("NE", "NG")),
        ("", ()),
        ("?!", ()),
        ("<script>", ()),
        ("atlantis beneath the sea", ()),
    ],
)
def test_short_forms_misspellings_and_nonsense(text, codes):
    assert found(text) == codes


def test_longest_text_costs_no_more_than_a_name():
    assert found("x" * 100_000) == ()


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        # Code points would put É after Z, and Chinese by the shape of its signs.
        ("fr", ["Égypte", "Érythrée", "Eswatini", "Éthiopie"]),
        ("es", ["España", "Estonia", "Finlandia"]),
        ("zh-Hans", ["阿富汗", "巴基斯坦", "朝鲜", "韩国", "日本", "印度", "中国"]),
        ("ar", ["الأردن", "البحرين", "الصين", "الكويت"]),
        ("hi", ["इराक", "ईरान", "चीन", "जापान", "भारत"]),
    ],
)
def test_places_stand_in_the_order_of_the_language(tag, names):
    locale = Locale.parse(tag, sep="-")
    codes = {place_name(code, locale): code for code in CODES}
    shuffled = sorted(codes[name] for name in names)
    assert [place_name(code, locale) for code in in_order(shuffled, locale)] == names


def suggested(*, near="", accept=(), network="", language="en"):
    return suggest(CODES, near=near, accepted=accept, network=network, language=language)


def test_stronger_hints_come_first_and_none_stands_twice():
    made = suggested(near="GB", accept=("en-US", "sw-KE", "fr"), network="TZ")
    assert [(one.territory, one.hint) for one in made[:4]] == [
        ("GB", Hint.ADDRESS),
        ("KE", Hint.BROWSER),
        ("US", Hint.BROWSER),
        ("TZ", Hint.NETWORK),
    ]
    assert len({one.territory for one in made}) == len(made)


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_language_alone_suggests_where_it_is_spoken(language):
    made = suggested(language=language.tag)
    assert made
    assert {one.hint for one in made} == {Hint.LANGUAGE}


@pytest.mark.parametrize("text", ["T1", "XX", "zz", "<b>", "EU"])
def test_hint_that_names_no_place_suggests_nothing(text):
    made = suggested(near=text, network=text, accept=(f"en-{text}",))
    assert {one.hint for one in made} == {Hint.LANGUAGE}


def test_time_zones_of_a_place_are_its_own():
    assert "Europe/London" in zones_of("GB")
    assert {"Asia/Kolkata", "Asia/Calcutta"} <= {*zones_of("IN")}
    every = [zone for code in CODES for zone in zones_of(code)]
    assert len(set(every)) == len(every)
