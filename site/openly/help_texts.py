"""The closed vocabularies of the help directory in words, as messages."""

from openly.page_texts import PageText
from openly.places import Hint
from openly.wording import message

PLACE = PageText(
    # I18N: Title of the help page of one place; %(place)s is a country or territory.
    message("Help: %(place)s"),
    # I18N: Shown by search engines under the title of the help page of one place.
    message("Emergency numbers and people who can help: %(place)s."),
)

UNKNOWN_TERRITORY = PageText(
    # I18N: Title of the page shown when an address names a country that does not exist.
    message("We do not know this place"),
    # I18N: Under the title "We do not know this place".
    message("Please choose a place from the lists below, or search for it by its name."),
)

TOPICS = {
    # I18N: What a service helps with.
    "suicide-crisis": message("Thoughts of suicide, or a crisis"),
    # I18N: What a service helps with: someone who listens.
    "emotional-support": message("Someone who listens"),
    # I18N: What a service helps with.
    "mental-health": message("Mental health"),
    # I18N: What a service helps with.
    "domestic-violence": message("Violence at home"),
    # I18N: What a service helps with.
    "sexual-violence": message("Sexual violence"),
    # I18N: What a service helps with.
    "sexual-health": message("Sexual health"),
    # I18N: What a service helps with.
    "sex-relationship-therapy": message("Sex and relationship therapy"),
    # I18N: Whom a service is for, or what it helps with.
    "lgbtq": message("LGBTQ+ people"),
    # I18N: Whom a service is for, or what it helps with.
    "youth": message("Children and young people"),
    # I18N: What a service helps with: it lists other services.
    "directory": message("Finding a service near you"),
}

AUDIENCES = {
    # I18N: Whom a service is for.
    "everyone": message("Everyone"),
    # I18N: Whom a service is for.
    "women": message("Women"),
    # I18N: Whom a service is for.
    "men": message("Men"),
    # I18N: Whom a service is for.
    "youth": message("Children and young people"),
    # I18N: Whom a service is for.
    "lgbtq": message("LGBTQ+ people"),
    # I18N: Whom a service is for: pregnant people and new parents.
    "perinatal": message("Pregnancy and new parents"),
    # I18N: Whom a service is for.
    "migrants": message("Migrants and refugees"),
    # I18N: Whom a service is for.
    "indigenous": message("Indigenous peoples"),
    # I18N: Whom a service is for.
    "students": message("Students"),
    # I18N: Whom a service is for: people who have served in an army.
    "veterans": message("Veterans"),
}

CHANNELS = {
    # I18N: A way to reach a service.
    "voice": message("Phone call"),
    # I18N: A way to reach a service: SMS.
    "sms": message("Text message"),
    # I18N: A way to reach a service. WhatsApp is a name.
    "whatsapp": message("WhatsApp"),
    # I18N: A way to reach a service: writing with a person on a web site.
    "chat": message("Online chat"),
    # I18N: A way to reach a service.
    "email": message("E-mail"),
    # I18N: A way to reach a service: a telephone for deaf people that sends text.
    "textphone": message("Textphone"),
}

ACTIONS = {
    # I18N: Link that dials; %(number)s is a telephone number.
    "voice": message("Call %(number)s"),
    # I18N: Link that opens an SMS; %(number)s is a telephone number.
    "sms": message("Text %(number)s"),
    # I18N: Link that opens WhatsApp; %(number)s is a telephone number.
    "whatsapp": message("WhatsApp %(number)s"),
    # I18N: Link that dials on a telephone for deaf people; %(number)s is a telephone number.
    "textphone": message("Textphone %(number)s"),
    # I18N: Link to a service's chat on its web site.
    "chat": message("Chat online"),
    # I18N: Link that opens an e-mail; %(number)s is an e-mail address.
    "email": message("Write to %(number)s"),
}
# I18N: Link that dials; %(extension)s is the digit to press when a voice offers a menu.
CALL_AND_PRESS = message("Call %(number)s, then press %(extension)s")
# I18N: Link that opens an SMS; %(word)s is the text to send, %(number)s a telephone number.
TEXT_A_WORD = message("Text %(word)s to %(number)s")
# I18N: Link that opens WhatsApp; %(word)s is the text to send, %(number)s a telephone number.
WHATSAPP_A_WORD = message("Send %(word)s by WhatsApp to %(number)s")

COSTS = {
    # I18N: What a call or message costs: nothing.
    "free": message("free"),
    # I18N: What a call or message costs.
    "local": message("normal price of a call"),
    # I18N: What a call or message costs: more than a normal call.
    "premium": message("costs extra"),
}

ANSWERS = {
    # I18N: Who answers an emergency number.
    "ambulance": message("ambulance"),
    # I18N: Who answers an emergency number.
    "police": message("police"),
    # I18N: Who answers an emergency number.
    "fire": message("fire brigade"),
}

FILTER_NAMES = {
    # I18N: Name of a filter of the list of services: what they help with.
    "topic": message("Topic"),
    # I18N: Name of a filter of the list of services: telephone, chat, e-mail.
    "channel": message("How to reach them"),
    # I18N: Name of a filter of the list of services: whom they are for.
    "for": message("For whom"),
}

HINTS = {
    # I18N: Why a place is suggested: the address of the page named it.
    Hint.ADDRESS: message("from the address you came with"),
    # I18N: Why a place is suggested: the browser's list of languages names it.
    Hint.BROWSER: message("from your browser’s languages"),
    # I18N: Why a place is suggested: the network that the reader uses is there.
    Hint.NETWORK: message("from your network"),
    # I18N: Why a place is suggested: this language is widely spoken there.
    Hint.LANGUAGE: message("this language is widely spoken there"),
}
# I18N: Why a place is suggested: the clock of the reader's device is set to its time.
CLOCK_HINT = message("from the time zone of your device, which is not sent to us")
