r"""The chain of the decision log: each record's hash covers its own fields and the hash of the record before it.

Whoever changes, removes or reorders a record has to recompute every later hash, and then the last one is no longer the one
that callers were given with their answers (`Log-Record`) and that `screening audit verify` printed the day before.

    hash(n) = SHA-256( hash(n-1) + "\n" + the fields of record n in the order of `FIELDS` )

The fields are a JSON list without spaces, in UTF-8.

What may identify a person is not among the fields: `input` and `answer` are SHA-256 of a random nonce and the text (of an
answer: its digest), and the nonce is erased with the text, so that nobody can guess what was there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import orjson

FIELDS = (
    "seq", "kind", "at", "caller", "decision", "transaction_id", "outcome", "as_of", "context", "asked", "input", "answer",
    "body",
)  # fmt: skip
"""What a hash covers, in this order; never changed, or old records could not be verified."""

BEGINNING = "0" * 64
"""What the first record follows."""


def link(previous: str, fields: Sequence[Any]) -> str:
    """Return the hash of a record with these `FIELDS` that follows the one whose hash is `previous`."""
    return hashlib.sha256(b"%s\n%s" % (previous.encode(), orjson.dumps(fields))).hexdigest()


def worded(nonce: str, reference: str | None, parties: str) -> str:
    """Return a nonce that also vouches for the words a record is found by: what is salted with it covers them.

    Otherwise a record could be hidden from every search without any digest changing. `nonce` is 32 hexadecimal digits,
    which are the first of what is returned.
    """
    return nonce + hashlib.sha256(orjson.dumps((nonce, reference, parties))).hexdigest()[:32]


def salted(nonce: str, text: bytes) -> str:
    """Return the digest by which a record speaks of a text that may be erased."""
    return hashlib.sha256(nonce.encode() + text).hexdigest()


def answered(nonce: str, digest: str) -> str:
    """Return the digest by which a record speaks of an answer, which is long and often the same: `digest` is its SHA-256."""
    return salted(nonce, digest.encode())
