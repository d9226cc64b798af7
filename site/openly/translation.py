"""Flask-Babel, answering from checked catalogs; what is not translated is English and says so."""

from dataclasses import dataclass
from gettext import NullTranslations
from typing import cast

from flask import Flask, current_app, g, request
from flask_babel import Babel, Domain
from markupsafe import Markup

from openly.catalogs import IN_ENGLISH
from openly.languages import Language
from openly.library import Library
from openly.negotiation import negotiate
from openly.settings import Settings
from openly.texts import LOOKED_UP, LookedUp, Texts


@dataclass(frozen=True)
class Phrase:
    """One translated message: as HTML, as plain text, and the attributes that mark fallback."""

    html: Markup
    attributes: Markup

    @property
    def text(self) -> str:
        """The same without markup, for titles and attributes."""
        return self.html.striptags()


class CheckedDomain(Domain):  # type: ignore[misc]  # Flask-Babel carries no types
    """Flask-Babel's message domain, without files: it asks the library."""

    def get_translations(self) -> NullTranslations:
        """Return the translations of the language of this request."""
        return library().catalogs[current_language().tag].translations


class CheckedBabel(Babel):  # type: ignore[misc]  # Flask-Babel carries no types
    """Flask-Babel with the checked domain."""

    domain_instance = CheckedDomain()


def init_app(app: Flask, settings: Settings) -> None:
    """Find the catalogs and let templates speak the language of the request."""
    app.extensions["openly-library"] = shelf = Library(settings, app.logger)
    # Trimming must be the same here as in extraction, or long messages are never found.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    CheckedBabel(app, locale_selector=lambda: current_language().locale)
    app.jinja_env.add_extension(LookedUp)
    app.jinja_env.globals.update({"gettext": translated, LOOKED_UP: CurrentTexts()})
    if settings.development:
        # Before the language is taken from the path, which must find what is there now.
        app.url_value_preprocessor(lambda _endpoint, _values: shelf.refresh())


def library() -> Library:
    """Return the library of the running application."""
    return cast(Library, current_app.extensions["openly-library"])


def current_language() -> Language:
    """Return the language of this request: of its path if that names one, else negotiated."""
    try:
        return cast(Language, g.language)
    except AttributeError:
        g.language = named_language(request.path.split("/", 2)[1]) or negotiated_language()
        return cast(Language, g.language)


def named_language(text: str) -> Language | None:
    """Return the language that a tag in an address means, if its catalog can be read."""
    return library().choose(lambda languages: languages.named(text))


def negotiated_language() -> Language:
    """Return the language whose catalog can be read that suits the reader's browser best."""
    header = request.headers.get("Accept-Language", "")
    chosen = library().choose(lambda languages: negotiate(header, languages))
    return chosen or library().languages.source


def current_texts() -> Texts:
    """Return the messages of the language of this request."""
    try:
        return cast(Texts, g.texts)
    except AttributeError:
        g.texts = library().texts[current_language().tag]
        return cast(Texts, g.texts)


class CurrentTexts:
    """The messages of the language of this request, for templates, which outlive requests."""

    def __getitem__(self, msgid: str) -> Markup:
        return current_texts()[msgid]


def translated(msgid: str, **values: object) -> Markup:
    """Translate one message as HTML. Values that are not `Markup` are escaped."""
    html = current_texts()[msgid]
    return html % values if values or "%" in html else html


def phrase(msgid: str, **values: object) -> Phrase:
    """Translate one message, for places that need text as well as HTML.

    Values that are not `Markup` are escaped.
    """
    texts = current_texts()
    html = texts[msgid]
    if values:
        html %= values
    return Phrase(html, Markup() if msgid in texts.catalog.msgids else IN_ENGLISH)
