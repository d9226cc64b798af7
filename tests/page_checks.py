"""Checks that every fetched page must pass; each failure says what a reader would lose."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from justhtml import JustHTML

from openly.templating import direction
from tests.sites import LANGUAGES

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from justhtml import Element
    from werkzeug.test import TestResponse

HOST = "https://openly.example"


class Fetched:
    """A fetched page: its response, and its text parsed strictly (any HTML fault raises)."""

    def __init__(self, address: str, response: TestResponse) -> None:
        self.address, self.response, self.html = address, response, response.text

    @cached_property
    def document(self) -> JustHTML:
        return JustHTML(self.html, strict=True, sanitize=False)

    def all(self, selector: str) -> list[Element]:
        return list(self.document.query(selector))

    def one(self, selector: str) -> Element:
        found = self.all(selector)
        assert len(found) == 1, f"{self.address}: {len(found)} of {selector}, not one"
        return found[0]

    def text(self, selector: str) -> str:
        return words(self.one(selector))


def words(element: Element) -> str:
    """Return an element's text with white space folded."""
    return " ".join(element.to_text().split())


def name_of(page: Fetched, element: Element) -> str:
    """Return the accessible name of a link, control or section (ARIA's order of sources)."""
    if label := element.attrs.get("aria-label"):
        return label
    by = (element.attrs.get("aria-labelledby") or "").split()
    return " ".join(page.text(f'[id="{one}"]') for one in by) if by else words(element)


def section_with(page: Fetched, name: str) -> Element:
    """Return the section with an id, which is its own or that of its heading."""
    found = page.one(f'[id="{name}"]')
    return found.parent if found.name in ("h2", "h3") else found


def target_of(href: str) -> str:
    """Return what an address leads to: one page, however it is spelled."""
    return re.sub(r"^https?://(www\.)?|/$", "", href)


def check(page: Fetched, client: FlaskClient, status: int) -> None:
    """Run every check of this module on a page."""
    assert page.response.status_code == status, f"{page.address}: {page.response.status}"
    for run in (language, title, outline, ids, landmarks, content_policy, privacy):
        run(page)
    links(page, client)


def language(page: Fetched) -> None:
    html = page.one("html")
    tag = html.attrs["lang"]
    assert page.response.headers["Content-Language"] == tag
    assert html.attrs["dir"] == _direction(tag)
    for element in page.all("[lang]"):
        part = element.attrs["lang"]
        assert part, f"{page.address}: an empty lang on <{element.name}>"
        if _direction(part) != html.attrs["dir"]:
            assert "dir" in element.attrs, f"{page.address}: <{element.name} lang={part}> needs dir"


def _direction(tag: str) -> str:
    known = next((one for one in LANGUAGES if one.tag == tag), None)
    return known.direction if known else direction(tag)


def title(page: Fetched) -> None:
    heading = page.text("h1")
    assert heading
    assert page.text("title").startswith(heading), f"{page.address}: title and h1 differ"
    assert page.one("meta[name=description]").attrs["content"]


def outline(page: Fetched) -> None:
    """Headings never skip a level below the `h1` (WCAG 1.3.1, 2.4.10)."""
    levels = [int(one.name[1]) for one in page.all("main h1, main h2, main h3, main h4")]
    assert levels[0] == 1
    for above, below in pairwise(levels):
        assert below <= above + 1, f"{page.address}: h{below} follows h{above}"


def ids(page: Fetched) -> None:
    counts = Counter(element.attrs["id"] for element in page.all("[id]"))
    assert [one for one, count in counts.items() if count > 1] == []
    for attribute in ("aria-labelledby", "aria-describedby"):
        for element in page.all(f"[{attribute}]"):
            for one in (element.attrs[attribute] or "").split():
                assert one in counts, f"{page.address}: {attribute} leads nowhere: {one}"


def landmarks(page: Fetched) -> None:
    for name in ("header.masthead", "main", "footer.footer", "aside.urgent-help"):
        page.one(name)
    first, second = page.all("body a")[:2]
    assert first.attrs["href"] == f"#{page.one('main').attrs['id']}", "the skip link is not first"
    assert "data-leave" in second.attrs, "the exit is not next to the skip link"


def content_policy(page: Fetched) -> None:
    """Nothing in the page needs more than the policy allows."""
    for element in page.all("*"):
        names = [name for name in element.attrs if name == "style" or name.startswith("on")]
        assert not names, f"{page.address}: <{element.name}> has {names}"
    assert page.all("style, iframe, object, embed, form[action^=http]") == []
    policy, digests = page.response.headers["Content-Security-Policy"], set()
    for script in page.all("script"):
        if "src" in script.attrs:
            assert script.attrs["integrity"], "a script that is not compared with its digest"
        elif script.attrs.get("type") != "application/ld+json":
            digest = sha256(script.to_text(strip=False).encode()).digest()
            digests.add(f"sha256-{b64encode(digest).decode()}")
    assert digests <= set(re.findall(r"'(sha256-.*?)'", policy)), "a script that may not run"
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def privacy(page: Fetched) -> None:
    """Nothing is stored on the device, and nothing comes from elsewhere."""
    assert "Set-Cookie" not in page.response.headers
    for element in page.all("link[rel=stylesheet], link[rel=icon], img, source, script[src]"):
        source = element.attrs.get("href") or element.attrs.get("src") or ""
        assert not urlsplit(source).netloc, f"{page.address} loads {source}"
    assert page.one("meta[name=referrer]").attrs["content"] == "no-referrer", "links leak"


def links(page: Fetched, client: FlaskClient) -> None:
    """Every link inside the site leads to a page, and every fragment to an element of it."""
    own = {element.attrs["id"] for element in page.all("[id]")}
    for element in page.all("a[href], link[href]"):
        target, fragment = urldefrag(urljoin(HOST + page.address, element.attrs["href"] or ""))
        if not target.startswith(HOST):
            continue
        path = target.removeprefix(HOST)
        if path == page.address:
            assert not fragment or fragment in own, f"{page.address}#{fragment} leads nowhere"
            continue
        assert known(client, path), f"{page.address} links to {path}, which is not there"


TAGS = frozenset(language.tag for language in LANGUAGES)
KNOWN: dict[tuple[int, str], bool] = {}


def known(client: FlaskClient, path: str) -> bool:
    """Tell whether a path answers; each path of an application is asked once, in one language."""
    _, tag, *rest = path.split("/", 2)
    if rest and tag in TAGS:
        path = f"/en/{rest[0]}"
    key = (id(client.application), path)
    if key not in KNOWN:
        # These two lead on, one to a language, one away.
        KNOWN[key] = client.head(path).status_code == {"/": 302, "/exit": 303}.get(path, 200)
    return KNOWN[key]


def visible_text(page: Fetched) -> str:
    """Return the text of a page's body, for tests that read it."""
    body = re.sub(r"<script.*?</script>", "", page.html, flags=re.DOTALL)
    return " ".join(JustHTML(body, sanitize=False).to_text().split())
