"""The locks: everything pinned, with hashes, for every Python that setup.cfg names."""

import re
from configparser import ConfigParser

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tools.locks import CHECKOUT, LOCKS, OURSELVES, read_lock

LOCKED = {path.stem: read_lock(path) for path in LOCKS.glob("*.txt")}
OURS = ConfigParser()
OURS.read(CHECKOUT / "setup.cfg", encoding="utf-8")
PYTHONS = re.findall(r":: (3\.\d+)$", OURS["metadata"]["classifiers"], re.MULTILINE)
# What `make lock` puts into each.
EXTRAS = {
    "run": ("build", "serve"),
    "translate": ("build", "translate"),
    "bench": ("build", "serve", "hosts", "bench"),
    "development": tuple(OURS["options.extras_require"]),
}


def requirements(lock):
    """Return what setup.cfg asks for in a lock."""
    asked = [OURS["options"]["install_requires"]]
    asked += [OURS["options.extras_require"][extra] for extra in EXTRAS[lock]]
    lines = [line for text in asked for line in text.splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def test_no_lock_is_forgotten():
    assert set(LOCKED) == set(EXTRAS)
    assert PYTHONS == ["3.11", "3.12", "3.13"]


@pytest.mark.parametrize("lock", LOCKED)
def test_nothing_is_installed_but_the_files_that_were_locked(lock):
    """pip takes a file only if its hash is in the lock (ASVS 15.2.4)."""
    for one in LOCKED[lock]:
        assert one.version, f"{one.requirement} is not pinned"
        assert one.hashes, f"{one.requirement} has no hash"
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", found) for found in one.hashes)
        assert one.needed_by, f"nothing needs {one.requirement}"
        assert not one.requirement.url


@pytest.mark.parametrize("lock", LOCKED)
def test_no_line_of_a_lock_is_something_else(lock):
    """Not an index, an option or a file: only entries, their hashes and what needs them."""
    entry = r"[a-z0-9-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    # .+"
    for line in (LOCKS / f"{lock}.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(entry, line), line


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("lock", LOCKED)
def test_every_python_gets_what_setup_cfg_asks_for(lock, python):
    there = {one.name: one.version for one in LOCKED[lock] if one.holds(python)}
    for asked in requirements(lock):
        if asked.marker is None or asked.marker.evaluate({"python_version": python}):
            assert asked.specifier.contains(there[canonicalize_name(asked.name)]), str(asked)


@pytest.mark.parametrize("lock", LOCKED)
def test_lock_holds_nothing_that_nobody_asks_for(lock):
    asked = {canonicalize_name(one.name) for one in requirements(lock)}
    assert {one.name for one in LOCKED[lock] if one.is_direct} == asked
    needing = {name for one in LOCKED[lock] for name in one.needed_by} - {OURSELVES}
    assert needing <= {one.name for one in LOCKED[lock]}


@pytest.mark.parametrize("lock", LOCKED)
def test_what_is_tested_is_what_runs(lock):
    """Every lock agrees with that of development, to the last hash."""
    tested = {one.name: (one.requirement, one.hashes) for one in LOCKED["development"]}
    for one in LOCKED[lock]:
        assert (one.requirement, one.hashes) == tested[one.name]


@pytest.mark.parametrize(
    ("line", "lost"),
    [("flask>=3", "version"), ("flask==3.1.3", "hashes"), ("flask==3.*", "version")],
)
def test_loose_line_would_be_noticed(tmp_path, line, lost):
    (tmp_path / "loose.txt").write_text(f"{line}\n    # via openly (setup.cfg)\n")
    (one,) = read_lock(tmp_path / "loose.txt")
    assert not getattr(one, lost)
