"""What a record holds, in the words of Open Referral's Human Services Data Specification."""

from dataclasses import dataclass

CONFIDENCES = ("high", "medium", "low")
SOURCE_KINDS = ("official", "government", "ngo", "other")
TOPICS = ("directory",)
AUDIENCES = ("everyone",)


@dataclass(frozen=True)
class Name:
    """A service's name in one language (BCP 47 tag)."""

    text: str
    language: str


@dataclass(frozen=True)
class Source:
    """Where a fact was read, and that text's date: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or none."""

    url: str
    kind: str
    date: str = ""


@dataclass(frozen=True)
class Service:
    """One service, as it is shown."""

    id: str
    names: tuple[Name, ...]
    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    languages: tuple[str, ...]
    website: str
    confidence: str
    sources: tuple[Source, ...]

    @property
    def name(self) -> Name:
        """The name that the service itself puts first."""
        return self.names[0]

    @property
    def is_shown(self) -> bool:
        """Whether readers see it: low confidence is kept, never shown."""
        return self.confidence != "low"

    @property
    def newest_source(self) -> str:
        """The date of the newest dated source; empty if none has a date."""
        return max((source.date for source in self.sources), default="")
