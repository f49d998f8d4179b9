"""The decision log: records are appended, read and looked for; none is ever changed.

Every answer is here, also `no_control_found`. One writer appends at a time (`Store.writing`), so the chain cannot fork; that
no two records have one number, and so follow the same one, is also a constraint of the table.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import sqlalchemy as sa
import zstandard

from screening.audit.chain import BEGINNING, answered, link, salted, worded
from screening.store.tables import answers, contents, head, records

PAGE = 500
"""Records read at a time."""
AT_ONCE = 250
"""Rows inserted by one statement."""


@dataclass(frozen=True, slots=True)
class Packed:
    """An answer as it is kept: its SHA-256, and its text packed."""

    digest: str
    data: bytes

    @classmethod
    def of(cls, text: bytes) -> Packed:
        """Pack an answer."""
        return cls(hashlib.sha256(text).hexdigest(), zstandard.compress(text, 1))


@dataclass(frozen=True, slots=True)
class Content:
    """What may identify a person: what was screened (JSON), what was answered (without ids), and by what it is found."""

    input: bytes
    answer: bytes | Packed
    reference: str | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A record to be appended. `body` and `asked` are JSON; what a kind does not have stays empty."""

    kind: str
    caller: str
    decision: str = ""
    transaction_id: str | None = None
    outcome: str = ""
    as_of: str = ""
    context: str = ""
    asked: str = ""
    body: str = ""
    content: Content | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a record stands in the chain; whoever keeps it can later show that the log still has it."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in the log."""

    seq: int
    kind: str
    at: str
    caller: str
    decision: str
    transaction_id: str | None
    outcome: str
    as_of: str
    context: str
    asked: str
    input: str
    answer: str
    body: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The erasable part of a record. `answer` has no ids (see `wire.answer.whole`)."""

    nonce: str
    reference: str | None
    parties: tuple[str, ...]
    input: bytes
    answer: bytes


@dataclass(frozen=True, slots=True)
class Sought:
    """Which records are looked for; None: all. `at` is in [since, before); `party` is part of a name, in any case."""

    kind: str | None = None
    decision: str | None = None
    transaction_id: str | None = None
    reference: str | None = None
    outcome: str | None = None
    caller: str | None = None
    party: str | None = None
    since: str | None = None
    before: str | None = None


def append(connection: sa.Connection, entries: Sequence[Entry], at: str) -> list[Receipt]:
    """Append records, within `Store.writing`; return where they stand. `at` is the time, ISO in UTC."""
    end = _run(connection, "SELECT seq, hash FROM head WHERE id = 1").first()
    seq, previous = (end.seq, end.hash) if end else (0, BEGINNING)
    nonces = os.urandom(16 * len(entries)).hex()
    rows: list[tuple[Any, ...]] = []
    beside: list[tuple[Any, ...]] = []
    texts: dict[str, Packed] = {}
    packed: dict[bytes, Packed] = {}
    receipts = []
    for entry in entries:
        seq += 1
        input = answer = ""
        if entry.content is not None:
            content = entry.content
            text = content.answer
            if not isinstance(text, Packed):
                text = packed.get(text) or packed.setdefault(text, Packed.of(text))
            texts[text.digest] = text
            names = _folded("\n".join(content.parties))
            nonce = worded(nonces[len(beside) * 32 : len(beside) * 32 + 32], content.reference, names)
            input, answer = salted(nonce, content.input), answered(nonce, text.digest)
            beside.append((seq, nonce, content.reference, names, content.input.decode(), text.digest))
        fields = (
            seq, entry.kind, at, entry.caller, entry.decision, entry.transaction_id, entry.outcome, entry.as_of,
            entry.context, entry.asked, input, answer, entry.body,
        )  # fmt: skip
        followed, previous = previous, link(previous, fields)
        rows.append((*fields, followed, previous))
        receipts.append(Receipt(seq, previous))
    if rows:
        _insert(connection, records, rows)
        _insert(connection, answers, [(each.digest, each.data) for each in texts.values()], again="ON CONFLICT DO NOTHING")
        _insert(connection, contents, beside)
        moved = "ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
        _insert(connection, head, [(1, seq, previous)], again=moved)
    return receipts


def _insert(connection: sa.Connection, table: sa.Table, rows: list[tuple[Any, ...]], again: str = "") -> None:
    """Insert whole rows, many in a statement and without anything between: a record must not cost more than its digests."""
    names = ", ".join(f'"{column.name}"' for column in table.c)
    places = f"({', '.join(['?'] * len(table.c))})"
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        statement = f"INSERT INTO {table.name} ({names}) VALUES {', '.join([places] * len(part))} {again}"  # noqa: S608 own names
        _run(connection, statement, tuple(chain.from_iterable(part)))


def _run(connection: sa.Connection, statement: str, values: tuple[Any, ...] = ()) -> sa.CursorResult[Any]:
    """Run a statement as the driver takes it; values stand as `?`."""
    sign = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    return connection.exec_driver_sql(statement.replace("?", sign), values)


def last(connection: sa.Connection) -> Receipt | None:
    """Return where the log ends; None if it is empty."""
    row = connection.execute(sa.select(head.c.seq, head.c.hash)).first()
    return Receipt(row.seq, row.hash) if row else None


def find(
    connection: sa.Connection, sought: Sought, *, after: int = 0, newest: bool = False, limit: int | None = None
) -> Iterator[Record]:
    """Yield the records looked for: in their order from the one after `after`; or `newest` first, from the one before it."""
    left = limit
    at = after
    while left is None or left > 0:
        query = _query(sought).limit(PAGE if left is None else min(PAGE, left))
        if newest:
            query = query.order_by(records.c.seq.desc())
            query = query.where(records.c.seq < at) if at else query
        else:
            query = query.order_by(records.c.seq).where(records.c.seq > at)
        page = [Record(*row) for row in connection.execute(query)]
        yield from page
        if len(page) < PAGE:
            return
        at = page[-1].seq
        left = None if left is None else left - len(page)


def _query(sought: Sought) -> sa.Select[Any]:
    query = sa.select(*records.c)
    for name in ("kind", "decision", "transaction_id", "outcome", "caller"):
        wanted = getattr(sought, name)
        if wanted is not None:
            query = query.where(records.c[name] == wanted)
    if sought.since is not None:
        query = query.where(records.c.at >= sought.since)
    if sought.before is not None:
        query = query.where(records.c.at < sought.before)
    if sought.reference is not None or sought.party is not None:
        query = query.join(contents, contents.c.seq == records.c.seq)
    if sought.reference is not None:
        query = query.where(contents.c.reference == sought.reference)
    if sought.party is not None:
        query = query.where(contents.c.parties.contains(_folded(sought.party), autoescape=True))
    return query


def _folded(text: str) -> str:
    """Return a name as it is looked for: in any case and width, its letters composed (Macs write 한 as three)."""
    return unicodedata.normalize("NFKC", text).casefold()


def record(connection: sa.Connection, seq: int) -> Record | None:
    """Return one record by its number."""
    row = connection.execute(sa.select(*records.c).where(records.c.seq == seq)).first()
    return Record(*row) if row else None


def kept(connection: sa.Connection, seqs: Iterable[int]) -> dict[int, Kept]:
    """Return the erasable parts of records, by number; what was erased, or never was there, is left out."""
    wanted = list(seqs)
    found: dict[int, Kept] = {}
    unpack = zstandard.ZstdDecompressor().decompress
    for start in range(0, len(wanted), PAGE):
        query = (
            sa.select(contents, answers.c.packed)
            .outerjoin(answers, answers.c.digest == contents.c.answer)
            .where(contents.c.seq.in_(wanted[start : start + PAGE]))
        )
        for row in connection.execute(query):
            answer = unpack(row.packed) if row.packed is not None else b""
            parties = tuple(row.parties.split("\n")) if row.parties else ()
            found[row.seq] = Kept(row.nonce, row.reference, parties, row.input.encode(), answer)
    return found
