"""Decisions that somebody wants to be told of, written with their records: what is logged is told, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from screening.api.recorder import Beside
from screening.audit.log import Entry, Receipt
from screening.events.payloads import decision_told
from screening.events.webhooks import News, announce_all, listed
from screening.terms import Outcome


def lowest(connection: sa.Connection) -> Outcome | None:
    """Return the lowest outcome that any webhook is told of; None if none is told of decisions."""
    return min((each.level for each in listed(connection) if "decision" in each.events), default=None)


def announcement(entries: Sequence[Entry], level: Outcome | None) -> Beside | None:
    """Return what is to be written beside these records, None if nobody is told of any; `level` is `lowest`, kept a while."""
    wanted = [at for at, each in enumerate(entries) if level is not None and Outcome[each.outcome] >= level]
    if not wanted:
        return None

    def write(connection: sa.Connection, receipts: Sequence[Receipt], at: str) -> None:
        news = []
        for number in wanted:
            each = entries[number]
            payload = decision_told(each.decision, receipts[number].seq, each.transaction_id, each.outcome, each.as_of)
            news.append(News("decision", payload, Outcome[each.outcome]))
        announce_all(connection, news, at)

    return write
