"""The goals of speed: what each measures, and the figure that it must reach."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bench.figures import Part
from bench.parts import cold_start, encodings, export, first_render, lighthouse, memory, weights
from bench.parts.requests import PAIR, WITH_PEERS
from bench.servers import COMMANDS

Parts = Mapping[str, Part]
SITE, BARE = PAIR
SPEED, _TAIL = "requests a second", "p99 ms"
LIGHTHOUSE = ("performance", "accessibility", "best-practices", "seo")
_SLACK = 0.02
"""By how much two medians of the same thing may differ: within it, answers are as fast."""


@dataclass(frozen=True)
class Goal:
    """One goal, and the figure of this run."""

    name: str
    bound: float
    at_least: bool
    """Whether the figure must be at least the bound, or at most."""
    figure: float | None
    """`None` if it was not measured."""

    @property
    def met(self) -> bool | None:
        """Whether the figure reaches the bound; `None` if it was not measured."""
        if self.figure is None:
            return None
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound


def goals(parts: Parts) -> list[Goal]:
    """Return every goal with the figure of these parts."""
    return [*_article(parts), *_answers(parts), *_process(parts), *_view(parts)]


def _article(parts: Parts) -> Iterator[Goal]:
    part = parts.get("requests")

    def ratio(server: str, other: str, measure: str) -> float | None:
        return part.ratio(server, SITE, other, measure) if part else None

    for server in COMMANDS:
        figure = ratio(server, BARE, SPEED)
        yield Goal(f"article ÷ bare function, {server}", 0.95, True, figure)
    for peer, bound in {"Flask-Babel": 15, "Django": 15, "bare Flask": 1.7}.items():
        figure = ratio(WITH_PEERS, peer, SPEED)
        yield Goal(f"article ÷ {peer}, {WITH_PEERS}", bound, True, figure)
    for server in COMMANDS:
        figure = ratio(server, BARE, _TAIL)
        yield Goal(f"p99 under full load ÷ that of the bare function, {server}", 1.5, False, figure)


def _answers(parts: Parts) -> Iterator[Goal]:
    part = parts.get("encodings")
    for server in encodings.SERVERS:
        for kind in (encodings.UNCHANGED, *encodings.CODINGS):
            figure = part.ratio(server, kind, encodings.PLAIN, SPEED) if part else None
            yield Goal(f"{kind} ÷ plain answer, {server}", 1 - _SLACK, True, figure)


def _process(parts: Parts) -> Iterator[Goal]:
    render, start = parts.get("first-render"), parts.get("cold-start")
    figure = render.ratio(first_render.GROUP, SITE, "Flask-Babel", "ms") if render else None
    # 1.5 ms on a core that needs 2.8 ms for the other.
    yield Goal("first render ÷ Flask-Babel's page, in time", round(1.5 / 2.8, 2), False, figure)
    figure = start.ratio(cold_start.SERVER, SITE, "bare Flask", "ms") if start else None
    yield Goal("cold start ÷ that of bare Flask, in time", 2, False, figure)
    kept = parts.get("memory")
    for stage in (memory.PAGES, memory.CODED, memory.ODD):
        figure = kept.median(memory.SERVER, SITE, stage) if kept else None
        yield Goal(f"memory of a worker after {stage}, MB", 80, False, figure)
    built = parts.get("export")
    for measure in (export.DOCUMENTS, export.PAGES):
        figure = built.ratio(export.GROUP, SITE, "Hugo", measure) if built else None
        yield Goal(f"export ÷ Hugo, {measure}", 1, True, figure)


def _view(parts: Parts) -> Iterator[Goal]:
    weight, scores = parts.get("weights"), parts.get("lighthouse")
    figure = _over_languages(weight, weights.FIRST_VIEW, "all", max)
    yield Goal("first view in the heaviest language, bytes with headers", 14_000, False, figure)
    figure = _over_languages(scores, lighthouse.SCORES, "requests", max)
    yield Goal("requests that the first view waits for, most of all languages", 2, False, figure)
    for category in LIGHTHOUSE:
        figure = _over_languages(scores, lighthouse.SCORES, category, min)
        yield Goal(f"Lighthouse, {category}, lowest of all languages", 100, True, figure)
    figure = _over_languages(scores, lighthouse.SCORES, "cls", max)
    yield Goal("CLS, highest of all languages", 0, False, figure)


def _over_languages(
    part: Part | None, group: str, measure: str, choose: Callable[[list[float]], float]
) -> float | None:
    rows = part.groups.get(group, {}).values() if part else ()
    values = [value for row in rows for value in row.get(measure, [])]
    return choose(values) if values else None
