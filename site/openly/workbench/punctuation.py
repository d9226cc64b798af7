"""Rules for punctuation: each script ends a sentence in its own way."""

import re
from collections.abc import Iterator

from openly.gate import Fault
from openly.languages import Language

STOP, QUESTION, EXCLAMATION, COLON, ELLIPSIS = "full stop", "question mark", "exclamation mark", "colon", "ellipsis"  # noqa: E501  # fmt: skip
_MARKS = {
    STOP: ".。।۔።။។", QUESTION: "?؟？;፧", EXCLAMATION: "!！", COLON: ":：፦", ELLIPSIS: "…",
}  # fmt: skip
# The mark that a language ends with, where it is not that of English.
_OWN = {
    STOP: {**dict.fromkeys(("hi", "bn", "ne", "pa", "as", "or"), "।"), "ur": "۔", "zh": "。",
           "ja": "。", "am": "።", "ti": "።", "my": "။", "km": "។"},
    QUESTION: {**dict.fromkeys(("ar", "fa", "ur", "ps", "ckb"), "؟"), "zh": "？", "ja": "？",
               "el": ";", "am": "?", "km": "?"},
    EXCLAMATION: {"zh": "！", "ja": "！"},
    COLON: {"zh": "：", "ja": "："},
    ELLIPSIS: {},
}  # fmt: skip
# These write a space, or nothing, where English has a full stop.
_STOPLESS = {"th", "lo"}
_CLOSERS = re.compile(r"(?:</?\w+>|[\s\u00a0\u202f\"'”’»›」』）)\]】》〉“])+$")
_BRACKETS = ("()", "[]", "{}", "（）", "「」", "『』", "【】", "《》", "〈〉", "«»", "‹›")
_QUOTES = '“”„‟"«»「」『』'


def faults(original: str, text: str, language: Language) -> Iterator[Fault]:
    """Find an end that is not the original's, and brackets or quotes that do not close."""
    yield from _end(original, text, language.locale.language)
    for pair in _BRACKETS:
        opening, closing = pair[0], pair[1]
        if text.count(opening) != text.count(closing):
            problem = f"“{opening}” and “{closing}” do not match"
            yield Fault("brackets", problem, f"add or remove one of {opening}{closing}")
    if sum(text.count(mark) for mark in _QUOTES) % 2:
        yield Fault("quotes", "a quotation mark is missing or too many", "open and close each")


def _end(original: str, text: str, language: str) -> Iterator[Fault]:
    wanted, _mark = _last(original)
    found, mark = _last(text)
    if wanted == STOP and not found and language in _STOPLESS:
        return
    own = _OWN[wanted].get(language, _MARKS[wanted][0]) if wanted else ""
    if found != wanted:
        problem = f"it ends with {_name(found)}, the original with {_name(wanted)}"
        yield Fault("end-punctuation", problem, f"end with “{own}”" if own else "take it away")
    elif found and mark != own:
        yield Fault("end-punctuation", f"it ends with “{mark}”", f"this language writes “{own}”")


def _last(text: str) -> tuple[str, str]:
    """Return the kind of the last mark of a text, and the mark; quotes and tags do not count."""
    mark = _CLOSERS.sub("", text)[-1:]
    return next((kind for kind, marks in _MARKS.items() if mark and mark in marks), ""), mark


def _name(kind: str) -> str:
    return f"a {kind}" if kind else "no mark"
