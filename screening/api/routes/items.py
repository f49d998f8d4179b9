"""Item texts over HTTP: what each resolves to, and its tier on a day."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import Field
from starlette.responses import Response

from screening.api.bodies import body_of, checked
from screening.api.security import Caller, needs
from screening.api.serving import STRICT, Day, Lang, Serving, Shown, replies, sent, worked
from screening.api.shapes import Asking, json_body
from screening.facts.fields import Text
from screening.reports.items import describe_item

MOST = 1000
_ASKED = {"texts": ["8x NVIDIA H100 80GB SXM5", "p4d.24xlarge"], "as_of": "2025-01-20"}


class Texts(Asking):
    """Item texts, part numbers, servers or cloud instances; `as_of` is by default the last day the law is verified for."""

    texts: list[Text] = Field(min_length=1, max_length=MOST)
    as_of: Day | None = None


class ItemShown(Shown):
    """What a text resolves to; figures are those of the strongest chip, a count is null where it is not known."""

    text: str
    status: Literal["resolved", "ambiguous", "unknown"]
    chips: list[dict[str, Any]]
    candidates: list[str]
    tpp: Any
    performance_density: Any
    tier: list[str]
    as_of: str
    evidence: str | None


router = APIRouter(prefix="/v1/items", tags=["reference"], dependencies=STRICT)


@router.post(
    "/resolve",
    summary="Resolve item texts",
    response_model=None,
    openapi_extra=json_body(Texts, _ASKED),
    responses=replies(list[ItemShown], 400, 413, 415, 422),
)
async def resolve(
    request: Request,
    service: Serving,
    who: Annotated[Caller, Depends(needs("screen"))],  # noqa: ARG001
    lang: Lang = "en",
) -> Response:
    """Say of each text, in its order, which chips it names and in which tiers they are, as `screening item`."""
    asked = checked(Texts, await body_of(request, service.limits))
    screener = service.law.screener
    day = asked.as_of or screener.rules.verified_through

    def described() -> Response:
        return sent([describe_item(text, screener, day, lang) for text in asked.texts])

    return await worked(described)
