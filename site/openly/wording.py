"""Mark text in Python code for translation."""


def message(msgid: str) -> str:
    """Mark a literal for extraction and return it unchanged; `gettext` translates it when shown."""
    return msgid
