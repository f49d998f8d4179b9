"""Every table of the store. Times are ISO texts in UTC that sort as they run; digests are hexadecimal SHA-256.

`records` is the decision log: append-only, each row chained to the one before it (`audit.chain`). What may identify a person
stands beside it in `contents`, so that it can be erased while the chain stays whole: a record only has salted digests of it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.schema import Index

metadata = MetaData()

records = Table(
    "records", metadata,
    # Whoever follows a record has the next number, so two cannot follow the same one: the chain cannot fork.
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),  # decision, disposition, erasure, list, law, rescreening …
    Column("at", Text, nullable=False),
    Column("caller", Text, nullable=False),  # the id of an API key, `dev`, or `cli`
    Column("decision", Text, nullable=False),
    Column("transaction_id", Text),
    Column("outcome", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("context", Text, nullable=False),  # digest in `contexts`: rules, catalogue, lists, known goods, program
    Column("asked", Text, nullable=False),  # JSON: what was asked beside the transaction
    Column("input", Text, nullable=False),  # salted digest of what was screened
    Column("answer", Text, nullable=False),  # salted digest of what was answered
    Column("body", Text, nullable=False),  # JSON: what other kinds of records say
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("records_decision", "decision", "seq"),
    Index("records_transaction", "transaction_id", postgresql_using="hash"),  # ids may be longer than a B-tree takes
    Index("records_at", "at"),
)  # fmt: skip
"""The decision log. Empty texts stand for what a kind of record does not have."""

head = Table(
    "head", metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
)  # fmt: skip
"""The last record, so that removing the end of the log shows."""

_referred = text("reference IS NOT NULL")  # most requests have none, and an index costs every record

contents = Table(
    "contents", metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), ForeignKey("records.seq"), primary_key=True),
    Column("nonce", Text, nullable=False),
    Column("reference", Text),  # the caller's own `client_reference`
    Column("parties", Text, nullable=False),  # names, case folded, one a line
    Column("input", Text, nullable=False),  # JSON
    Column("answer", Text, nullable=False),  # `answers.digest`
    Index("contents_reference", "reference", sqlite_where=_referred, postgresql_where=_referred),
)  # fmt: skip
"""What a record is about, until it is erased (the row is then deleted)."""

answers = Table(
    "answers", metadata,
    Column("digest", Text, primary_key=True),
    Column("packed", LargeBinary, nullable=False),  # zstandard
)  # fmt: skip
"""Answers without their ids, each kept once however often it was given."""

contexts = Table(
    "contexts", metadata,
    Column("digest", Text, primary_key=True),
    Column("content", Text, nullable=False),  # JSON
)  # fmt: skip
"""What a decision rests on besides the transaction, by digest."""

kept = Table(
    "kept", metadata,
    Column("digest", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # rules, list, known_good
    Column("packed", LargeBinary, nullable=False),
)  # fmt: skip
"""Rule sets, list snapshots and known goods, whole, for replays."""

idempotency = Table(
    "idempotency", metadata,
    Column("caller", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),  # digest of method, path, query and body
    Column("result", Text, nullable=False),  # JSON: {"seqs": […]} or {"job": ID}
)  # fmt: skip
"""What was answered under an `Idempotency-Key`."""

closed = Table(
    "closed", metadata,
    Column("decision", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)  # fmt: skip
"""Decisions that a reviewer has closed, with the disposition's record: they are not screened again."""

keys = Table(
    "keys", metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("scopes", Text, nullable=False),  # separated by spaces
    Column("rate", Integer, nullable=False),  # requests a minute
    Column("created", Text, nullable=False),
    Column("expires", Text),
    Column("revoked", Text),
)  # fmt: skip
"""API keys: never the secret, only its hash."""

jobs = Table(
    "jobs", metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # screening, rescreening
    Column("state", Text, nullable=False),  # queued, running, done, failed, cancelled
    Column("caller", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("asked", Text, nullable=False),  # JSON
    Column("progress", Text, nullable=False),  # JSON
    Column("error", Text),  # JSON: problems, for people
    Column("holder", Text),  # who works on it
    Column("held_until", Text),  # after which another may take it
    Index("jobs_state", "state", "created"),
)  # fmt: skip
"""Work that outlives a request."""

differences = Table(
    "differences", metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("job", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("change", Text, nullable=False),  # newly_caught, no_longer_caught, changed_reason
    Column("before", BigInteger, nullable=False, index=True),  # records.seq
    Column("after", BigInteger, nullable=False),  # records.seq
)  # fmt: skip
"""What screening again has changed: only differences, each between two records."""

webhooks = Table(
    "webhooks", metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("events", Text, nullable=False),  # separated by spaces: decision, rescreening, list
    Column("level", Text, nullable=False),  # the lowest outcome of a decision that is told
    Column("created", Text, nullable=False),
    Column("caller", Text, nullable=False),
)  # fmt: skip
"""Who is told of what."""

deliveries = Table(
    "deliveries", metadata,
    Column("id", Text, primary_key=True),
    Column("webhook", Text, ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("event", Text, nullable=False),
    Column("payload", Text, nullable=False),  # JSON
    Column("created", Text, nullable=False),
    Column("state", Text, nullable=False),  # waiting, delivered, dead
    Column("attempts", Integer, nullable=False),
    Column("due", Text, nullable=False),
    Column("error", Text),
    Index("deliveries_due", "state", "due"),
)  # fmt: skip
"""What is to be told, has been told, or could not be told."""
