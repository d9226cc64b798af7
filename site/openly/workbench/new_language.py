"""Begin a language: an empty catalog with CLDR's header, and its entry as a draft."""

from pathlib import Path

from babel.messages.catalog import Catalog

from openly.catalog_files import as_po
from openly.catalog_folders import NAME
from openly.languages import LanguageError, load_languages, new_language
from openly.workbench.listing import enlist
from openly.workbench.updating import updated

HEADER = """\
# {name} translation of Openly.
# Copyright (C) the Openly translators
# This file is distributed under the same license as the Openly project.
#"""


def begin_language(tag: str, root: Path, template: Catalog) -> Path:
    """Make the catalog of a new language and list it as a draft; return the catalog's path.

    Raises LanguageError, with the remedy, if the tag cannot be used or the language exists.
    """
    language = new_language(tag)
    path = root / language.folder / NAME
    if path.exists():
        raise LanguageError(f"{path} exists already (go on with it, or move it away)")
    if tag in load_languages(root).by_tag:
        raise LanguageError(f"[{tag}] is listed in languages.toml, but {path} is missing")
    name = language.locale.english_name
    catalog = Catalog(
        locale=language.locale,
        project="Openly",
        version="1",
        charset="utf-8",
        fuzzy=False,
        header_comment=HEADER.format(name=name),
        last_translator="nobody yet",
        language_team=name,
    )
    path.parent.mkdir(parents=True)
    path.write_bytes(as_po(catalog))
    path.write_bytes(updated(path, language.locale, template).content)
    enlist(language, root)
    return path
