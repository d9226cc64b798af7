"""The pages of an export: which there are, and their bytes, as the site itself answers."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder

from openly.assets import load_assets
from openly.caching import KEEPING
from openly.choice import directory
from openly.discretion import in_path
from openly.export_folder import ExportError
from openly.page_texts import PAGES
from openly.translation import library

MISSING = "404.html"
INDEX = "index.html"


@dataclass(frozen=True)
class Address:
    """A page or other file: its path below the mount point."""

    path: str

    @property
    def status(self) -> HTTPStatus:
        """The status it is sent with."""
        return HTTPStatus.NOT_FOUND if self.path.endswith(MISSING) else HTTPStatus.OK

    @property
    def file(self) -> str:
        """Its name below the exported folder."""
        return self.path[1:] + (INDEX if self.path.endswith("/") else "")

    @property
    def is_asset(self) -> bool:
        """Whether pages refer to it, and are not whole without."""
        return self.path.startswith("/static/")


def addresses(app: Flask) -> list[Address]:
    """Return everything that an export holds, but what only some hosts read; by language."""
    with app.app_context():
        tags = [language.tag for language in library().languages]
        places = sorted(directory().territories)
        contact = app.config["OPENLY_CONTACT"]
    paths = ["/", f"/{MISSING}"]
    paths += [f"/static/{asset.address}" for asset in load_assets().values()]
    paths += ["/robots.txt", "/sitemap.xml"]
    paths += ["/.well-known/security.txt"] if contact else []
    for tag in tags:
        paths += [f"/sitemap-{tag}.xml", f"/{tag}/{MISSING}"]
        paths += [f"/{tag}/{'' if page == 'article' else f'{page}/'}" for page in PAGES]
        for code in places:
            paths += [f"/{tag}/help/{code}/", f"/{tag}/help/{code}.json"]
    with app.app_context():
        return [Address(in_path(path)) for path in paths]


class Renderer:
    """Asks the application for its pages, with no server between."""

    def __init__(self, app: Flask, base_url: str) -> None:
        self._app = app
        self._environ = EnvironBuilder(base_url=base_url).get_environ()

    def body(self, address: Address) -> bytes:
        """Return the bytes of a page. Raises ExportError if it is not as it should be."""
        environ = {**self._environ, "PATH_INFO": address.path, KEEPING: []}
        with self._app.request_context(environ):
            response = self._drawn()
        if response.status_code != address.status:
            raise ExportError(
                f"{address.path} answers {response.status} (see whether `openly run` shows it)"
            )
        return response.get_data()

    def _drawn(self) -> Response:
        """Let Flask make the answer to a request, without the headers that only a server sends."""
        try:
            answer = self._app.preprocess_request() or self._app.dispatch_request()
        except HTTPException as error:
            answer = self._app.handle_user_exception(error)
        return self._app.make_response(answer)

    def headers(self, address: Address) -> dict[str, str]:
        """Return the headers that a server sends with a page, caching among them."""
        environ = {**self._environ, "PATH_INFO": address.path}
        response = Response.from_app(self._app.wsgi_app, environ, buffered=True)
        return dict(response.headers)
