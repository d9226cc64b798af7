"""DEPLOYING.md, “When something is wrong”: each part played through with the real pieces."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from base64 import b64encode
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from openly.folders import CHECKOUT
from openly.languages import load_languages
from tests.caches.conftest import Site, until
from tests.caches.fronts import FRONTS, Nginx, Varnish
from tests.caches.test_caches import DECODED, read
from tests.hosts.places import BIN
from tests.sites import TRANSLATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PIECES = ("deploy", "site/openly", "static", "templates", "translations", "wsgi.py")


class Deployed(Site):
    """A checkout of its own, served by gunicorn as DEPLOYING.md says, with a cache in front."""

    def __init__(self, front, folder: Path) -> None:
        super().__init__(front, "weak-network", folder)
        self.checkout = folder / "checkout"
        self.install(CHECKOUT)

    def install(self, release: Path) -> None:
        """Put a release into the folder of the checkout, as `git checkout` does."""
        shutil.rmtree(self.checkout, ignore_errors=True)
        for piece in PIECES:
            source, target = release / piece, self.checkout / piece
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, target)

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a file of the checkout."""
        path = self.checkout / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def start_origin(self) -> None:
        """Start gunicorn with two processes, and wait until it answers."""
        configuration = self.checkout / "deploy/gunicorn.conf.py"
        command = [BIN / "gunicorn", "-c", configuration, "--bind", f"127.0.0.1:{self.origin}"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("OPENLY_")}
        settings = {
            "OPENLY_BASE_URL": "https://openly.example",
            "OPENLY_PROXIES": "1",
            "WEB_CONCURRENCY": "2",
        }
        self._run("origin", list(map(str, command)), {**kept, **settings})
        until(lambda: self._answers(self.origin, "/healthz"), "the site answers")

    def restart(self) -> None:
        """Restart as systemd does, the old one ending first; wait until the cache sees the site."""
        self.stop("origin")
        self.start_origin()
        until(lambda: self.fetch("/healthz").status == HTTPStatus.OK, "the cache sees the site")

    def reload(self) -> None:
        """Send what reloads other servers."""
        self._running["origin"].send_signal(signal.SIGHUP)

    def page(self, path: str, coding: str = "gzip", **headers: str) -> str:
        """Return what a reader sees at an address."""
        return read(self.fetch(path, accept_encoding=coding, **headers)).decode()


@pytest.fixture
def deployed(tmp_path) -> Iterator[Callable[..., Deployed]]:
    """Deploy the site behind a cache: `deployed(Varnish, (file, old, new))` with some changes."""
    sites: list[Deployed] = []

    def deploy(front, *changes: tuple[str, str, str]) -> Deployed:
        site = Deployed(front, tmp_path)
        sites.append(site)
        for change in changes:
            site.edit(*change)
        site.start_origin()
        site.start_front()
        return site

    yield deploy
    for site in sites:
        site.stop("front")
        site.stop("origin")


LIST = "translations/languages.toml"
RECORD = "site/openly/directory/records/gb.toml"
RIGHT = 'show = "116 123", dial = "116123"'
WRONG = 'show = "0808 157 0999", dial = "08081570999"'
SHOWN = {"wrong": ("08081570999", "0808 157 0999"), "right": ("116123", "116 123")}
WITH_THE_NUMBER = tuple(
    f"/{tag}{path}"
    for tag in ("en", "ar")
    for path in (
        "/?place=GB",
        "/safety/?place=GB",
        "/help/?place=GB",
        "/help/GB/",
        "/help/GB/?topic=suicide-crisis",
        "/help/GB.json",
    )
)


def numbers_on(site: Deployed) -> dict[str, set[str]]:
    """Return which of the two numbers each address shows: in English, in every coding."""
    return {
        path: {
            name
            for coding in (DECODED if path.startswith("/en/") else ("br",))
            for name, forms in SHOWN.items()
            if any(form in site.page(path, coding) for form in forms)
        }
        for path in WITH_THE_NUMBER
    }


