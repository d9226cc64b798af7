"""Which languages are offered, and what an address or a browser may call them."""

import pytest

from openly.folders import folder
from openly.languages import LanguageError, Languages, load_languages, name_in_cldr
from openly.negotiation import negotiate
from tests.sites import PUBLISHED

# A registry of more languages than are translated yet: matching must hold for them too.
REGISTRY = (
    *("en", "es", "fr", "ar", "hi", "zh-Hans", "zh-Hant", "pt-BR"),
    *("ru", "id", "nb", "he", "fil", "uk", "sr-Latn"),
)


@pytest.fixture(scope="module")
def languages(tmp_path_factory) -> Languages:
    path = tmp_path_factory.mktemp("translations")
    text = "".join(f'[{tag}]\nreview = "draft"\n' for tag in REGISTRY)
    (path / "languages.toml").write_text(text, encoding="utf-8")
    return load_languages(path)


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("", "en"),
        ("*", "en"),
        ("nonsense;;q=,,", "en"),
        ("tlh", "en"),
        ("fr", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("en;q=0.5, es;q=0.9", "es"),
        ("es;q=0, fr;q=0.1", "fr"),
        ("de, ar-EG;q=0.8, en;q=0.5", "ar"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK,zh;q=0.9", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("yue", "zh-Hant"),
        ("cmn", "zh-Hans"),
        ("no", "nb"),
        ("nn", "nb"),
        ("iw", "he"),
        ("in", "id"),
        ("tl", "fil"),
        ("pt", "pt-BR"),
        ("pt-PT", "pt-BR"),
        ("arz", "ar"),
        ("es-419", "es"),
        ("hi-IN", "hi"),
        ("sr-Latn-RS", "sr-Latn"),
        ("EN-us", "en"),
        ("ru-UA,uk;q=0.9", "ru"),
        ("x-private, fr;q=0.3", "fr"),
        ("en_US", "en"),
        ("a" * 5000, "en"),
        (",".join(["tlh"] * 2000) + ",fr", "en"),
    ],
)
def test_browser_gets_the_language_it_asks_for(languages, header, tag):
    assert negotiate(header, languages).tag == tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("PT-br", "pt-BR"),
        ("pt", "pt-BR"),
        ("zh-TW", "zh-Hant"),
        ("zh-hant", "zh-Hant"),
        ("zh_Hans", "zh-Hans"),
        ("iw", "he"),
        ("in", "id"),
        ("no", "nb"),
        ("tl", "fil"),
        ("en-GB", "en"),
        ("xx", None),
        ("de", None),
        ("nn", None),
        ("", None),
        ("..", None),
        ("static", None),
        ("e" * 300, None),
        ("en-XA", "en"),
    ],
)
def test_address_means_one_language_or_none(languages, text, tag):
    found = languages.named(text)
    assert (found.tag if found else None) == tag


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("hi", "ltr"), ("zh-Hans", "ltr")])
def test_direction_of_script(tag, direction):
    assert {one.tag: one.direction for one in PUBLISHED}[tag] == direction


def test_every_folder_of_a_catalog_is_listed_and_every_listed_language_has_one():
    folders = {path.parent.parent.name for path in folder("translations").rglob("messages.po")}
    assert folders == {one.folder for one in PUBLISHED if not one.is_source}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[en\n", "cannot be read"),
        ('[fr]\nreview = "draft"\n', "[en] is missing"),
        ('[en]\nreview = "draft"\n[pt-br]\nreview = "draft"\n', "[pt-br] is no canonical"),
        ('[en]\nreview = "draft"\n[tlh]\nreview = "draft"\n', "not in CLDR"),
        ('[en]\nreview = "perfect"\n', "use one of draft, reviewed"),
        ('[en]\nreview = "draft"\ncode = "en"\n', "unknown key code"),
        ('[en]\nreview = "draft"\nname = 1\n', "write its name in the language itself"),
        ('[en]\nreview = "reviewed"\n', "reviewers are named"),
        ('[en]\nreview = "draft"\nreviewers = ["A"]\n', "reviewers are named"),
    ],
)
def test_mistake_in_the_list_names_file_tag_and_remedy(tmp_path, text, says):
    (tmp_path / "languages.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LanguageError, match=r"languages\.toml") as error:
        load_languages(tmp_path)
    assert says in str(error.value)


@pytest.mark.parametrize("language", PUBLISHED, ids=str)
def test_own_name_and_direction_are_those_of_cldr(language):
    assert language.own_name == name_in_cldr(language)
    assert language.direction == language.locale.text_direction


def test_language_without_a_name_in_the_list_has_the_name_of_cldr(languages):
    names = {one.tag: one.name for one in languages}
    assert (names["uk"], names["he"], names["id"]) == ("українська", "עברית", "Bahasa Indonesia")


def test_languages_stand_where_a_reader_looks_for_their_names():
    names = [language.name for language in load_languages(folder("translations"))]
    assert names[:4] == ["English", "Bahasa Indonesia", "Deutsch", "español"]
    assert names.index("русский") < names.index("українська") < names.index("日本語")
