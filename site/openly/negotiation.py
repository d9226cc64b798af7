"""Choose the language of a reader who has not chosen one."""

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from openly.languages import Language, Languages

# CLDR calls languages up to this distance close enough to be read without much trouble.
READABLE_DISTANCE = 25
# A browser sends a handful; the limits keep a hostile header from costing time.
MOST_CHARACTERS = 500
MOST_TAGS = 12


def negotiate(accept_language: str, languages: Languages) -> Language:
    """Return the best language for an `Accept-Language` header (RFC 9110, RFC 4647).

    The first tag, by quality, that some offered language is near to decides; else the source.
    """
    header = accept_language[:MOST_CHARACTERS]
    accepted = parse_accept_header(header, LanguageAccept)
    for tag, quality in list(accepted)[:MOST_TAGS]:
        if quality > 0 and tag != "*":
            language = languages.nearest(tag, READABLE_DISTANCE)
            if language:
                return language
    return languages.source
