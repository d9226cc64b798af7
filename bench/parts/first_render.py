"""The article rendered anew for each call, and Flask-Babel's page, in turns in one process."""

import json
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from bench.effort import Effort, alternating
from bench.parts import Groups
from bench.places import ARTICLE
from bench.servers import output_of

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

GROUP = "in one process"
WARMING = 20
"""Calls that are not counted: templates are compiled, catalogs read."""


def measure(effort: Effort) -> Groups:
    """Return milliseconds of each WSGI call, from a process of its own on the server's core."""
    command = [sys.executable, "-m", "bench.parts.first_render", str(effort.renders)]
    times = json.loads(output_of(command, "first render"))
    return {GROUP: {name: {"ms": values} for name, values in times.items()}}


def render_times(calls: int) -> dict[str, list[float]]:
    """Call both applications in turns and return the milliseconds of each call."""
    from dataclasses import replace  # noqa: PLC0415 – loaded in the measuring process alone

    from bench.peers.flask_babel_site import application as flask_babel  # noqa: PLC0415

    from openly import create_app  # noqa: PLC0415
    from openly.pieces import Pieces  # noqa: PLC0415
    from openly.settings import Settings  # noqa: PLC0415

    # Without room no finished page is kept; all else is as it is served.
    settings = replace(Settings.from_environment(), cache_size=0)
    site, first = create_app(settings), create_app(settings)
    first.extensions["openly-pieces"] = Pieces(0)
    contenders: dict[str, WSGIApplication] = {
        "Openly": site,
        "Openly, first of its language": first,
        "Flask-Babel": flask_babel,
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for name in alternating(list(contenders), WARMING + calls):
        times[name].append(_milliseconds(contenders[name]))
    return {name: values[WARMING:] for name, values in times.items()}


def _milliseconds(application: "WSGIApplication") -> float:
    from werkzeug.test import create_environ  # noqa: PLC0415

    environ = create_environ(ARTICLE)
    begin = perf_counter()
    body = b"".join(application(environ, lambda *_answer: lambda _bytes: None))
    end = perf_counter()
    if not body:
        raise RuntimeError(f"{ARTICLE} came without a body")
    return (end - begin) * 1000


if __name__ == "__main__":
    print(json.dumps(render_times(int(sys.argv[1]))))
