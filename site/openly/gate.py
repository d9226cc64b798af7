"""The gate: what no translation may do, or it is not shown.

A catalog may come from anyone. A message is used only if it cannot break a page, endanger a
reader's browser, or send a reader to the wrong number: its placeholders are those of the original,
Bleach finds no markup that the original lacks, and it brings no number or address of its own.
"""

import re
import unicodedata
from typing import NamedTuple

from openly.markup import is_clean

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# Two digits or more, as people write numbers to call; a single digit is a count in words.
_NUMBER = re.compile(r"\d(?:[\s().‑–/-]{0,2}\d)+")
# Hours of the day, as in “24/7”: no emergency number anywhere.
_HARMLESS = {"24", "247"}
_ADDRESS = re.compile(
    r"://|\bwww\.|\b[\w.+-]+@[\w-]|\b[a-z0-9-]{2,}\.(?:[a-z]{2}|app|com|edu|gov|int|net|org|info|help|care|chat)\b(?!\.)",
    re.IGNORECASE | re.ASCII,
)


class Fault(NamedTuple):
    """Why a message is not shown: a word for the rule, what is wrong, what to do."""

    rule: str
    problem: str
    remedy: str


def fault_of(originals: tuple[str, ...], forms: tuple[str, ...], plurals: int) -> Fault | None:
    """Return what keeps a message from being shown; None if nothing does.

    `originals` are the English text and its plural, if any; `forms` the translation's; `plurals`
    how many forms the language has (CLDR).
    """
    pluralizable = len(originals) > 1
    if not pluralizable and len(forms) > 1:
        return Fault("plural-forms", "it has plural forms, the original has none", "use one msgstr")
    if pluralizable and (not all(forms[:plurals]) or any(forms[plurals:])):
        filled = sum(map(bool, forms))
        remedy = f"fill msgstr[0] to [{plurals - 1}]"
        return Fault("plural-forms", f"{filled} plural forms, not {plurals}", remedy)
    for position, form in enumerate(forms[:plurals] if pluralizable else forms):
        original = originals[min(position, len(originals) - 1)]
        fault = _placeholder_fault(original, form, pluralizable) or _content_fault(original, form)
        if fault:
            return fault
    return None


def _placeholder_fault(original: str, form: str, pluralizable: bool) -> Fault | None:
    wanted, present = sorted(PLACEHOLDER.findall(original)), sorted(PLACEHOLDER.findall(form))
    # A plural form that means exactly one or two may spell its number out.
    if present != wanted and not (pluralizable and not present):
        names = ", ".join(f"%({name})s" for name in wanted) or "no placeholder"
        problem = "its placeholders differ from the original"
        return Fault("placeholders", problem, f"use exactly: {names}")
    if "%" in PLACEHOLDER.sub("", form):
        problem = "it holds a percent sign outside a placeholder"
        return Fault("placeholders", problem, "write the word instead")
    return None


def _content_fault(original: str, form: str) -> Fault | None:
    if not is_clean(form, original):
        problem = "its markup differs from the original"
        return Fault("markup", problem, "use only the tags of the original")
    if _numbers(form) - _numbers(original) - _HARMLESS:
        problem = "it holds a number that the original lacks"
        return Fault("numbers", problem, "numbers to call come from our data: take it out")
    if _ADDRESS.search(form) and not _ADDRESS.search(original):
        problem = "it holds a web or e-mail address"
        return Fault("addresses", problem, "addresses come from our data: take it out")
    return None


def _numbers(text: str) -> set[str]:
    """Return the numbers in a text, in plain digits: `١١٢` and `1-1-2` are both `112`."""
    return {
        "".join(str(unicodedata.digit(one)) for one in found if one.isdigit())
        for found in _NUMBER.findall(PLACEHOLDER.sub(" ", text))
    }