@pytest.mark.parametrize("front", FRONTS)
def test_corrected_number_is_on_every_page_and_the_wrong_one_on_none(
    deployed, front, record_property
):
    site = deployed(FRONTS[front], (RECORD, RIGHT, WRONG))
    assert numbers_on(site) == {path: {"wrong"} for path in WITH_THE_NUMBER}
    browser = site.fetch("/en/help/GB/")

    began = time.monotonic()
    site.edit(RECORD, WRONG, RIGHT)
    check = [BIN / "openly", "directory", "check"]
    records = {"OPENLY_DIRECTORY": str((site.checkout / RECORD).parent)}
    subprocess.run(check, env={**os.environ, **records}, check=True, capture_output=True)
    site.restart()
    site.front.purge("/*")
    corrected = time.monotonic()
    assert numbers_on(site) == {path: {"right"} for path in WITH_THE_NUMBER}
    record_property("seconds from the record to the caches", round(corrected - began, 1))

    again = site.fetch("/en/help/GB/", if_none_match=browser.headers["etag"])
    assert again.status == 200, "a browser that kept the page is told that it has changed"


def test_record_is_not_read_again_by_a_mere_reload(deployed):
    """gunicorn's HUP keeps what was read at the start: DEPLOYING.md says to restart."""
    site = deployed(Nginx, (RECORD, RIGHT, WRONG))
    site.edit(RECORD, WRONG, RIGHT)
    log = site.folder / "origin.log"
    booted = log.read_text().count("Booting worker")
    site.reload()
    until(lambda: log.read_text().count("Booting worker") >= booted + 2, "the workers are new")
    assert SHOWN["wrong"][0] in read(site.ask_origin("/en/help/GB/")).decode()


def test_language_that_is_pulled_is_gone_everywhere_and_leads_its_readers_on(deployed):
    site = deployed(Nginx)
    swahili = re.search(r"\[sw\]\n.*?(?=\n\[)", (site.checkout / LIST).read_text(), re.DOTALL)[0]
    others = ("/en/", "/ar/help/", "/fr/languages/", "/en/help/KE/?place=KE", "/sitemap.xml")
    assert all("/sw/" in site.page(path) or "-sw.xml" in site.page(path) for path in others)
    assert 'lang="sw"' in site.page("/sw/help/KE/")

    site.edit(LIST, swahili, "")
    site.restart()
    site.front.purge("/*")
    assert not [path for path in others if re.search(r"/sw/|-sw\.xml", site.page(path))]
    for path in ("/sw/", "/sw/help/KE/", "/sw/help/KE.json", "/sitemap-sw.xml", "/SW/"):
        gone = site.fetch(path, accept_language="sw, fr;q=0.5")
        assert (gone.status, gone.headers["content-language"]) == (404, "fr"), path
        assert gone.headers["cache-control"] == "no-store"
        assert b'href="/fr/help/"' in gone.body
    start = site.fetch("/", accept_language="sw, fr;q=0.5")
    assert (start.status, start.headers["location"]) == (302, "/fr/")


@pytest.mark.parametrize("language", TRANSLATED, ids=str)
def test_address_of_a_pulled_language_becomes_that_of_no_other(language):
    languages = load_languages(CHECKOUT / "translations").without({language.tag})
    assert languages.named(language.tag) is None


STYLE = re.compile(r'href="(/static/openly\.\w+\.css)"')
SCRIPT = re.compile(r'src="(/static/page\.\w+\.js)" integrity="(.*?)"')


def test_release_that_goes_back_takes_its_pages_along_and_leaves_them_a_style(deployed):
    newer = (
        ("static/css/base.css", "@layer base {", "@layer base {\n  main { color: #123456; }\n"),
        ("static/script/leave.js", "const page =", 'document.body.lang = "";\n  const page ='),
        ("templates/base.html", "<main ", "<main data-newer "),
    )
    site = deployed(Varnish, *newer)
    paths = ("/en/", "/ar/?place=GB", "/en/help/GB/", "/zh-Hant/about/")
    assert all("data-newer" in site.page(path) for path in paths)
    style, (script, digest) = (
        STYLE.search(site.page("/en/"))[1],
        SCRIPT.search(site.page("/en/")).groups(),
    )
    assert "#123456" in site.page(style)

    site.install(CHECKOUT)
    site.restart()
    site.front.purge("/*")
    assert not [path for path in paths if "data-newer" in site.page(path)]
    former = STYLE.search(site.page("/en/"))[1]
    assert former != style
    assert "#123456" not in site.page(former)
    assert "immutable" in site.fetch(former).headers["cache-control"]
    # A page of the newer release that a browser still shows: style of the former one, no script.
    for old, now in ((style, former), (script, SCRIPT.search(site.page("/en/"))[1])):
        answer = site.fetch(old)
        assert (answer.status, answer.headers["location"]) == (302, now)
        assert answer.headers["cache-control"] == "no-store"
    body = site.fetch(script.replace(script, now)).body
    assert f"sha256-{b64encode(sha256(body).digest()).decode()}" != digest
