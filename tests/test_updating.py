"""A change of the English text: what becomes of a translator's work."""

import pytest
from babel import Locale
from babel.messages.catalog import Catalog

from openly.workbench.updating import updated

HEADER = """\
# A note of the team.
msgid ""
msgstr ""
"Project-Id-Version: Openly 1\\n"
"PO-Revision-Date: 2026-03-04 10:20+0100\\n"
"Last-Translator: Amina <amina@example.org>\\n"
"Language-Team: Friends of Swahili\\n"
"Language: sw\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Generator: Poedit 3.6\\n"
"X-Poedit-SourceCharset: UTF-8\\n"

"""
OLD = "Call the number of the place where you are now."
NEW = "Call the number of the country where you are now."


@pytest.fixture
def update(tmp_path):
    def run(entries, *texts, comment="A comment.", **options):
        path = tmp_path / "messages.po"
        path.write_text(HEADER + entries, encoding="utf-8")
        template = Catalog(fuzzy=False)
        for text in texts:
            template.add(text, auto_comments=[comment])
        return updated(path, Locale("sw"), template, **options)

    return run


def po(msgid, msgstr, before=""):
    return f'{before}msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def test_changed_sentence_is_fuzzy_with_its_old_english_beside_it(update):
    done = update(po(OLD, "Piga namba."), NEW)
    text = done.content.decode()
    assert f'#, fuzzy\n#| msgid "{OLD}"\nmsgid "{NEW}"\nmsgstr "Piga namba."' in text
    assert done.changed == ((OLD, NEW),)


def test_old_english_stays_beside_a_fuzzy_sentence_until_somebody_looked(update):
    before = '#, fuzzy\n#| msgid ""\n#| "Call the number "\n#| "of the place."\n'
    text = update(po(NEW, "Piga namba.", before), NEW).content.decode()
    assert '#| msgid "Call the number of the place."\n' in text
    assert "# |" not in text


def test_reworded_sentence_keeps_its_translation(update):
    done = update(po(OLD, "Piga namba."), NEW, same_meaning=True)
    text = done.content.decode()
    assert f'msgid "{NEW}"\nmsgstr "Piga namba."' in text
    assert "fuzzy" not in text
    assert "#|" not in text
    assert done.reworded == ((OLD, NEW),)


@pytest.mark.parametrize(
    ("entries", "texts"),
    [
        (po(OLD, "Piga namba.", "#, fuzzy\n"), [NEW]),
        (po(OLD, "Piga namba."), [OLD, NEW]),
        (po(OLD, "Piga namba."), [NEW.replace("now", "%(now)s")]),
        (po("Call the number.", "Piga namba."), ["Never call the numbers."]),
    ],
    ids=["was fuzzy", "is still used", "placeholder is new", "is another sentence"],
)
def test_sentence_that_may_mean_something_else_is_not_kept_as_valid(update, entries, texts):
    done = update(entries, *texts, same_meaning=True)
    assert done.reworded == ()


def test_safety_text_is_always_looked_at_again(update):
    done = update(po(OLD, "Piga namba."), NEW, comment="Safety text.", same_meaning=True)
    assert done.changed == ((OLD, NEW),)


def test_file_of_another_program_with_old_english_of_retired_messages_is_read(update):
    entries = '#~| msgid "Older"\n#~ msgid "Old"\n#~ msgstr "Zamani"\n'
    assert '#~ msgid "Old"\n#~ msgstr "Zamani"' in update(entries, "One").content.decode()


def test_sentence_out_of_use_is_kept_and_comes_back(update):
    gone = update(po("Old words here", "Maneno"), "Something else altogether")
    assert gone.retired == ("Old words here",)
    assert '#~ msgid "Old words here"\n#~ msgstr "Maneno"' in gone.content.decode()
    back = update(gone.content.decode().split("\n\n", 1)[1], "Old words here")
    assert back.returned == ("Old words here",)
    assert '\nmsgid "Old words here"\nmsgstr "Maneno"' in back.content.decode()


def test_notes_of_translators_and_their_programs_stay(update):
    text = update(po("One", "Moja", "# Amina: as in school books\n"), "One").content.decode()
    for kept in (
        "# A note of the team.",
        "# Amina: as in school books",
        '"PO-Revision-Date: 2026-03-04 10:20+0100\\n"',
        '"Last-Translator: Amina <amina@example.org>\\n"',
        '"Language-Team: Friends of Swahili\\n"',
        '"X-Generator: Poedit 3.6\\n"',
        '"X-Poedit-SourceCharset: UTF-8\\n"',
    ):
        assert kept in text


def test_update_twice_changes_nothing(update):
    once = update(po("One", "Moja"), "One", "Two").content.decode()
    body = once.split("\n\n", 1)[1]
    assert update(body, "One", "Two").content.decode() == once


def test_forms_of_a_plural_that_are_too_many_are_not_lost(update, tmp_path):
    entry = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n' + "".join(
        f'msgstr[{number}] "siku {number}"\n' for number in range(4)
    )
    template = Catalog(fuzzy=False)
    template.add(("%(n)s day", "%(n)s days"))
    path = tmp_path / "messages.po"
    path.write_text(HEADER + entry, encoding="utf-8")
    text = updated(path, Locale("sw"), template).content.decode()
    assert "siku 3" in text
