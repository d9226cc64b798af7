"""The wheel serves what the checkout serves."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from openly.folders import CHECKOUT
from tests.hosts.places import BIN, Place, running
from tests.hosts.reading import style_sheet_is_found_and_kept

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "build", "dist", "*.egg-info", "__pycache__", "node_modules"
)
WHERE = "import importlib.util; print(importlib.util.find_spec('openly').origin)"
# Pages that say what is open now would differ by the moment.
PATHS = ("/ar/", "/en/about/", "/zh-Hant/help/", "/de/languages/", "/ko/nowhere/", "/robots.txt")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Build the wheel from a copy of the checkout, and unpack it as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    source = shutil.copytree(CHECKOUT, folder / "source", ignore=LEFT_OUT)
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "-w", str(folder), str(source)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "installed")
    return folder / "installed"


def read_at(place, folder):
    """Serve `openly:create_app()` from a folder by gunicorn, and read pages and the style sheet."""
    path = {"PYTHONPATH": str(folder)}
    place.folder.mkdir()
    found = subprocess.check_output(
        [sys.executable, "-c", WHERE], cwd=place.folder, env={**os.environ, **path}, text=True
    )
    assert found.startswith(str(folder))
    command = [BIN / "gunicorn", "--bind", place.address, "openly:create_app()"]
    with running(place, [command], path) as site:
        style_sheet_is_found_and_kept(site)
        return [(answer.status, answer.body) for answer in map(site.get, PATHS)]


def test_wheel_serves_the_same_bytes_as_the_checkout(installed, tmp_path):
    served = read_at(Place(tmp_path / "wheel"), installed)
    assert served == read_at(Place(tmp_path / "checkout"), CHECKOUT / "site")
    assert [status for status, _ in served] == [200, 200, 200, 200, 404, 200]
    assert len(served[0][1]) > 20_000
