"""What exists, for tests to run over: languages, pages, catalogs, templates."""

from openly.folders import folder
from openly.languages import Language, load_languages
from openly.page_texts import PAGES

LANGUAGES = tuple(load_languages(folder("translations"), pseudo=True))
PUBLISHED = tuple(language for language in LANGUAGES if not language.is_pseudo)
TRANSLATED = tuple(language for language in PUBLISHED if not language.is_source)


def address(page: str, language: Language) -> str:
    """Return the path of a page in a language."""
    return f"/{language.tag}/" if page == "article" else f"/{language.tag}/{page}/"


ADDRESSES = tuple(address(page, language) for language in LANGUAGES for page in PAGES)
CATALOGS = {
    language.tag: folder("translations") / language.folder / "LC_MESSAGES" / "messages.po"
    for language in TRANSLATED
}
# Those of the site; the workbench has its own style.
TEMPLATES = tuple(
    path for path in sorted(folder("templates").rglob("*.html")) if path.parent.name != "workbench"
)
