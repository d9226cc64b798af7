"""Passenger looks for this name, and for `application` in it: see apache-passenger.conf."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from wsgi import application

__all__ = ["application"]
