"""Disks that are read-only, or full: a running site goes on, an export stays as it was."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from openly.directory.load import RECORDS
from openly.folders import CHECKOUT
from tests.catalog_edits import catalog, copy_of_catalogs, translate
from tests.faults.servers import readers, serving, until_more
from tests.hosts.hosts import gunicorn
from tests.hosts.places import BIN, Place, running

# Everything but what lies in memory; the last line fails if anything can be written all the same.
READ_ONLY = """
mount --make-rprivate /
for place in $(awk '$2 !~ "^/(dev|proc|sys)" {print $2}' /proc/self/mounts | sort -r); do
    mount -o remount,bind,ro "$place" || exit 97
done
for place in "$PWD" "$1" /tmp /var/tmp; do
    test -w "$place" && exit 98
done
shift
exec "$@"
"""
# A disk of its own, of which nothing is left: for the log, for what is temporary, to stand in.
FULL = """
mount -t tmpfs -o size=64k tmpfs "$1" && cd "$1" && export TMPDIR="$1" || exit 97
head -c 1M /dev/zero > filler 2> /dev/null
test "$(stat -f -c %f .)" = 0 || exit 98
shift
exec "$@" >> log 2>&1
"""
SMALL = """
mount -t tmpfs -o size=3M tmpfs "$4" || exit 97
exec "$@"
"""


def with_mounts(script, folder):
    """Return the command before another that runs it with mounts of its own."""
    own = ["unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--mount"]
    done = subprocess.run([*own, "true"], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no process may have mounts of its own here: {done.stderr}")
    return [*own, "sh", "-c", script, "sh", folder]


@pytest.fixture
def place(tmp_path):
    (tmp_path / "disk").mkdir()
    return Place(tmp_path)


@pytest.fixture
def few(tmp_path):
    """Return a folder of records of a few places: enough for a small export."""
    records = tmp_path / "records"
    records.mkdir()
    for name in ("001.toml", "gb.toml", "va.toml"):
        shutil.copy(RECORDS / name, records)
    return records


def test_site_starts_and_serves_where_nothing_can_be_written(place):
    command = [*with_mounts(READ_ONLY, place.folder), *gunicorn(place.address)]
    with running(place, [command], {}) as site:
        for path in ("/en/", "/ar/help/EG/", "/hi/safety/"):
            assert site.get(path).status == 200
        assert site.get("/nowhere").status == 404


def test_full_disk_does_not_take_the_page_away(place):
    """Nothing can be logged, also not that a language is incomplete."""
    catalogs = copy_of_catalogs(place.folder)
    translate(catalog(catalogs, "de"), "Menopause", "")
    within = with_mounts(FULL, place.folder / "disk")
    with (
        serving(place, within, OPENLY_TRANSLATIONS=str(catalogs)) as server,
        readers(server) as tally,
    ):
        for _ in range(5):
            status, body = server.get("/de/")
            assert (status, body.rstrip()[-7:]) == (200, b"</html>")
        until_more(tally)
    assert (tally.wrong, tally.lost) == ([], [])


def export(place, records, within=(), **environment):
    return subprocess.run(
        [
            *within,
            *(BIN / "openly", "export", place.folder / "disk" / "out"),
            *("--base-url", "https://openly.example", "--language", "en"),
        ],
        env={**os.environ, "OPENLY_DIRECTORY": str(records), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_export_onto_a_read_only_disk_says_so_and_leaves_the_old_one(place, few):
    assert export(place, few).returncode == 0
    before = contents(place.folder / "disk")
    done = export(place, few, with_mounts(READ_ONLY, place.folder), OPENLY_CONTACT="a@b.example")
    assert done.returncode == 1
    assert "Read-only file system" in done.stderr
    assert f"(see whether {place.folder / 'disk' / 'out'} may be written)" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(place.folder / "disk") == before


# What is done on the small disk, which nobody else sees.
EXPORTS = f"""
import json, os, sys
from pathlib import Path
sys.path[:0] = [{str(CHECKOUT)!r}, {str(CHECKOUT / "site")!r}]
from tests.faults.test_disks import contents, export
from tests.hosts.places import Place

disk, records = Path(sys.argv[1]), Path(sys.argv[2])
out, place = disk / "out", Place(disk.parent)
assert export(place, records).returncode == 0
before = contents(out)
free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
(disk / "filler").write_bytes(bytes(free - 300_000))
longer = {{"OPENLY_CONTACT": "https://example.org/" + "x" * 40_000}}
done = export(place, records, **longer)
after = contents(out)
(disk / "filler").unlink()
again = export(place, records, **longer)
changed = [path for path, body in before.items() if after.get(path) != body]
pages = [body for path, body in after.items() if path.suffix == ".html"]
print(json.dumps({{
    "said": done.stderr,
    "status": done.returncode,
    "changed": len(changed),
    "pages": len(pages),
    "lost": [str(path) for path in before if path not in after],
    "halves": [len(body) for body in pages if not body.rstrip().endswith(b"</html>")],
    "parts": [str(path) for path in after if "part-" in path.name],
    "again": again.returncode,
}}))
"""


def test_export_onto_a_full_disk_says_so_and_leaves_every_page_whole(place, few):
    disk = place.folder / "disk"
    done = subprocess.run(
        [*with_mounts(SMALL, disk)[:-1], sys.executable, "-c", EXPORTS, disk, few],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["status"] == 1
    assert "No space left on device" in found["said"]
    assert f"(see whether {disk / 'out'} may be written)" in found["said"]
    assert "Traceback" not in found["said"]
    assert 0 < found["changed"] < found["pages"]
    assert (found["lost"], found["halves"], found["parts"]) == ([], [], [])
    assert found["again"] == 0
