"""The languages offered and their catalogs.

A catalog that turns out damaged takes down its own language alone, loudly.
"""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock

from openly.catalog_collection import Collection, Finish, WhenNeeded
from openly.catalog_folders import dropped_in
from openly.catalogs import CheckedCatalog, Template
from openly.languages import SOURCE_TAG, Language, LanguageError, Languages
from openly.settings import Settings
from openly.texts import Texts
from openly.translation_status import Status


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
