"""Leaving: the way out is on every page, leads where the deployer says, and lets copies go."""

import pytest

from tests.sites import PUBLISHED


def test_way_out_leads_to_the_address_that_is_set_and_nowhere_else(make_client):
    client = make_client(exit_url="https://weather.example/")
    for asked in ("/exit", "/exit?next=https://evil.example/", "/exit?url=//evil.example"):
        answer = client.get(asked)
        assert answer.status_code == 303
        assert answer.headers["Location"] == "https://weather.example/"
        assert "evil" not in answer.text


def test_way_out_lets_the_browser_forget_our_pages_and_keeps_none_itself(client):
    headers = client.get("/exit").headers
    assert headers["Clear-Site-Data"] == '"cache"', "cookies may be those of another site"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_pages_themselves_clear_nothing(client):
    assert "Clear-Site-Data" not in client.get("/en/").headers


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_way_out_is_on_every_page_below_any_path(make_client, language):
    client = make_client(base_url="https://city.example/health")
    html = client.get(f"/health/{language.tag}/").text
    assert 'href="/health/exit" data-leave' in html
    assert client.get("/health/exit").status_code == 303


def test_plain_files_lead_straight_away(make_client):
    client = make_client(exported=True, exit_url="https://weather.example/")
    assert 'href="https://weather.example/" data-leave' in client.get("/en/").text


def test_page_on_traces_says_what_leaving_deletes_where_it_does(make_client):
    said = "delete its copies"
    assert said in make_client().get("/en/safety/").text
    assert said not in make_client(exported=True).get("/en/safety/").text
