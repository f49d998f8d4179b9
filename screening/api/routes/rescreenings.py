"""Screening again, over HTTP: what has changed for open decisions, and having them screened again now."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from screening.api import paging
from screening.api.routes.jobs import Job, shown
from screening.api.security import Caller, needs
from screening.api.serving import STRICT, Moment, Serving, Shown, replies, sent
from screening.jobs import queue
from screening.store.tables import differences, records

Change = Literal["newly_caught", "no_longer_caught", "changed_reason"]


class Side(Shown):
    """One of the two answers: the decision, and the number of its record."""

    decision: str
    record: int
    outcome: str
    as_of: str


class Rescreened(Shown):
    """An open decision that is another one since rules or lists have changed."""

    id: int
    job: str
    at: str
    change: Change
    transaction_id: str | None
    before: Side
    after: Side


router = APIRouter(prefix="/v1/rescreenings", tags=["rescreening"], dependencies=STRICT)


@router.get(
    "",
    summary="List what screening again has changed",
    response_model=None,
    responses=replies(list[Rescreened], 422, headers=paging.LINK),
)
def list_differences(
    request: Request,
    service: Serving,
    who: Annotated[Caller, Depends(needs("screen", "review", "audit"))],  # noqa: ARG001
    change: Annotated[Change | None, Query(description="only such differences")] = None,
    job: Annotated[str | None, Query(max_length=100, description="only those of one rescreening")] = None,
    since: Annotated[Moment | None, Query(description="found at this time or later")] = None,
    limit: paging.Limit = 100,
    cursor: paging.Cursor = None,
) -> Response:
    """Show decisions that are newly caught, no longer caught, or caught for another reason; the newest first."""
    one, other = records.alias("one"), records.alias("other")
    query = (
        sa.select(
            differences, one.c.decision.label("from_decision"), one.c.outcome.label("from_outcome"),
            one.c.as_of.label("from_day"), other.c.decision, other.c.outcome, other.c.as_of, other.c.transaction_id,
        )
        .join(one, one.c.seq == differences.c.before)
        .join(other, other.c.seq == differences.c.after)
        .order_by(differences.c.id.desc())
        .limit(limit + 1)
    )  # fmt: skip
    if change is not None:
        query = query.where(differences.c.change == change)
    if job is not None:
        query = query.where(differences.c.job == job)
    if since is not None:
        query = query.where(differences.c.at >= since)
    if last := paging.number(cursor):
        query = query.where(differences.c.id < last)
    with service.store.reading() as connection:
        found = connection.execute(query).all()
    page, link = paging.page(request, found, limit, lambda row: str(row.id))
    return sent([_row(each) for each in page], headers=link)


@router.post(
    "",
    summary="Screen open decisions again",
    status_code=202,
    response_model=None,
    responses=replies(Job, 422, status=202),
)
def start(service: Serving, who: Annotated[Caller, Depends(needs("admin"))]) -> Response:
    """Begin a job that screens every open decision under the rules and lists of now; it also runs whenever they change."""
    with service.store.writing() as connection:
        asked = {"context": service.law.context, "cause": "request"}
        job = queue.add(connection, "rescreening", asked, who.id, service.clock())
    service.wake()
    return sent(shown(job), 202, {"Location": f"/v1/jobs/{job.id}"})


def _row(row: sa.Row[Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "job": row.job,
        "at": row.at,
        "change": row.change,
        "transaction_id": row.transaction_id,
        "before": {
            "decision": row.from_decision, "record": row.before, "outcome": row.from_outcome, "as_of": row.from_day,
        },
        "after": {"decision": row.decision, "record": row.after, "outcome": row.outcome, "as_of": row.as_of},
    }  # fmt: skip
