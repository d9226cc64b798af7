"""Where the files beside the code are: in a checkout at its top, in a wheel inside the package."""

from pathlib import Path

PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Return the folder `templates`, `static` or `translations` of this installation.

    Raises FileNotFoundError, with the remedy, if neither a checkout nor a wheel holds it.
    """
    for place in (PACKAGE / name, CHECKOUT / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(
        f"{name}/ is neither in {PACKAGE} nor in {CHECKOUT}: "
        "run from a whole checkout, or install the wheel that `make wheel` builds"
    )
