"""The Weblate component file fits this project."""

import json
import re

from openly.folders import CHECKOUT
from tests.sites import CATALOGS

(COMPONENT,) = json.loads((CHECKOUT / "translations" / "weblate.json").read_text(encoding="utf-8"))


def test_file_mask_finds_every_catalog_and_nothing_else():
    assert set(CHECKOUT.glob(COMPONENT["filemask"])) == set(CATALOGS.values())


def test_new_languages_begin_from_the_template():
    assert (CHECKOUT / COMPONENT["new_base"]).exists()
    assert COMPONENT["file_format"] == "po"


def test_folders_are_named_as_the_platform_names_languages():
    assert COMPONENT["language_code_style"] == "posix"
    for path in CATALOGS.values():
        assert "-" not in path.parts[-3]
        assert re.match(COMPONENT["language_regex"], path.parts[-3])


def test_saved_catalogs_are_not_wrapped_and_keep_the_old_english():
    params = COMPONENT["file_format_params"]
    assert params["po_line_wrap"] == -1
    assert params["po_keep_previous"] is True


def test_faults_that_the_gate_refuses_cannot_be_saved():
    """Weblate rejects the whole file if it does not know one of these names."""
    assert "safe-html" in COMPONENT["check_flags"]
    assert {"python_format", "safe-html", "plurals"} == set(COMPONENT["enforced_checks"])


def test_licence_is_that_of_the_text():
    text = (CHECKOUT / "LICENSE-TEXT").read_text(encoding="utf-8")
    assert COMPONENT["license"] == "CC-BY-4.0"
    assert "Attribution 4.0 International" in text


def test_translators_may_write_and_not_only_vote():
    assert COMPONENT["suggestion_voting"] is False or COMPONENT["suggestion_autoaccept"] == 0
