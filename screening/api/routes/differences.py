"""`POST /v1/diff`: given transactions under two laws, one by one, and because of which provision. Nothing is recorded.

The comparison is the one of `screening diff` (`difference.v1`); what a file of changes is there, is `results` here.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from screening.api.bodies import body_of, checked
from screening.api.security import Caller, needs
from screening.api.serving import STRICT, Day, Serving, Shown, replies, sent, worked
from screening.api.shapes import Asking, json_body
from screening.batch.options import Options
from screening.batch.pairs import compare_pairs
from screening.errors import InvalidInput, Problem
from screening.facts.fields import Text
from screening.facts.transaction import Transaction
from screening.screen import Screener

MOST: Final = 1000
_DEAL = {
    "id": "T-1", "activity": "export", "date": "2023-11-01", "origin": "US", "destination": "CN",
    "parties": [{"role": "end_user", "name": "Invented University", "country": "CN"}],
    "items": [{"description": "NVIDIA A800 80GB PCIe", "quantity": 8}],
}  # fmt: skip


class TwoLaws(Asking):
    """Transactions and two laws: those of two days, or of one day with and without what is assumed.

    `from` is by default each transaction's own date, `to` is by default `from`. `assume` names rules taken as law on the
    second side; `all` is every proposal.
    """

    before: Day | None = Field(default=None, alias="from")
    after: Day | None = Field(default=None, alias="to")
    assume: list[Text] = Field(default=[], max_length=100)
    transactions: list[Transaction] = Field(min_length=1, max_length=MOST)


class Differences(Shown):
    """`difference.v1`, and beside it every transaction with its two answers. `because` names provisions with how they change."""

    hypothetical: bool
    law_verified_through: str
    transactions: int
    changed: int
    flows: list[dict[str, Any]]
    because: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    results: list[dict[str, Any]]
    notices: list[dict[str, str]]


router = APIRouter(prefix="/v1/diff", tags=["reference"], dependencies=STRICT)


@router.post(
    "",
    summary="Compare two laws over transactions",
    response_model=None,
    openapi_extra=json_body(TwoLaws, {"from": "2023-11-01", "to": "2023-11-30", "transactions": [_DEAL]}),
    responses=replies(Differences, 400, 413, 415, 422),
)
async def diff(
    request: Request,
    service: Serving,
    who: Annotated[Caller, Depends(needs("screen"))],  # noqa: ARG001
) -> Response:
    """Screen each transaction under both laws; say what changes, from what to what, because of which provision."""
    data = await body_of(request, service.limits)
    return await worked(_compared, service.law.screener, data)


def _compared(screener: Screener, data: Any) -> Response:
    asked = checked(TwoLaws, data)
    if asked.before is None and asked.after is None and not asked.assume:
        hint = "give `from` and `to`, or `assume`"
        raise InvalidInput([Problem("E101", "to", "both laws are the same: nothing can change", hint)])
    assumed = screener.assumed(asked.assume)
    sides = Options(asked.before), Options(asked.after or asked.before, assumed)
    return sent(compare_pairs(screener, *sides, asked.transactions))
