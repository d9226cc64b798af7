"""Load an application, answer one request, write the body: what a CGI host does for every reader.

`python -m bench.peers.first_answer wsgi:application /en/`
"""

import sys
from importlib import import_module
from typing import Any
from wsgiref.util import setup_testing_defaults


def first_answer(name: str, path: str) -> bytes:
    """Return the body of the first answer of an application (`module:name`)."""
    module, _colon, attribute = name.partition(":")
    application = getattr(import_module(module), attribute)
    environ: dict[str, Any] = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    return b"".join(application(environ, lambda *_answer: lambda _bytes: None))


if __name__ == "__main__":
    sys.stdout.buffer.write(first_answer(*sys.argv[1:]))
