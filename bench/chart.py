"""The chart: requests a second as shares of what a bare function reaches on the same server."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from bench.figures import Part
from bench.goals import BARE, SITE, SPEED

CHART = Path(__file__).with_name("results.svg")
_LEFT, _WIDTH, _LINE, _TOP = 250, 470, 28, 70
_WHOLE = 380
"""Length of a bar that reaches the bare function."""
_LONGEST = _WIDTH - 70
_STYLE = """\
    text { font: 15px system-ui, sans-serif; fill: #1d2b33 }
    .title { font-weight: 600; font-size: 17px }
    .site { fill: #0b6e6e } .peer { fill: #9aa9b0 }
    .whole { stroke: #1d2b33; stroke-dasharray: 4 4 }
    .ground { fill: #ffffff }
    @media (prefers-color-scheme: dark) {
      text { fill: #e8eef0 } .site { fill: #5cc8c2 } .peer { fill: #70808a }
      .whole { stroke: #e8eef0 } .ground { fill: #12191d }
    }"""


def bars(part: Part) -> list[tuple[str, float, bool]]:
    """Return name, share of the bare function and whether it is this site, server by server."""
    found = []
    for server, contenders in part.groups.items():
        for name in contenders:
            share = part.ratio(server, name, BARE, SPEED)
            if name != BARE and share is not None:
                found.append((f"{name}, {server}" if name == SITE else name, share, name == SITE))
    return sorted(found, key=lambda bar: (not bar[2], -bar[1]))


def chart(part: Part) -> str:
    """Return the chart as SVG, for light and dark, with a description in words."""
    drawn = bars(part)
    height = _TOP + _LINE * len(drawn) + 40
    words = "; ".join(f"{name} {share:.2f}" for name, share, _own in drawn)
    title = "Requests a second, as a share of a bare WSGI function"
    whole = _LEFT + _WHOLE
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH} {height}" '
            'role="img" aria-labelledby="title description">',
            f'  <title id="title">{title}</title>',
            f'  <desc id="description">{escape(words)}.</desc>',
            f"  <style>\n{_STYLE}\n  </style>",
            '  <rect class="ground" width="100%" height="100%"/>',
            f'  <text class="title" x="16" y="30">{title}</text>',
            *_lines(drawn),
            f'  <path class="whole" d="M{whole} {_TOP - 14}V{height - 34}"/>',
            f'  <text x="{whole}" y="{height - 14}" text-anchor="middle">1 = bare function</text>',
            "</svg>\n",
        ]
    )


def _lines(drawn: list[tuple[str, float, bool]]) -> Iterator[str]:
    for place, (name, share, own) in enumerate(drawn):
        y = _TOP + _LINE * place
        length = min(share * _WHOLE, _LONGEST)
        kind = "site" if own else "peer"
        yield f'  <text x="{_LEFT - 10}" y="{y + 14}" text-anchor="end">{escape(name)}</text>'
        yield f'  <rect class="{kind}" x="{_LEFT}" y="{y}" width="{length:.1f}" height="18"/>'
        if length == _LONGEST:
            # Too long for the picture: broken before its end; its number says how far it would go.
            yield f'  <path class="ground" d="M{_LEFT + length - 28} {y + 20}l10 -22h7l-10 22z"/>'
        yield f'  <text x="{_LEFT + length + 8:.1f}" y="{y + 14}">{share:.2f}</text>'
