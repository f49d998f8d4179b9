"""An answer as bytes: what is sent, what is kept in the decision log, and what a replay must give again.

The bytes of an answer depend on the transaction, on what was asked beside it, and on rules and lists; not on who asks or when.
All but the two ids at its beginning is the same for every transaction that says the same, and is kept once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

import orjson

from screening.facts.transaction import Owner, Transaction
from screening.screen import Screener
from screening.terms import Language, Outcome
from screening.wire.decision import decision_v1

Depth = Literal["full", "short"]
LEFT_OUT = ("trace", "text", "note", "exceptions", "obligations", "fields", "review_policy_note")
"""What a short answer leaves out of a finding; it has no near misses either, which take more than half the time."""

_HEAD = b'{"schema":"decision.v1","id":'


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked beside the transaction. A short answer says what was found and why, without `LEFT_OUT`."""

    as_of: date | None = None
    assume: tuple[str, ...] = ()
    explain: Depth = "full"
    language: Language = "en"

    @lru_cache(256)  # noqa: B019 few are asked, and none holds anything
    def to_json(self) -> str:
        """Write it as JSON."""
        day = self.as_of.isoformat() if self.as_of else None
        data = {"as_of": day, "assume": list(self.assume), "explain": self.explain, "lang": self.language}
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Asked:
        """Read what `to_json` wrote."""
        data = json.loads(text)
        day = date.fromisoformat(data["as_of"]) if data["as_of"] else None
        return cls(day, tuple(data["assume"]), data["explain"], data["lang"])


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the ids, what is looked for later, and the rest of its bytes."""

    decision: str
    transaction_id: str | None
    outcome: Outcome
    as_of: date
    rest: bytes



def answer(screener: Screener, transaction: Transaction, asked: Asked) -> Answer:
    """Screen a transaction and write the answer; raises `InvalidInput` as `Screener.screen` does."""
    full = asked.explain == "full"
    decision = screener.screen(transaction, as_of=asked.as_of, assume=asked.assume, outlook=full)
    data = decision_v1(decision, screener.rules, asked.language, traces=full)
    leave = ("schema", "id", "transaction_id") if full else ("schema", "id", "transaction_id", "near_misses", "counterfactuals")
    data = {name: value for name, value in data.items() if name not in leave}
    if not full:
        for name in ("findings", "would_apply"):
            data[name] = [{key: value for key, value in each.items() if key not in LEFT_OUT} for each in data[name]]
    rest = b"," + orjson.dumps(data)[1:]
    return Answer(decision.id, decision.transaction_id, decision.outcome, decision.as_of, rest)


def whole(decision: str, transaction_id: str | None, rest: bytes, reference: str | None = None) -> bytes:
    """Return the bytes of an answer from its ids, the caller's own reference if there was one, and the rest."""
    ids = b'%s%s,"transaction_id":%s' % (_HEAD, orjson.dumps(decision), orjson.dumps(transaction_id))
    echoed = b',"client_reference":%s' % orjson.dumps(reference) if reference is not None else b""
    return ids + echoed + rest


def names(transaction: Transaction) -> tuple[str, ...]:
    """Return the names of all parties and of everybody who owns them, each once."""
    return tuple(dict.fromkeys(_names(transaction)))


def _names(transaction: Transaction) -> Iterable[str]:
    for party in transaction.parties:
        for name in (party.name, party.parent):
            if name is not None:
                yield name
        yield from _owners(party.owners)


def _owners(owners: Iterable[Owner]) -> Iterable[str]:
    for owner in owners:
        if owner.name is not None:
            yield owner.name
        yield from _owners(owner.owners)
