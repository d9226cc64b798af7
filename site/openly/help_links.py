"""Numbers and addresses as links that dial, write or open, in the reader's language."""

import re
from dataclasses import dataclass

from babel import Locale
from babel.lists import format_list
from markupsafe import Markup, escape

from openly.directory.model import DIALLED, Contact, EmergencyNumber
from openly.finder import HelpPlan
from openly.help_texts import (
    ACTIONS,
    ANSWERS,
    CALL_AND_PRESS,
    COSTS,
    TEXT_A_WORD,
    WHATSAPP_A_WORD,
)
from openly.translation import translated


@dataclass(frozen=True)
class Way:
    """One way to reach a service, as a link: it dials, writes or opens a site."""

    href: str
    label: Markup
    spoken: str
    """Its number, digit by digit; empty where it has none."""
    cost: Markup
    is_site: bool


@dataclass(frozen=True)
class Emergency:
    """An emergency number as a link, and who answers it."""

    href: str
    number: Markup
    spoken: str
    """The same, digit by digit."""
    answers: Markup


def emergency_of(plan: HelpPlan, locale: Locale) -> tuple[Emergency, ...]:
    """Return the emergency numbers of a plan."""
    return tuple(_emergency(one, locale) for one in plan.emergency)


def _emergency(number: EmergencyNumber, locale: Locale) -> Emergency:
    answers = [translated(ANSWERS[one]) for one in number.reaches]
    # CLDR's words and our own phrases, which come escaped.
    listed = Markup(format_list(answers, locale=locale))  # noqa: S704
    return Emergency(number.href, isolated(number.dial), digit_by_digit(number.dial), listed)


def isolated(text: str) -> Markup:
    """Keep a number in its own order within text of either direction (HTML `bdi`)."""
    return Markup(f'<bdi dir="ltr">{escape(text)}</bdi>')  # noqa: S704 – the text is escaped


def digit_by_digit(number: str) -> str:
    """Write a number as it is to be spoken: `116 123` is `1 1 6, 1 2 3`."""
    return ", ".join(" ".join(group) for group in re.findall(r"\+?[0-9]+", number))


def way_to(contact: Contact) -> Way:
    """Make the link of a contact."""
    written = contact.show or contact.address
    number = isolated(written)
    if contact.word:
        text = WHATSAPP_A_WORD if contact.channel == "whatsapp" else TEXT_A_WORD
        label = translated(text, word=isolated(contact.word), number=number)
    elif contact.extension:
        label = translated(CALL_AND_PRESS, number=number, extension=isolated(contact.extension))
    else:
        label = translated(ACTIONS[contact.channel], number=number)
    return Way(
        href=contact.href,
        label=label,
        spoken=digit_by_digit(written) if contact.channel in DIALLED else "",
        cost=translated(COSTS[contact.cost]) if contact.cost else Markup(),
        is_site=contact.href.startswith("http"),
    )
