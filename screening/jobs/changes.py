"""What is another answer: two answers to the same deal are compared by outcome, rules and listed parties, not by wording.

A score that shifts because a list has grown, a new version number, a reworded reason: none of them is a change. Nothing is
screened here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson
import sqlalchemy as sa

from screening.audit import log
from screening.jobs.rows import EXPLAIN
from screening.store.tables import differences, records
from screening.terms import Outcome
from screening.wire.cells import BETWEEN

Change = Literal["newly_caught", "no_longer_caught", "changed_reason"]
CHANGES: tuple[Change, ...] = ("newly_caught", "no_longer_caught", "changed_reason")
"""Caught is what has any outcome above `no_control_found`."""
_SCORE = re.compile(r" \d\.\d\d (?=match|possible)")


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says, as far as it is compared: the rules that fire, and which entries of lists were met by whom."""

    outcome: Outcome
    rules: frozenset[str]
    matches: frozenset[tuple[Any, ...]]

    @property
    def caught(self) -> bool:
        """Whether anything was found."""
        return self.outcome > Outcome.no_control_found


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference that a job found, with the two records; what changed is None where one of them was erased."""

    id: int
    at: str
    change: str
    before: log.Record
    after: log.Record
    what: Mapping[str, Any] | None


def said(rest: bytes, explain: str) -> Said:
    """Return what a kept answer says; `explain` is how it was asked for."""
    if explain == EXPLAIN:
        data = orjson.loads(rest)
        rules, matches = (filter(None, data[name].split(BETWEEN)) for name in ("rules", "listed_matches"))
        met = ((_SCORE.sub(" ", each),) for each in matches)
        return Said(Outcome[data["outcome"]], frozenset(rules), frozenset(met))
    data = orjson.loads(b"{" + rest[1:])
    return Said(
        Outcome[data["outcome"]],
        frozenset(each["rule"] for each in data["findings"]),
        frozenset(
            (each["role"], each["party"], each["owner"], each["list"], each["entry"], each["grade"], bool(each["known_good"]))
            for each in data["party_matches"]
        ),
    )


def change(before: Said, after: Said) -> Change | None:
    """Return in what way an answer is another one; None if it is not."""
    if before.caught != after.caught:
        return "newly_caught" if after.caught else "no_longer_caught"
    return None if before == after else "changed_reason"


def what(before: Said, after: Said) -> dict[str, Any]:
    """Return what was added and removed: rules by id, matches by number (an entry's id may be a name)."""
    rules = {"added": sorted(after.rules - before.rules), "removed": sorted(before.rules - after.rules)}
    matches = {"added": len(after.matches - before.matches), "removed": len(before.matches - after.matches)}
    return {"rules": rules, "matches": matches}


def found(connection: sa.Connection, job: str, *, after: int = 0, limit: int = 100) -> list[Difference]:
    """Return the differences that a job found, in their order, from the one behind the id `after`."""
    query = sa.select(differences).where(differences.c.job == job, differences.c.id > after)
    rows = connection.execute(query.order_by(differences.c.id).limit(limit)).all()
    seqs = [seq for row in rows for seq in (row.before, row.after)]
    read: sa.Select[Any] = sa.select(*records.c).where(records.c.seq.in_(seqs))
    by_seq = {row.seq: log.Record(*row) for row in connection.execute(read)}
    kept = log.kept(connection, seqs)
    return [
        Difference(row.id, row.at, row.change, by_seq[row.before], by_seq[row.after], _what(by_seq, kept, row.before, row.after))
        for row in rows
    ]


def _what(by_seq: Mapping[int, log.Record], kept: Mapping[int, log.Kept], *seqs: int) -> dict[str, Any] | None:
    if not all(seq in kept for seq in seqs):
        return None
    before, after = (said(kept[seq].answer, orjson.loads(by_seq[seq].asked)["explain"]) for seq in seqs)
    return what(before, after)
