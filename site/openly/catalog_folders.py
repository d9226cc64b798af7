"""Where the catalog of each language stands, in the project or in a folder of somebody's own."""

from pathlib import Path

from openly.folders import folder
from openly.languages import (
    SOURCE_TAG,
    Language,
    LanguageError,
    Languages,
    load_languages,
    new_language,
)
from openly.tags import standard

NAME = Path("LC_MESSAGES") / "messages.po"


def listed_catalogs(root: Path, *, pseudo: bool = False) -> tuple[Languages, dict[str, Path]]:
    """Return the languages that `languages.toml` in a folder lists, and their catalogs by tag."""
    languages = load_languages(root, pseudo=pseudo)
    return languages, {
        one.tag: root / one.folder / NAME
        for one in languages
        if not one.is_source and not one.is_pseudo
    }


def found_catalogs(root: Path, *, pseudo: bool = False) -> tuple[Languages, dict[str, Path]]:
    """Return what a folder holds: the listed languages, if it lists any, and what is dropped in.

    A catalog is dropped in as `sw.po`, `sw/messages.po` or `sw/LC_MESSAGES/messages.po`; its
    language is a draft.
    """
    languages = Languages()
    paths: dict[str, Path] = {}
    if (root / "languages.toml").exists():
        languages, paths = listed_catalogs(root, pseudo=pseudo)
    by_tag = dict(languages.by_tag)
    for path in sorted(dropped_in(root)):
        language = _language_of(root, path)
        if language and not language.is_source:
            by_tag.setdefault(language.tag, language)
            paths[language.tag] = path
    return Languages(by_tag), paths


def previewed_catalogs(root: Path) -> tuple[Languages, dict[str, Path]]:
    """Return what a translator's preview shows: a folder that lists no languages borrows ours."""
    languages, paths = found_catalogs(root, pseudo=True)
    if languages.by_tag.keys() & {SOURCE_TAG}:
        return languages, paths
    ours, our_paths = listed_catalogs(folder("translations"), pseudo=True)
    return Languages(ours.by_tag | languages.by_tag), our_paths | paths


def dropped_in(root: Path) -> set[Path]:
    """Return all catalogs in a folder, listed or not."""
    return {*root.glob("*.po"), *root.glob(f"*/{NAME.name}"), *root.glob(f"*/{NAME}")}


def _language_of(root: Path, path: Path) -> Language | None:
    name = path.stem if path.parent == root else path.relative_to(root).parts[0]
    try:
        return new_language(standard(name.replace("_", "-")))
    except (LanguageError, ValueError):
        # A file with another name is no catalog of a language, and nobody asked for it.
        return None
