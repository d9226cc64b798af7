"""The local time of the machine, which no page tells.

Babel looks for its time zone when it is imported, and for that opens the file of every zone there
is (pytz): a twentieth of the start. Imported here first, it is told one.
"""

from os import environ

_zone = environ.get("TZ")
environ["TZ"] = "UTC"

import babel.localtime  # noqa: E402, F401

if _zone is None:
    del environ["TZ"]
else:
    environ["TZ"] = _zone
