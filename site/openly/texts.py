"""The messages of a language as pages show them, each looked up once and not in every page."""

from typing import Any

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from markupsafe import Markup

from openly.catalogs import CheckedCatalog

LOOKED_UP = "translations"
"""The global of templates that holds the texts of the language of the request."""


class Texts(dict[str, Markup]):
    """The messages of a catalog as HTML, by msgid; the site's own msgids alone come here."""

    def __init__(self, catalog: CheckedCatalog) -> None:
        super().__init__()
        self.catalog = catalog

    def __missing__(self, msgid: str) -> Markup:
        # What a catalog holds has passed the gate in `markup.py`; what is HTML already stays so.
        text = self.catalog.translations.gettext(msgid)
        self[msgid] = found = text if isinstance(text, Markup) else Markup(text)  # noqa: S704
        return found


class LookedUp(InternationalizationExtension):
    """Lets `{% trans %}` without variables take its text from a mapping, without a call."""

    def _make_node(self, singular: str, *rest: Any) -> nodes.Output:
        node = super()._make_node(singular, *rest)
        call = node.nodes[0]
        if "%" in singular or not (isinstance(call, nodes.Call) and _is_plain(call.node)):
            return node
        text = nodes.Getitem(nodes.Name(LOOKED_UP, "load"), nodes.Const(singular), "load")
        return nodes.Output([text])


def _is_plain(function: nodes.Expr) -> bool:
    """Tell whether a message is looked up by its text alone, without plural or context."""
    return isinstance(function, nodes.Name) and function.name == "gettext"
