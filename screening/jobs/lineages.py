"""Which decisions are open: of each deal the newest one, unless a reviewer has closed it.

A deal is known by its caller and transaction id; without an id each decision is a deal of its own. A newer answer, or the
record of a rescreening, takes the place of older ones. Two kinds of question do not: a what-if (it assumes what is not law)
is no decision on a deal at all, and a question about a fixed day (`as_of`) replaces only other such questions, because
asking how it was last year must not end the watch over how it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from screening.audit.log import Record
from screening.store.tables import closed, contents, differences, records

KINDS = ("decision", "rescreening")
"""Kinds of records that hold an answer."""


def open_after(connection: sa.Connection, after: int, until: int, limit: int) -> list[tuple[Record, bool]]:
    """Return the open decisions with numbers in (after, until], in their order, and of each whether it is erased."""
    query = _open().where(_R.seq > after, _R.seq <= until).order_by(_R.seq).limit(limit)
    return [(Record(*row[:-1]), row[-1] is None) for row in connection.execute(query)]


def still_open(connection: sa.Connection, seqs: Sequence[int]) -> set[int]:
    """Return which of these records are (still) open decisions and not erased."""
    query = _open().where(_R.seq.in_(seqs))
    return {row.seq for row in connection.execute(query) if row[-1] is not None}


_r, _n = records.alias("r"), records.alias("n")
_R, _N = _r.c, _n.c


def _open() -> sa.Select[Any]:
    newer = sa.and_(
        _N.seq > _R.seq, _N.kind.in_(KINDS), _no_what_if(_n), sa.or_(_today(_n), sa.not_(_today(_r)))
    )
    same_deal = sa.and_(_N.transaction_id == _R.transaction_id, _N.caller == _R.caller)
    same_decision = sa.and_(_R.transaction_id.is_(None), _N.transaction_id.is_(None), _N.decision == _R.decision)
    # Without an id only the difference says that the deal's answer, under another id, is the next state of this one.
    screened_again = sa.exists().where(_R.transaction_id.is_(None), differences.c.before == _R.seq)
    return (
        sa.select(*_R, contents.c.seq.label("kept"))
        .outerjoin(contents, contents.c.seq == _R.seq)
        .where(_R.kind.in_(KINDS), _no_what_if(_r))
        .where(~sa.exists().where(closed.c.decision == _R.decision))
        .where(~sa.exists().where(newer, same_deal), ~sa.exists().where(newer, same_decision), ~screened_again)
    )


def _no_what_if(table: sa.FromClause) -> sa.ColumnElement[bool]:
    return table.c.asked.contains('"assume":[]', autoescape=True)


def _today(table: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a record is about the law of whatever day it is, not of a day that was named."""
    no_day = table.c.asked.contains('"as_of":null', autoescape=True)
    return sa.or_(no_day, table.c.body.contains('"pinned":false', autoescape=True))
