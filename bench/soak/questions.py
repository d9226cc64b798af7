"""What readers, robots and attackers ask: valid and not, at random, the same for the same seed."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_letters, digits
from urllib.parse import quote

from openly.directory.load import RECORDS
from openly.directory.model import AUDIENCES, CHANNELS, TOPICS
from openly.encodings import CODINGS
from openly.page_texts import PAGES

TEXTS = tuple("" if page == "article" else f"{page}/" for page in PAGES if page != "help")
PLACES = tuple(sorted(path.stem.upper() for path in RECORDS.glob("??.toml")))
_LETTERS = ascii_letters + digits + "-_.~"
_HEADERS = ("Accept", "Cookie", "Range", "Referer", "User-Agent", "Via", "X-Forwarded-For",
            "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Requested-With")  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A request, and what may be answered: one of some statuses, perhaps always the same bytes."""

    path: str
    """As it is sent: percent-encoded."""
    statuses: frozenset[int] = frozenset({200})
    query: str = ""
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    is_fixed: bool = False

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path


class Crowd:
    """Those who ask, as one stream of questions about a site in some languages (tags)."""

    def __init__(self, languages: Sequence[str], seed: str) -> None:
        self._chance = random.Random(seed)  # noqa: S311  # the same questions every time, no secret
        # Some pages are asked for again and again, in one coding each: those stay in memory.
        often = languages[::3]
        self._codings = dict(zip(often, CODINGS * len(often), strict=False))
        self._languages = languages

    def __iter__(self) -> Iterator[Question]:
        """Ask for ever."""
        kinds, weights = zip(*_KINDS.items(), strict=True)
        while True:
            for kind in self._chance.choices(kinds, weights, k=100):
                yield kind(self)

    def known(self) -> Question:
        """Ask for a text, as most do."""
        language = self._one(tuple(self._codings))
        headers = self._one(({}, {"Accept-Encoding": self._codings[language]}))
        path = f"/{language}/{self._one(TEXTS)}"
        return Question(path, headers=headers, is_fixed=True)

    def forged(self) -> Question:
        """Ask for a text with headers that mean nothing here."""
        named = {name: self._noise(200) for name in self._chance.sample(_HEADERS, 3)}
        path = f"/{self._one(tuple(self._codings))}/{self._one(TEXTS)}"
        return Question(path, headers={**named, "Host": self._word(20)}, is_fixed=True)

    def again(self) -> Question:
        """Ask whether a text has changed, or for its headers alone."""
        path = f"/{self._one(self._languages)}/{self._one(TEXTS)}"
        if self._chance.random() < 0.5:  # noqa: PLR2004
            return Question(path, method="HEAD")
        return Question(path, frozenset({304}), headers={"If-None-Match": "*"})

    def coded(self) -> Question:
        """Ask in codings that nobody knows."""
        header = ", ".join(f"{self._word(9)};q=0.{self._one(digits)}" for _ in range(5))
        return Question(f"/{self._one(self._languages)}/", headers={"Accept-Encoding": header})

    def place(self) -> Question:
        """Ask for help in a place, perhaps with filters."""
        words = {"topic": TOPICS, "channel": CHANNELS, "for": AUDIENCES}
        some = self._chance.sample(sorted(words), self._chance.randrange(3))
        query = "&".join(f"{name}={self._one(words[name])}" for name in some)
        end = self._one(("/", "/", ".json"))
        path = f"/{self._one(self._languages)}/help/{self._one(PLACES)}{end}"
        return Question(path, query=query)

    def travelling(self) -> Question:
        """Ask for a text with a chosen place, or a hint to one."""
        name = self._one(("place", "near"))
        path = f"/{self._one(self._languages)}/{self._one(TEXTS)}"
        return Question(path, query=f"{name}={self._one(PLACES)}")

    def strange(self) -> Question:
        """Ask for a page with a query that the site does not know."""
        name = self._one(("place", "topic", "utm_source", self._word(30)))
        path = f"/{self._one(self._languages)}/{self._one(('', 'help/GB/', 'safety/'))}"
        return Question(path, query=f"{name}={quote(self._noise(40))}&{self._word(9)}")

    def search(self) -> Question:
        """Search for a place."""
        text = quote(self._noise(12))
        path = f"/{self._one(self._languages)}/help/"
        return Question(path, frozenset({200, 303}), query=f"search=x{text}")

    def start(self) -> Question:
        """Come to the start with a browser of any language."""
        tags = [f"{self._tag()};q=0.{self._one(digits)}" for _ in range(6)]
        return Question("/", frozenset({302}), headers={"Accept-Language": ", ".join(tags)})

    def spelled(self) -> Question:
        """Ask for a language in some spelling, or for one that is none."""
        return Question(f"/{self._tag()}/", frozenset({200, 308, 404}))

    def nowhere(self) -> Question:
        """Ask for what there is not: bytes at random."""
        path = quote(self._chance.randbytes(self._chance.randrange(4, 40)), safe="")
        first = self._one(("", f"/{self._one(self._languages)}", "/static", "/.well-known"))
        return Question(f"{first}/x{path}", frozenset({404}))

    def long(self) -> Question:
        """Ask with as much as servers let through, in the shape of a language tag."""
        tag = "-".join(["aa", *(self._word(8) for _ in range(300))])
        return Question(f"/{tag}/", frozenset({404}), headers={"Accept-Encoding": f"{tag}, br"})

    def sent(self) -> Question:
        """Send something."""
        method = self._one(("POST", "PUT", "DELETE", "PATCH"))
        return Question(f"/{self._one(self._languages)}/", frozenset({405}), method=method)

    def machine(self) -> Question:
        """Ask as machines do."""
        return Question(self._one(("/healthz", "/metrics", "/robots.txt")))

    def _one(self, of: Sequence) -> object:
        return self._chance.choice(of)

    def _word(self, most: int) -> str:
        return "".join(self._chance.choices(ascii_letters, k=self._chance.randrange(1, most)))

    def _noise(self, most: int) -> str:
        return "".join(self._chance.choices(_LETTERS, k=self._chance.randrange(1, most)))

    def _tag(self) -> str:
        subtags = (self._chance.choice(ascii_letters) + self._word(3), self._word(9), self._word(3))
        return "-".join(subtags[: self._chance.randrange(1, 4)])


_KINDS: dict[Callable[[Crowd], Question], float] = {
    Crowd.known: 56,
    Crowd.forged: 8,
    Crowd.again: 5,
    Crowd.coded: 4,
    Crowd.start: 9,
    Crowd.spelled: 6,
    Crowd.nowhere: 4,
    Crowd.long: 1,
    Crowd.sent: 2,
    Crowd.machine: 1,
    Crowd.place: 1.5,
    Crowd.travelling: 1,
    Crowd.strange: 1.2,
    Crowd.search: 0.3,
}
"""What is asked, and how often of a hundred times."""
