"""Style sheet, script and icon: read once, addressed by their content, kept for ever by caches."""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, g, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from openly.caching import FINAL
from openly.folders import folder

# In the order in which the layers build on one another.
STYLE_SHEETS = {
    "openly.css": ("layers", "tokens", "base", "layout", "components", "print"),
    # The article does without these, so that its first view is small; each other page needs one.
    "pages.css": ("pages",),
    "help.css": ("pages", "help"),
    "tables.css": ("pages", "tables"),
}
SCRIPTS = {"page.js": ("leave", "keep_section")}
# These stand in a page, because what they change must be there before it is shown.
INLINE_SCRIPTS = {
    "place": ("suggest_place",),
    # Of exported pages: a server says itself what is open.
    "open_now": ("open_now",),
}

blueprint = Blueprint("assets", __name__, url_prefix="/static")


@dataclass(frozen=True)
class Asset:
    """A finished file: its bytes, media type, and the name that changes with its content."""

    name: str
    body: bytes
    media_type: str

    @property
    def address(self) -> str:
        """The name with the first characters of its digest, such as `openly.1a2b3c4d.css`."""
        stem, _, ending = self.name.rpartition(".")
        return f"{stem}.{sha256(self.body).hexdigest()[:8]}.{ending}"

    @property
    def integrity(self) -> str:
        """Its digest for the browser to compare (Subresource Integrity)."""
        return digest(self.body)


@cache
def load_assets() -> dict[str, Asset]:
    """Read and join the static files, by name."""
    static = folder("static")
    styles = {
        name: "".join(_quiet_style(static / "css" / f"{part}.css") for part in parts)
        for name, parts in STYLE_SHEETS.items()
    }
    scripts = {name: _joined(parts) for name, parts in SCRIPTS.items()}
    return {
        **{name: Asset(name, text.encode(), "text/css") for name, text in styles.items()},
        **{name: Asset(name, text.encode(), "text/javascript") for name, text in scripts.items()},
        "icon.svg": Asset("icon.svg", (static / "icon.svg").read_bytes(), "image/svg+xml"),
    }


@cache
def load_inline_scripts() -> dict[str, Markup]:
    """Return the scripts that stand in pages and are allowed by their digests."""
    return {name: Markup(_joined(parts)) for name, parts in INLINE_SCRIPTS.items()}  # noqa: S704  # our own files


def digest(body: bytes) -> str:
    """Return the digest of a script as policies and attributes have it (CSP 3, SRI)."""
    return f"sha256-{b64encode(sha256(body).digest()).decode()}"


def _joined(parts: tuple[str, ...]) -> str:
    return "".join(_quiet(folder("static") / "script" / f"{part}.js") for part in parts)


def _quiet_style(path: Path) -> str:
    """Return a style sheet without what only its authors need."""
    text = re.sub(r"\s*([{};,>])\s*|(?<=[:(])\s+", r"\1", _quiet(path))
    return re.sub(r"(?<![\w.])0(?=\.\d)", "", text)


def _quiet(path: Path) -> str:
    """Return a style sheet or script without comments and indentation."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())


def asset_address(name: str) -> str:
    """Return the path of a static file for use in a page."""
    # Not by `url_for`: every page asks, also where the host is refused and that knows no address.
    return f"{request.script_root}{blueprint.url_prefix}/{load_assets()[name].address}"


def inline_script(name: str) -> Markup:
    """Return one of the site's own scripts for the page being made, whose policy will allow it."""
    g.setdefault("scripts", []).append(name)
    return load_inline_scripts()[name]


@blueprint.get("/<name>")
def file(name: str) -> AnyResponse:
    """Send a static file under the name that carries its digest; an older digest leads there.

    A page that a cache kept from before an update would else stand without its style.
    """
    stem, _, digest_and_ending = name.partition(".")
    asset = load_assets().get(f"{stem}.{digest_and_ending.partition('.')[2]}")
    if asset is None:
        abort(404)
    if asset.address != name:
        return redirect(asset_address(asset.name), 302)
    g.lifetime = FINAL
    return Response(asset.body, content_type=f"{asset.media_type}; charset=utf-8")


def init_app(app: Flask) -> None:
    """Serve the static files and let templates name them."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        asset=asset_address,
        integrity=lambda name: load_assets()[name].integrity,
        script=inline_script,
    )
