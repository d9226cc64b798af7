"""The first view in every language, as bytes on the wire: page and style sheet, with headers."""

from itertools import islice

from bench.effort import Effort
from bench.parts import Groups
from bench.weight import client, weigh

from openly.folders import folder
from openly.languages import load_languages

FIRST_VIEW = "first view"


def measure(effort: Effort) -> Groups:
    """Return bytes of the first view by language, as `make weight` weighs it."""
    site, group = client(), {}
    for language in islice(load_languages(folder("translations")), effort.languages):
        weight = weigh(site, language.tag)
        group[language.tag] = {
            "page": [float(weight.page)],
            "style": [float(weight.style)],
            "headers": [float(weight.headers)],
            "all": [float(weight.whole)],
            "script, after it": [float(weight.script)],
        }
    return {FIRST_VIEW: group}
