"""The id of a decision: same transaction, same law, same lists, same id, whoever asks and from whatever file.

A transaction is written as its stated fields, one after the other in a fixed order (the deal, then each party, then each
item), so that a table of many can be written so column by column. Numbers are normalised, countries are codes; what is
not stated is not written. Separators are control characters, which no text of a transaction may hold.
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
"""Fields of a deal that are written last: they differ from row to row where the deal is the same."""
AMOUNTS = ("currency", "hours", "quantity", "value")
"""The same of an item."""


def context(as_of: date, assumed: Iterable[str], ruleset_digest: str, watchlist: Watchlist) -> str:
    """Return what a decision rests on besides the transaction, as a digest."""
    content = {
        "as_of": as_of.isoformat(), "assume": sorted(assumed), "rules": ruleset_digest,
        "lists": [each.digest for each in watchlist.loaded],
        "known_good": [asdict(each) for each in watchlist.known_good],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def identity(context: str, written: str) -> str:
    """Return the id of the decision on a transaction written as `written` says."""
    return "d-" + hashlib.sha256((context + written).encode()).hexdigest()[:20]


def written(transaction: Transaction) -> str:
    """Return a transaction as text: its deal, its parties and its items, each part behind a separator."""
    use = transaction.end_use.description if transaction.end_use else None
    own = "".join(map(field, OWN, (transaction.date, transaction.id, use)))
    parties, items = "".join(map(party_written, transaction.parties)), "".join(map(item_written, transaction.items))
    return deal_written(transaction) + own + parties + items


def deal_written(transaction: Transaction) -> str:
    """Return what is dealt as text, without parties, items, and what is each row's own."""
    return fields(transaction, leave=("parties", "items", *OWN))


def party_written(party: Party) -> str:
    """Return one party as text; what identifies a person stands last."""
    identity = fields(party.identity, "identity") if party.identity is not None else ""
    return PART + "party" + fields(party, leave=("identity",)) + identity


def item_written(item: Item) -> str:
    """Return one line item as text; its amounts stand last."""
    return thing_written(item) + "".join(field(name, getattr(item, name)) for name in AMOUNTS)


def thing_written(item: Item) -> str:
    """Return what an item is as text, without how many of it."""
    return PART + "item" + fields(item, leave=AMOUNTS)


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
    return f"{FIELD}{path}={_plain(value)}"


def _plain(value: object) -> str:
    match value:
        case Place(country, _, region):
            return f"{country}/{region}" if region else country
        case Decimal():
            return f"{value.normalize():f}"
        case list():
            return ",".join(json.dumps(_plain(each), ensure_ascii=False) for each in value)
        case dict():
            return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
        case _:
            return str(value)
