"""`.po` files: read strictly, written quietly.

Babel reads and writes them; here is what it does not mind and we do: a damaged line is an error
that names it, and a written file changes in no line but those whose meaning changed.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import denormalize, read_po, write_po

_LINE = re.compile(r'(|#.*|(msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)?\s*"([^"\\]|\\.)*+")')
_PLURAL_RULE = re.compile(r'"Plural-Forms:.*\n(?:"(?![A-Za-z-]+:).*\n)*')
_HEADER_START = re.compile(r'^msgid ""\nmsgstr "', re.MULTILINE)
_HEADER = re.compile(r'^msgid ""\nmsgstr ((?:"(?:[^"\\]|\\.)*+"\n?)+)', re.MULTILINE)
_OBSOLETE_PREVIOUS = re.compile(r"^#~\|.*", re.MULTILINE)
_ANY_PLURALS = r"Plural-Forms: nplurals=6; plural=0;\n"


class CatalogError(ValueError):
    """A catalog that cannot be read at all; the text names file, place and remedy."""


def read_catalog(path: Path) -> Catalog:
    """Read a `.po` file, whatever its plural rule.

    Raises CatalogError, naming file, line and remedy, if it is damaged or not UTF-8.
    """
    try:
        text = _text(path)
        _check_lines(text)
        catalog = read_po(StringIO(_without_plural_rule(text)), abort_invalid=True)
    # A damaged file makes the parser fail in many ways; each of them means the same here.
    except Exception as error:
        raise CatalogError(
            f"{path}: cannot be read as a UTF-8 catalog ({error}); "
            "mend the place named, or take the last good version"
        ) from error
    for entry in catalog:
        _take_previous(entry)
    return catalog


def may_be_cut_off(path: Path) -> bool:
    """Tell whether a file ends within a text of several lines, where nothing shows its end."""
    return _text(path).rstrip().rpartition("\n")[2].startswith('"')


def read_headers(path: Path) -> dict[str, str]:
    """Return the header fields of a `.po` file as they stand there, in their order."""
    found = _HEADER.search(_text(path))
    lines = denormalize(found[1]).split("\n") if found else []
    fields = (line.partition(":") for line in lines if ":" in line)
    return {name.strip(): value.strip() for name, _colon, value in fields}


def as_po(catalog: Catalog, headers: dict[str, str] | None = None) -> bytes:
    """Write a catalog as quiet `.po` text: no line numbers, no wrapping, no dates of machines.

    Of `headers`, as `read_headers` returns them, those that begin with `X-` are kept: Poedit and
    Weblate note their own things there.
    """
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, include_lineno=False, include_previous=True)
    own = [f'"{name}: {value}\\n"\n' for name, value in (headers or {}).items() if _is_own(name)]
    dropped = [b'"POT-Creation-Date:', b'"Generated-By:']
    if not isinstance(catalog.revision_date, datetime):
        dropped.append(b'"PO-Revision-Date:')
    lines = [
        line for line in buffer.getvalue().splitlines(True) if not line.startswith(tuple(dropped))
    ]
    end = lines.index(b"\n") if b"\n" in lines else len(lines)
    return b"".join([*lines[:end], "".join(own).encode(), *lines[end:]])


def set_plural_rule(catalog: Catalog, rule: str) -> None:
    """Give a catalog its plural rule (the value of `Plural-Forms`), and each plural its forms.

    Forms beyond those of the rule go into comments, so that nothing is lost.
    """
    catalog.mime_headers = [("Plural-Forms", rule)]
    for message in catalog:
        if message.id and message.pluralizable:
            # Read as if the language had six forms, so that no file is refused for its header.
            texts = forms(message.string)
            message.string = texts[: catalog.num_plurals]
            surplus = filter(None, texts[catalog.num_plurals :])
            message.user_comments += [f"A form too many: {one}" for one in surplus]


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a message's text, or each of its plural forms."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def msgid(entry: Message) -> str:
    """Return what a message is called: its English text, the singular if it has a plural."""
    return forms(entry.id)[0]


def _take_previous(entry: Message) -> None:
    """Take the English before (`#| msgid "…"`) out of the comments, where Babel leaves it."""
    lines = [one.lstrip("| ") for one in entry.user_comments if one.startswith("|")]
    if not lines:
        return
    entry.user_comments = [one for one in entry.user_comments if not one.startswith("|")]
    texts: list[list[str]] = []
    for line in lines:
        keyword, _quote, rest = line.partition('"')
        if keyword.strip() in ("msgid", "msgid_plural"):
            texts.append([])
        if texts and not keyword.startswith("msgctxt"):
            texts[-1].append(f'"{rest}')
    entry.previous_id = [denormalize("\n".join(text)) for text in texts]


def _is_own(name: str) -> bool:
    return name.startswith("X-")


def _text(path: Path) -> str:
    # Some editors begin a file with a byte order mark, or end lines as Windows does: no faults.
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    # Of messages out of use the English before is of no use, and Babel stumbles over it.
    return _OBSOLETE_PREVIOUS.sub("", text)


def _check_lines(text: str) -> None:
    """Raise ValueError at the first line that is no `.po` line: Babel would pass over it.

    Also if there is nothing at all: a catalog that nobody has begun has a header.
    """
    if not text.strip():
        raise ValueError("it is empty")
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line.strip()):
            raise ValueError(f"line {number}: {line.strip()[:60]!r} is not finished")


def _without_plural_rule(text: str) -> str:
    """Let every message have as many forms as it likes: which of them are right is asked later."""

    def loosened(found: re.Match[str]) -> str:
        # As many lines as before, so that findings name the right one.
        return f'"{_ANY_PLURALS}"\n' + '""\n' * (found[0].count("\n") - 1)

    changed, count = _PLURAL_RULE.subn(loosened, text, count=1)
    if count:
        return changed
    return _HEADER_START.sub(lambda found: found[0] + _ANY_PLURALS, text, count=1)
