"""The gate for markup in translations: only the tags of the original pass.

Bleach is used here and nowhere else, since it is kept up no longer. What replaces it has to answer
`is_clean` alike (tests/test_markup.py); docs/dependencies.md says what could.
"""

import re

# What a message may ever hold, so that not even a wrong original opens the gate further.
EMPHASIS = frozenset({"strong", "em"})

TAG = re.compile(r"</?[a-z][^>]*>")
_START_TAG = re.compile(r"<([a-z][a-z0-9]*)>")
# Where there is none of these, Bleach changes nothing, and asking it takes most of the start.
_MARKUP = re.compile(r"[<>&\x00-\x1f\x7f-\x9f]")
_BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")


def tags_of(text: str) -> list[str]:
    """Return the names of the tags that open in a message, sorted, repeats kept."""
    return sorted(_START_TAG.findall(text))


def cleaned(text: str, original: str) -> str:
    """Return a translation as Bleach leaves it when only the original's tags are allowed.

    No attribute is ever allowed, since messages carry none.
    """
    if not _MARKUP.search(text):
        return text
    # Bleach is half as large as the rest of the start, and most languages hold no such text.
    import bleach  # noqa: PLC0415

    allowed = EMPHASIS.intersection(tags_of(original))
    return bleach.clean(text, tags=allowed, attributes={}, strip=False)


def is_clean(text: str, original: str) -> bool:
    """Tell whether a translation holds no more markup than its original, and all of it."""
    escaped = _BARE_AMPERSAND.sub("&amp;", text)
    return cleaned(text, original) == escaped and tags_of(text) == tags_of(original)
