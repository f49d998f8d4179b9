"""Whether the decision log is what was appended: every record, what stands beside it, and where it ends.

Each changed, removed, inserted or reordered record is named, with what of it is wrong. What was erased (`audit.erasure`) is
intact; what is missing without an erasure is not. Whoever can write to the database can also make a whole new chain: that
shows only against a receipt that was kept elsewhere. What is kept for replays is looked at when it is replayed.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

import sqlalchemy as sa
import zstandard
from sqlalchemy.exc import DatabaseError, InternalError, OperationalError

from screening.audit import findings as says
from screening.audit.chain import BEGINNING, FIELDS, answered, link, salted, worded
from screening.audit.findings import Broken, Findings, Verified
from screening.audit.log import PAGE, Receipt, last
from screening.store.tables import answers, contents, head, records
from screening.terms import Text

__all__ = ["Broken", "Verified", "verify"]

UNPACKED = 256
"""Answers kept in memory: most records say what many others say."""


def verify(connection: sa.Connection, *, head: Receipt | None = None) -> Verified:
    """Look at every record, within `Store.reading`. `head` is a receipt that somebody has kept: it must still be true.

    `Verified.end` is the receipt of the last record, to be kept for the next time. Memory does not grow with the log.
    """
    found = Findings()
    count, end = 0, None
    with _any_text(connection):
        answer = lru_cache(UNPACKED)(partial(_answer, connection))
        expected, previous, named = 1, BEGINNING, True
        try:
            erased = _erasures(connection)
            for row in _rows(connection):
                count += 1
                if row.seq < expected:
                    found.add(row.seq, says.STRANGE)
                    continue
                if row.seq > expected:
                    found.add(expected, _missing(expected, row.seq - 1, "its successor", "다음 기록"))
                    named = True  # that the next one does not follow is said with the gap
                named = _chained(found, row, previous, named=named)
                _beside(found, row, answer, erased)
                if head is not None and row.seq == head.seq and row.hash != head.hash:
                    found.add(row.seq, says.RECEIPT)
                expected, previous = row.seq + 1, row.hash
                end = Receipt(row.seq, row.hash)
        except (OperationalError, InternalError):
            raise
        except DatabaseError as error:
            said = str(error.orig).splitlines()[0]
            found.add(expected, Text(f"the database cannot be read here: {said}", f"데이터베이스를 읽을 수 없음: {said}"))
        else:
            _ends(connection, found, end)
    if head is not None and (end is None or head.seq > end.seq):
        found.add(expected, _missing(expected, head.seq, "the receipt", "영수증"))
    more = found.count - len(found.listed)
    return Verified(count, found.count == 0, found.first, tuple(found.listed), end, more)


def _chained(found: Findings, row: sa.Row[Any], previous: str, *, named: bool) -> bool:
    """Look at a record's place in the chain; return whether something is said of it.

    `previous` is the hash of the record before it as it stands there now, `named` whether something was said of that one.
    """
    fields = tuple(row[: len(FIELDS)])
    if _linked(row.previous, fields) == row.hash:
        if row.previous == previous:
            return False
        if row.seq == 1:
            found.add(row.seq, says.BEGUN)
            return True
        if not named:
            found.add(row.seq - 1, says.REPLACED)
        return False
    found.add(row.seq, says.RELINKED if _linked(previous, fields) == row.hash else says.CHANGED)
    return True


def _linked(previous: Any, fields: Sequence[Any]) -> str | None:
    """Return the hash that a record ought to have; None if it holds what no record can hold."""
    try:
        return link(previous, fields)
    except (TypeError, AttributeError, UnicodeError):
        return None


def _beside(found: Findings, row: sa.Row[Any], answer: Any, erased: _Erasures) -> None:
    """Look at what may be erased: input, answer, and the words it is found by."""
    if row.nonce is None:
        if row.input and not erased.cover(row.seq, str(row.at)):
            found.add(row.seq, says.GONE)
        return
    if not row.input:
        found.add(row.seq, says.ADDED)
        return
    nonce = str(row.nonce)
    true = _digest(nonce, row.content) == row.input
    if not true:
        found.add(row.seq, says.INPUT)
    try:
        words = worded(nonce[:32], row.reference, row.parties)
    except TypeError:
        words = ""
    if true and words != nonce:
        found.add(row.seq, says.WORDS)
    digest = answer(row.filed)
    if digest is None:
        found.add(row.seq, says.UNREADABLE)
    elif true and answered(nonce, digest) != row.answer:
        found.add(row.seq, says.ANSWER)


def _digest(nonce: str, text: Any) -> str | None:
    try:
        return salted(nonce, text.encode())
    except (AttributeError, UnicodeError):
        return None


def _rows(connection: sa.Connection) -> Iterator[sa.Row[Any]]:
    """Yield every record with what stands beside it, a page in memory at a time."""
    beside = (
        contents.c.nonce, contents.c.reference, contents.c.parties, contents.c.input.label("content"),
        contents.c.answer.label("filed"),
    )  # fmt: skip
    own = (*(records.c[name] for name in FIELDS), records.c.previous, records.c.hash)
    query: sa.Select[Any] = sa.select(*own, *beside).outerjoin(contents, contents.c.seq == records.c.seq)
    query = query.order_by(records.c.seq)
    rest, size = query, PAGE
    while True:
        try:
            page = connection.execute(rest.limit(size)).all()
        except DatabaseError:
            if size == 1 or connection.dialect.name != "sqlite":
                raise
            size = 1  # the file is damaged: where, is found one by one
            continue
        if not page:
            return
        yield from page
        rest = query.where(records.c.seq > page[-1].seq)


def _answer(connection: sa.Connection, digest: str) -> str | None:
    """Return the digest of the answer that is filed under one, None if there is none."""
    packed: Any = connection.scalar(sa.select(answers.c.packed).where(answers.c.digest == digest))
    try:
        return hashlib.sha256(zstandard.decompress(packed)).hexdigest()
    except (zstandard.ZstdError, TypeError, MemoryError):
        return None


@dataclass(frozen=True, slots=True)
class _Erasures:
    """The numbers of the erasures' records, and of each the latest time before which it or a later one erased."""

    seqs: tuple[int, ...]
    before: tuple[str, ...]
    known: bool = True

    def cover(self, seq: int, at: str) -> bool:
        """Whether what stood beside a record may be gone: it was erased, or the file is damaged and nobody knows."""
        place = bisect_right(self.seqs, seq)
        return not self.known or (place < len(self.seqs) and at < self.before[place])


