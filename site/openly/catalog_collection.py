"""The catalogs that stand in a folder at one time, each read when it is first needed."""

import logging
import os
from collections.abc import Callable
from datetime import datetime, time
from threading import Lock
from typing import Generic, TypeVar

from openly.article import REVIEWED
from openly.catalog_files import CatalogError
from openly.catalog_folders import listed_catalogs, previewed_catalogs
from openly.catalogs import (
    CheckedCatalog,
    CheckedTranslations,
    EnglishFallback,
    load_catalog,
    load_template,
)
from openly.cldr import leave_out_what_is_never_shown
from openly.folders import folder
from openly.languages import Language, Languages
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
            # `exists` would fail itself where a folder may not be entered.
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
            return CheckedCatalog(made, self.template.keys(), revised=day)
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
