"""Waitress, for Windows too: `python deploy/waitress_server.py`, from any folder.

It answers on 127.0.0.1:8000, or what is given: `python deploy/waitress_server.py 127.0.0.1:8080`.
"""

import sys
from pathlib import Path

from waitress import serve

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wsgi import application

if __name__ == "__main__":
    serve(
        application,
        listen=(sys.argv[1:] or ["127.0.0.1:8000"])[0],
        threads=8,
        ident=None,
        # The application alone judges forwarded headers: OPENLY_PROXIES.
        clear_untrusted_proxy_headers=False,
    )
