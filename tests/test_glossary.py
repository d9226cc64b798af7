"""The glossary: one word for one thing, and words that hurt are never said."""

import pytest

from openly.folders import folder
from openly.languages import new_language
from openly.workbench.glossary import GlossaryError, load_glossary
from tests.sites import TRANSLATED

PATH = folder("translations") / "GLOSSARY.md"
GLOSSARY = load_glossary(PATH)


def faults(tag, original, text):
    return [fault.rule for fault in GLOSSARY.faults(original, text, new_language(tag))]


@pytest.mark.parametrize("tag", GLOSSARY.agreed)
def test_every_language_says_every_term(tag):
    assert new_language(tag).tag == tag
    assert GLOSSARY.agreed[tag].keys() == GLOSSARY.english.keys()
    assert all(words.say for words in GLOSSARY.agreed[tag].values())


@pytest.mark.parametrize("language", TRANSLATED, ids=str)
def test_every_language_of_the_site_has_its_table(language):
    assert language.tag in GLOSSARY.agreed


@pytest.mark.parametrize(
    ("tag", "original", "text"),
    [
        ("es", "Antidepressants can help.", "Los antidepresivos pueden ayudar."),
        ("ar", "Depression can pass.", "قد يزول الاِكتئاب."),
        ("ru", "A couples therapy helps.", "Помогает курс парной терапии."),
        ("es", "This is not the word depressional.", "Otra cosa."),
        ("fr", "Suicide is spoken of with care.", "On parle du suicide avec soin."),
        ("tr", "Thoughts of suicide can pass.", "İntihar düşünceleri geçebilir."),
    ],
)
def test_agreed_word_is_found_however_it_is_bent(tag, original, text):
    assert faults(tag, original, text) == []


@pytest.mark.parametrize(
    ("tag", "original", "text", "rule"),
    [
        ("es", "Depression can pass.", "La tristeza puede pasar.", "glossary"),
        ("es", "Talk about it.", "No digas cometer suicidio.", "never-say"),
        ("fr", "Talk about it.", "Elle commettait un suicide.", "never-say"),
        ("zh-Hans", "Talk about it.", "他自杀成功了。", "never-say"),
        ("de", "Talk about it.", "Der Selbstmord.", "never-say"),
    ],
)
def test_other_or_hurtful_word_is_found(tag, original, text, rule):
    assert faults(tag, original, text) == [rule]


def test_term_that_the_first_table_lacks_is_named(tmp_path):
    path = tmp_path / "GLOSSARY.md"
    text = PATH.read_text(encoding="utf-8")
    path.write_text(
        text.replace("| depression | depressi", "| sorrow | depressi"), encoding="utf-8"
    )
    with pytest.raises(GlossaryError, match="no term “depression”"):
        load_glossary(path)
