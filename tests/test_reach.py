"""Reach: how many people find a language that they read is neither guessed nor boasted."""

import pytest

from openly.workbench.reach import reach_of
from tests.sites import PUBLISHED

TAGS = [language.tag for language in PUBLISHED]


def test_english_alone_reaches_a_fifth_of_those_who_can_read():
    english = reach_of(["en"])
    assert english.at_least == english.at_most == pytest.approx(0.213, abs=0.005)


def test_languages_together_reach_most_of_those_who_can_read():
    together = reach_of(TAGS)
    assert 0.72 < together.at_least < together.at_most < 0.9


@pytest.mark.parametrize("tag", TAGS[1:])
def test_one_language_more_never_reaches_fewer(tag):
    others, together = reach_of([one for one in TAGS if one != tag]), reach_of(TAGS)
    assert together.at_least >= others.at_least
    assert together.at_most >= others.at_most
    assert reach_of([tag]).at_least > 0


def test_a_script_that_most_do_not_write_does_not_count_as_theirs():
    assert reach_of(["zh-Hant"]).at_most < 0.02
    assert reach_of(["zh-Hans"]).at_least > 0.15
    assert reach_of([]).at_most == 0
