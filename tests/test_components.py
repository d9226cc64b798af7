"""The page of components: every one, in every state, and only for developers."""

import re

from openly.components import CARD_STATES
from openly.folders import PACKAGE, folder
from openly.workbench.extraction import MODULES

TEMPLATES = folder("templates")
# They frame every page, this one too, or stand inside another component.
FRAME = ("base.html", "components/service_card.html", "components/urgent_help.html")


def test_page_shows_every_component_there_is():
    shown = "".join(
        (TEMPLATES / name).read_text(encoding="utf-8") for name in ("components.html", *FRAME)
    )
    for path in (TEMPLATES / "components").glob("*.html"):
        assert f"components/{path.name}" in shown, f"{path.name} is not on the page of components"


def test_every_state_of_a_service_is_there(page):
    fetched = page("/en/components/?place=GB")
    assert {one.attrs["data-state"] for one in fetched.all("[data-state]")} == CARD_STATES.keys()


def test_readers_never_meet_it(make_client):
    client = make_client(development=False)
    assert client.get("/en/components/").status_code == 404
    assert "components" not in client.get("/sitemap.xml").text


def test_every_module_with_text_for_readers_is_read_by_the_extraction():
    with_text = {
        path.name
        for path in PACKAGE.glob("*.py")
        if re.search(r"^from openly\.wording import message", path.read_text(), flags=re.MULTILINE)
    }
    assert with_text == {*MODULES}
