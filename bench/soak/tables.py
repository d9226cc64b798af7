"""What a process keeps from one request to the next: caches and tables of modules and classes."""

import sys
from collections.abc import Iterator
from functools import cache
from types import ModuleType

LIBRARIES = (
    "babel", "bleach", "brotli", "flask", "flask_babel", "jinja2", "langcodes", "language_data",
    "markupsafe", "openly", "opening_hours", "phonenumbers", "prometheus_client", "pypinyin",
    "pyuca", "werkzeug",
)  # fmt: skip


_CACHE = type(cache(len))


def tables() -> dict[str, int]:
    """Return the number of entries of each by name, but of caches that bound themselves."""
    found: dict[int, tuple[str, int]] = {}
    for name, module in sorted(sys.modules.items()):
        if isinstance(module, ModuleType) and name.partition(".")[0] in LIBRARIES:
            for path, value in _values(name, module):
                size = _size(value)
                if size is not None:
                    found.setdefault(id(value), (path, size))
    return dict(found.values())


def _values(name: str, holder: object) -> Iterator[tuple[str, object]]:
    """Return what a module holds, and what its own classes hold."""
    for key, value in list(vars(holder).items()):
        yield f"{name}.{key}", value
        if isinstance(holder, ModuleType) and isinstance(value, type) and value.__module__ == name:
            yield from _values(f"{name}.{key}", value)


def _size(value: object) -> int | None:
    # Not `isinstance`: a proxy of Flask's would look for a request.
    if issubclass(type(value), dict | list | set):
        return len(value)
    if type(value) is _CACHE:
        found = value.cache_info()
        return found.currsize if found.maxsize is None else None
    return None
