"""The wheel serves what the checkout serves."""

import shutil
import subprocess
import sys
import zipfile

from openly.folders import CHECKOUT

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "dist", "*.egg-info", "__pycache__")
PRINT_PAGE = (
    "import sys; sys.path.insert(0, {place!r});"
    "import openly; print(openly.__file__);"
    "print(openly.create_app().test_client().get('/ar/').text)"
)


def test_wheel_serves_the_same_page_as_the_checkout(tmp_path):
    source = shutil.copytree(CHECKOUT, tmp_path / "source", ignore=LEFT_OUT)
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "-w", str(tmp_path), str(source)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    pages = []
    for place in (tmp_path / "installed", CHECKOUT / "site"):
        done = subprocess.run(
            [sys.executable, "-c", PRINT_PAGE.format(place=str(place))],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        where, _, text = done.stdout.partition("\n")
        assert where.startswith(str(place))
        pages.append(text)
    assert pages[0] == pages[1]
    assert len(pages[0]) > 20_000
