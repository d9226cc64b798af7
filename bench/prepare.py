"""Capture the site's answer, and give the peers text and catalogs for a page of that size."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from bench.peers.given import Answer, keep_answer
from bench.places import ARTICLE, PEERS
from bench.servers import SITE, Running, free_port, running, wsgi_command

from openly.catalog_files import read_catalog
from openly.folders import folder
from openly.languages import Language, load_languages
from openly.page_texts import PAGES
from openly.sources import load_sources

# Headers of the connection: each server writes its own.
_OF_THE_SERVER = {"connection", "date", "keep-alive", "server", "transfer-encoding"}
_FRAME = 8_300
"""Bytes of a peer's page around its text: links and sources; a test holds the whole to the site."""
_TEXT = {
    "flask_babel_site": ("", "{{% trans %}}{}{{% endtrans %}}"),
    "django_site": ("{% load i18n %}", '{{% translate "{}" %}}'),
}
"""How a template begins, and how it holds a message, by peer."""


def prepare(target: Path = PEERS) -> None:
    """Write all that peers need to a folder: the answer of this site, text, catalogs."""
    port = free_port()
    with running(wsgi_command("gunicorn sync", SITE, port), port, "captured site") as site:
        answer = captured(site, ARTICLE)
    keep_answer(answer, target)
    give_text(target, len(answer.body))
    give_catalogs(target, load_languages(folder("translations")))


def captured(site: Running, path: str) -> Answer:
    """Return the plain answer of the site to a path, without headers of the connection."""
    _status, headers, body = site.get(path)
    return Answer([one for one in headers if one[0].lower() not in _OF_THE_SERVER], body)


def give_text(target: Path, size: int) -> None:
    """Write frame and text of a page of `size` bytes for the peers that render."""
    languages = load_languages(folder("translations"))
    frame = {
        "languages": [
            {"tag": one.tag, "locale": one.folder, "name": one.name, "direction": one.direction}
            for one in languages
        ],
        "sections": [name for name in PAGES if name != "article"],
        "sources": [{"url": one.url, "short": one.short} for one in load_sources()],
    }
    target.mkdir(parents=True, exist_ok=True)
    (target / "frame.json").write_text(json.dumps(frame), encoding="utf-8")
    paragraphs = list(text_of(size - _FRAME))
    for peer, (start, message) in _TEXT.items():
        lines = [f"<p>{message.format(one)}</p>" for one in paragraphs]
        file = target / peer / "templates" / "text.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join([start, *lines, ""]), encoding="utf-8")


def text_of(size: int) -> Iterator[str]:
    """Return messages of the site, the article's first, which fill `size` bytes as paragraphs."""
    catalog = read_catalog(folder("translations") / "messages.pot")
    # Those that any template can hold between quotation marks, without values.
    plain = [
        entry
        for entry in catalog
        if isinstance(entry.id, str) and entry.id and not set('%"{') & set(entry.id)
    ]
    # Then the longest: so a peer looks up about as many messages as the site's own article.
    plain.sort(key=lambda entry: (not _in_article(entry), -len(entry.id)))
    for entry in plain:
        size -= len(f"<p>{entry.id}</p>\n".encode())
        if size < 0:
            return
        yield str(entry.id)


def _in_article(entry: Message) -> bool:
    return any(file.startswith("article") for file, _line in entry.locations)


def give_catalogs(target: Path, languages: Iterable[Language]) -> None:
    """Compile the catalogs of languages, of English too, to where each peer looks for them."""
    for language in languages:
        catalog = _catalog(language)
        for file in (
            target
            / "flask_babel_site"
            / "translations"
            / language.folder
            / "LC_MESSAGES/messages.mo",
            target / "django_site" / "locale" / language.folder / "LC_MESSAGES/django.mo",
        ):
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("wb") as opened:
                write_mo(opened, catalog)


def _catalog(language: Language) -> Catalog:
    root = folder("translations")
    if not language.is_source:
        read = read_catalog(root / language.folder / "LC_MESSAGES" / "messages.po")
    else:
        read = read_catalog(root / "messages.pot")
    catalog = Catalog(locale=language.locale)
    for entry in read:
        if entry.id and isinstance(entry.id, str):
            catalog.add(entry.id, entry.id if language.is_source else entry.string)
    return catalog