def _erasures(connection: sa.Connection) -> _Erasures:
    query = sa.select(records.c.seq, records.c.body).where(records.c.kind == "erasure").order_by(records.c.seq.desc())
    seqs: list[int] = []
    before: list[str] = []
    try:
        for row in connection.execute(query):
            with suppress(ValueError, KeyError, TypeError):  # it was changed, which is said of it
                said = str(json.loads(row.body)["before"])
                seqs.append(row.seq)
                before.append(max(said, before[-1]) if before else said)
    except (OperationalError, InternalError):
        raise
    except DatabaseError:
        return _Erasures((), (), known=False)
    return _Erasures(tuple(reversed(seqs)), tuple(reversed(before)))


def _missing(first: int, last: int, witness: str, witness_ko: str) -> Text:
    which = f"record {first} is" if first == last else f"records {first} to {last} are"
    which_ko = f"기록 {first}" if first == last else f"기록 {first}–{last}"
    return Text(f"{which} missing, as {witness} shows", f"{which_ko} 없음: {witness_ko}에서 확인됨")


def _ends(connection: sa.Connection, found: Findings, end: Receipt | None) -> None:
    """Look at what says where the log ends."""
    rows = connection.execute(sa.select(head.c.id, head.c.seq, head.c.hash)).all()
    seq = end.seq if end else 0
    if len(rows) > 1:
        found.add(seq, says.HEADS)
    said = last(connection) if [row.id for row in rows] == [1] else None
    if said is None:
        if rows or end is not None:
            found.add(seq, says.NO_HEAD)
    elif said.seq > seq:
        found.add(seq + 1, _missing(seq + 1, said.seq, "the end of the log", "기록부의 끝"))
    elif said.seq < seq:
        found.add(said.seq + 1, says.STRANGE)
    elif end is not None and said.hash != end.hash:
        found.add(seq, says.OTHER_HEAD)


@contextmanager
def _any_text(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite give texts in which a byte was changed, so that no valid UTF-8 is left, instead of refusing the record."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    before = driver.text_factory
    driver.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = before
