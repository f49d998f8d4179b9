"""Known good: a reviewed false positive that is not raised again, with who decided, why and until when.

A suppression holds for one query against one entry as it was reviewed: when the name, country, birth date or address
asked for changes, or the list entry does, it lapses and the match is raised again. It is always shown as "known good",
never as "no match". Which day it is, is said by the caller.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from screening.parties.listed import ListedParty
from screening.parties.matcher import Query

FIELDS = ("name", "kind", "country", "birth_date", "address")


@dataclass(frozen=True, slots=True)
class KnownGood:
    """One review: the query and the entry it was made for, and its reason, reviewer, day and last day."""

    query: str
    sublist: str
    entry: str
    name: str
    reason: str
    reviewer: str
    on: date
    until: date

    def covers(self, query: Query, party: ListedParty) -> bool:
        """Whether this review was made for exactly this query and this entry as it stands now."""
        return self.query == query_digest(query) and self.sublist == party.sublist and self.entry == entry_digest(party)


def review(
    query: Query, party: ListedParty, *, reason: str, reviewer: str, on: date, until: date
) -> KnownGood:
    """Record that whoever is asked for is not the listed party; raises ValueError without a reason or a future."""
    if not reason.strip() or not reviewer.strip():
        raise ValueError("a known good needs a reason and a reviewer")
    if until <= on:
        raise ValueError(f"it would lapse on {until}, before it begins on {on}")
    return KnownGood(
        query_digest(query), party.sublist, entry_digest(party), query.name, reason.strip(), reviewer.strip(), on, until
    )


def current(reviews: Iterable[KnownGood], today: date) -> tuple[KnownGood, ...]:
    """Return the reviews that hold today: `until` is the first day on which one no longer does."""
    return tuple(each for each in reviews if each.on <= today < each.until)


def query_digest(query: Query) -> str:
    """Return the identity of a query: case and spacing do not matter, everything else does."""
    values = {name: " ".join(str(getattr(query, name) or "").split()).casefold() for name in FIELDS}
    return _digest(values)


def entry_digest(party: ListedParty) -> str:
    """Return the identity of a list entry as it stands: any change of names, places or listing changes it."""
    return _digest(asdict(party))


def to_json(reviews: Sequence[KnownGood]) -> str:
    """Write reviews as JSON, one a line."""
    return "".join(json.dumps(asdict(each), default=str, ensure_ascii=False, sort_keys=True) + "\n" for each in reviews)


def from_json(text: str) -> tuple[KnownGood, ...]:
    """Read what `to_json` wrote; raises ValueError, KeyError or TypeError for anything else."""
    rows = (json.loads(line) for line in text.splitlines() if line.strip())
    return tuple(
        KnownGood(**{**row, "on": date.fromisoformat(row["on"]), "until": date.fromisoformat(row["until"])}) for row in rows
    )


def _digest(values: object) -> str:
    return hashlib.sha256(json.dumps(values, default=str, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:20]
