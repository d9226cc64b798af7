"""The corpus of attacks, and what the gate makes of each: for tests."""

from pathlib import Path

from babel import Locale

from openly.catalogs import load_catalog, load_template
from openly.workbench.extraction import template_path
from tests.catalog_edits import quoted

TEMPLATE = load_template(template_path())
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
ATTACKS = tuple(
    line
    for line in (Path(__file__).parent / "attacks.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
)
PLAIN = tuple(one for one in TEMPLATE if "%" not in one and "<" not in one)
"""Messages without markup or placeholders, which may be replaced by any text."""


def catalog_of(texts: dict[str, str]) -> str:
    """Return a catalog with these translations."""
    entries = (f'msgid "{quoted(one)}"\nmsgstr "{quoted(text)}"\n' for one, text in texts.items())
    return HEADER + "\n".join(entries)


def everywhere(whole: str, attack: str) -> str:
    """Return a whole catalog in which every message of `PLAIN` is an attack."""
    starts = tuple(f'\nmsgid "{quoted(one)}"\n' for one in PLAIN)
    kept = [
        block for block in whole.split("\n\n") if not any(one in f"\n{block}\n" for one in starts)
    ]
    return "\n\n".join([*kept, catalog_of(dict.fromkeys(PLAIN, attack)).removeprefix(HEADER)])


def load(path: Path, text: str):
    path.write_text(text, encoding="utf-8")
    return load_catalog(path, Locale("fr"), TEMPLATE)


def passing(folder: Path) -> list[str]:
    """Return the attacks that the gate lets through, since they are harmless as text."""
    path = folder / "attacks.po"
    return [one for one in ATTACKS if "Sources" in load(path, catalog_of({"Sources": one})).msgids]
