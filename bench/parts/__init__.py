"""The parts of the bench: each measures one thing and returns its groups of contenders."""

from bench.figures import Measures

Groups = dict[str, dict[str, Measures]]


def note(measures: Measures, values: dict[str, float]) -> None:
    """Add the values of one round to those of the rounds before."""
    for measure, value in values.items():
        measures.setdefault(measure, []).append(value)
