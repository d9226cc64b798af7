"""Scores that Lighthouse gives the article in every language, in Chromium of this machine."""

import json
import subprocess
from itertools import islice

from bench.effort import Effort
from bench.parts import Groups
from bench.places import CHECKOUT
from bench.servers import SITE, free_port, running, wsgi_command

from openly.folders import folder
from openly.languages import load_languages

SCORES = "scores"
SERVER = "gunicorn threads"
_RUN = CHECKOUT / "bench" / "lighthouse" / "run.mjs"


def measure(effort: Effort) -> Groups:
    """Return the score of each category (0 to 100), CLS and requests by language."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    tags = [one.tag for one in islice(load_languages(folder("translations")), effort.languages)]
    command = wsgi_command(SERVER, SITE, port)
    with running(command, port, "lighthouse", pinned=False, OPENLY_BASE_URL=base):
        done = subprocess.run(  # noqa: S603
            ["node", str(_RUN), *(f"{base}/{tag}/" for tag in tags)],  # noqa: S607
            stdout=subprocess.PIPE, check=True,
        )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {
        SCORES: {
            tag: {name: [float(value)] for name, value in row.items()}
            for tag, row in zip(tags, rows, strict=True)
        }
    }
