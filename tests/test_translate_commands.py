"""`openly translate`, as a translator types it: from nothing to a checked catalog."""

import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from openly.catalogs import load_template
from openly.commands import main
from openly.folders import CHECKOUT, PACKAGE, folder
from openly.languages import load_languages
from openly.workbench import commands
from openly.workbench.extraction import UnexplainedError, extract, template_path
from openly.workbench.listing import ordered
from tests.catalog_edits import catalog, copy_of_catalogs, flag, forget, retype, save, translate
from tests.sites import TRANSLATED

TEMPLATE = load_template(template_path())
TEN = {
    "Is There a Connection Between Sex and Depression?": "Je, ngono na sonona vinahusiana?",
    "Article": "Makala",
    "Find help": "Tafuta msaada",
    "Languages": "Lugha",
    "Draft": "Rasimu",
    "Menopause": "Kukoma hedhi",
    "There is hope": "Kuna tumaini",
    "In short": "Kwa ufupi",
    "Sources": "Vyanzo",
    "You deserve care, just as you are.": "Unastahili kutunzwa, jinsi ulivyo.",
}


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Let the command work on a copy of the catalogs; return its folder."""
    root = copy_of_catalogs(tmp_path)
    monkeypatch.setenv("OPENLY_TRANSLATIONS", str(root))
    return root


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(main, ["translate", *words])


def test_language_grows_from_nothing_to_ten_sentences(run, own):
    forget(own, "sw")
    begun = run("new", "sw")
    assert begun.exit_code == 0, begun.output
    assert "openly translate preview sw" in begun.output
    path = catalog(own, "sw")
    assert "nplurals=2; plural=" in path.read_text(encoding="utf-8")
    listing = (own / "languages.toml").read_text(encoding="utf-8")
    assert listing == (folder("translations") / "languages.toml").read_text(encoding="utf-8")
    for msgid, msgstr in TEN.items():
        translate(path, msgid, msgstr)
    assert run("update", "sw", "--check").exit_code == 0, "an editor's save is not behind"
    (row,) = [one for one in json.loads(run("status", "--json").output) if one["language"] == "sw"]
    assert row["messages"] == len(TEN)
    assert row["of_messages"] == len(TEMPLATE)
    checked = run("check", "sw", "--json")
    assert checked.exit_code == 1
    rules = [one["rule"] for one in json.loads(checked.output)]
    assert set(rules) == {"missing"}
    assert len(rules) == len(TEMPLATE) - len(TEN)


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("fr", "exists already"),
        ("pt_BR", "use one like pt-BR"),
        ("swahili-please", "no canonical BCP 47 tag"),
        ("qaa", "not in CLDR"),
    ],
)
def test_language_that_cannot_begin_is_refused_with_a_remedy(run, own, tag, says):
    before = (own / "languages.toml").read_text(encoding="utf-8")
    done = run("new", tag)
    assert done.exit_code == 1
    assert says in done.output
    assert (own / "languages.toml").read_text(encoding="utf-8") == before


def entry(msgid, plural=None):
    return next(one for one in TEMPLATE if one.startswith(msgid))


MINUTES = entry("Reading time")
UNDER_25 = entry("In the first weeks")
CAUTION = entry("<strong>Never stop")
COMPARED = entry("Last compared")
LICENCE = entry("Everyone may copy")
DEPRESSION = entry("Depression is a health")
DESERVE = "You deserve care, just as you are."
LEAVE = entry("“Leave this page” opens")

# Rule, language, message, what somebody might type.
PLANTED = [
    ("placeholders", "fr", COMPARED, "Comparé le %(jour)s"),
    ("placeholders", "fr", "Menopause", "Ménopause à 100 %"),
    ("markup", "fr", "Menopause", "<b>Ménopause</b>"),
    ("markup", "fr", "Menopause", "<img src=x onerror=alert(1)>"),
    ("numbers", "fr", "Urgent help", "Aide urgente : 3114"),
    ("numbers", "ar", "Urgent help", "مساعدة عاجلة: ١٢٢"),
    ("numbers", "zh-Hans", "Urgent help", "紧急帮助 1-1-0"),
    ("addresses", "fr", "Sources", "Sources : www.exemple.fr"),
    ("addresses", "fr", "Sources", "https://exemple"),
    ("addresses", "fr", "Sources", "moi@exemple.fr"),
    ("spaces", "fr", "Menopause", " Ménopause"),
    ("spaces", "fr", "Menopause", "Ménopause "),
    ("spaces", "fr", "Urgent help", "Aide  urgente"),
    ("line-breaks", "fr", "Menopause", "Méno\npause"),
    ("figures", "fr", UNDER_25, "Au début, appelez la personne qui vous soigne, sans arrêter."),
    ("names", "fr", "About Openly", "À propos d’Ouvertement"),
    ("same-as-english", "fr", DESERVE, DESERVE),
    ("same-as-english", "hi", "Menopause", "Menopause"),
    ("end-punctuation", "fr", DESERVE, "Vous méritez des soins, comme vous êtes"),
    ("end-punctuation", "fr", "Menopause", "Ménopause."),
    ("end-punctuation", "hi", DESERVE, "आप जैसे हैं, वैसे ही देखभाल के हक़दार हैं."),
    ("end-punctuation", "zh-Hans", DESERVE, "你值得被照顾，就是现在的你."),
    ("end-punctuation", "ar", entry("Is There"), "هل توجد صلة بين الجنس والاكتئاب?"),
    ("quotes", "fr", "Menopause", "« Ménopause"),
    ("brackets", "fr", "Menopause", "Ménopause (fin des règles"),
    ("bidi-controls", "ar", "Menopause", "سنّ الأمل\u200f"),
    ("invisible", "fr", "Menopause", "Méno\u200bpause"),
    ("glyphs", "fr", "Menopause", "M\ufffdnopause"),
    ("glyphs", "fr", "Menopause", "Me\u0301nopause"),
    ("glyphs", "ar", "Menopause", "\ufeb3ن الأمل"),
    ("glyphs", "fr", "Menopause", "Ménopause \ue123"),
    ("mixed-scripts", "fr", "Menopause", "Mén\N{CYRILLIC SMALL LETTER O}pause"),
    ("mixed-scripts", "fr", "Menopause", "менопауза"),
    ("length", "fr", "About", "À propos de ce site " * 3 + "là"),
    ("length", "fr", DEPRESSION, "Oui."),
    ("length", "fr", "Menopause", "Donaudampfschifffahrtsgesellschaftskapitän"),
    ("glossary", "fr", DEPRESSION, DEPRESSION.replace("Depression is", "La tristesse est")),
    ("never-say", "fr", "Urgent help", "Commettre un suicide"),
    ("missing", "fr", "Menopause", ""),
]


def found(run, tag):
    done = run("check", tag, "--json")
    return [(one["rule"], one["line"], one["msgid"]) for one in json.loads(done.output)]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda one: f"{one[0]}-{one[1]}-{one[3][:12]}")
def test_planted_fault_is_found_on_its_line(run, own, planted):
    rule, tag, msgid, msgstr = planted
    path = catalog(own, tag.replace("-", "_"))
    line = translate(path, msgid, msgstr)
    assert (rule, line, msgid) in found(run, tag)
    said = next(one for one in run("check", tag).output.splitlines() if f":{line}: " in one)
    assert f": “{msgid[:50]}" in said
    assert len(said) < 400
    assert said.endswith(")"), "every finding names a remedy"


def test_faults_of_plurals_flags_and_files_are_found(run, own):
    path = catalog(own, "fr")
    plural = retype(path, MINUTES, 'msgstr[0] "%(minutes)s minute"\nmsgstr[1] ""\nmsgstr[2] ""\n')
    assert ("plural-forms", plural, MINUTES) in found(run, "fr")
    fuzzy = flag(path, "Menopause", "#, fuzzy")
    assert ("fuzzy", fuzzy, "Menopause") in found(run, "fr")
    text = path.read_text(encoding="utf-8")
    save(
        path, text.replace("Language: fr", "Language: de").replace("charset=utf-8", "charset=UTF-8")
    )
    assert ("header", 1, "") in found(run, "fr")
    save(path, text + '\nmsgid "Not in the text"\nmsgstr "Pas là"\n')
    assert "behind" in [rule for rule, _line, _msgid in found(run, "fr")]
    save(path, text + '\nmsgid "x\n')
    assert found(run, "fr") == [("damaged", text.count("\n") + 2, "")]


def test_every_rule_has_a_planted_fault():
    """A rule that nothing triggers may have stopped working."""
    sources = [PACKAGE / "gate.py", *(PACKAGE / "workbench").glob("*.py")]
    rules = {
        rule
        for path in sources
        for rule in re.findall(
            r'\b(?:Fault\(\s*|path, line, "", )"([a-z-]+)"', path.read_text("utf-8")
        )
    }
    planted = {rule for rule, *_rest in PLANTED}
    assert rules == planted | {"plural-forms", "fuzzy", "header", "behind", "damaged", "order"}


def test_translator_can_say_that_a_rule_does_not_apply(run, own):
    path = catalog(own, "fr")
    translate(path, "Menopause", "Ménopause.")
    flag(path, "Menopause", "# checked: end-punctuation")
    assert found(run, "fr") == []
    translate(path, "Menopause", "<b>Ménopause</b>")
    flag(path, "Menopause", "# checked: markup")
    assert [rule for rule, _line, _msgid in found(run, "fr")] == ["markup"], "safety has no excuse"


@pytest.mark.parametrize("language", TRANSLATED, ids=str)
def test_clean_catalog_raises_no_alarm(run, language):
    done = run("check", language.tag)
    assert done.output == "Findings: 0. Languages checked: 1.\n"
    assert done.exit_code == 0


def test_files_of_this_checkout_match_the_text(run):
    for words in (("extract", "--check"), ("update", "--check"), ("status", "--check")):
        done = run(*words)
        assert done.exit_code == 0, done.output


def test_message_without_a_comment_is_named_and_nothing_is_written(run, monkeypatch, tmp_path):
    from openly.workbench import extraction  # noqa: PLC0415

    bare = tmp_path / "bare.html"
    bare.write_text("\n<p>{% trans %}Nobody explains me{% endtrans %}</p>\n", encoding="utf-8")
    monkeypatch.setattr(extraction, "_sources", lambda: [bare])
    monkeypatch.setattr(extraction, "folder", lambda _name: tmp_path)
    with pytest.raises(UnexplainedError, match=r"bare\.html:2: “Nobody explains me”"):
        extract()
    before = template_path().read_bytes()
    assert run("extract").exit_code == 1
    assert template_path().read_bytes() == before


def test_template_that_is_behind_is_noticed_and_mended(run, tmp_path, monkeypatch):
    stale = tmp_path / "messages.pot"
    stale.write_text("", encoding="utf-8")
    monkeypatch.setattr(commands, "template_path", lambda: stale)
    behind = run("extract", "--check")
    assert behind.exit_code == 1
    assert "make catalogs" in behind.output
    assert run("extract").exit_code == 0
    assert run("extract", "--check").exit_code == 0
    assert json.loads(run("extract", "--json").output)["messages"] == len(TEMPLATE)


def test_template_has_no_date_no_number_of_a_line_and_no_name_of_a_machine():
    text = template_path().read_text(encoding="utf-8")
    assert not re.search(r"20\d\d-\d\d|POT-Creation|Generated-By|Copyright \(C\) \d", text)
    assert not re.search(r"^#: .*:\d", text, re.MULTILINE)


def test_server_needs_nothing_that_translators_install():
    """What only the workbench uses is blocked here; the site and its command work all the same."""
    block = "import sys; sys.modules.update(regex=None, translate=None, playwright=None); "
    site = f"{block}from openly import create_app; create_app().test_client().get('/fr/')"
    command = f"{block}from openly.commands import main; main(['translate', 'check'])"
    served, checked = (
        subprocess.run([sys.executable, "-c", one], capture_output=True, text=True, check=False)
        for one in (site, command)
    )
    assert served.returncode == 0, served.stderr
    assert checked.returncode == 1
    assert "make workbench" in checked.stderr


def test_unknown_language_is_named_with_those_that_exist(run, own):
    done = run("check", "xx")
    assert done.exit_code == 1
    assert "id, de, es" in done.output
    assert "openly translate new xx" in done.output


def test_language_that_begins_last_in_the_alphabet_is_listed_last(run, own):
    assert run("new", "my").exit_code == 0
    assert run("new", "yue").exit_code == 0
    text = (own / "languages.toml").read_text(encoding="utf-8")
    assert text.index("[ko]") < text.index("[yue]")
    assert list(load_languages(own)) == ordered(list(load_languages(own)))


def test_check_names_a_language_that_stands_in_the_wrong_place(run, own):
    path = own / "languages.toml"
    text = path.read_text(encoding="utf-8")
    french, german = '[fr]\nname = "français"', '[de]\nname = "Deutsch"'
    save(path, text.replace(french, "?").replace(german, french).replace("?", german))
    done = run("check", "fr", "de")
    assert "languages.toml" in done.output
    assert "[fr] stands before [es]" in done.output


def test_check_of_a_damaged_catalog_goes_on_with_the_others(run, own):
    save(catalog(own, "fr"), 'msgid "x\n')
    translate(catalog(own, "hi"), "Menopause", "<b>x</b>")
    done = run("check")
    assert done.exit_code == 1
    assert "line 1" in done.output
    assert "“Menopause”: its markup differs" in done.output


def test_table_of_languages_fits_a_narrow_terminal(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("status").output.splitlines()
    assert lines.index("") == len(TRANSLATED) + 1
    assert max(map(len, lines)) <= 60
    assert " ".join(lines).count("of all people who can read") == 1


def test_document_shows_the_same_table():
    text = (CHECKOUT / "docs" / "languages.md").read_text(encoding="utf-8")
    for language in TRANSLATED:
        assert f"| {language.tag} | {language.locale.english_name} | {len(TEMPLATE)} |" in text


def test_update_names_every_message_that_moved_and_goes_on_past_a_damaged_file(run, own):
    for locale in ("es", "hi"):
        path = catalog(own, locale)
        text = path.read_text(encoding="utf-8")
        save(path, text + '\nmsgid "Words of yore, quite unlike the rest"\nmsgstr "x"\n')
        translate(path, "Menopause", "")
    save(catalog(own, "fr"), 'msgid "x\n')
    done = run("update")
    assert done.exit_code == 1
    assert "retired: Words of yore, quite unlike the rest (es, hi)" in done.output
    assert "fr/LC_MESSAGES/messages.po: cannot be read" in done.output
    rows = {line.split()[0]: line.split()[1:] for line in done.output.splitlines() if line}
    assert rows["hi"] == ["1", "0", "0", "0", "1"]
    moves = json.loads(run("update", "hi", "--json").output)
    assert moves["hi"]["missing"] == ["Menopause"]
