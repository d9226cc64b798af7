"""How long an answer may be kept, and by whom: two profiles of caching headers.

`Cache-Control` (RFC 9111) with the extensions for stale answers (RFC 5861), and the same for the
deployer's own caches alone (`CDN-Cache-Control`, RFC 9213).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from flask import g

HeaderPair = tuple[str, str]

KEEPING = "openly.keeping"
"""The list in the environment of WSGI to which the application adds the `Keeping` of its answer."""


class Profile(StrEnum):
    """Whose cache a page may lie in."""

    WEAK_NETWORK = "weak-network"
    """Browsers keep pages and ask whether they have changed; caches in front answer for us."""
    SHARED_DEVICE = "shared-device"
    """Browsers keep nothing: whoever uses the device next finds no page. Own caches still do."""


@dataclass(frozen=True)
class Lifetime:
    """How long a cache may answer, in seconds: unasked, while it asks again, and if we are down."""

    fresh: int
    stale: int = 0
    on_error: int = 0
    is_final: bool = False
    """Whether the address always means the same bytes (RFC 8246)."""


TEXT = Lifetime(fresh=3600, stale=86_400, on_error=604_800)
HOURS = Lifetime(fresh=300, stale=60, on_error=86_400)
"""Of a page that says what is open, and so of each that shows a number to call: a wrong number is
worse than none. At most so long, and never past the next change."""
FINAL = Lifetime(fresh=31_536_000, is_final=True)


@dataclass(frozen=True)
class Keeping:
    """What may be done with an answer: `until` is the moment at which it stops being true."""

    lifetime: Lifetime
    until: datetime | None = None
    query: str | None = None
    """The one spelling of the query under which it may be kept here; none if it may not."""
    is_common: bool = False
    """Whether so many ask for it that it is worth the time to make it as small as can be."""


def caching_headers(
    profile: Profile | None, keeping: Keeping, moment: datetime
) -> list[HeaderPair]:
    """Return the headers that let caches keep an answer, as of a moment; without a profile none."""
    if profile is None:
        return [("Cache-Control", "no-cache")]
    lifetime = keeping.lifetime
    fresh = lifetime.fresh
    if keeping.until:
        fresh = max(0, min(fresh, int((keeping.until - moment).total_seconds())))
    stale = f", stale-while-revalidate={lifetime.stale}" if lifetime.stale else ""
    stale += f", stale-if-error={lifetime.on_error}" if lifetime.on_error else ""
    if profile == Profile.SHARED_DEVICE:
        return [
            ("Cache-Control", "no-store"),
            ("CDN-Cache-Control", f"max-age={fresh}{stale}"),
        ]
    if lifetime.is_final:
        return [("Cache-Control", f"public, max-age={fresh}, immutable")]
    return [("Cache-Control", f"public, max-age=0, s-maxage={fresh}{stale}")]


def note_change(*changes: datetime | None) -> None:
    """Note moments at which the page of this request stops being true."""
    g.until = min((one for one in (*changes, g.get("until")) if one), default=None)


def note_day(moment: datetime) -> None:
    """Note that the page of this request states what is true on this day alone (UTC)."""
    note_change(datetime.combine(moment.date() + timedelta(days=1), time(), UTC))
