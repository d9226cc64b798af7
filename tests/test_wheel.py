"""The wheel serves what the checkout serves, and comes out the same wherever it is built."""

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


# What differs between machines: umask, locale, time zone, and the order in which Python keeps sets.
MACHINES = (
    (0o022, {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"}),
    (0o077, {"LC_ALL": "C", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"}),
)


@pytest.fixture(scope="module")
def clones(tmp_path_factory):
    """Clone the last commit as each machine would, the second with files of 1999."""
    folders = [tmp_path_factory.mktemp(name) / name for name in ("here", "a folder elsewhere")]
    for folder, (umask, _) in zip(folders, MACHINES, strict=True):
        clone = ["git", "clone", "-q", "--no-local", "--depth=1", CHECKOUT.as_uri(), folder]
        subprocess.run(clone, check=True, umask=umask)
    for path in folders[1].rglob("*"):
        os.utime(path, (915_148_800, 915_148_800))
    return folders


@pytest.fixture(scope="module")
def built(clones):
    """Build the wheel in each clone, as `make wheel` does."""
    wheels = []
    for folder, (umask, machine) in zip(clones, MACHINES, strict=True):
        command = [CHECKOUT / "tools" / "build-wheel", sys.executable, folder / "dist"]
        subprocess.run(command, cwd=folder, env={**os.environ, **machine}, umask=umask, check=True)
        (wheel,) = (folder / "dist").glob("*.whl")
        wheels.append(wheel)
    return wheels


def test_whoever_has_the_commit_can_build_the_same_wheel(clones, built):
    modes = [(folder / "templates" / "base.html").stat().st_mode & 0o777 for folder in clones]
    assert modes == [0o644, 0o600], "the machines do not differ"
    first, second = (wheel.read_bytes() for wheel in built)
    assert first == second


def test_wheel_holds_the_files_of_the_commit_and_no_others(clones, built):
    command = ["git", "ls-files", "site/openly", "templates", "static", "translations"]
    committed = subprocess.check_output(command, cwd=clones[0], text=True).splitlines()
    ours = {path.removeprefix("site/").removeprefix("openly/") for path in committed}
    held = [name for name in zipfile.ZipFile(built[0]).namelist() if ".dist-info/" not in name]
    assert {name.removeprefix("openly/") for name in held} == ours
    assert len(held) == len(committed)
