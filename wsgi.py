"""The WSGI application for any host: `wsgi:application`."""

import gc
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "site"))

# Nothing that is made at start is ever let go: to look for what could be takes an eighth of the
# start, and a worker that looks later unshares the memory of those that were forked with it.
gc.disable()

from openly import create_app  # noqa: E402

app = create_app()
application = app.wsgi_app

gc.freeze()
gc.enable()
