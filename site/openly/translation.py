"""Flask-Babel, answering from checked catalogs; what is not translated is English and says so."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from gettext import NullTranslations
from pathlib import Path
from threading import Lock
from typing import cast

from babel.support import Translations
from flask import Flask, current_app, g, request
from flask_babel import Babel, Domain
from markupsafe import Markup

from openly.article import REVIEWED
from openly.catalog_files import CatalogError
from openly.catalog_folders import dropped_in, listed_catalogs, previewed_catalogs
from openly.catalogs import CheckedCatalog, load_catalog, load_template
from openly.folders import folder
from openly.languages import Language
from openly.negotiation import negotiate
from openly.pseudo import pseudo_translations
from openly.settings import Settings
from openly.translation_status import status_of

IN_ENGLISH = Markup(' lang="en" dir="ltr"')


class EnglishFallback(NullTranslations):
    """Shows the original, marked as English (WCAG 3.1.2, Language of Parts)."""

    def gettext(self, message: str) -> str:
        """Return the original inside an element that names its language."""
        return f"<span{IN_ENGLISH}>{message}</span>"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return singular or plural of the original inside such an element."""
        return self.gettext(super().ngettext(msgid1, msgid2, n))


@dataclass(frozen=True)
class Phrase:
    """One translated message: as HTML, as plain text, and the attributes that mark fallback."""

    html: Markup
    text: str
    attributes: Markup


class Library:
    """The languages offered and their catalogs; re-read on change in development."""

    def __init__(self, settings: Settings, logger: logging.Logger) -> None:
        self._settings = settings
        self._logger = logger
        self._reading = Lock()
        self.load()

    def load(self, finish: Callable[[CheckedCatalog], CheckedCatalog] = lambda one: one) -> None:
        """Read everything; `finish` may change each catalog, now and whenever it is read again."""
        settings, seen = self._settings, self._times()
        if settings.preview:
            listed, paths = previewed_catalogs(settings.translations)
        else:
            listed, paths = listed_catalogs(settings.translations, pseudo=settings.development)
        self.template = load_template(folder("translations") / "messages.pot")
        catalogs: dict[str, CheckedCatalog] = {}
        damaged: dict[str, str] = {}
        for language in listed:
            try:
                catalogs[language.tag] = finish(self._catalog(language, paths))
            except CatalogError as error:
                damaged[language.tag] = str(error)
                self._logger.error("%s is not offered: %s", language.tag, error)
        languages = listed.without(set(damaged))
        statuses = {one.tag: status_of(one, catalogs[one.tag], self.template) for one in languages}
        # Other requests may be under way: nothing is ever half read.
        self.catalogs, self.damaged, self.paths, self.statuses = catalogs, damaged, paths, statuses
        self.languages, self.seen, self._finish = languages, seen, finish

    def _catalog(self, language: Language, paths: dict[str, Path]) -> CheckedCatalog:
        if language.is_source or language.is_pseudo:
            made = pseudo_translations(language.tag) if language.is_pseudo else Translations()
            day = datetime.combine(REVIEWED, time())
            return CheckedCatalog(cast(Translations, made), frozenset(self.template), revised=day)
        catalog = load_catalog(paths[language.tag], language.locale, self.template)
        catalog.translations.add_fallback(EnglishFallback())
        for finding in catalog.findings:
            self._logger.warning("shown in English: %s", finding)
        return catalog

    def _times(self) -> dict[Path, float]:
        root = self._settings.translations
        files = {root / "languages.toml", *dropped_in(root)}
        return {file: file.stat().st_mtime for file in files if file.exists()}

    def refresh(self) -> None:
        """Read everything again if a file has changed since."""
        with self._reading:
            if self._times() != self.seen:
                self.load(self._finish)


class CheckedDomain(Domain):  # type: ignore[misc]  # Flask-Babel carries no types
    """Flask-Babel's message domain, without files: it asks the library."""

    def get_translations(self) -> Translations:
        """Return the translations of the language of this request."""
        return library().catalogs[current_language().tag].translations


class CheckedBabel(Babel):  # type: ignore[misc]  # Flask-Babel carries no types
    """Flask-Babel with the checked domain."""

    domain_instance = CheckedDomain()


def init_app(app: Flask, settings: Settings) -> None:
    """Load the catalogs and let templates speak the language of the request."""
    app.extensions["openly-library"] = shelf = Library(settings, app.logger)
    # Trimming must be the same here as in extraction, or long messages are never found.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    CheckedBabel(app, locale_selector=lambda: current_language().locale)
    if settings.development:
        # Before the language is taken from the path, which must find what is there now.
        app.url_value_preprocessor(lambda _endpoint, _values: shelf.refresh())


def library() -> Library:
    """Return the library of the running application."""
    return cast(Library, current_app.extensions["openly-library"])


def current_language() -> Language:
    """Return the language of this request: of its path if that names one, else negotiated."""
    if "language" not in g:
        languages = library().languages
        named = languages.named(request.path.split("/", 2)[1])
        g.language = named or negotiate(request.headers.get("Accept-Language", ""), languages)
    return cast(Language, g.language)


def phrase(msgid: str, **values: object) -> Phrase:
    """Translate one message, for places that need text as well as HTML.

    Values that are not `Markup` are escaped.
    """
    catalog = library().catalogs[current_language().tag]
    # What a catalog holds has passed the gate in `markup.py`.
    html = Markup(catalog.translations.gettext(msgid))  # noqa: S704
    if values:
        html %= values
    attributes = Markup() if msgid in catalog.msgids else IN_ENGLISH
    return Phrase(html, html.striptags(), attributes)
