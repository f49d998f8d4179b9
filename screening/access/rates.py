"""How often a key may ask: a bucket of one minute's requests that fills steadily, in the memory of this process.

Several workers each count for themselves: with four of them a key may ask four times as often. A store that every request has
to write to would cost more than the limit is worth; it is there against runaway clients, not for billing.
"""

from __future__ import annotations

MINUTE = 60.0
CROWD = 10_000
"""Keys remembered before those with a full bucket are forgotten."""
_ROUNDING = 1e-6  # seconds by which sums of fractions may be off


class Rates:
    """The buckets of all keys. Not for several threads: it belongs to the event loop.

    A bucket is one number: the time at which it will be full again. Each request moves it on by a minute's share, and a request
    that would move it further than a minute from now has to wait.
    """

    __slots__ = ("_full",)

    def __init__(self) -> None:
        self._full: dict[str, float] = {}

    def take(self, key: str, rate: int, now: float) -> float:
        """Count a request of a key with `rate` requests a minute; return the seconds to wait, 0.0 if it may go ahead.

        `now` is in seconds of a clock that is never set back. A request that has to wait is not counted.
        """
        full = max(self._full.get(key, now), now) + MINUTE / rate
        wait = full - now - MINUTE
        if wait > _ROUNDING:
            return wait
        self._full[key] = full
        if len(self._full) > CROWD:
            self._full = {each: until for each, until in self._full.items() if until > now}
        return 0.0
