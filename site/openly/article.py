"""The article's outline: its sections in order, each with a title and a template.

Ids are the same in every language, so that a shared link such as `#medicines` works in all.
"""

from dataclasses import dataclass
from datetime import date

from openly.wording import message

REVIEWED = date(2026, 11, 23)
"""The day on which the English text was last compared with its sources."""

READING_MINUTES = 9
"""Time to read the article at 180 words a minute; a test holds it against the text."""


@dataclass(frozen=True)
class Section:
    """One section: its id (also the fragment of its address), title, parts and furniture."""

    id: str
    title: str
    parts: tuple["Section", ...] = ()
    illustrated: bool = False
    leads_to_help: bool = False
    topic: str = ""
    """The topic of the help directory (a word of its vocabulary) that the section leads to."""

    @property
    def template(self) -> str:
        """Name the template that holds the section's text."""
        return f"article/{self.id.replace('-', '_')}.html"


OUTLINE = (
    Section("introduction", message("Where sex and depression meet"), illustrated=True),
    Section(
        "relationship",
        message("The complex relationship"),
        parts=(
            Section("desire", message("Low sex drive"), topic="sex-relationship-therapy"),
            Section("body-image", message("Body image and self-esteem"), topic="emotional-support"),
            Section("medicines", message("Side effects of medicines"), topic="mental-health"),
            Section("strain", message("Strain in relationships"), topic="sex-relationship-therapy"),
            Section("escape", message("Sex as an escape"), topic="emotional-support"),
            Section("good-side", message("The positive influence"), topic="sexual-health"),
        ),
    ),
    Section(
        "situations",
        message("Other questions people have"),
        parts=(
            Section("after-sex", message("Sadness after sex")),
            Section("birth", message("Pregnancy and birth")),
            Section("menopause", message("Menopause")),
            Section("erections", message("Erection problems")),
            Section("pain-and-consent", message("Pain and consent"), topic="sexual-violence"),
            Section("asexuality", message("Asexuality")),
            Section("single", message("Being single")),
        ),
    ),
    Section(
        "help",
        message("Seeking help and support"),
        parts=(Section("urgent", message("Urgent help")),),
        leads_to_help=True,
    ),
    Section("hope", message("There is hope")),
)


def every_section() -> tuple[Section, ...]:
    """Return all sections and their parts, in reading order."""
    return tuple(one for section in OUTLINE for one in (section, *section.parts))
