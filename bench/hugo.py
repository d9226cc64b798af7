"""A site for Hugo: as many pages, in as many languages, of the same size, with language links."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

from bench.prepare import text_of

from openly.languages import Language

_LAYOUT = """\
<!doctype html>
<html lang="{{ .Site.LanguageCode }}" dir="{{ .Site.Language.LanguageDirection }}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{{ .Title }}</title>
  <link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
  <nav aria-label="{{ i18n "languages" }}">
    <ul>
      {{ range .AllTranslations }}<li><a href="{{ .RelPermalink }}" lang="{{ .Site.LanguageCode }}"
        hreflang="{{ .Site.LanguageCode }}">
        {{- .Site.Language.LanguageName }}</a></li>
      {{ end }}
    </ul>
  </nav>
  <main>
    <h1>{{ .Title }}</h1>
    {{ .Content }}
  </main>
  <p>{{ i18n "help" }}</p>
</body>
</html>
"""
_FRAME = 2_900
"""Bytes of a page around its text: head and links to thirty languages."""


def write_site(folder: Path, languages: Sequence[Language], pages: int, size: int) -> None:
    """Write the source of a site with at least `pages` pages of about `size` bytes each."""
    each = math.ceil(pages / len(languages))
    (folder / "layouts" / "_default").mkdir(parents=True, exist_ok=True)
    (folder / "i18n").mkdir(exist_ok=True)
    (folder / "layouts" / "_default" / "single.html").write_text(_LAYOUT, encoding="utf-8")
    (folder / "config.json").write_text(json.dumps(_configuration(languages)), encoding="utf-8")
    text = "\n\n".join(text_of(size - _FRAME))
    for language in languages:
        words = {"languages": "Languages", "help": "Help"}
        (folder / "i18n" / f"{_code(language)}.json").write_text(json.dumps(words))
        content = folder / "content" / _code(language)
        content.mkdir(parents=True, exist_ok=True)
        for number in range(each):
            page = f"---\ntitle: Page {number}\n---\n\n{text}\n"
            (content / f"page-{number}.md").write_text(page, encoding="utf-8")


def _configuration(languages: Sequence[Language]) -> dict[str, object]:
    return {
        "baseURL": "https://plain.example/",
        # Pages alone: no lists, feeds or sitemaps, which would be more to build.
        "disableKinds": ["taxonomy", "term", "section", "home", "RSS", "sitemap", "404"],
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
        "defaultContentLanguage": "en",
        "defaultContentLanguageInSubdir": True,
        "languages": {
            _code(one): {
                "contentDir": f"content/{_code(one)}",
                "languageCode": one.tag,
                "languageDirection": one.direction,
                "languageName": one.name,
                "weight": weight,
            }
            for weight, one in enumerate(languages, start=1)
        },
    }


def _code(language: Language) -> str:
    return language.tag.lower()
