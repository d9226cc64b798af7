"""The application as hosts see it: the WSGI contract and the layout of the checkout."""

import subprocess
import sys
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

from openly.folders import CHECKOUT
from tests.sites import PUBLISHED, address


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/EN/", "/robots.txt", *(address("help", one) for one in PUBLISHED)]
)
def test_wsgi_contract_is_kept(app, method, path):
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": ""}
    setup_testing_defaults(environ)
    started = []

    def start(status, headers, exc_info=None):
        started.append((status, headers))
        return lambda _: None

    body = validator(app)(environ, start)
    try:
        content = b"".join(body)
    finally:
        body.close()
    ((_, headers),) = started
    assert bool(content) == (method == "GET" and "Location" not in dict(headers))


def test_wsgi_file_serves_from_a_bare_checkout():
    """No installation: the host's Python, the dependencies, and the file."""
    code = (
        "import sys; sys.path = [p for p in sys.path if 'work' not in p or 'site-packages' in p];"
        "from werkzeug.test import Client; from wsgi import application;"
        "print(Client(application).get('/en/').status_code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "200"


def test_site_stays_a_source_root():
    """`site` is a module of Python itself: a package of that name would break the interpreter."""
    assert not (CHECKOUT / "site" / "__init__.py").exists()
    ignored = (CHECKOUT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/site" not in ignored
    assert "site/" not in ignored
