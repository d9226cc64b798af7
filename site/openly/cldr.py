"""CLDR's data of a language without what no page shows, which is half of it."""

from babel import Locale, localedata

# A language has 1.1 MB of data, and thirty of them would take more than everything else.
NEVER_SHOWN = (
    "compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns",
    "currency_names", "currency_names_plural", "date_fields", "unit_display_names",
    "unit_patterns",
)  # fmt: skip


def leave_out_what_is_never_shown(locale: Locale) -> None:
    """Read the data of a language, and let go of the names of currencies and units."""
    # Data of a region or script stand on those of the language, and these on the root's.
    for name in (str(locale), locale.language, "root"):
        data = localedata.load(name)
        for part in NEVER_SHOWN:
            data.pop(part, None)
