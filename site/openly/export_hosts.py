"""What hosts of plain files are told: the headers that the site itself sends, and where to lead."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import langcodes
from flask import Flask
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from openly.assets import load_assets
from openly.choice import directory
from openly.discretion import in_path
from openly.export_folder import OWN
from openly.export_pages import INDEX, MISSING, Address, Renderer
from openly.folders import folder
from openly.languages import Language, Languages
from openly.translation import library

# By template below templates/export/.
HOST_FILES = {
    "nginx.conf": "openly-nginx.conf",
    "htaccess": ".htaccess",
    "Caddyfile": "Caddyfile",
    "headers": "_headers",
    "redirects": "_redirects",
}
HIDDEN = (OWN, ".ht", *HOST_FILES.values())
"""Beginnings of names that no host should send."""

# Spellings that readers bring along, besides those like `de-DE` for `de` and `pt-br` for `pt-BR`.
USUAL_SPELLINGS = (
    "zh", "zh-CN", "zh-SG", "zh-TW", "zh-HK", "zh-MO", "pt", "pt-PT", "en-GB", "es-MX", "es-419",
    "fr-CA", "de-AT", "de-CH", "ar-SA", "iw", "in", "tl", "fa-AF",
)  # fmt: skip
# What is said of one body, or by the server itself.
_NOT_COPIED = {"Content-Length", "Content-Type", "ETag", "Date", "Vary"}


@dataclass(frozen=True)
class Kind:
    """Files of one kind: a regular expression for their paths, media type and headers.

    `LANGUAGE` in the pattern stands for any tag, and in a header for that of the path.
    """

    name: str
    pattern: str
    media_type: str
    headers: dict[str, str]
    now: str = ""
    """Where files of this kind lead that are not there: to the asset that came after them."""

    @property
    def has_language(self) -> bool:
        """Whether the path names the language."""
        return "LANGUAGE" in self.pattern

    def matching(self, tag_pattern: str) -> str:
        """Return the pattern with one for language tags in it."""
        return self.pattern.replace("LANGUAGE", tag_pattern)


def host_files(app: Flask, renderer: Renderer, base_url: str) -> dict[str, bytes]:
    """Return the files that tell hosts what to send, by name."""
    with app.app_context():
        languages, place = library().languages, min(directory().territories)
        places = in_path("help")
    prefix, tags = urlsplit(base_url).path, [language.tag for language in languages]
    environment = Environment(  # noqa: S701  # nothing of this is HTML
        loader=FileSystemLoader(folder("templates") / "export"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    kinds = {kind.name: kind for kind in _kinds(renderer, languages.source.tag, places, place)}
    spellings = other_spellings(languages)
    values = {
        "common": _common(kind for kind in kinds.values() if kind.name != "plan"),
        "first_pattern": "|".join(_first_choices(tags, spellings)),
        "hidden": HIDDEN,
        "hidden_pattern": "|".join(map(re.escape, HIDDEN)),
        "index": INDEX,
        "kinds": kinds,
        "missing": MISSING,
        "places": places,
        "prefix": prefix,
        "site": base_url.removesuffix(prefix),
        "spelled": lambda tag, texts: "|".join([tag, *texts]).replace("-", "[-_]"),
        "spellings": spellings,
        "tag_pattern": "|".join(tags),
        "tags": tags,
    }
    files = {
        name: environment.get_template(template).render(values)
        for template, name in HOST_FILES.items()
    }
    for tag in tags:
        text = environment.get_template("htaccess_of_language").render(values, tag=tag)
        files[f"{tag}/.htaccess"] = text
    return {name: text.encode() for name, text in files.items()}


def _kinds(renderer: Renderer, tag: str, places: str, place: str) -> Iterable[Kind]:
    """Ask the site what it sends with a file of each kind; the first pattern that fits counts."""
    missing, index = re.escape(MISSING), re.escape(INDEX)
    for name, pattern, path in (
        ("missing", missing, f"/{MISSING}"),
        ("missing_page", f"LANGUAGE/{missing}", f"/{tag}/{MISSING}"),
        ("plan", rf"LANGUAGE/{places}/[A-Z]+\.json", f"/{tag}/{places}/{place}.json"),
        ("page", "LANGUAGE/", f"/{tag}/"),
        ("sitemap", r"sitemap[A-Za-z-]*\.xml", "/sitemap.xml"),
        ("text", r"(?:robots|\.well-known/security)\.txt", "/robots.txt"),
        ("start", rf"(?:{index}(?:\.[a-z]+)?)?$", "/"),
    ):
        yield _kind(renderer, name, pattern, path)
    for asset in load_assets().values():
        stem, _, ending = asset.name.partition(".")
        pattern, path = rf"static/{stem}\.[0-9a-f]+\.{ending}", f"/static/{asset.address}"
        yield replace(_kind(renderer, f"{stem}_{ending}", pattern, path), now=path)


def _kind(renderer: Renderer, name: str, pattern: str, path: str) -> Kind:
    headers = renderer.headers(Address(path))
    kept = {one: value for one, value in headers.items() if one not in _NOT_COPIED}
    if "LANGUAGE" in pattern and "Content-Language" in kept:
        kept["Content-Language"] = "LANGUAGE"
    return Kind(name, pattern, headers["Content-Type"], kept)


def _common(kinds: Iterable[Kind]) -> dict[str, str]:
    """Return the headers that are the same for all of some kinds."""
    first, *rest = (set(kind.headers.items()) for kind in kinds)
    return dict(sorted(first.intersection(*rest)))


def _first_choices(tags: list[str], spellings: dict[str, list[str]]) -> list[str]:
    """Return what a browser's first language may begin with, the longest first.

    `de` stands for `de-AT` too.
    """
    other = [
        text for tag, texts in spellings.items() for text in texts if text.partition("-")[0] != tag
    ]
    return sorted({*tags, *other}, key=lambda text: (-len(text), text))


def other_spellings(languages: Languages) -> dict[str, list[str]]:
    """Return the usual other spellings of each language in addresses, such as `zh-TW`, by tag."""
    found: dict[str, list[str]] = {}
    for text in (*map(_with_region, languages), *USUAL_SPELLINGS):
        language = languages.named(text)
        if language and text not in languages.by_tag:
            found.setdefault(language.tag, []).append(text)
    for language in languages:
        if language.tag != language.tag.lower():
            found.setdefault(language.tag, []).insert(0, language.tag.lower())
    return {tag: list(dict.fromkeys(spellings)) for tag, spellings in found.items()}


def _with_region(language: Language) -> str:
    """Return a language with the region in which most speak it (CLDR): `de-DE` for `de`."""
    full = langcodes.Language.get(language.tag).maximize()
    return f"{full.language}-{full.territory}"
