"""The decision log over HTTP: what was answered, when, and what was said of it later. Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from screening.api import paging
from screening.api.problems import Refused
from screening.api.security import Caller, needs
from screening.api.serving import STRICT, Moment, Serving, Shown, replies, sent
from screening.audit.log import Kept, Receipt, Record, Sought, find, kept
from screening.errors import NotFound
from screening.store.tables import contents
from screening.wire.answer import whole
from screening.wire.shape import DecisionV1, OutcomeName

Json = dict[str, Any]
ANSWERED: Final = ("decision", "rescreening")
"""Kinds of records that hold an answer."""
ROW: Final = b'{"schema":"row.v1"'
"""How the answer to a row of a file begins; it has no ids of its own."""


class DecisionRow(Shown):
    """A decision in short. `record` is where it stands in the log; `erased`: what was screened and answered is gone."""

    id: str
    record: str
    kind: str
    at: str
    caller: str
    transaction_id: str | None
    client_reference: str | None
    outcome: OutcomeName
    as_of: str
    erased: bool


class RowAnswer(Shown):
    """The answer to a row of a file: the added columns (`row.v1`)."""

    id: str
    outcome: OutcomeName


class RecordShown(Shown):
    """A record of the log that speaks of a decision: the answer itself, screening again, a disposition."""

    seq: int
    hash: str
    previous: str
    kind: str
    at: str
    caller: str
    outcome: str | None
    as_of: str | None
    context: str | None
    asked: Any
    body: Any
    erased: bool | None


router = APIRouter(prefix="/v1/decisions", tags=["decisions"], dependencies=STRICT)
Reading = Annotated[Caller, Depends(needs("screen", "review", "audit"))]
_RECORD: Final = {"Log-Record": {"description": "number and hash of its record", "schema": {"type": "string"}}}


@router.get(
    "",
    summary="Search decisions",
    response_model=None,
    responses=replies(list[DecisionRow], 422, headers=paging.LINK),
)
def search(
    request: Request,
    service: Serving,
    who: Reading,  # noqa: ARG001
    transaction_id: Annotated[str | None, Query(max_length=4000, description="the caller's own id of the deal")] = None,
    reference: Annotated[
        str | None, Query(max_length=4000, description="the `client_reference` it was sent with")
    ] = None,
    outcome: OutcomeName | None = None,
    party: Annotated[
        str | None, Query(min_length=1, max_length=400, description="part of a party's name, in any case")
    ] = None,
    since: Annotated[Moment | None, Query(description="answered at this time or later")] = None,
    before: Annotated[Moment | None, Query(description="answered before this time")] = None,
    caller: Annotated[str | None, Query(max_length=400, description="the id of the API key that asked")] = None,
    limit: paging.Limit = 100,
    cursor: paging.Cursor = None,
) -> Response:
    """Every answer that fits, the newest first, in short; what was erased is found by what is left of it."""
    sought = Sought(
        kind="decision", transaction_id=transaction_id, reference=reference, outcome=outcome, party=party, since=since,
        before=before, caller=caller,
    )  # fmt: skip
    with service.store.reading() as connection:
        found = list(find(connection, sought, after=paging.number(cursor), newest=True, limit=limit + 1))
        references = _references(connection, found)
    shown, link = paging.page(request, found, limit, lambda each: str(each.seq))
    return sent([_row(each, references) for each in shown], headers=link)


@router.get(
    "/{id}",
    summary="Show a decision",
    response_model=None,
    responses=replies(DecisionV1 | RowAnswer, 404, 410, 422, headers=_RECORD),
)
def show(service: Serving, who: Reading, id: str) -> Response:  # noqa: ARG001
    """Show what was answered, byte for byte; with several records under this id, the newest.

    A decision whose contents were erased is 410; its records remain.
    """
    with service.store.reading() as connection:
        newest = (next(find(connection, Sought(kind=kind, decision=id), newest=True, limit=1), None) for kind in ANSWERED)
        record = max((each for each in newest if each is not None), key=lambda each: each.seq, default=None)
        if record is None:
            raise _unknown(id)
        content = kept(connection, [record.seq]).get(record.seq)
    if content is None:
        raise Refused("erased", f"what was screened and answered in record {record.seq} was erased; its digests remain")
    headers = {"Log-Record": str(Receipt(record.seq, record.hash)), "Cache-Control": "private, no-store"}
    return Response(_answer(record, content), 200, headers, "application/json")


@router.get(
    "/{id}/records",
    summary="Show a decision's records",
    response_model=None,
    responses=replies(list[RecordShown], 404, 422),
)
def records(service: Serving, who: Reading, id: str) -> Response:  # noqa: ARG001
    """Show all that the log says of a decision, the newest first: answers, screening again, dispositions."""
    with service.store.reading() as connection:
        found = _records(connection, id)
        references = _references(connection, found)
    if not found:
        raise _unknown(id)
    return sent([_shown(each, references) for each in found])


def known(connection: sa.Connection, id: str) -> None:
    """Raise `NotFound` if the log has no decision of this id."""
    if next(find(connection, Sought(decision=id), limit=1), None) is None:
        raise _unknown(id)


def _records(connection: sa.Connection, id: str) -> list[Record]:
    return list(find(connection, Sought(decision=id), newest=True, limit=paging.MOST))


def _unknown(id: str) -> NotFound:
    return NotFound(f"there is no decision `{id[:100]}` (see GET /v1/decisions)")


def _answer(record: Record, content: Kept) -> bytes:
    if not content.answer.startswith(ROW):
        return whole(record.decision, record.transaction_id, content.answer, content.reference)
    ids = {"id": record.decision, "transaction_id": record.transaction_id}
    told = json.dumps(ids, ensure_ascii=False, separators=(",", ":")).encode()
    return ROW + b"," + told[1:-1] + content.answer.removeprefix(ROW)


def _references(connection: sa.Connection, found: Sequence[Record]) -> dict[int, str | None]:
    """Return the caller's own reference of each record whose contents are kept; those that were erased are not there."""
    query = sa.select(contents.c.seq, contents.c.reference).where(contents.c.seq.in_([each.seq for each in found]))
    return {row.seq: row.reference for row in connection.execute(query)}


def _row(record: Record, references: Mapping[int, str | None]) -> Json:
    return {
        "id": record.decision,
        "record": str(Receipt(record.seq, record.hash)),
        "kind": record.kind,
        "at": record.at,
        "caller": record.caller,
        "transaction_id": record.transaction_id,
        "client_reference": references.get(record.seq),
        "outcome": record.outcome,
        "as_of": record.as_of,
        "erased": record.seq not in references,
    }


def _shown(record: Record, references: Mapping[int, str | None]) -> Json:
    return {
        "seq": record.seq,
        "hash": record.hash,
        "previous": record.previous,
        "kind": record.kind,
        "at": record.at,
        "caller": record.caller,
        "outcome": record.outcome or None,
        "as_of": record.as_of or None,
        "context": record.context or None,
        "asked": json.loads(record.asked or "null"),
        "body": json.loads(record.body or "null"),
        "erased": record.seq not in references if record.kind in ANSWERED else None,
    }
