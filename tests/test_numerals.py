"""Numbers as the language writes them; numbers to call as a telephone shows them."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from openly.numerals import fields, in_digits_of
from tests.page_checks import words
from tests.sites import PUBLISHED, address

ALL = "0123456789"


@pytest.mark.parametrize("name", [one for one in locale_identifiers() if len(one) <= 3])
def test_every_language_of_cldr_gets_ten_digits_of_its_own(name):
    locale = Locale.parse(name)
    written = in_digits_of(locale, ALL)
    assert [int(one) for one in written] == list(range(10))
    assert (written == ALL) == (locale.default_numbering_system == "latn")


@pytest.mark.parametrize(("tag", "nine"), [("bn", "৯"), ("mr", "९"), ("fa", "۹"), ("ar", "9")])
def test_reading_time_stands_in_the_digits_of_the_language(page, tag, nine):
    assert nine in page(f"/{tag}/").text(".opening p")


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_number_to_call_stands_as_a_telephone_shows_it(page, language):
    links = page(f"{address('help', language)}IN/").all("a[href^=tel]")
    assert links
    for link in links:
        shown = re.sub(r"\D", "", words(link), flags=re.ASCII)
        dialled = link.attrs["href"].removeprefix("tel:").lstrip("+")
        assert shown, words(link)
        assert re.sub(r"\D", "", dialled).endswith(shown.lstrip("0")[-6:])


def test_one_moment_is_written_by_the_clock_of_each_place():
    moment, locale = datetime(2026, 11, 23, 12, tzinfo=UTC), Locale("en")
    clocks = [moment, moment.astimezone(ZoneInfo("Asia/Tokyo"))]
    assert [fields("Hm", one, locale) for one in clocks] == ["12:00", "21:00"]
