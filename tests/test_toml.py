"""TOML files mean what they say, whoever reads them."""

import tomllib
from pathlib import Path

import pytest

from openly.directory.load import RECORDS
from openly.folders import PACKAGE, folder
from openly.toml import TomlError, read_toml

FILES = (
    *PACKAGE.glob("*.toml"),
    *RECORDS.glob("*.toml"),
    folder("translations") / "languages.toml",
)


def test_every_file_reads_as_the_standard_library_reads_it():
    for path in FILES:
        # As text, since the order of keys has a meaning in some.
        assert repr(read_toml(path)) == repr(tomllib.loads(path.read_text("utf-8"))), path
    assert len(FILES) > 200


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'a = 1\nb = "open\n', "line 2"),
        (b"a = 1\na = 2\n", "line 2"),
        (b"\xff", "utf-8"),
        (None, "No such file"),
    ],
)
def test_damaged_file_is_refused_with_its_place(tmp_path: Path, content: bytes | None, says: str):
    path = tmp_path / "one.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TomlError, match=says) as error:
        read_toml(path)
    assert "\n" not in str(error.value)
