"""Apache for one test: the part of its configuration that Debian keeps outside of a site's file."""

import importlib.util
import os
import re
import sys
from pathlib import Path

from tests.hosts.places import Place

MODULES = Path("/usr/lib/apache2/modules")
MAIN = """\
ServerRoot "{folder}"
ServerName openly.example
PidFile "{folder}/apache.pid"
Mutex file:{folder}
ErrorLog "{folder}/error.log"
CustomLog "{folder}/other_vhosts_access.log" "%h %r"
Listen {address}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule alias_module {modules}/mod_alias.so
LoadModule env_module {modules}/mod_env.so
{module}
Include "{site}"
"""


def apache(place: Place, site: str, module: str) -> list[str | Path]:
    """Return the command that serves a site's file of deploy/ with a module of Apache."""
    main = place.folder / "apache2.conf"
    main.write_text(
        MAIN.format(
            folder=place.folder,
            address=place.address,
            modules=MODULES,
            module=module,
            site=place.put(site),
        ),
        encoding="utf-8",
    )
    return [*_as_nobody_special(), "/usr/sbin/apache2", "-f", main, "-D", "FOREGROUND"]


def _as_nobody_special() -> list[str | Path]:
    """Return how Apache is started by root, as whom it refuses to serve.

    It may read all the same: Python, or the checkout, may lie where only root does.
    """
    if os.geteuid() != 0:
        return []
    may_read = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return ["setpriv", "--reuid=www-data", "--regid=www-data", "--clear-groups", *may_read]


def passenger_for_this_python() -> Path:
    """Return Debian's Passenger, if it can run the Python that runs the tests."""
    loader = Path("/usr/share/passenger/helper-scripts/wsgi-loader.py")
    needs_old = re.search(r"^import .*\bimp\b", loader.read_text(encoding="utf-8"), re.MULTILINE)
    assert not needs_old or sys.version_info < (3, 12), (
        "This Passenger needs Python 3.11 or earlier: it imports the module imp. Make .venv with "
        "one (make test PYTHON=python3.11), or install a newer Passenger"
    )
    return MODULES / "mod_passenger.so"


def mod_wsgi_for_this_python() -> Path:
    """Return a mod_wsgi for the Python that runs the tests: from its own packages, or Debian's."""
    if found := importlib.util.find_spec("mod_wsgi"):
        for folder in found.submodule_search_locations or ():
            return next(Path(folder).glob("server/mod_wsgi-py*.so"))
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    module = MODULES / f"mod_wsgi.so-{version}"
    assert module.exists(), (
        f"Debian's mod_wsgi is not for Python {version}, and compiled packages serve one version. "
        "Make .venv with Debian's Python (make test PYTHON=/usr/bin/python3), or build mod_wsgi "
        "for this one: apt-get install apache2-dev && .venv/bin/pip install mod_wsgi"
    )
    return module
