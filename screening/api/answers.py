"""Answers under one law, kept: who asks the same again under another id is answered at once, with the same bytes.

Two requests that say the same but for `id` and `client_reference` have the same answer but for those two; all that has to be made
anew is the id of the decision, which is a digest of the transaction's own id among other things (`screen.identity`).
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from screening.api.bodies import checked, deeper
from screening.audit.log import Content, Entry, Packed
from screening.errors import InvalidInput, Problem
from screening.facts.fields import Text
from screening.facts.transaction import Transaction
from screening.screen import Screener
from screening.screen.identity import context, identity, written
from screening.wire.answer import Asked, answer, names, whole

CAPACITY = 128_000_000
"""Bytes of answers that are kept in memory."""
OWN = ("id", "client_reference")
"""What may differ between requests that have one answer."""
MAX_REFERENCE = 200
_MARK = "\ue000this is where the id of the transaction stands\ue001"

_id = TypeAdapter(Text | None)


@dataclass(frozen=True, slots=True)
class Known:
    """The answer to a transaction, but for its ids. A decision's id is the digest of what stands around the transaction's."""

    outcome: str
    as_of: str
    rest: bytes
    packed: Packed
    context: str
    before: bytes
    after: bytes
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A request as it was read: what it says but for its own ids (JSON, keys sorted), and these."""

    id: str | None
    reference: str | None
    said: bytes

    @property
    def input(self) -> bytes:
        """The transaction as the decision log keeps it."""
        return self.said if self.id is None else b'{"id":%s,%s' % (orjson.dumps(self.id), self.said[1:])


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it is sent, and as it is logged."""

    given: Given
    known: Known
    decision: str

    @property
    def body(self) -> bytes:
        """The answer's bytes."""
        return whole(self.decision, self.given.id, self.known.rest, self.given.reference)

    def entry(self, caller: str, context: str, asked: str) -> Entry:
        """Return what the decision log records of it."""
        known, given = self.known, self.given
        content = Content(given.input, known.packed, given.reference, known.parties)
        return Entry(
            "decision", caller, self.decision, given.id, known.outcome, known.as_of, context, asked, content=content
        )


class Answers:
    """The answers of one screener; the least recently wanted are forgotten."""

    def __init__(self, screener: Screener, capacity: int = CAPACITY) -> None:
        self._screener = screener
        self._left = capacity
        self._known: OrderedDict[tuple[Asked, bytes], Known] = OrderedDict()

    def known(self, given: Given, asked: Asked) -> Answered | None:
        """Return the answer if one like it was given before; takes microseconds."""
        key = asked, given.said
        known = self._known.get(key)
        if known is None:
            return None
        self._known.move_to_end(key)
        return _answered(given, known)

    def decide(self, given: Given, asked: Asked, depth: int = 32) -> Answered:
        """Screen a transaction of at most `depth` levels; raises `InvalidInput` with field paths.

        One thread at a time; what it returns is for `keep`.
        """
        transaction = _transaction(given, depth)
        found = answer(self._screener, transaction, asked)
        of = self._screener
        law = of.law(found.as_of, of.assumed(asked.assume))  # what changes nothing is not assumed
        resting = context(found.as_of, law.assume, of.rules.digest, of.watchlist)
        before, _, after = written(transaction.model_copy(update={"id": _MARK})).partition(_MARK.encode())
        known = Known(
            found.outcome.name, found.as_of.isoformat(), found.rest, Packed.of(found.rest), resting, before, after,
            names(transaction),
        )  # fmt: skip
        return _answered(given, known)

    def keep(self, answered: Answered, asked: Asked) -> None:
        """Keep an answer for those who ask the same; on the thread that asks for what is `known`."""
        key = asked, answered.given.said
        if key not in self._known:
            self._known[key] = answered.known
            self._left -= _size(answered.given.said, answered.known)
        while self._left < 0 and self._known:
            (_, said), gone = self._known.popitem(last=False)
            self._left += _size(said, gone)


def read(data: Any) -> Given:
    """Return a request's transaction as it was read from JSON; raise `InvalidInput` if its own ids are malformed."""
    if not isinstance(data, Mapping):
        what = "a list" if isinstance(data, list) else "a single value"
        hint = "one object with activity, date, destination, items …"
        raise InvalidInput([Problem("E102", "body", f"a transaction is expected, this is {what}", hint)])
    said = {name: value for name, value in data.items() if name not in OWN}
    return Given(_text(data, "id"), _text(data, "client_reference", MAX_REFERENCE), _canonical(said))


def _text(data: Mapping[str, Any], name: str, most: int | None = None) -> str | None:
    value = data.get(name)
    if value is None:
        return None
    if value.__class__ is str and value.isprintable() and value.strip() and len(value) <= MAX_REFERENCE:
        return str(value)  # plainly a text; what is not is looked at closely
    try:
        text = _id.validate_python(value)
    except ValidationError as error:
        message = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        raise InvalidInput([Problem("E102", name, message)]) from None
    if text is not None and most is not None and len(text) > most:
        raise InvalidInput([Problem("E302", name, f"it has {len(text):,} characters; at most {most} are kept")])
    return text


def _canonical(data: Mapping[str, Any]) -> bytes:
    """Write plain data in one way; numbers stay as exact as they were written."""
    try:
        return orjson.dumps(data, default=_number, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        pass
    try:
        return orjson.dumps(_large(data), default=_number, option=orjson.OPT_SORT_KEYS)
    except RecursionError:
        raise InvalidInput([Problem("E006", "body", "nested too deeply", "flatten the document")]) from None
    except TypeError:
        message = "a text contains half a surrogate pair, which no text can hold"
        raise InvalidInput([Problem("E002", "body", message, "write the character itself, or both halves")]) from None


def _number(value: object) -> object:
    if isinstance(value, Decimal) and value.is_finite():
        return orjson.Fragment(str(value).encode())
    raise TypeError


def _large(data: Any) -> Any:
    """Return data with integers that do not fit into 64 bits as decimals."""
    match data:
        case Mapping():
            return {name: _large(value) for name, value in data.items()}
        case list():
            return [_large(value) for value in data]
        case int() if not isinstance(data, bool) and data.bit_length() > 63:
            return Decimal(data)
        case _:
            return data


def _transaction(given: Given, depth: int) -> Transaction:
    data = json.loads(given.said, parse_float=Decimal)
    if deeper(data, depth):
        raise InvalidInput([Problem("E006", "body", f"more than {depth} levels deep", "flatten the document")])
    return checked(Transaction, data | {"id": given.id})


def _answered(given: Given, known: Known) -> Answered:
    text = known.before + (given.id or "").encode() + known.after
    return Answered(given, known, identity(known.context, text))


def _size(said: bytes, known: Known) -> int:
    return len(said) + len(known.rest) + len(known.packed.data) + len(known.before) + len(known.after) + 500
