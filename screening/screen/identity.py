"""The id of a decision: same transaction, same law, same lists, same id, whoever asks and from whatever file.

A transaction is written part by part in a fixed order: the deal, then each party, then each item. A part is the digest of
its stated fields (`part`), because deals, parties and things repeat from row to row and need be digested only once; what
is each row's own (ids, amounts) follows it as text, so that a table of many is written column by column. Numbers are
normalised, countries are codes; what is not stated is empty. Separators are control characters, which no text of a
transaction may hold, and digests have one length: no two transactions are written alike.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from screening.facts.transaction import Item, Party, Transaction
from screening.parties.watchlist import Watchlist
from screening.places import Place

FIELD, PART = "\x1f", "\x1e"
OWN = ("date", "id", "end_use.description")
"""Fields of a deal that are written as they are: they differ from row to row where the deal is the same."""
AMOUNTS = ("currency", "hours", "quantity", "value")
"""The same of an item."""
DIGEST = 16
"""Bytes of the digest of a part."""


def context(as_of: date, assumed: Iterable[str], ruleset_digest: str, watchlist: Watchlist) -> str:
    """Return what a decision rests on besides the transaction, as a digest."""
    content = {
        "as_of": as_of.isoformat(), "assume": sorted(assumed), "rules": ruleset_digest,
        "lists": [each.digest for each in watchlist.loaded],
        "known_good": [asdict(each) for each in watchlist.known_good],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def identity(context: str, written: bytes) -> str:
    """Return the id of the decision on a transaction written as `written` says."""
    return "d-" + hashlib.sha256(opening(context) + written).hexdigest()[:20]


def opening(context: str) -> bytes:
    """Return what stands before the transaction in what is hashed."""
    return bytes.fromhex(context)


def written(transaction: Transaction) -> bytes:
    """Return what a transaction says: its deal, its parties and its items, each part behind a separator."""
    use = transaction.end_use.description if transaction.end_use else None
    deal = part(deal_written(transaction)) + own(transaction.date, transaction.id, use)
    parties = (_part_of_party(each) for each in transaction.parties)
    items = (_part_of_item(each) for each in transaction.items)
    return b"".join([deal, *parties, *items])


def part(text: str) -> bytes:
    """Return the digest of a part of a transaction."""
    return hashlib.sha256(text.encode()).digest()[:DIGEST]


def own(*values: object) -> bytes:
    """Return values as text, each behind a separator; nothing where nothing is stated."""
    return "".join(FIELD + plain(value) for value in values).encode()


def _part_of_party(party: Party) -> bytes:
    """Return one party: its digest, and behind it what identifies a person, each field with its name."""
    identity = fields(party.identity, "identity") if party.identity is not None else ""
    return PART.encode() + part(party_written(party)) + identity.encode()


def deal_written(transaction: Transaction) -> str:
    """Return what is dealt as text, without parties, items, and what is each row's own."""
    return fields(transaction, leave=("parties", "items", *OWN))


def _part_of_item(item: Item) -> bytes:
    """Return one line item: its digest, and behind it its amounts."""
    return PART.encode() + part(thing_written(item)) + own(*(getattr(item, name) for name in AMOUNTS))


def party_written(party: Party) -> str:
    """Return one party as text, without what identifies a person."""
    return "party" + fields(party, leave=("identity",))


def thing_written(item: Item) -> str:
    """Return what an item is as text, without how many of it."""
    return "item" + fields(item, leave=AMOUNTS)


def fields(part: BaseModel, path: str = "", leave: Sequence[str] = ()) -> str:
    """Return the stated fields of a part in the order of their names, those of its parts under their own."""
    return "".join(_stated(part, path, leave))


def _stated(part: BaseModel, path: str, leave: Sequence[str]) -> Iterator[str]:
    for name in sorted(type(part).model_fields):
        here = f"{path}.{name}" if path else name
        match getattr(part, name):
            case _ if here in leave:
                pass
            case BaseModel() as inner:
                yield from _stated(inner, here, leave)
            case list() as many if any(isinstance(each, BaseModel) for each in many):
                for at, each in enumerate(many):
                    yield from _stated(each, f"{here}.{at}", ())
            case value:
                yield field(here, value)


def field(path: str, value: object) -> str:
    """Return one field as text; nothing for what is not stated."""
    if value is None or value in ([], {}):
        return ""
    return f"{FIELD}{path}={plain(value)}"


def plain(value: object) -> str:
    """Return one value as text; an empty one for what is not stated."""
    match value:
        case None:
            return ""
        case Place(country, _, region):
            return f"{country}/{region}" if region else country
        case Decimal():
            return f"{value.normalize():f}"
        case list():
            return ",".join(json.dumps(plain(each), ensure_ascii=False) for each in value)
        case dict():
            return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
        case _:
            return str(value)
