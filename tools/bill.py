"""The bill of materials of a running site (CycloneDX 1.6): `python -m tools.bill`, or `make sbom`.

cyclonedx-py tells what an environment holds. Here that is an empty one with the metadata of the
packages of a lock, copied from the environment that this runs in; nothing is fetched.
"""

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable
from configparser import ConfigParser
from importlib.metadata import distribution
from pathlib import Path
from sysconfig import get_path
from typing import Any

from packaging.utils import canonicalize_name
from tools.locks import CHECKOUT, LOCKS, Locked, read_lock

from openly import __version__
from openly.toml import read_toml

BILL = CHECKOUT / "dist" / "openly.cdx.json"
CONCLUDED = read_toml(Path(__file__).with_name("licences.toml"))

Bill = dict[str, Any]


def bill_of(locked: Iterable[Locked], *, validate: bool = False) -> Bill:
    """Return the bill of those entries that are installed here, as CycloneDX's JSON.

    To validate it takes seconds, and raises CalledProcessError if it is not as CycloneDX says.
    Raises PackageNotFoundError if a package is not there.
    """
    here = [one for one in locked if one.holds()]
    with tempfile.TemporaryDirectory() as folder:
        _copy_metadata(Path(folder), here)
        project = Path(folder) / "pyproject.toml"
        project.write_text(_project(here), encoding="utf-8")
        tool = Path(sys.executable).with_name("cyclonedx-py")
        options = ["--output-reproducible", "--validate" if validate else "--no-validate"]
        command = [str(tool), "environment", *options, "--pyproject", str(project), folder]
        told = subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    bill: Bill = json.loads(told.stdout)
    for component in bill["components"]:
        expression = CONCLUDED.get(canonicalize_name(component["name"]))
        if expression:
            component["licenses"] = [{"acknowledgement": "concluded", "expression": expression}]
    return bill


def licences_in(bill: Bill) -> dict[str, str]:
    """Return the licence of each component by its name, in the terms of SPDX; empty if not one."""
    found: dict[str, str] = {}
    for component in bill["components"]:
        told = component.get("licenses", ())
        terms = {one.get("expression") or one["license"].get("id") for one in told} - {None}
        found[canonicalize_name(component["name"])] = terms.pop() if len(terms) == 1 else ""
    return found


def _copy_metadata(folder: Path, locked: Iterable[Locked]) -> None:
    venv.create(folder)
    packages = Path(get_path("purelib", "venv", {"base": str(folder)}))
    for one in locked:
        information = packages / f"{one.name}-{one.version}.dist-info"
        information.mkdir()
        metadata = distribution(one.name).read_text("METADATA") or ""
        (information / "METADATA").write_text(metadata, encoding="utf-8")


def _project(locked: Iterable[Locked]) -> str:
    """Return what cyclonedx-py is to know of ourselves, as pyproject.toml says it (PEP 621)."""
    ours = ConfigParser()
    ours.read(CHECKOUT / "setup.cfg", encoding="utf-8")
    told = {
        "name": "openly",
        "version": __version__,
        "description": ours["metadata"]["description"],
        "license": ours["metadata"]["license_expression"],
        "dependencies": [one.name for one in locked if one.is_direct],
    }
    # JSON's strings and arrays of strings are TOML's too.
    return "\n".join(["[project]", *(f"{name} = {json.dumps(told[name])}" for name in told)])


def main() -> None:
    """Write the bill of requirements/run.txt."""
    BILL.parent.mkdir(exist_ok=True)
    bill = bill_of(read_lock(LOCKS / "run.txt"), validate=True)
    BILL.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{BILL.relative_to(CHECKOUT)}: {len(bill['components'])} components\n")


if __name__ == "__main__":
    main()
