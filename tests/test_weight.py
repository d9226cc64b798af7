"""The first view is light enough to come at once over a weak network, in every language."""

import pytest
from bench.weight import BUDGET, PLACE, TABLE, client, weigh

from tests.sites import PUBLISHED


@pytest.fixture(scope="module")
def site():
    return client()


@pytest.mark.parametrize("place", ["", PLACE])
@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_first_view_comes_with_the_first_bytes(site, language, place):
    assert weigh(site, language.tag, place).whole <= BUDGET


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_script_has_room_beside_the_first_view(site, language):
    weight = weigh(site, language.tag)
    assert weight.whole + weight.script <= BUDGET


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_table_of_weights_has_every_language(language):
    assert f"\n| {language.tag} | " in TABLE.read_text(encoding="utf-8")
