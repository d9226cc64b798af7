"""Pieces of pages that are kept never show a reader what belongs to another page, place or hour."""

from datetime import timedelta

import pytest

from openly.pieces import Pieces
from tests.conftest import NOON, make_app
from tests.sites import EVERY, PUBLISHED, page_types

# By the last of them every source has grown old.
HOURS = (NOON, NOON + timedelta(hours=9), NOON + timedelta(days=1100))
QUERIES = ("", "?place=FR", "?channel=chat&place=KE")
LANGUAGES = [one for one in PUBLISHED if EVERY or one.tag in ("en", "ar")]


def apps(**changes):
    """Return a site that keeps pieces, and one that draws all anew; neither keeps whole pages."""
    keeping, drawing = (make_app(development=False, cache_size=0, **changes) for _ in range(2))
    drawing.extensions["openly-pieces"] = Pieces(0)
    return keeping, drawing


def differing(keeping, drawing, paths):
    """Return the paths that two sites answer differently, asked for at several hours."""
    found = []
    for hour in HOURS:
        for app in (keeping, drawing):
            app.extensions["openly-clock"] = lambda hour=hour: hour
        found += [
            path
            for path in paths
            if keeping.test_client().get(path).data != drawing.test_client().get(path).data
        ]
    return found


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_kept_pieces_make_the_same_pages(language):
    keeping, drawing = apps()
    paths = [path + query for path in page_types(language).values() for query in QUERIES]
    paths += [f"/{language.tag}/help/{place}/" for place in ("FR", "JP", "KE", "KI", "US")]
    assert differing(keeping, drawing, paths) == []
    assert keeping.extensions["openly-pieces"].kept.size > 0


def test_kept_pieces_make_the_same_plain_files():
    keeping, drawing = apps(exported=True)
    assert (
        differing(keeping, drawing, ["/en/", "/en/help/GB/", "/ar/help/GB/", "/ar/help/FR/"]) == []
    )


def test_translator_sees_each_change_at_once_because_nothing_is_kept(make_client):
    client = make_client(development=True)
    client.get("/en/")
    assert client.application.extensions["openly-pieces"].kept.size == 0
