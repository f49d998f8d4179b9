"""What the routes work with: the law as one whole that is swapped at once, the store, and who may ask.

A request takes `service.law` once and keeps it: rules, lists and their digest change together or not at all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from screening.access.keys import Keyring
from screening.access.rates import Rates
from screening.parties.known_good import KnownGood
from screening.screen import Screener
from screening.store import Store
from screening.terms import Outcome

if TYPE_CHECKING:
    from screening.api.answers import Answers
    from screening.api.metrics import Metrics
    from screening.api.recorder import Recorder


@dataclass(frozen=True, slots=True)
class Law:
    """Rules, catalogue and lists as they are loaded, with the digest under which the decision log knows them."""

    screener: Screener
    context: str
    loaded_at: str
    answers: Answers

    @property
    def etag(self) -> str:
        """What rules and lists are known by; another after every change of either."""
        return f'"{self.context[:32]}"'


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may ask for: bytes of a body and of a file, levels of JSON, transactions of a list, seconds."""

    body_bytes: int = 8_000_000
    upload_bytes: int = 500_000_000
    depth: int = 32
    transactions: int = 1000
    seconds: float = 30.0


async def _nothing_new() -> bool:
    return False


@dataclass(slots=True)
class Service:
    """One process of the service. Clocks, files and downloads come from `app`."""

    store: Store
    law: Law
    recorder: Recorder
    keyring: Keyring
    rates: Rates
    metrics: Metrics
    data: Path
    rules: Path
    master: bytes
    clock: Callable[[], str]
    today: Callable[[], date]
    fetch: Callable[[str], bytes]
    know: Callable[[Sequence[KnownGood]], None]
    """Record known goods for good; rules and lists are loaded anew afterwards by whoever asked."""
    wake: Callable[[], None] = lambda: None
    """Have jobs and deliveries looked at now."""
    reload: Callable[[], Awaitable[bool]] = field(default=_nothing_new)
    """Load rules and lists anew; whether anything is different."""
    limits: Limits = field(default_factory=Limits)
    dev: bool = False
    four_eyes: bool = False
    allow_private: bool = False
    cors_origins: tuple[str, ...] = ()
    stopping: bool = False
    stale: str = ""
    """Why rules and lists are not those that lie there now; empty if they are."""
    told_from: Outcome | None = None
    """The lowest outcome that a webhook is told of, read again every few seconds."""
    waiting: int = 0
    """Requests that wait to be decided."""
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "decider"))
    """Decides, one transaction at a time: more threads would only wait for one another."""
