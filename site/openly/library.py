"""The languages offered and their catalogs, each read when it is first needed.

A catalog that turns out damaged takes down its own language alone, loudly.
"""

import logging
import os
from collections.abc import Callable, Iterable
from datetime import datetime, time
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from openly.article import REVIEWED
from openly.catalog_files import CatalogError
from openly.catalog_folders import dropped_in, listed_catalogs, previewed_catalogs
from openly.catalogs import (
    CheckedCatalog,
    CheckedTranslations,
    EnglishFallback,
    Template,
    load_catalog,
    load_template,
)
from openly.cldr import leave_out_what_is_never_shown
from openly.folders import folder
from openly.languages import SOURCE_TAG, Language, LanguageError, Languages
from openly.pseudo import pseudo_translations
from openly.settings import Settings
from openly.texts import Texts
from openly.translation_status import Status, status_of

Finish = Callable[[CheckedCatalog], CheckedCatalog]
_Value = TypeVar("_Value")


class WhenNeeded(dict[str, _Value], Generic[_Value]):
    """What is known of each language by tag, found out when it is first asked for."""

    def __init__(self, find: Callable[[str], _Value]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, tag: str) -> _Value:
        """Find out what is asked for; raise KeyError for a language that is not offered."""
        self[tag] = found = self._find(tag)
        return found


class Collection:
    """What stands in a folder of catalogs at one time."""

    def __init__(
        self,
        settings: Settings,
        logger: logging.Logger,
        finish: Finish,
        changed: Callable[[], None],
    ) -> None:
        if settings.preview:
            listed, self.paths = previewed_catalogs(settings.translations)
        else:
            listed, self.paths = listed_catalogs(settings.translations, pseudo=settings.development)
        self._logger, self._finish, self._changed = logger, finish, changed
        self._reading = Lock()
        self.template = load_template(folder("translations") / "messages.pot")
        self.languages: Languages = listed
        self.damaged: dict[str, str] = {}
        self.catalogs = WhenNeeded(self._catalog)
        self.statuses = WhenNeeded(self._status)
        self.texts = WhenNeeded(lambda tag: Texts(self.catalogs[tag]))
        for tag, path in self.paths.items():
            if not os.access(path, os.R_OK):
                self.reads(tag)

    def reads(self, tag: str) -> bool:
        """Tell whether a language is offered and its catalog can be read; read it if need be."""
        try:
            return self.catalogs[tag] is not None
        except KeyError:
            return False

    def _catalog(self, tag: str) -> CheckedCatalog:
        with self._reading:
            try:
                # Unless another request has read it meanwhile.
                if tag not in self.catalogs:
                    self.catalogs[tag] = self._finish(self._read(self.languages.by_tag[tag]))
                return self.catalogs[tag]
            except CatalogError as error:
                self._logger.error("%s is not offered: %s", tag, error)
                self.damaged = {**self.damaged, tag: str(error)}
                self.languages = self.languages.without({tag})
        self._changed()
        raise KeyError(tag)

    def _read(self, language: Language) -> CheckedCatalog:
        leave_out_what_is_never_shown(language.locale)
        if language.is_source or language.is_pseudo:
            pseudo = pseudo_translations(language.tag) if language.is_pseudo else None
            made = pseudo or CheckedTranslations({}, language.locale)
            day = datetime.combine(REVIEWED, time())
            return CheckedCatalog(made, frozenset(self.template), revised=day)
        catalog = load_catalog(self.paths[language.tag], language.locale, self.template)
        catalog.translations.add_fallback(EnglishFallback())
        for finding in catalog.findings:
            self._logger.warning("shown in English: %s", finding)
        missing = len(self.template) - len(catalog.msgids) - len(catalog.findings)
        if missing:
            self._logger.warning(
                "%s: %d of %d messages have no translation and are shown in English "
                "(finish it, or take the last good version)",
                self.paths[language.tag],
                missing,
                len(self.template),
            )
        return catalog

    def _status(self, tag: str) -> Status:
        catalog = self.catalogs[tag]
        return status_of(self.languages.by_tag[tag], catalog, self.template)


class Library:
    """The collection of a running site; in development made anew when a file has changed."""

    def __init__(self, settings: Settings, logger: logging.Logger) -> None:
        self._settings, self._logger = settings, logger
        self._renewing = Lock()
        self.on_change: list[Callable[[], None]] = []
        """Called when a language is no longer offered or files have changed: pages are then old."""
        self.load()

    def load(self, finish: Finish = lambda one: one) -> None:
        """Look at the folder anew; `finish` may change each catalog whenever it is read."""
        seen = self._times()
        # Other requests may be under way: nothing is ever half there.
        self._collection = Collection(self._settings, self._logger, finish, self._tell)
        self.seen, self._finish = seen, finish
        self._tell()

    def _tell(self) -> None:
        for tell in self.on_change:
            tell()

    def refresh(self) -> None:
        """Look at the folder anew if a file has changed since."""
        with self._renewing:
            if self._times() != self.seen:
                self.load(self._finish)

    def _times(self) -> dict[Path, float]:
        root = self._settings.translations
        files = {root / "languages.toml", *dropped_in(root)}
        return {file: file.stat().st_mtime for file in files if file.exists()}

    def choose(self, choice: Callable[[Languages], Language | None]) -> Language | None:
        """Let `choice` choose among the languages offered, again if the catalog is damaged."""
        collection = self._collection
        while language := choice(collection.languages):
            if collection.reads(language.tag):
                break
        return language

    def read_all(self) -> Languages:
        """Read every catalog that was not needed yet; return the languages that are offered."""
        collection = self._collection
        for language in collection.languages:
            collection.reads(language.tag)
        return collection.languages

    def problem_of(self, tag: str) -> str:
        """Say what is wrong with the catalog of a language; empty if it can be read."""
        collection = self._collection
        if tag in collection.languages.by_tag:
            collection.reads(tag)
        return collection.damaged.get(tag, "")

    def offer_only(self, tags: Iterable[str]) -> None:
        """Offer the source language and those with some tags (BCP 47) alone.

        Raises LanguageError for a tag that is not offered.
        """
        collection = self._collection
        offered = collection.languages.by_tag
        for tag in tags:
            if tag not in offered:
                raise LanguageError(f"{tag} is not offered (use one of {', '.join(offered)})")
        collection.languages = collection.languages.without(set(offered) - {SOURCE_TAG, *tags})

    @property
    def languages(self) -> Languages:
        """The languages offered, except those whose catalogs have turned out damaged."""
        return self._collection.languages

    @property
    def catalogs(self) -> WhenNeeded[CheckedCatalog]:
        """The catalog of each language by tag."""
        return self._collection.catalogs

    @property
    def statuses(self) -> WhenNeeded[Status]:
        """How far each language is, by tag."""
        return self._collection.statuses

    @property
    def texts(self) -> WhenNeeded[Texts]:
        """The messages of each language as pages show them, by tag."""
        return self._collection.texts

    @property
    def damaged(self) -> dict[str, str]:
        """Why a language is not offered, by tag, as far as catalogs were needed."""
        return self._collection.damaged

    @property
    def paths(self) -> dict[str, Path]:
        """The file of each catalog by tag."""
        return self._collection.paths

    @property
    def template(self) -> Template:
        """Every message of the site."""
        return self._collection.template
