"""`languages.toml`: each language in its place, since readers see them in the order of the file."""

from itertools import pairwise
from pathlib import Path

from babel import Locale

from openly.catalogs import Finding
from openly.collation import in_order
from openly.languages import SOURCE_TAG, Language, load_languages

NAME = "languages.toml"


def ordered(languages: list[Language]) -> list[Language]:
    """Return languages as they should stand: the source, then by their own names (UTS 10)."""
    by_name = in_order(languages, lambda one: one.name, Locale.parse(SOURCE_TAG))
    return sorted(by_name, key=lambda one: not one.is_source)


def misplaced(root: Path) -> dict[Language, Finding]:
    """Return the languages that stand before one that should come first."""
    path, found = root / NAME, {}
    if not path.exists():
        return {}
    listed = list(load_languages(root))
    lines = path.read_text(encoding="utf-8").splitlines()
    rank = {one: place for place, one in enumerate(ordered(listed))}
    for language, following in pairwise(listed):
        if rank[language] > rank[following]:
            line = lines.index(f"[{language.tag}]") + 1 if f"[{language.tag}]" in lines else 1
            problem = f"[{language.tag}] stands before [{following.tag}]"
            remedy = "put them in the order of their own names, as readers look for them"
            found[language] = Finding(path, line, "", "order", problem, remedy)
    return found


def enlist(language: Language, root: Path) -> None:
    """List a language as a draft, in its place."""
    path = root / NAME
    text = path.read_text(encoding="utf-8")
    listed = ordered([*load_languages(root), language])
    following = listed[listed.index(language) + 1 :]
    entry = f'[{language.tag}]\nname = "{language.name}"\nreview = "draft"\n'
    before, header, after = text.partition(f"\n[{following[0].tag}]\n" if following else "\0")
    path.write_text(
        f"{before}\n{entry}{header}{after}" if header else f"{text}\n{entry}", encoding="utf-8"
    )
