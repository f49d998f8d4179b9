"""Read a transaction from JSON or YAML text, and say everything that is wrong with it, with its place.

JSON is read as JSON (escapes, tabs) and its places are found by reading it as YAML once more where that works. NaN,
infinity, duplicate keys, deep nesting and files over a megabyte are refused.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from screening.errors import Invalid, InvalidInput, Problem
from screening.facts.transaction import Transaction
from screening.language.check import check
from screening.language.source import Document, decode, parse, read_text

MAX_BYTES = 1024 * 1024
"""A transaction is a few kilobytes; a thousand line items with all parties stay well below this."""


def read_transaction(path: Path) -> Transaction:
    """Read one transaction file; raise `InvalidInput` with every problem."""
    try:
        return transaction_from_text(read_text(path, limit=MAX_BYTES), name=str(path))
    except Invalid as error:
        raise InvalidInput(error.problems) from None


def transaction_from_bytes(raw: bytes, *, name: str) -> Transaction:
    """Read one transaction from bytes (standard input); raise `InvalidInput` with every problem."""
    try:
        return transaction_from_text(decode(raw, name=name, limit=MAX_BYTES), name=name)
    except Invalid as error:
        raise InvalidInput(error.problems) from None


def transaction_from_text(text: str, *, name: str) -> Transaction:
    """Read one transaction from text; raise `InvalidInput` with every problem."""
    try:
        document = _json(text, name) if text.lstrip().startswith(("{", "[")) else parse(text, name=name)
    except Invalid as error:
        raise InvalidInput(error.problems) from None
    if not isinstance(document.data, dict):
        what = "a list" if isinstance(document.data, list) else "a single value"
        hint = "one mapping with activity, date, destination, items …"
        raise InvalidInput([Problem("E102", document.where(), f"a transaction is expected, this is {what}", hint)])
    problems: list[Problem] = []
    transaction = check(Transaction, document, problems)
    if transaction is None:
        raise InvalidInput(problems)
    return transaction


def _json(text: str, name: str) -> Document:
    repeated: list[str] = []

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        repeated.extend({key for key in keys if keys.count(key) > 1})
        return dict(pairs)

    def constant(word: str) -> object:
        found = re.search(rf"[:\[,]\s*({re.escape(word)})\b", text)
        at = found.start(1) if found else 0
        place = f"{name}:{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"
        message = f"{word} is not a number here"
        raise InvalidInput([Problem("E102", place, message, "leave the field out if the value is not known")])

    try:
        data = json.loads(text, object_pairs_hook=mapping, parse_float=Decimal, parse_constant=constant)
    except json.JSONDecodeError as error:
        try:
            return parse(text, name=name)  # YAML in flow style also begins with a brace
        except Invalid:
            place = f"{name}:{error.lineno}:{error.colno}"
            raise InvalidInput([Problem("E003", place, f"not well-formed JSON: {error.msg.lower()}")]) from None
    except RecursionError:
        raise InvalidInput([Problem("E006", name, "nested too deeply", "flatten the document")]) from None
    except ValueError as error:
        raise InvalidInput([Problem("E302", name, "a number has thousands of digits", "check it")]) from error
    try:
        document = parse(text, name=name)
    except Invalid as error:
        if repeated or any(problem.code == "E006" for problem in error.problems):
            raise
        document = Document(name)
    if repeated:  # pragma: no cover - the YAML reading above reports duplicates with their place
        raise InvalidInput([Problem("E004", name, f"`{repeated[0]}` stands twice", "keep one")])
    document.data = data
    return document
