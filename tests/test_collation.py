"""The order of names: as the whole tables of Unicode and of Chinese readings would have it."""

import json
import subprocess
import sys
from functools import cache

import pytest
from babel import Locale
from pyuca import Collator

from openly.collation import in_order
from openly.definitions import DEFINITIONS
from openly.places import place_name, region_territories
from tests.sites import CATALOGS, PUBLISHED

CODES = sorted(code for region in region_territories().values() for code in region)
CHINESE = [language for language in PUBLISHED if language.locale.language == "zh"]
NOT_CHINESE = [language for language in PUBLISHED if language not in CHINESE]
READ_WITH_ALL_PHRASES = (
    "import json, sys; from pypinyin import Style, lazy_pinyin;"
    "print(json.dumps([lazy_pinyin(text, style=Style.TONE3) for text in json.load(sys.stdin)]))"
)


@cache
def whole_table():
    return Collator()


def place_names(locale):
    return [place_name(code, locale) for code in CODES]


@pytest.mark.parametrize("language", NOT_CHINESE, ids=str)
def test_order_of_places_is_that_of_the_whole_table_of_unicode(language):
    names = place_names(language.locale)
    assert in_order(names, str, language.locale) == sorted(names, key=whole_table().sort_key)


@pytest.mark.parametrize("language", CHINESE, ids=str)
def test_chinese_order_is_that_of_all_phrases(language):
    """A place that is read otherwise than its signs alone is missing in `_READINGS`."""
    text = CATALOGS[language.tag].read_text(encoding="utf-8")
    terms = [text.split(f'msgid "{one.term}"\nmsgstr "')[1] for one in DEFINITIONS.values()]
    names = [*place_names(language.locale), *(term.partition('"')[0] for term in terms)]
    done = subprocess.run(
        [sys.executable, "-c", READ_WITH_ALL_PHRASES],
        input=json.dumps(names),
        capture_output=True,
        text=True,
        check=True,
        env={},
    )
    spelled = dict(zip(names, json.loads(done.stdout), strict=True))
    assert in_order(names, str, language.locale) == sorted(
        names, key=lambda name: whole_table().sort_key(" ".join(spelled[name]))
    )


def test_marks_for_translators_change_no_order():
    names = ["\ue000b", "a", "\uf8ffc"]
    assert in_order(names, str, Locale("en")) == ["a", "\ue000b", "\uf8ffc"]
