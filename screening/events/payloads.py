"""What is told of an event: ids, codes, counts and a link, never a name, an address or a sentence.

A payload leaves this house and lies in other people's logs. Whoever may know more follows the link, with a key and in their
own language.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

Json = dict[str, Any]


def decision_told(decision: str, record: int, transaction_id: str | None, outcome: str, as_of: str) -> Json:
    """Return what is told of a decision; `record` is its number in the decision log."""
    return {
        "decision": decision, "record": record, "transaction_id": transaction_id, "outcome": outcome, "as_of": as_of,
        "link": link(decision),
    }  # fmt: skip


def change_told(
    change: str, before: Json, after: Json, rules: Mapping[str, Collection[str]], matches: Mapping[str, int], job: str
) -> Json:
    """Return what is told of a difference that screening again has found.

    `before` and `after` are as `decision_told` says. `rules` are the ids of those that were `added` and `removed`; of matches
    only how many, because an entry's id may be a name.
    """
    return {
        "change": change, "before": before, "after": after, "rules": {name: sorted(ids) for name, ids in rules.items()},
        "matches": dict(matches), "job": job, "link": f"/v1/jobs/{job}",
    }  # fmt: skip


def list_told(name: str, date: str, digest: str, entries: int, changes: Mapping[str, int]) -> Json:
    """Return what is told of a new snapshot of a list; `changes` are counts of entries (`added`, `removed`, `changed`)."""
    return {
        "list": name, "date": date, "digest": digest, "entries": entries, "changes": dict(changes), "link": "/v1/lists",
    }  # fmt: skip


def link(decision: str) -> str:
    """Return where a decision is found in the service; the host is known to whoever has a key."""
    return f"/v1/decisions/{decision}"
