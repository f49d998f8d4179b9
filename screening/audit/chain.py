"""The chain of the decision log: each record's hash covers its own fields and the hash of the record before it.

Whoever changes, removes or reorders a record has to recompute every later hash, and then the last one is no longer the one
that callers were given with their answers (`Log-Record`) and that `screening audit verify` printed the day before.

    hash(n) = SHA-256( hash(n-1) + "\\n" + JSON of the fields of record n in the order of `FIELDS` )

What may identify a person is not among the fields: `input` and `answer` are SHA-256 of a random nonce and the text, and the
nonce is erased with the text, so that nobody can guess what was there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FIELDS = (
    "seq", "kind", "at", "caller", "decision", "transaction_id", "outcome", "as_of", "context", "asked", "input", "answer", "body",
)  # fmt: skip
"""What a hash covers, in this order; never changed, or old records could not be verified."""

BEGINNING = "0" * 64
"""What the first record follows."""

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def link(previous: str, record: Mapping[str, Any]) -> str:
    """Return the hash of a record that follows the one whose hash is `previous`."""
    fields = _write([record[name] for name in FIELDS])
    return hashlib.sha256(f"{previous}\n{fields}".encode("utf-8", "surrogatepass")).hexdigest()


def salted(nonce: str, text: bytes) -> str:
    """Return the digest by which a record speaks of a text that may be erased."""
    return hashlib.sha256(nonce.encode() + text).hexdigest()
