"""How many of the people in the world who can read find a language that they read (CLDR).

CLDR gives, for each territory, who speaks and who writes each language, a person being counted for
every language that is theirs. Whether the readers of two languages are the same people it does not
say. So in a territory at least as many are reached as read the language that most read, and at most
as many as read each of them, all being different people, and no more than can read at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import langcodes
from babel.core import get_global
from language_data.population_data import LANGUAGE_SPEAKING_POPULATION as SPEAKERS
from language_data.population_data import LANGUAGE_WRITING_POPULATION as WRITERS

METHOD = "by CLDR's populations, of all people who can read; see openly/workbench/reach.py"


@dataclass(frozen=True)
class Reach:
    """Shares of all people who can read, 1 being everyone: the bounds of those reached."""

    at_least: float
    at_most: float

    def __str__(self) -> str:
        return f"between {100 * self.at_least:.1f} % and {100 * self.at_most:.1f} %"


def reach_of(tags: Iterable[str]) -> Reach:
    """Return how many people the languages of some tags (BCP 47) reach."""
    written = [(one.language, one.script) for one in map(_maximized, tags)]
    least = most = everyone = 0.0
    for territory, languages in get_global("territory_languages").items():
        can_read = _readers(territory, languages)
        each = [WRITERS.get(f"{name}-{script}-{territory}", 0) for name, script in written]
        least += min(can_read, max(each, default=0))
        most += min(can_read, sum(each))
        everyone += can_read
    return Reach(least / everyone, most / everyone)


def _readers(territory: str, languages: dict[str, dict[str, float]]) -> float:
    """Return how many people of a territory can read.

    CLDR's population and literacy are not in our data, but what follows from them is: a language's
    speakers are its share of the population, its writers at most the literate among its speakers.
    """
    populations, literacies = [], [0.0]
    for name, of_territory in languages.items():
        key = f"{name.replace('_', '-')}-{territory}"
        speakers, share = SPEAKERS.get(key, 0), of_territory["population_percent"]
        if speakers > 1000:  # noqa: PLR2004  # of fewer the share is too rough
            populations.append(speakers / share * 100)
            literacies.append(WRITERS.get(key, 0) / speakers)
    return median(populations) * max(literacies) if populations else 0.0


def _maximized(tag: str) -> langcodes.Language:
    return langcodes.Language.get(tag).maximize()
