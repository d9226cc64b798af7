"""SECURITY.md: every item of the ASVS that it names has a test that exists, or says why not."""

import re

import pytest

from openly.folders import CHECKOUT
from tests.test_conformance import LIVING

SECURITY = (CHECKOUT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([123]) \| (.+) \| (.*) \|$", SECURITY, re.MULTILINE)
# What of ASVS 5.0 can apply to a site that only answers, keeps nothing and knows nobody; of chapter
# 12, which a server in front decides, what no file of ours can hold.
APPLYING = re.findall(
    r"\S+",
    """
    1.2.1 1.2.2 1.3.2 1.3.7 1.3.12 2.2.1 3.2.1 3.3.1 3.3.2 3.3.3 3.3.4 3.3.5 3.4.1 3.4.2 3.4.3 3.4.4
    3.4.5 3.4.6 3.4.7 3.4.8 3.6.1 3.7.2 3.7.3 3.7.4 4.1.1 4.1.3 4.1.4 12.1.5 12.2.1 13.4.1 13.4.2
    13.4.3 13.4.4 13.4.5 13.4.6 13.4.7 14.2.1 14.2.2 14.2.3 14.2.5 14.3.2 14.3.3 15.1.1 15.1.2
    15.1.4 15.2.3 15.2.4 15.2.5 16.1.1 16.2.5 16.4.1 16.5.1 16.5.2 16.5.3 16.5.4
""",
)
WITHOUT_TEST = ("**Deviation:** ", "**Deployer:** ", "**Process:** ")


def test_every_item_that_can_apply_has_one_row_in_order():
    assert [item for item, *_ in ROWS] == APPLYING


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_item_has_a_test_that_exists_or_a_reason(row):
    _, _, stand, shown = row
    named = re.findall(r"`([\w/]+\.py::\w+)`", shown)
    assert set(named) <= LIVING
    assert re.sub(r"`[\w/]+\.py::\w+`,? ?", "", shown) == "", "only tests stand in that column"
    assert named or stand.startswith(WITHOUT_TEST)


def test_lost_test_would_be_noticed():
    assert "test_security.py::test_every_item_that_can_apply_has_one_row_in_order" in LIVING
    assert "test_security.py::test_that_nobody_wrote" not in LIVING
