"""The languages offered: tag, own name, direction and review state.

A language is offered when `languages.toml` lists it, in the order of that file, which holds its own
name too: of all languages every page says the name, and CLDR's data for thirty take 33 MB.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from babel import Locale, UnknownLocaleError

from openly import tags
from openly.pseudo import pseudo_translations
from openly.toml import TomlError, read_toml

SOURCE_TAG = "en"
"""The language in which the text is written."""

ACCENTED_TAG, MIRRORED_TAG = PSEUDO_TAGS = ("en-XA", "en-XB")
"""The pseudo-locales of development and tests: accented English, and English from right to left.

CLDR keeps the regions XA and XB for this.
"""

# Differences of region alone are at most this far apart in CLDR; a script or a language is further.
ALIAS_DISTANCE = 9

# Where CLDR names the language as the country (WCAG 2.4.9 wants two links told apart by name).
_OWN_NAMES = {"id": "Bahasa Indonesia", "th": "ภาษาไทย"}
_STRONG = ("L", "R", "AL")

REVIEW_STATES = ("draft", "reviewed")


class LanguageError(ValueError):
    """An entry of `languages.toml` that cannot be used; the text names it and the remedy."""


@dataclass(frozen=True)
class Language:
    """One language of the site."""

    tag: str
    """BCP 47 tag in canonical form, such as `pt-BR` or `zh-Hans`."""
    locale: Locale
    """CLDR data of the language."""
    review: str = "draft"
    """`draft`, or `reviewed` by the people in `reviewers`."""
    reviewers: tuple[str, ...] = ()
    own_name: str = ""
    """Its name in the language itself, as `languages.toml` has it; CLDR's if empty."""

    def __str__(self) -> str:
        return self.tag

    @cached_property
    def name(self) -> str:
        """The language's name in the language itself."""
        if self.is_pseudo:
            return pseudo_translations(self.tag).gettext("Pseudo-English")
        return self.own_name or name_in_cldr(self)

    @cached_property
    def short_name(self) -> str:
        """The name without the region, in the language itself: `português` of `pt-BR`."""
        if not self.locale.territory:
            return self.name
        parts = filter(None, (self.locale.language, self.locale.script))
        return str(self.locale.languages.get("_".join(parts), self.name))

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`, as the letters of its own name run (UAX #9)."""
        if self.tag == MIRRORED_TAG:
            return "rtl"
        runs = (unicodedata.bidirectional(letter) for letter in self.name)
        return "rtl" if next((run for run in runs if run in _STRONG), "L") != "L" else "ltr"

    @property
    def is_source(self) -> bool:
        """Whether the text was written in this language."""
        return self.tag == SOURCE_TAG

    @property
    def is_pseudo(self) -> bool:
        """Whether this is one of the pseudo-locales."""
        return self.tag in PSEUDO_TAGS

    @property
    def folder(self) -> str:
        """Name of its folder below `translations/`, such as `zh_Hans`."""
        return str(self.locale)

    def name_in(self, other: "Language") -> str:
        """Return the language's name in another language (CLDR)."""
        return _display_name(self.locale, other.locale) or self.tag


@cache
def _display_name(locale: Locale, other: Locale) -> str | None:
    return locale.get_display_name(other)


@dataclass(frozen=True)
class Languages:
    """All languages offered, in the order that readers see: that of `languages.toml`."""

    by_tag: dict[str, Language] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Language]:
        return iter(self.by_tag.values())

    @property
    def source(self) -> Language:
        """The language in which the text is written."""
        return self.by_tag[SOURCE_TAG]

    def named(self, text: str) -> Language | None:
        """Find the language that a tag in an address means: exact, other case, alias or region.

        `PT-br` means `pt-BR`, `zh-CN` means `zh-Hans`, `iw` means `he` (RFC 5646, CLDR distance).
        """
        if text in self.by_tag:
            return self.by_tag[text]
        return self.nearest(text, ALIAS_DISTANCE)

    def nearest(self, text: str, farthest: int) -> Language | None:
        """Find the language nearest to a tag by CLDR distance, at most `farthest` away."""
        return self.by_tag.get(tags.nearest(text, self._negotiable, farthest))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Their language tags (BCP 47)."""
        return tuple(self.by_tag)

    @cached_property
    def _negotiable(self) -> tuple[str, ...]:
        return tuple(language.tag for language in self if not language.is_pseudo)

    def without(self, left_out: set[str]) -> "Languages":
        """Return the languages except those named."""
        return Languages(
            {tag: language for tag, language in self.by_tag.items() if tag not in left_out}
        )


def load_languages(folder: Path, *, pseudo: bool = False) -> Languages:
    """Read `languages.toml` in a folder of catalogs.

    Raises LanguageError, naming file, tag and remedy, if an entry cannot be used.
    """
    path = folder / "languages.toml"
    try:
        entries = read_toml(path)
    except TomlError as error:
        raise LanguageError(f"{path}: cannot be read ({error})") from error
    if SOURCE_TAG not in entries:
        raise LanguageError(f"{path}: [{SOURCE_TAG}] is missing (add it: it is the source text)")
    languages = {tag: _language(path, tag, entry) for tag, entry in entries.items()}
    if pseudo:
        languages |= {tag: Language(tag, Locale.parse(SOURCE_TAG)) for tag in PSEUDO_TAGS}
    return Languages(languages)


def name_in_cldr(language: Language) -> str:
    """Return the name of a language in the language itself as CLDR has it."""
    names = language.locale.languages
    own = _OWN_NAMES.get(language.tag) or names.get(str(language.locale))
    return own or language.locale.get_display_name() or language.tag


def new_language(tag: str) -> Language:
    """Return a language as a draft.

    Raises LanguageError if the tag is not canonical (BCP 47) or CLDR does not know the language.
    """
    if not tags.is_tag(tag) or tags.standard(tag) != tag:
        near = tags.standard(tag) if tags.is_tag(tag) else "pt-BR or zh-Hans"
        raise LanguageError(f"[{tag}] is no canonical BCP 47 tag (use one like {near})")
    try:
        return Language(tag, Locale.parse(tag, sep="-"))
    except (UnknownLocaleError, ValueError) as error:
        raise LanguageError(f"[{tag}] is not in CLDR ({error})") from error


def _language(path: Path, tag: str, entry: dict[str, object]) -> Language:
    try:
        # What CLDR calls by this very tag needs no closer look.
        known = Language(tag, Locale.parse(tag, sep="-")) if tags.is_in_cldr(tag) else None
        language = known or new_language(tag)
    except LanguageError as error:
        raise LanguageError(f"{path}: {error}") from error
    where = f"{path}: [{tag}]"
    unknown = set(entry) - {"name", "review", "reviewers"}
    if unknown:
        raise LanguageError(f"{where}: unknown key {min(unknown)} (use name, review, reviewers)")
    name = entry.get("name", "")
    review, reviewers = entry.get("review"), entry.get("reviewers", [])
    if not isinstance(name, str):
        raise LanguageError(f"{where}: name = {name!r} (write its name in the language itself)")
    if review not in REVIEW_STATES:
        raise LanguageError(f"{where}: review = {review!r} (use one of {', '.join(REVIEW_STATES)})")
    if not isinstance(reviewers, list) or (review == "reviewed") != bool(reviewers):
        raise LanguageError(f"{where}: reviewers are named when review = 'reviewed', and only then")
    people = tuple(map(str, reviewers))
    return replace(language, review=str(review), reviewers=people, own_name=name)
