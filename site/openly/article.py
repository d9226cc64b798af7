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


# Safety texts that the article and its easy version share.
# I18N: safety text. Keep it strong, calm and complete.
NEVER_STOP = message(
    "<strong>Never stop your medicine suddenly.</strong> Stopping at once or missing doses "
    "can bring withdrawal symptoms. These can be mild, but also strong or long. Depression "
    "can also come back. Talk to the person who prescribes your medicine first. Together you "
    "can plan how to lower the dose in steps."
)
# I18N: safety text. "ending your life" is the safe wording here; never name a method.
FIRST_WEEKS = message(
    "In the first weeks of treatment, some people, mostly under 25, have new or stronger "
    "thoughts of ending their life. If this happens, do not stop the medicine on your own. "
    "Call your prescriber or emergency help at once."
)


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
    # I18N: Title of the first section. "Meet": the two come together in a life.
    Section("introduction", message("Where sex and depression meet"), illustrated=True),
    Section(
        "relationship",
        # I18N: Title of the section on six links between sex and mood. "Relationship": that of
        # sex and depression, not of two people.
        message("The complex relationship"),
        parts=(
            # I18N: Title of a part. Use the everyday word that the text below uses first.
            Section("desire", message("Low sex drive"), topic="sex-relationship-therapy"),
            # I18N: Title of a part. "Body image": how a person sees their own body; no picture.
            Section("body-image", message("Body image and self-esteem"), topic="emotional-support"),
            # I18N: Title of a part. Medicines for depression are meant, not drugs in general.
            Section("medicines", message("Side effects of medicines"), topic="mental-health"),
            # I18N: Title of a part. Stress between partners; not a physical strain.
            Section("strain", message("Strain in relationships"), topic="sex-relationship-therapy"),
            # I18N: Title of a part. Sex used to get away from low mood. It must not sound bad.
            Section("escape", message("Sex as an escape"), topic="emotional-support"),
            # I18N: Title of a part. What sex and closeness can do for mood.
            Section("good-side", message("The positive influence"), topic="sexual-health"),
        ),
    ),
    Section(
        "situations",
        # I18N: Title of a section of seven short parts.
        message("Other questions people have"),
        parts=(
            # I18N: Title of a part. Feeling low after sex that one wanted.
            Section("after-sex", message("Sadness after sex")),
            # I18N: Title of a part: mood and sex before and after a birth.
            Section("birth", message("Pregnancy and birth")),
            # I18N: Title of a part. The usual everyday word, if there is one.
            Section("menopause", message("Menopause")),
            # I18N: Title of a part. Use a neutral word that a health worker would use.
            Section("erections", message("Erection problems")),
            # I18N: Title of a part. "Consent": agreeing freely to sex.
            Section("pain-and-consent", message("Pain and consent"), topic="sexual-violence"),
            # I18N: Title of a part. Feeling little or no sexual attraction; not a disorder.
            Section("asexuality", message("Asexuality")),
            # I18N: Title of a part. Having no partner; neutral, nothing is missing.
            Section("single", message("Being single")),
        ),
    ),
    Section(
        "help",
        # I18N: Title of the section on treatment and care.
        message("Seeking help and support"),
        # I18N: Title of a part: help that cannot wait.
        parts=(Section("urgent", message("Urgent help")),),
        leads_to_help=True,
    ),
    # I18N: Title of the last section. Warm and plain; no promise of a cure.
    Section("hope", message("There is hope")),
)


def every_section() -> tuple[Section, ...]:
    """Return all sections and their parts, in reading order."""
    return tuple(one for section in OUTLINE for one in (section, *section.parts))
