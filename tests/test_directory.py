"""Records of help: each with its source, and a mistake names file, service, key and remedy."""

import re

import pytest

from openly.directory.load import RECORDS, RecordError, international, load_services
from tests.page_checks import words
from tests.sites import LANGUAGES, address

GOOD = """
[[service]]
id = "world-example"
name = [{ text = "Example", language = "en" }]
topics = ["directory"]
audiences = ["everyone"]
languages = ["en"]
website = "https://example.org"
confidence = "high"
contacts = []
sources = [{ url = "https://example.org", kind = "official" }]
"""


@pytest.mark.parametrize("path", sorted(RECORDS.glob("*.toml")), ids=lambda path: path.name)
def test_record_loads_and_every_service_has_a_source(path):
    for service in load_services(path):
        assert service.website.startswith("https://")
        assert all(source.url.startswith("https://") for source in service.sources)


def test_low_confidence_is_kept_but_never_shown(tmp_path):
    path = tmp_path / "001.toml"
    path.write_text(GOOD.replace('"high"', '"low"'), encoding="utf-8")
    (service,) = load_services(path)
    assert not service.is_shown
    assert all(service.is_shown for service in international())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("topics =", "topic =", "key 'topic'"),
        ('["directory"]', '["magic"]', "topics: 'magic' is unknown"),
        ('["everyone"]', '["nobody"]', "audiences: 'nobody' is unknown"),
        ('"high"', '"certain"', "confidence: 'certain' is unknown"),
        ('kind = "official"', 'kind = "hearsay"', "sources.kind: 'hearsay' is unknown"),
        ('languages = ["en"]', 'languages = ["tongue9"]', "languages: 'tongue9'"),
        ('sources = [{ url = "https://example.org", kind = "official" }]', "sources = []", "none"),
        ("contacts = []", 'contacts = ["x"]', "contacts"),
    ],
)
def test_mistake_names_file_service_key_and_remedy(tmp_path, old, new, says):
    path = tmp_path / "001.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(RecordError, match=re.escape(says)) as error:
        load_services(path)
    assert "001.toml: service 'world-example'" in str(error.value)
    assert "(" in str(error.value), "the remedy stands in brackets"


def test_file_that_is_no_toml_is_named(tmp_path):
    path = tmp_path / "001.toml"
    path.write_text("[[service", encoding="utf-8")
    with pytest.raises(RecordError, match=r"001\.toml: cannot be read"):
        load_services(path)


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_help_page_shows_every_directory_with_language_and_date_of_source(page, language):
    fetched = page(address("help", language))
    shown = fetched.all(".directories li")
    assert [words(one.query("a")[0]) for one in shown] == [one.name.text for one in international()]
    for entry, service in zip(shown, international(), strict=True):
        link = entry.query("a")[0]
        assert link.attrs["href"] == service.website
        assert link.attrs["lang"] == "en"
        if service.newest_source:
            assert service.newest_source[:4] in words(entry)


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_no_page_shows_a_number_to_call_that_no_record_holds(page, language):
    """Without a place no number can be right, so none is shown."""
    for name in ("article", "help"):
        fetched = page(address(name, language))
        assert fetched.all("a[href^=tel], a[href^=sms]") == []
        text = " ".join(words(one) for one in fetched.all("main p, main li, aside p"))
        assert re.findall(r"\b\d{3}[ \d-]{0,12}\b", re.sub(r"\b(19|20)\d\d\b", "", text)) == []
