"""The WSGI application for any host: `wsgi:application`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "site"))

from openly import create_app

application = app = create_app()
