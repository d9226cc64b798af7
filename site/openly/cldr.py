"""CLDR's data of a language without what no page shows, which is most of it."""

from collections.abc import Callable
from sys import intern
from typing import Any, cast

from babel import Locale, localedata
from babel.core import get_global

# A language has 1.1 MB of data, and thirty of them would take more than everything else.
NEVER_SHOWN = (
    "compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns",
    "currency_formats", "currency_names", "currency_names_plural", "currency_symbols",
    "date_fields", "quarters", "unit_display_names", "unit_patterns", "variants",
)  # fmt: skip
# Of these, what pages show: the sign between two times, the signs of numbers, whose digits
# `numerals.py` puts in their place, and no names of zones such as “Central European Time”.
SHOWN_ALONE: dict[str, set[str | None]] = {
    "interval_formats": {None}, "meta_zones": set(), "number_symbols": {"latn"},
}  # fmt: skip
# Names by codes, which all languages have in common.
NAMES = ("languages", "scripts", "territories")
# What CLDR has on all languages together, and nothing here asks for.
NEVER_ASKED = (
    "all_currencies", "currency_fractions", "territory_currencies", "windows_zone_mapping",
)  # fmt: skip

_table = cast(Callable[[str], dict[str, Any]], get_global)


def leave_out_what_is_never_shown(locale: Locale) -> None:
    """Read the data of a language, and let go of the names of currencies, units and zones."""
    for table in NEVER_ASKED:
        _table(table).clear()
    # Data of a region or script stand on those of the language, and these on the root's.
    for name in (str(locale), locale.language, "root"):
        data = localedata.load(name)
        for part in NEVER_SHOWN:
            data.pop(part, None)
        for part, shown in SHOWN_ALONE.items():
            data[part] = {key: value for key, value in data[part].items() if key in shown}
        for part in NAMES:
            data[part] = {intern(code): name for code, name in data[part].items()}
        # Of a time zone the city alone is named.
        cities = ((zone, names.get("city")) for zone, names in data["time_zones"].items())
        data["time_zones"] = {intern(zone): {"city": city} for zone, city in cities if city}
