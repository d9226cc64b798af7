"""What a record holds, in the words of Open Referral's Human Services Data Specification.

The tuples are the closed vocabularies; each word is translated once, in `help_texts.py`.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from openly.directory.schedule import Schedule
from openly.tags import script_of

TOPICS = (
    "suicide-crisis", "emotional-support", "mental-health", "domestic-violence",
    "sexual-violence", "sexual-health", "sex-relationship-therapy", "lgbtq", "youth", "directory",
)  # fmt: skip
AUDIENCES = (
    "everyone", "women", "men", "youth", "lgbtq", "perinatal", "migrants", "indigenous",
    "students", "veterans",
)  # fmt: skip
CHANNELS = ("voice", "sms", "whatsapp", "chat", "email", "textphone")
COSTS = ("free", "local", "premium")
CONFIDENCES = ("high", "medium", "low")
SOURCE_KINDS = ("official", "government", "ngo", "other", "encyclopedia", "dataset")
ANSWERS = ("ambulance", "police", "fire")
EXCEPTIONS = {
    "short-code": "a national short code that the numbering data lacks; our sources have it",
    "star-code": "dialled with a star or a number sign, which the numbering data does not cover",
    "unlisted-range": "in a range that the numbering data does not know; our sources have it",
    "other-territory": "a line of a neighbouring territory that serves this one",
    "relay-prefix": "a textphone relay prefix stands before the number",
}
"""Reasons to keep a number that `phonenumbers` does not know."""

DIALLED = ("voice", "sms", "whatsapp", "textphone")
DISTANT = ("chat", "email", "whatsapp")
"""Channels that reach across borders, as web sites do."""


@dataclass(frozen=True, slots=True)
class Name:
    """A service's name in one language (BCP 47 tag)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and that text's date: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or none."""

    url: str
    kind: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a service: `show` as the service prints it, `dial` as a phone sends it.

    `extension` is what to press when a menu answers, `word` the text to send.
    """

    channel: str
    show: str = ""
    dial: str = ""
    extension: str = ""
    word: str = ""
    cost: str = ""
    exception: str = ""
    url: str = ""
    address: str = ""

    @property
    def href(self) -> str:
        """The address of a link that starts the contact (RFC 3966, RFC 5724, RFC 6068)."""
        if self.channel == "email":
            return f"mailto:{self.address}"
        if self.channel == "chat":
            return self.url
        if self.channel == "whatsapp":
            return f"https://wa.me/{self.dial.removeprefix('+')}"
        number = quote(self.dial, safe="+*")
        if self.channel == "sms":
            return f"sms:{number}?body={quote(self.word)}" if self.word else f"sms:{number}"
        return f"tel:{number}"


@dataclass(frozen=True)
class Service:
    """One service, as it is shown."""

    id: str
    names: tuple[Name, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    languages: tuple[str, ...]
    confidence: str
    contacts: tuple[Contact, ...]
    sources: tuple[Source, ...]
    website: str = ""
    schedule: Schedule | None = None

    @property
    def name(self) -> Name:
        """The name that the service itself puts first."""
        return self.names[0]

    def names_for(self, tag: str) -> tuple[Name, ...]:
        """Return the names, first the one that a reader of a language can best read.

        That is the one in the language, else the first in its script, else the first in Latin
        letters, which stand on telephones everywhere, else the first.
        """
        script = script_of(tag)

        def rank(name: Name) -> int:
            tests = (name.language == tag, script_of(name.language) == script)
            return [*tests, script_of(name.language) == "Latn", True].index(True)

        return tuple(sorted(self.names, key=rank))

    @property
    def is_shown(self) -> bool:
        """Whether readers see it: low confidence is kept, never shown."""
        return self.confidence != "low"

    @cached_property
    def newest_source(self) -> str:
        """The date of the newest dated source; empty if none has a date."""
        return max((source.date for source in self.sources), default="")

    @cached_property
    def is_free(self) -> bool:
        """Whether some way to reach it costs the reader nothing."""
        return any(contact.cost == "free" for contact in self.contacts)

    @cached_property
    def is_distant(self) -> bool:
        """Whether someone in another territory can write to it, beside its web site."""
        return any(one.channel in DISTANT for one in self.contacts)

    @property
    def reaches_far(self) -> bool:
        """Whether someone in another territory can reach it, by web, chat or e-mail."""
        return bool(self.website) or self.is_distant


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """A number for danger to life, and who answers it; no answers named means all of them."""

    dial: str
    reaches: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """The address of a link that dials it (RFC 3966)."""
        return f"tel:{self.dial}"


@dataclass(frozen=True)
class Territory:
    """One territory (ISO 3166-1 alpha-2, or 001 for the world) with all that is known of it."""

    code: str
    emergency: tuple[EmergencyNumber, ...]
    sources: tuple[Source, ...]
    services: tuple[Service, ...]

    @cached_property
    def shown(self) -> tuple[Service, ...]:
        """The services that readers see, in record order."""
        return tuple(service for service in self.services if service.is_shown)


@dataclass(frozen=True)
class Directory:
    """All territories by code, and the services open to the whole world."""

    territories: dict[str, Territory]
    world: Territory

    def __hash__(self) -> int:
        """Hash by identity: a directory is loaded once and never changes."""
        return id(self)
