"""The words that readers may not know, with their meanings, as messages (WCAG 3.1.3, 3.1.4)."""

from dataclasses import dataclass

from openly.wording import message


@dataclass(frozen=True)
class Definition:
    """A word and its meaning, as messages, and where the text says more.

    `page` is the name of a page, `section` the id of a section of the article.
    """

    term: str
    meaning: str
    page: str = ""
    section: str = ""


DEFINITIONS = {
    "antidepressant": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("antidepressant"),
        # I18N: Meaning of “antidepressant”.
        message("A medicine that can help lift depression. It is also used for other problems."),
        section="medicines",
    ),
    "arousal": Definition(
        # I18N: A word of the glossary; its meaning follows. Sexual arousal.
        message("arousal"),
        # I18N: Meaning of “arousal”.
        message("The way in which body and mind get ready for sex."),
        section="medicines",
    ),
    "asexual": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("asexual"),
        # I18N: Meaning of “asexual”. It must not sound like an illness.
        message("Feeling little or no sexual attraction to others. It is a normal way to be."),
        section="asexuality",
    ),
    "bipolar-disorder": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("bipolar disorder"),
        # I18N: Meaning of “bipolar disorder”.
        message(
            "A health condition with times of very high energy (mania) and times of depression. "
            "It can be treated."
        ),
        section="escape",
    ),
    "body-image": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("body image"),
        # I18N: Meaning of “body image”.
        message("How you see your own body and feel about it."),
        section="body-image",
    ),
    "consent": Definition(
        # I18N: A word of the glossary; its meaning follows. Consent to sex.
        message("consent"),
        # I18N: Meaning of “consent”.
        message("A free and clear yes to sex. You can take it back at any time."),
        section="pain-and-consent",
    ),
    "contraception": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("contraception"),
        # I18N: Meaning of “contraception”.
        message("Ways to have sex without a pregnancy, such as condoms or the pill."),
        page="help",
    ),
    "cookie": Definition(
        # I18N: A word of the glossary; its meaning follows. Of browsers, not to eat.
        message("cookie"),
        # I18N: Meaning of “cookie”.
        message("A note that a site leaves in your browser, so that it knows you again."),
        page="about",
    ),
    "couples-therapy": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("couples therapy"),
        # I18N: Meaning of “couples therapy”. Partners need not be married.
        message("Help for partners, together, from a trained person."),
        section="help",
    ),
    "crisis-line": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("crisis line"),
        # I18N: Meaning of “crisis line”.
        message("A phone, text or chat service. Trained people listen when things feel too much."),
        section="urgent",
    ),
    "depression": Definition(
        # I18N: A word of the glossary; its meaning follows. The illness.
        message("depression"),
        # I18N: Meaning of “depression”.
        message(
            "A health condition: low mood or loss of interest lasts for weeks and makes daily life "
            "hard. It can be treated."
        ),
        section="introduction",
    ),
    "emergency-department": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("emergency department"),
        # I18N: Meaning of “emergency department”.
        message("The part of a hospital for people who need help at once."),
        section="urgent",
    ),
    "endorphins": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("endorphins"),
        # I18N: Meaning of “endorphins”.
        message("Substances in the body that can ease pain."),
        section="good-side",
    ),
    "health-worker": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("health worker"),
        # I18N: Meaning of “health worker”.
        message("A doctor, nurse, midwife or another person who is trained to give care."),
        section="desire",
    ),
    "history": Definition(
        # I18N: A word of the glossary; its meaning follows. The word in the menus of browsers.
        message("history (of a browser)"),
        # I18N: Meaning of “history (of a browser)”.
        message("The list of pages that were opened. The browser keeps it."),
        page="safety",
    ),
    "hormones": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("hormones"),
        # I18N: Meaning of “hormones”.
        message("Substances that carry messages in the body. They can affect mood and desire."),
        section="desire",
    ),
    "lgbtq": Definition(
        # I18N: A word of the glossary; its meaning follows. The usual letters of your language.
        message("LGBTQ+"),
        # I18N: Meaning of the letters “LGBTQ+”; respectful words. If your language uses other
        # letters or none, explain what it uses.
        message("Lesbian, gay, bisexual, trans and queer people. The plus stands for others."),
        page="help",
    ),
    "mania": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("mania"),
        # I18N: Meaning of “mania”.
        message(
            "A time of very high energy, with little need for sleep and racing thoughts. "
            "See a doctor soon."
        ),
        section="escape",
    ),
    "menopause": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("menopause"),
        # I18N: Meaning of “menopause”.
        message("The time when periods stop for good."),
        section="menopause",
    ),
    "orgasm": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("orgasm"),
        # I18N: Meaning of “orgasm”.
        message("A strong wave of pleasure at the peak of sex."),
        section="medicines",
    ),
    "prescriber": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("prescriber"),
        # I18N: Meaning of “prescriber”.
        message("The doctor, nurse or pharmacist who decides on your medicine with you."),
        section="medicines",
    ),
    "private-window": Definition(
        # I18N: A word of the glossary; its meaning follows. The word of browsers in your language.
        message("private window"),
        # I18N: Meaning of “private window”.
        message("A window of the browser that keeps no history after you close it."),
        page="safety",
    ),
    "psychotherapy": Definition(
        # I18N: A word of the glossary; its meaning follows. It is also called talking therapy.
        message("psychotherapy"),
        # I18N: Meaning of “psychotherapy”.
        message("Treatment by talking with a trained person; also called talking therapy."),
        section="help",
    ),
    "screen-reader": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("screen reader"),
        # I18N: Meaning of “screen reader”. Braille: raised dots that are read with the fingers.
        message("A program that reads aloud what is on a screen, or shows it in braille."),
        page="accessibility",
    ),
    "script": Definition(
        # I18N: A word of the glossary; its meaning follows. A program, not handwriting.
        message("script"),
        # I18N: Meaning of “script”.
        message("A small program inside a page."),
        page="accessibility",
    ),
    "self-esteem": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("self-esteem"),
        # I18N: Meaning of “self-esteem”.
        message("How much you value yourself."),
        section="body-image",
    ),
    "sex-drive": Definition(
        # I18N: A word of the glossary; its meaning follows. Libido is the other word for it.
        message("sex drive (libido)"),
        # I18N: Meaning of “sex drive (libido)”.
        message("How much a person feels like having sex."),
        section="desire",
    ),
    "sex-therapy": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("sex therapy"),
        # I18N: Meaning of “sex therapy”.
        message("Help with sexual worries, through talking and exercises."),
        section="help",
    ),
    "side-effect": Definition(
        # I18N: A word of the glossary; its meaning follows. Of a medicine.
        message("side effect"),
        # I18N: Meaning of “side effect”.
        message("Something that a medicine does to you and that you do not take it for."),
        section="medicines",
    ),
    "text-message": Definition(
        # I18N: A word of the glossary; its meaning follows. If the text of your language says SMS
        # instead, this is the place to explain it.
        message("text message (SMS)"),
        # I18N: Meaning of “text message (SMS)”.
        message("A short written message from phone to phone."),
        page="help",
    ),
    "textphone": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("textphone"),
        # I18N: Meaning of “textphone”.
        message("A phone on which deaf people, and others, type and read instead of speaking."),
        page="help",
    ),
    "therapist": Definition(
        # I18N: A word of the glossary; its meaning follows.
        message("therapist"),
        # I18N: Meaning of “therapist”.
        message("A person who is trained to treat by talking."),
        section="after-sex",
    ),
    "wcag": Definition(
        # I18N: A word of the glossary; its meaning follows. Keep the letters.
        message("WCAG"),
        # I18N: Meaning of “WCAG”. Keep the English name, and say in your language what it is.
        message("Web Content Accessibility Guidelines: rules for sites that everyone can use."),
        page="accessibility",
    ),
    "withdrawal": Definition(
        # I18N: A word of the glossary; its meaning follows. Of a medicine.
        message("withdrawal symptoms"),
        # I18N: Meaning of “withdrawal symptoms”.
        message("Unpleasant feelings that can come when a medicine is cut down or stopped."),
        section="medicines",
    ),
}
