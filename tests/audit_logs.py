"""Decision logs made up for tests."""

from __future__ import annotations

from collections.abc import Sequence

from screening.audit.log import Content, Entry, Receipt, append
from screening.audit.verify import Verified, verify
from screening.store import Store

CALLER = "a key"


def when(minute: int) -> str:
    """A time, so many minutes into a day."""
    return f"2026-01-01T{minute // 60:02}:{minute % 60:02}:00.000000Z"


def decided(number: int, *, outcome: str = "no_control_found", answer: bytes | None = None, parties: Sequence[str] = ()) -> Entry:
    """An entry as a screening makes it; every third answer is the same."""
    said = b'{"destination":"%d","party":"Customer %d"}' % (number, number)
    answer = b',"findings":[%d]}' % (number % 3) if answer is None else answer
    content = Content(said, answer, f"ref-{number}", tuple(parties) or (f"Customer {number}", "Straße"))
    return Entry("decision", CALLER, f"d{number}", f"T-{number}", outcome, "2026-01-01", "c", '{"lang":"en"}', content=content)


def noted(number: int) -> Entry:
    """An entry without anything that could be erased."""
    return Entry("disposition", CALLER, f"d{number}", body='{"reason":"because"}')


def fill(store: Store, count: int = 9, *, start: int = 0) -> list[Receipt]:
    """Append decisions at a minute each, and after every third one a note; return all receipts."""
    receipts: list[Receipt] = []
    for number in range(start, start + count):
        entries = [decided(number)] + [noted(number)] * (number % 3 == 2)
        with store.writing() as connection:
            receipts += append(connection, entries, when(number))
    return receipts


def verified(store: Store, head: Receipt | None = None) -> Verified:
    """What `verify` says of the whole store."""
    with store.reading() as connection:
        return verify(connection, head=head)
