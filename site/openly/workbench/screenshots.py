"""Pictures of every region of every page, messages numbered, for tools that show screenshots."""

import json
import logging
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from werkzeug.serving import make_server

from openly import page_texts as texts
from openly.settings import Settings
from openly.workbench.preview import preview_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = (
    *("" if page == "article" else f"{page}/" for page in texts.PAGES),
    "help/GB/",
    "nowhere/",
)
"""The pages to picture, below the language; the last one is the page of a wrong address."""
REGIONS = (
    "body > header, body > aside, main > :not(section, :has(section)), main section, body > footer"
)
_WIDTH, _HEIGHT = 800, 900
_NUMBERED = """(region) => {
  const marked = [region, ...region.querySelectorAll("[data-message]")]
    .filter((one) => one.dataset.message);
  for (const one of marked) one.classList.add("numbered");
  return marked.map((one) => Number(one.dataset.message));
}"""


def take(tag: str, output: Path, pages: Sequence[str] = PAGES) -> int:
    """Picture the regions of pages in a language, with `index.json` beside; return their count.

    `index.json` is an array of objects: `picture` (file name), `page` (its address), `messages`
    (objects with `number`, `msgid`, `comment`). Raises click.ClickException, with the remedy, if
    there is no browser or no such language.
    """
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  # large, for this alone
    except ModuleNotFoundError as error:
        raise click.ClickException("Playwright is not installed (run: make workbench)") from error
    output.mkdir(parents=True, exist_ok=True)
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": _WIDTH, "height": _HEIGHT})
        index = [
            one for path in pages for one in _pictures(page, address, f"/{tag}/{path}", output)
        ]
        browser.close()
    text = json.dumps(index, ensure_ascii=False, indent=1)
    (output / "index.json").write_text(text, encoding="utf-8")
    return len(index)


def _pictures(page: "Page", address: str, path: str, output: Path) -> Iterator[dict[str, object]]:
    """Picture the regions of one page; say of each which messages it shows."""
    page.goto(address + path)
    tag = path.split("/")[1]
    if page.locator("html").get_attribute("lang") != tag:
        raise click.ClickException(f"{tag} is not offered (see: openly translate status)")
    data = json.loads(page.locator("#messages").text_content() or "[]")
    known = {one["number"]: one for one in data}
    stem = "-".join(path.strip("/").split("/")[1:]) or "article"
    for count, region in enumerate(page.locator(REGIONS).all(), start=1):
        numbers = [one for one in region.evaluate(_NUMBERED) if one in known]
        if numbers and region.is_visible():
            name = f"{stem}-{count:02}.png"
            region.screenshot(path=output / name, animations="disabled")
            yield _entry(name, path, [known[one] for one in numbers])


def _entry(name: str, page: str, messages: list[dict[str, object]]) -> dict[str, object]:
    shown = [{key: one[key] for key in ("number", "msgid", "comment")} for one in messages]
    return {"picture": name, "page": page, "messages": shown}


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise click.ClickException("No Chromium here (run: make packages, or install one)")


@contextmanager
def _served() -> Iterator[str]:
    """Serve the preview on a free port of this machine; give its address."""
    server = make_server("127.0.0.1", 0, lambda _environ, _start: [], threaded=True)
    address = f"http://127.0.0.1:{server.server_port}"
    server.app = preview_app(Settings.from_environment())
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
