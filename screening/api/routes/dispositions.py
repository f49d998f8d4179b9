"""What a reviewer says of a decision, over HTTP: recorded in the chain, never changed, closed only by two where so asked.

The service says what a reviewer said; it never says that a deal is cleared.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import model_validator
from starlette.responses import Response

from screening.api.bodies import body_of, checked
from screening.api.routes.decisions import known
from screening.api.security import Caller, needs
from screening.api.service import Service
from screening.api.serving import STRICT, Day, Serving, Shown, current_day, replies, sent
from screening.api.shapes import Asking, json_body
from screening.audit import dispositions
from screening.audit.known_goods import known_goods
from screening.errors import InvalidInput, ScreeningError
from screening.facts.fields import Text
from screening.parties.known_good import KnownGood

_EXAMPLE = {
    "reviewer": "J. Doe", "verdict": "false_positive", "reason": "another company: other address, founded 2019",
    "known_good": {"until": "2027-06-30"},
}  # fmt: skip


class KnownGoodUntil(Asking):
    """Not to be raised again for the same name and entry until this day."""

    until: Day


class Review(Asking):
    """What a reviewer found. `known_good` goes with `false_positive`: the matches of the decision are not raised again."""

    reviewer: Text
    verdict: dispositions.Verdict
    reason: Text
    known_good: KnownGoodUntil | None = None

    @model_validator(mode="after")
    def _fits(self) -> Review:
        if self.known_good is not None and self.verdict != "false_positive":
            raise ValueError("known_good goes with the verdict false_positive")
        return self


class DispositionShown(Shown):
    """A disposition as it stands; where four eyes are asked for, it is `proposed` until somebody else confirms it.

    `about` is the record of the proposal that it confirms or rejects, `until` when known goods made from it lapse.
    """

    seq: int
    at: str
    caller: str
    decision: str
    reviewer: str
    verdict: dispositions.Verdict
    reason: str
    state: dispositions.State
    until: str | None
    about: int | None


class DispositionMade(DispositionShown):
    """A new disposition, and how many matches are not raised again because of it."""

    known_goods: int


router = APIRouter(prefix="/v1/decisions/{id}/dispositions", tags=["dispositions"], dependencies=STRICT)


@router.post(
    "",
    summary="Record a disposition",
    status_code=201,
    response_model=None,
    openapi_extra=json_body(Review, _EXAMPLE),
    responses=replies(DispositionMade, 400, 404, 413, 415, 422, status=201),
)
async def add(
    request: Request, service: Serving, who: Annotated[Caller, Depends(needs("review"))], id: str
) -> Response:
    """Record what a reviewer found of a decision, and why. A disposition is never changed: a later one stands beside it.

    With four eyes it takes effect when another reviewer, with another key, records the same verdict. Only then are the
    matches of a `false_positive` known to be somebody else, until the day that `known_good` says.
    """
    asked = checked(Review, await body_of(request, service.limits))
    made, goods = await run_in_threadpool(_recorded, service, who, id, asked)
    if goods:
        with suppress(ScreeningError):  # it is recorded; what keeps rules and lists from being loaded is looked at again and told
            await service.reload()
    return sent({**_shown(made), "known_goods": goods}, 201)


@router.get(
    "",
    summary="List dispositions",
    response_model=None,
    responses=replies(list[DispositionShown], 404, 422),
)
def history(
    service: Serving,
    who: Annotated[Caller, Depends(needs("screen", "review", "audit"))],  # noqa: ARG001
    id: str,
) -> Response:
    """Show what reviewers said of a decision, in their order."""
    with service.store.reading() as connection:
        known(connection, id)
        return sent([_shown(each) for each in dispositions.history(connection, id)])


def _recorded(service: Service, who: Caller, id: str, asked: Review) -> tuple[dispositions.Disposition, int]:
    """Record a disposition, and the known goods that it amounts to; return it, and how many those are."""
    until = asked.known_good.until if asked.known_good else None
    screener, know = service.law.screener, service.know
    goods: tuple[KnownGood, ...] = ()
    if asked.verdict == "false_positive":
        _ = screener.watchlist.matcher  # it takes seconds to make, which nobody should wait for within the store
    with service.store.writing() as connection:
        try:
            made = dispositions.dispose(
                connection, id, asked.reviewer, asked.verdict, asked.reason, service.clock(), who.id,
                four_eyes=service.four_eyes, until=until,
            )  # fmt: skip
        except InvalidInput as error:
            paths = {"until": "known_good.until"}
            raise InvalidInput(
                replace(each, where=paths.get(each.where, each.where)) for each in error.problems
            ) from None
        if made.state == "confirmed" and made.verdict == "false_positive":
            goods = known_goods(connection, id, screener, current_day(service))
        if goods:
            know(goods)  # the last thing before it is recorded: neither is there without the other
    return made, len(goods)


def _shown(each: dispositions.Disposition) -> dict[str, Any]:
    return {**asdict(each), "until": each.until.isoformat() if each.until else None}
