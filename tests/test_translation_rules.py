"""Rules for scripts and punctuation: no false alarm in the languages that are still to come."""

import pytest

from openly.languages import new_language
from openly.workbench import punctuation, rules, scripts, toolkit
from openly.workbench.tables import as_table, columns

SENTENCE = "You deserve care, just as you are."
QUESTION = "Is there a connection?"
QUOTE = "Tell someone: “I am not safe. Please stay with me.”"

# What is right in a language, as its people write it.
RIGHT = [
    ("bn", SENTENCE, "আপনি যেমন, তেমনভাবেই যত্ন পাওয়ার যোগ্য।"),
    ("cs", SENTENCE, "Zasloužíte si péči, právě takoví, jací jste."),
    ("de", QUOTE, "Sag jemandem: „Ich bin nicht sicher. Bitte bleib bei mir.“"),
    ("el", QUESTION, "Υπάρχει κάποια σχέση;"),
    ("fa", QUESTION, "آیا ارتباطی وجود دارد؟"),
    ("he", SENTENCE, "מגיע לך טיפול, בדיוק כמו שאת או אתה."),
    ("ja", QUOTE, "誰かに「安全ではありません。そばにいてください。」と伝えてください。"),
    ("ja", SENTENCE, "ありのままのあなたが、ケアを受けるに値します。"),
    ("ko", SENTENCE, "당신은 있는 그대로 돌봄을 받을 자격이 있습니다."),
    ("pl", QUOTE, "Powiedz komuś: „Nie czuję się bezpiecznie. Proszę, zostań ze mną”."),
    ("ru", QUOTE, "Скажите кому-нибудь: «Мне опасно. Останьтесь со мной»."),
    ("sr", SENTENCE, "Заслужујете негу, баш такви какви сте."),
    ("sr-Latn", SENTENCE, "Zaslužujete negu, baš takvi kakvi ste."),
    ("sv", QUOTE, "Säg till någon: ”Jag är inte trygg. Stanna hos mig.”"),
    ("sw", SENTENCE, "Unastahili kutunzwa, jinsi ulivyo."),
    ("ta", SENTENCE, "நீங்கள் இருக்கும் விதத்திலேயே அக்கறை பெறத் தகுதியானவர்."),
    ("th", SENTENCE, "คุณสมควรได้รับการดูแล อย่างที่คุณเป็น"),
    ("uk", QUESTION, "Чи є зв’язок?"),
    ("ur", SENTENCE, "آپ جیسے ہیں ویسے ہی دیکھ بھال کے حق دار ہیں۔"),
    ("vi", SENTENCE, "Bạn xứng đáng được chăm sóc, như chính con người bạn."),
    ("zh-Hant", SENTENCE, "你值得被照顧，就是現在的你。"),
    ("zh-Hant", "Openly gives information.", "Openly提供資訊。"),
]
WRONG = [
    ("ur", SENTENCE, "آپ جیسے ہیں ویسے ہی دیکھ بھال کے حق دار ہیں.", "end-punctuation"),
    ("ja", SENTENCE, "ありのままのあなたが、ケアを受けるに値します.", "end-punctuation"),
    ("el", QUESTION, "Υπάρχει κάποια σχέση?", "end-punctuation"),
    ("ru", SENTENCE, "Вы достойны заботы, тaкой, какой вы есть.", "mixed-scripts"),
    ("sr-Latn", SENTENCE, "Заслужујете негу, баш такви какви сте.", "mixed-scripts"),
    ("de", QUOTE, "Sag jemandem: „Ich bin nicht sicher. Bitte bleib bei mir.", "quotes"),
    ("ko", "Being single", "Being single", "same-as-english"),
]


def faults(tag, original, text):
    language = new_language(tag)
    return [
        fault.rule
        for one in (rules, scripts, punctuation, toolkit)
        for fault in one.faults(original, text, language)
    ]


@pytest.mark.parametrize(("tag", "original", "text"), RIGHT)
def test_right_sentence_raises_no_alarm(tag, original, text):
    assert faults(tag, original, text) == []


@pytest.mark.parametrize(("tag", "original", "text", "rule"), WRONG)
def test_wrong_sentence_is_found(tag, original, text, rule):
    assert set(faults(tag, original, text)) == {rule}


@pytest.mark.parametrize(
    ("text", "wide"), [("abc", 3), ("हिन्दी", 5), ("语言", 4), ("e\u0301", 1), ("ｱ", 1)]
)
def test_columns_are_counted_as_a_terminal_shows_them(text, wide):
    assert columns(text) == wide


def test_numbers_stand_right_and_words_left():
    assert as_table(("a", "n"), [("x", 5), ("yy", 10)]) == "a    n\nx    5\nyy  10"
