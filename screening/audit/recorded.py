"""The record of an answer, found by its number or by the decision's id, with what stands beside it; or why there is none.

Whoever has the database can have put anything there: what cannot be read is refused by the record's number, and never taken
for a fault of this program or for a database that is away.
"""

from __future__ import annotations

import sqlalchemy as sa
import zstandard

from screening.audit.log import Kept, Record, Sought, find, kept, last
from screening.audit.log import record as by_number
from screening.errors import InvalidInput, NotFound, Problem
from screening.store import Store

KINDS = ("decision", "rescreening")
"""Records that hold an answer."""


def found(store: Store, id_or_seq: str | int) -> tuple[Record, Kept | None]:
    """Return a record that holds an answer, and its erasable part if it was not erased; raises as `replay.replay` does."""
    with store.reading() as connection:
        record = _record(connection, id_or_seq)
        if record is None:
            end = last(connection)
            ends = f"the last record is {end.seq}" if end else "it is empty"
            what = f"record {id_or_seq}" if isinstance(id_or_seq, int) else f"decision `{id_or_seq}`"
            raise NotFound(f"there is no {what} in the decision log ({ends})")
        if record.kind not in KINDS:
            raise unusable(record.seq, f"this is a record of kind `{record.kind}`, which holds no answer", "name a decision")
        try:
            return record, kept(connection, [record.seq]).get(record.seq)
        except (zstandard.ZstdError, TypeError, MemoryError):
            raise unusable(record.seq, "the kept answer cannot be unpacked: it was changed", "restore the store") from None
        except sa.exc.OperationalError as error:
            raise _garbled(error, record.seq) from None


def _record(connection: sa.Connection, id_or_seq: str | int) -> Record | None:
    try:
        if isinstance(id_or_seq, int):
            return by_number(connection, id_or_seq)
        many = find(connection, Sought(decision=id_or_seq), newest=True)
        return next((each for each in many if each.kind in KINDS), None)
    except sa.exc.OperationalError as error:
        raise _garbled(error, id_or_seq) from None


def _garbled(error: sa.exc.OperationalError, where: object) -> Exception:
    """Tell a byte that somebody changed from a database that is away: SQLite gives the same error for both."""
    if "decode" not in str(error.orig):
        return error
    return unusable(where, "a text of the record is no longer UTF-8: it was changed", "see `screening audit verify`")


def unusable(where: object, message: str, hint: str) -> InvalidInput:
    """Return the error that says why a record cannot be replayed."""
    return InvalidInput([Problem("E608", f"record {where}", message, hint)])
