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


@dataclass(frozen=True)
class Phrase:
    """One translated message: as HTML, as plain text, and the attributes that mark fallback."""

    html: Markup
    text: str
    attributes: Markup


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
    if settings.development:
        # Before the language is taken from the path, which must find what is there now.
        app.url_value_preprocessor(lambda _endpoint, _values: shelf.refresh())


def library() -> Library:
    """Return the library of the running application."""
    return cast(Library, current_app.extensions["openly-library"])


def current_language() -> Language:
    """Return the language of this request: of its path if that names one, else negotiated."""
    if "language" not in g:
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
