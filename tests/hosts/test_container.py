"""The container file, read as an engine reads it: what is copied, who runs it, what is started."""

import re
import shutil
from pathlib import Path

import pytest

from openly.folders import CHECKOUT
from tests.hosts.places import Place, started_by

CONTAINER = (CHECKOUT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
STEPS = [line.split(maxsplit=1) for line in CONTAINER.splitlines() if line[:1].isupper()]


def steps(name):
    return [rest for step, rest in STEPS if step == name]


def test_container_serves_from_what_is_copied_into_it(tmp_path):
    place = Place(tmp_path)
    image = place.folder / "image"
    for line in steps("COPY"):
        *sources, target = line.split()
        if sources[0].startswith("--from"):
            continue
        for source in sources:
            copy_into_image(source, image / target)
    (command,) = steps("CMD")
    words = re.findall('"(.*?)"', command)
    port = re.search(r"PORT=(\d+)", *steps("ENV"))
    assert steps("EXPOSE") == [port[1]]
    started_by(place, ["-C", image, *words], {"PORT": str(place.port)})


def copy_into_image(source, target):
    """Copy as a container engine does, without what .dockerignore leaves out."""
    origin = CHECKOUT / source
    files = [path for path in origin.rglob("*") if path.is_file()] if origin.is_dir() else [origin]
    sent = [path for path in files if is_sent(path.relative_to(CHECKOUT))]
    assert sent, f"{source} is missing, or .dockerignore leaves it out"
    for path in sent:
        goal = target / (path.relative_to(origin) if origin.is_dir() else path.name)
        goal.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, goal)


def is_sent(path: Path) -> bool:
    """Tell whether a file goes to the engine: the last line of .dockerignore that fits decides."""
    sent = True
    for line in (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!")
        if line and not line.startswith("#"):
            each = [path, *path.parents]
            ending = pattern.removeprefix("**/")
            anywhere = pattern.startswith("**/")
            if any(one.match(ending) if anywhere else fits(one, ending) for one in each):
                sent = line.startswith("!")
    return sent


def fits(path: Path, pattern: str) -> bool:
    return len(path.parts) == pattern.count("/") + 1 and path.match(pattern)


def test_container_runs_as_nobody_special_on_a_base_with_a_version():
    (user,) = steps("USER")
    assert int(user) >= 1000
    for base in steps("FROM"):
        assert re.match(r"docker\.io/library/python:3\.\d+-slim-\w+( AS \w+)?$", base)


@pytest.mark.parametrize(
    "path",
    [".git/HEAD", ".venv/bin/python", "tests/conftest.py", "site/openly/__pycache__/a.pyc", "a"],
)
def test_what_a_container_does_not_need_is_not_sent_to_the_engine(path):
    assert not is_sent(Path(path))


def test_container_installs_the_server_that_it_starts():
    locked = (CHECKOUT / "requirements" / "run.txt").read_text(encoding="utf-8")
    assert re.search("^gunicorn==", locked, re.MULTILINE)
