"""Documents: what the code has, they name; what they name exists."""

import re

import pytest

from openly.folders import CHECKOUT, PACKAGE
from openly.settings import NAMES, PREFIX


def read(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_deployer_finds_every_setting(name):
    assert f"| `{PREFIX}{name}` |" in read("DEPLOYING.md")


def test_deployer_finds_no_setting_that_does_not_exist():
    named = set(re.findall(rf"{PREFIX}([A-Z_]+)", read("DEPLOYING.md")))
    assert named == set(NAMES)


def test_deployer_finds_the_file_of_every_host():
    for path in (CHECKOUT / "deploy").iterdir():
        assert path.is_dir() or f"](deploy/{path.name})" in read("DEPLOYING.md"), path.name


def test_readme_shows_every_module():
    for path in PACKAGE.glob("*.py"):
        assert path.name == "__main__.py" or f"  {path.name} " in read("README.md"), path.name


def test_readme_tree_names_only_what_exists():
    tree = read("README.md").split("## Where things are")[1].split("```")[1]
    for line in tree.strip().splitlines():
        name = line.split()[0]
        place = PACKAGE / name if line.startswith("  ") else CHECKOUT / name
        assert place.exists(), name


@pytest.mark.parametrize(
    "name", ["README.md", "TRANSLATING.md", "DEPLOYING.md", "CONTRIBUTING.md", "SECURITY.md"]
)
def test_links_between_documents_lead_somewhere(name):
    for target in re.findall(r"\]\(([^)#:]+)\)", read(name)):
        assert (CHECKOUT / target).exists(), target


def test_every_make_target_that_a_document_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), flags=re.MULTILINE))
    for name in ("README.md", "TRANSLATING.md", "DEPLOYING.md", "CONTRIBUTING.md", ".ci/run"):
        assert set(re.findall(r"make ([a-z]+)\b(?! [a-z])", read(name))) <= targets


def test_every_dependency_has_its_line_in_the_readme():
    table = read("README.md").lower()
    required = re.findall(r"^    ([A-Za-z][\w.-]+)(?:[<>=].*)?$", read("setup.cfg"), re.MULTILINE)
    for name in required:
        if not name.startswith(("openly", "types-", "setuptools", "error", "py")):
            assert name.lower() in table, name
