"""The finder: an order with reasons, filters that only remove, and nothing unsure."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from openly.directory.load import RECORDS, load_directory
from openly.directory.model import AUDIENCES, CHANNELS, TOPICS
from openly.finder import find
from openly.folders import PACKAGE
from openly.matches import Reason
from tests.sites import PUBLISHED

DIRECTORY = load_directory(RECORDS)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

codes = some.sampled_from(sorted(DIRECTORY.territories))
languages = some.sampled_from([*(one.tag for one in PUBLISHED), "sw", "ja", "zh-Hant", "nb", "ur"])
moments = some.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2028, 12, 31), timezones=some.just(UTC)
)
filters = some.fixed_dictionaries(
    {},
    optional={
        "topic": some.sampled_from(TOPICS),
        "channel": some.sampled_from(CHANNELS),
        "audience": some.sampled_from(AUDIENCES),
    },
)


def ids(matches):
    return [match.service.id for match in matches]


@given(code=codes, language=languages, moment=moments, asked=filters)
@settings(max_examples=400, deadline=None)
def test_same_question_has_the_same_answer_and_filters_only_remove(code, language, moment, asked):
    def plan(**narrowed):
        return find(DIRECTORY, language=language, territory=code, moment=moment, **narrowed)

    whole, narrow = plan(), plan(**asked)
    assert narrow == plan(**asked)
    kept = [one for one in ids(whole.matches) if one in ids(narrow.matches)]
    assert ids(narrow.matches) == kept, "a filter changes the order"
    assert len(set(kept)) == len(kept)
    assert narrow.emergency == whole.emergency
    assert sorted(ids(whole.matches)) == sorted(
        service.id for service in DIRECTORY.territories[code].shown
    )
    for name, number in narrow.widen.items():
        rest = {key: value for key, value in asked.items() if key != name}
        assert number == len(plan(**rest).matches)


@given(code=codes, language=languages, moment=moments)
@settings(max_examples=400, deadline=None)
def test_order_is_by_reasons_and_then_by_record(code, language, moment):
    plan = find(DIRECTORY, language=language, territory=code, moment=moment)
    record = [service.id for service in DIRECTORY.territories[code].shown]

    def key(match):
        missing = [reason not in match.reasons for reason in Reason]
        return (*missing, record.index(match.service.id))

    assert list(plan.matches) == sorted(plan.matches, key=key)
    for match in plan.matches:
        assert (Reason.OPEN in match.reasons) == bool(match.state.is_open)
        assert match.speaks_language == bool(match.spoken)


@given(code=codes, language=languages, moment=moments, asked=filters)
@settings(max_examples=400, deadline=None)
def test_nothing_of_low_confidence_is_in_a_plan(code, language, moment, asked):
    plan = find(DIRECTORY, language=language, territory=code, moment=moment, **asked)
    for match in (*plan.matches, *plan.elsewhere, *plan.international):
        assert match.service.confidence in ("high", "medium")


@given(code=codes, language=languages)
@settings(max_examples=300, deadline=None)
def test_services_elsewhere_speak_the_language_and_reach_across_borders(code, language):
    plan = find(DIRECTORY, language=language, territory=code, moment=NOON)
    spoken = any(match.speaks_language for match in plan.matches)
    assert not (spoken and plan.elsewhere)
    for match in plan.elsewhere:
        assert match.territory != code
        assert match.speaks_language
        assert match.service.reaches_far


@given(code=codes, moment=moments)
@settings(max_examples=200, deadline=None)
def test_plan_holds_until_the_moment_that_it_names(code, moment):
    plan = find(DIRECTORY, language="en", territory=code, moment=moment)
    if plan.valid_until:
        later = plan.valid_until - timedelta(seconds=1)
        states = [(match.service.id, match.state.is_open) for match in plan.matches]
        again = find(DIRECTORY, language="en", territory=code, moment=max(later, moment))
        assert [(match.service.id, match.state.is_open) for match in again.matches] == states


@pytest.mark.parametrize(
    ("reader", "code", "spoken"),
    [
        ("zh-Hans", "HK", True),  # Mandarin is named there beside Cantonese
        ("zh-Hant", "TW", True),  # speech has no script
        ("nn", "NO", True),
        ("hr", "RS", True),
        ("hi", "PK", False),
        ("es", "BR", False),
    ],
)
def test_language_is_matched_by_distance_not_by_its_letters(reader, code, spoken):
    plan = find(DIRECTORY, language=reader, territory=code, moment=NOON)
    assert any(match.speaks_language for match in plan.matches) == spoken


def test_crisis_line_for_everyone_comes_before_one_for_a_group():
    for code in DIRECTORY.territories:
        plan = find(DIRECTORY, language="en", territory=code, moment=NOON)
        if any("suicide-crisis" in match.service.topics for match in plan.matches):
            assert Reason.CRISIS in plan.matches[0].reasons, code
        first = plan.first_crisis_line
        for_all = [one for one in plan.matches if Reason.EVERYONE in one.reasons]
        if first and Reason.EVERYONE not in first.reasons:
            assert Reason.CRISIS in first.reasons, code
            assert not any(
                {Reason.CRISIS, Reason.SUPPORT} & {*one.reasons} and one.service.contacts
                for one in for_all
            ), code


@pytest.mark.parametrize(
    "name", ["finder.py", "matches.py", "places.py", "collation.py", "directory/*.py"]
)
def test_finder_and_directory_stand_without_flask(name):
    for path in PACKAGE.glob(name):
        imports = re.findall(r"^(?:from|import) ([\w.]+)", path.read_text(), flags=re.MULTILINE)
        web = ("flask", "werkzeug", "jinja2", "markupsafe")
        assert [one for one in imports if one.startswith(web)] == [], path
        own = [one for one in imports if one.startswith("openly")]
        plain = tuple(
            f"openly.{one}" for one in ("directory", "collation", "matches", "tags", "toml")
        )
        assert all(one.startswith(plain) for one in own), path


def test_unknown_territory_is_an_error_and_never_another_place():
    with pytest.raises(KeyError):
        find(DIRECTORY, language="en", territory="ZZ", moment=NOON)


@pytest.mark.parametrize(
    ("date", "at", "old"),
    [
        ("2024-11", "2026-11-23", False),
        ("2024-10", "2026-11-23", True),
        ("2024", "2026-11-23", False),
    ],
)
def test_source_is_called_old_after_two_years(date, at, old):
    service = DIRECTORY.territories["GB"].shown[0]
    dated = replace(service, sources=tuple(replace(one, date=date) for one in service.sources))
    place = replace(DIRECTORY.territories["GB"], services=(dated,))
    directory = replace(DIRECTORY, territories={"GB": place})
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    (match,) = find(directory, language="en", territory="GB", moment=moment).matches
    assert match.is_old == old
