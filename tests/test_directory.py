"""Records of help: a mistake names file, service, key and remedy; what is unsure is never shown."""

import re
from datetime import date
from pathlib import Path

import pytest

from openly.directory.check import check, stale
from openly.directory.fields import RecordError
from openly.directory.load import RECORDS, load_directory, load_territory
from openly.places import region_territories

TERRITORIES = {code for codes in region_territories().values() for code in codes}
DIRECTORY = load_directory(RECORDS)
TODAY = date(2026, 11, 23)

GOOD = """
[emergency]
numbers = [{ dial = "999" }, { dial = "112", reaches = ["ambulance"] }]
sources = [{ url = "https://example.org", kind = "government" }]

[[service]]
id = "gb-example"
name = [{ text = "Example", language = "en" }]
topics = ["suicide-crisis"]
audiences = ["everyone"]
languages = ["en"]
website = "https://example.org"
schedule = "Mo-Fr 09:00-17:00; PH off"
time_zone = "Europe/London"
confidence = "high"
contacts = [
  { channel = "voice", show = "116 123", dial = "116123", cost = "free" },
  { channel = "sms", show = "85258", dial = "85258", word = "HELLO" },
  { channel = "chat", url = "https://example.org/chat" },
  { channel = "email", address = "help@example.org" },
]
sources = [{ url = "https://example.org", kind = "official", date = "2025-01" }]
"""


@pytest.fixture
def record(tmp_path):
    """Write the record of one territory, with changes: `record(old, new)`."""

    def write(old: str = "", new: str = "", name: str = "gb.toml") -> Path:
        assert old in GOOD
        path = tmp_path / name
        path.write_text(GOOD.replace(old, new, 1) if old else GOOD, encoding="utf-8")
        return path

    return write


def test_every_territory_with_people_has_a_record():
    assert set(DIRECTORY.territories) == TERRITORIES


def test_records_have_no_fault():
    assert [str(finding) for finding in check(DIRECTORY, TERRITORIES, TODAY)] == []


@pytest.mark.parametrize("territory", DIRECTORY.territories.values(), ids=lambda one: one.code)
def test_every_shown_fact_has_a_source(territory):
    assert not territory.emergency or territory.sources
    for service in territory.shown:
        assert service.sources, service.id
        assert service.contacts or service.website, service.id
        assert service.id.startswith(f"{territory.code.lower()}-"), service.id


def test_every_number_stands_in_one_service():
    for territory in DIRECTORY.territories.values():
        numbers = [
            (one.dial, service.id)
            for service in territory.services
            for one in service.contacts
            if one.dial
        ]
        holders = {}
        for number, service in numbers:
            assert holders.setdefault(number, service) == service, number


def test_record_is_read_as_it_is_written(record):
    territory = load_territory(record())
    (service,) = territory.shown
    assert [(one.dial, one.reaches) for one in territory.emergency] == [
        ("999", ()),
        ("112", ("ambulance",)),
    ]
    assert service.newest_source == "2025-01"
    assert service.is_free
    assert [one.href for one in service.contacts] == [
        "tel:116123",
        "sms:85258?body=HELLO",
        "https://example.org/chat",
        "mailto:help@example.org",
    ]


