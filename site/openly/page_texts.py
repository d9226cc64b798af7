"""The titles, descriptions and notices of the pages, as messages."""

from dataclasses import dataclass

from openly.wording import message


@dataclass(frozen=True)
class PageText:
    """What a page is called: `<h1>` and title, description for search, label in the menu."""

    title: str
    description: str
    label: str = ""
    discreet: str = ""
    """The title in tab and history where titles are to be discreet, if it must be another."""


PAGES = {
    "article": PageText(
        # I18N: Title of the article and of the site's first page.
        message("Is There a Connection Between Sex and Depression?"),
        # I18N: Shown by search engines under the title of the article.
        message("How sex and mood affect each other, what you can do, and where to find help."),
        # I18N: In the main menu: the article about sex and depression.
        message("Article"),
        # I18N: Stands for the title of the article in the browser's tab and history where readers
        # may be watched. It is true, but does not say what the article is about.
        message("Health information"),
    ),
    "help": PageText(
        # I18N: Title of the help page; also the link to it at the end of the article.
        message("Find help where you are"),
        # I18N: Shown by search engines under the title of the help page.
        message("Choose a country or territory: emergency numbers, and people who listen there."),
        # I18N: In the main menu: the help page.
        message("Find help"),
        message("All places"),
    ),
    "languages": PageText(
        message("Languages"),
        # I18N: Shown by search engines under the title of the page of languages.
        message("Read Openly in another language, and see how each translation was checked."),
        message("Languages"),
    ),
    "about": PageText(
        # I18N: Title of the page about the site. Openly is a name: do not translate it.
        message("About Openly"),
        # I18N: Shown by search engines under the title of the page about the site.
        message("Who makes Openly, how the text was checked, its sources, and your privacy."),
        # I18N: In the main menu: the page about the site.
        message("About"),
    ),
    "easy": PageText(
        # I18N: Title of the version of the article in short and easy sentences.
        message("Sex and Depression in Easy Words"),
        # I18N: Shown by search engines under the title of the easy version.
        message("The most important points of the article in short and easy sentences."),
        # I18N: In the main menu and under the title of the article: the version in easy sentences.
        message("Easy version"),
        message("Easy version"),
    ),
    "glossary": PageText(
        # I18N: Title of the glossary, in the main menu too.
        message("Words explained"),
        # I18N: Shown by search engines under the title of the glossary.
        message("Words about sex, depression, help and this site, explained in plain language."),
        message("Words explained"),
    ),
    "safety": PageText(
        # I18N: Title of the page on what stays on a device after reading.
        message("How to leave fewer traces"),
        # I18N: Shown by search engines under the title of the page on traces.
        message("What stays on your device after you read Openly, and how to remove it."),
        # I18N: In the main menu: the page on what stays on a device after reading.
        message("Fewer traces"),
        message("Your privacy"),
    ),
    "accessibility": PageText(
        # I18N: How well people with disabilities can use the site; title and main menu.
        message("Accessibility"),
        # I18N: Shown by search engines under the title of the accessibility statement.
        message("Who can use Openly and how, how we check it, and what may still be hard."),
        message("Accessibility"),
    ),
}

ERRORS = {
    404: PageText(
        # I18N: Title of the page shown when an address does not exist.
        message("We cannot find this page"),
        # I18N: Under the title "We cannot find this page".
        message("The address may be old or mistyped. You have done nothing wrong."),
    ),
    405: PageText(
        # I18N: Title of the page shown when a program sends something that the site does not take.
        message("This page can only be read"),
        # I18N: Under the title "This page can only be read".
        message("Openly takes no messages or forms at this address. Nothing was sent or kept."),
    ),
    500: PageText(
        # I18N: Title of the page shown when the site itself fails.
        message("Something went wrong on our side"),
        # I18N: Under the title "Something went wrong on our side".
        message("This is not your fault. Please try again in a moment."),
    ),
}

# I18N: At the top of every translated page that no person has reviewed.
DRAFT_TRANSLATION = message(
    "This translation is a draft, made with the help of a machine. No person has checked it yet."
)
# I18N: At the top of every English page.
DRAFT_ORIGINAL = message(
    "This text is a draft, made with the help of a machine. "
    "No health professional has reviewed it yet."
)
# I18N: At the top of a page of which some sentences are not translated.
INCOMPLETE = message("Some sentences are not translated yet. They are shown in English.")
# I18N: At the top of a page whose address asks for a place or a filter that does not exist.
IGNORED = message("We could not use a part of this address, so we left it out.")

REVIEW_STATES = {
    # I18N: Review state of a language: no person has checked it yet.
    "draft": message("Draft"),
    # I18N: Review state of a language: people have checked all of it.
    "reviewed": message("Reviewed"),
}

LANGUAGE_COLUMNS = (
    # I18N: Heads the column of names of languages.
    message("Language"),
    # I18N: Heads the column of review states, “Draft” or “Reviewed”.
    message("State"),
    # I18N: Heads a column of percentages: how much of the text is translated.
    message("Translated"),
    # I18N: Heads a column of numbers: how many sentences or paragraphs are translated.
    message("Sentences"),
    # I18N: Heads a column of numbers: how many English words are translated.
    message("Words"),
    # I18N: Heads a column of numbers: sentences whose English text has changed; explained below.
    message("To look at again"),
    # I18N: Heads a column of numbers: sentences with a fault, shown in English; explained below.
    message("Not shown"),
    # I18N: Heads a column of dates: when the translation was last changed.
    message("Last change"),
)

LEVEL_COLUMNS = (
    # I18N: Heads the column of the levels A, AA and AAA.
    message("Level"),
    # I18N: Heads a column of numbers: how many rules a level has.
    message("Rules"),
    # I18N: Heads a column of numbers: how many rules can apply to this site.
    message("Apply here"),
    # I18N: Heads a column of numbers: how many rules the site meets.
    message("Met"),
)
# I18N: Last row of a table, under the levels A, AA and AAA: all three together.
ALL_LEVELS = message("All")

CRITERION_COLUMNS = (
    # I18N: Heads the column of the names of rules.
    message("Rule"),
    message("Level"),
    # I18N: Heads a column: “met”, “not met” or “does not apply here”.
    message("Result"),
    # I18N: Heads a column of numbers: how many tests by programs show it.
    message("Tests"),
    # I18N: Heads a column of dates: when we looked at it ourselves.
    message("Looked at"),
)
# I18N: Result of a rule: the site meets it.
RULE_MET = message("met")
# I18N: Result of a rule: the site does not meet it.
RULE_UNMET = message("not met")
# I18N: Result of a rule: the site has nothing that it is about.
RULE_EXCLUDED = message("does not apply here")