def test_low_confidence_is_kept_but_never_shown(record):
    territory = load_territory(record('"high"', '"low"'))
    assert len(territory.services) == 1
    assert territory.shown == ()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("topics =", "topic =", "key 'topic'"),
        ('["suicide-crisis"]', '["magic"]', "topics: 'magic' is unknown"),
        ('["everyone"]', '["nobody"]', "audiences: 'nobody' is unknown"),
        ('"high"', '"certain"', "confidence: 'certain' is unknown"),
        ('kind = "official"', 'kind = "hearsay"', "sources.kind: 'hearsay' is unknown"),
        ('languages = ["en"]', 'languages = ["tongue9"]', "languages: 'tongue9'"),
        ('date = "2025-01"', 'date = "last year"', "sources.date: 'last year'"),
        ('url = "https://example.org", kind = "official"', 'kind = "official"', "key 'url'"),
        ('"https://example.org/chat"', '"javascript:alert(1)"', "contacts.url"),
        ('website = "https://', 'website = "ftp://', "website"),
        ('"116123"', '"one one six"', "contacts.dial: 'one one six'"),
        ('"116123"', '"116123;ext=1"', "contacts.dial"),
        ('cost = "free"', 'extension = "eight"', "contacts.extension: 'eight'"),
        ('channel = "voice"', 'channel = "pigeon"', "contacts.channel: 'pigeon' is unknown"),
        ('cost = "free"', 'cost = "cheap"', "contacts.cost: 'cheap' is unknown"),
        ('cost = "free"', 'price = "free"', "key 'price'"),
        ("help@example.org", "help.example.org", "contacts.address: 'help.example.org'"),
        ("Mo-Fr 09:00-17:00; PH off", "weekdays", "schedule: 'weekdays'"),
        ("Mo-Fr 09:00-17:00; PH off", "sunrise-sunset", "schedule: 'sunrise-sunset'"),
        ("Europe/London", "London", "time_zone: 'London'"),
        ('id = "gb-example"', 'id = "example"', "id: begins with the territory"),
    ],
)
def test_mistake_names_file_service_key_and_remedy(record, old, new, says):
    with pytest.raises(RecordError, match=re.escape(says)) as error:
        load_territory(record(old, new))
    assert "gb.toml: service '" in str(error.value)
    assert "(" in str(error.value), "the remedy stands in brackets"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('dial = "999"', 'dial = "9-9-9"', "emergency: dial: '9-9-9'"),
        ('["ambulance"]', '["lifeboat"]', "reaches: 'lifeboat' is unknown"),
        ('kind = "government"', 'kind = "rumour"', "sources.kind: 'rumour'"),
        ("[emergency]", "[emergencies]", "key 'emergencies'"),
        (
            'sources = [{ url = "https://example.org", kind = "government" }]',
            "sources = []",
            "none",
        ),
    ],
)
def test_mistake_in_emergency_numbers_names_file_and_remedy(record, old, new, says):
    with pytest.raises(RecordError, match=re.escape(says)) as error:
        load_territory(record(old, new))
    assert "gb.toml" in str(error.value)


def test_service_that_nobody_can_reach_or_check_is_refused(record):
    contacts = GOOD[GOOD.index("contacts = [") : GOOD.index("\n]\n") + 2]
    path = record(contacts, "contacts = []")
    path.write_text(path.read_text().replace('website = "https://example.org"\n', ""))
    with pytest.raises(RecordError, match="no way to reach it"):
        load_territory(path)
    with pytest.raises(RecordError, match="without a source"):
        load_territory(
            record('[{ url = "https://example.org", kind = "official", date = "2025-01" }]', "[]")
        )


def test_file_that_is_no_toml_is_named(record):
    with pytest.raises(RecordError, match=r"gb\.toml: cannot be read"):
        load_territory(record("[[service]]", "[[service"))


def test_folder_without_the_world_is_no_directory(record):
    with pytest.raises(RecordError, match=r"001\.toml"):
        load_directory(record().parent)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('show = "116 123"', 'show = "116 HELP"', "more than digits"),
        ('show = "116 123"', 'show = "116 124"', "differ"),
        ('show = "116 123", dial = "116123"', 'show = "5550", dial = "5550"', "is no number of GB"),
        # A number of France, written for Britain.
        (
            'show = "116 123", dial = "116123"',
            'show = "+33 1 45 39 40 00", dial = "+33145394000"',
            "is no number of GB",
        ),
        ('cost = "free" }', 'cost = "free", exception = "short-code" }', "is not needed"),
        ('show = "85258", dial = "85258"', 'show = "116 123", dial = "116123"', ""),
        ('date = "2025-01"', 'date = "2031"', "source of 2031"),
    ],
)
def test_check_finds_what_a_volunteer_may_mistype(record, old, new, says):
    record(old, new)
    world = record().parent / "001.toml"
    world.write_text("service = []", encoding="utf-8")
    record(old, new)
    found = [str(one) for one in check(load_directory(world.parent), {"GB"}, TODAY)]
    if says:
        assert len(found) == 1
        assert says in found[0]
        assert "gb.toml: gb-example" in found[0]
    else:
        assert found == []


def test_check_misses_no_territory_and_no_double(record):
    world = record().parent / "001.toml"
    world.write_text("service = []", encoding="utf-8")
    path = record()
    text = path.read_text()
    double = text[text.index("[[service]]") :].replace("gb-example", "gb-other")
    path.write_text(text + double, encoding="utf-8")
    found = [str(one) for one in check(load_directory(path.parent), {"GB", "FR"}, TODAY)]
    assert any("fr.toml: record: there is none" in one for one in found)
    assert any("116123 stands in gb-example too" in one for one in found)


def test_old_sources_are_listed_oldest_first(record):
    world = record().parent / "001.toml"
    world.write_text("service = []", encoding="utf-8")
    loaded = load_directory(world.parent)
    assert stale(loaded, date(2025, 2, 1)) == [("2025-01", "gb-example")]
    assert stale(loaded, date(2025, 1, 31)) == []
