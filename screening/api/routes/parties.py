"""Names over HTTP: whom each may be on the loaded lists, and why. What is found is a candidate, never a verdict."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BeforeValidator, Field, StrictInt
from starlette.responses import Response

from screening.api.bodies import body_of, checked
from screening.api.security import Caller, needs
from screening.api.service import Service
from screening.api.serving import STRICT, Day, Lang, Serving, Shown, current_day, replies, sent, worked
from screening.api.shapes import Asking, json_body
from screening.errors import InvalidInput, Problem
from screening.facts.fields import Text
from screening.parties.asked import query_of
from screening.parties.matcher import Query
from screening.terms import Language
from screening.wire.parties import names_found

MOST = 1000
_EXAMPLE = {
    "names": ["Huawei Technologies", {"name": "Invented Technology Ltd", "kind": "entity", "country": "CN"}],
    "top": 3,
}


class PartyName(Asking):
    """A name, and what is known of who bears it: `birth_date` is YYYY, YYYY-MM or YYYY-MM-DD."""

    name: Text
    kind: Text | None = None
    country: Text | None = None
    birth_date: Text | None = None
    address: Text | None = None


def _named(raw: object) -> object:
    return {"name": raw} if isinstance(raw, str) else raw


class Names(Asking):
    """Names in any script (a text, or an object that says more); `as_of` is by default today."""

    names: list[Annotated[PartyName, BeforeValidator(_named, json_schema_input_type=str | PartyName)]] = Field(
        min_length=1, max_length=MOST
    )
    top: Annotated[StrictInt, Field(ge=1, le=100)] = 5
    as_of: Day | None = None


class NameAnswer(Shown):
    """The candidates for one name, best first; `grade` says which deserve a look."""

    query: str
    as_of: str
    lists: list[dict[str, Any]]
    candidates: list[dict[str, Any]]


router = APIRouter(prefix="/v1/parties", tags=["reference"], dependencies=STRICT)


@router.post(
    "/match",
    summary="Look names up on the lists",
    response_model=None,
    openapi_extra=json_body(Names, _EXAMPLE),
    responses=replies(list[NameAnswer], 400, 413, 415, 422),
)
async def match(
    request: Request,
    service: Serving,
    who: Annotated[Caller, Depends(needs("screen"))],  # noqa: ARG001
    lang: Lang = "en",
) -> Response:
    """Say of each name, in its order, which listed parties it may be and what raised or lowered each score.

    The same answers as `screening party`. Nothing is recorded: to screen a deal, send it to `/v1/screen`.
    """
    asked = checked(Names, await body_of(request, service.limits))
    return await worked(_found, service, asked, lang)


def _found(service: Service, asked: Names, language: Language) -> Response:
    watchlist = service.law.screener.watchlist
    queries = _queries(asked)
    day = asked.as_of or current_day(service)
    answers = zip(queries, watchlist.candidates(queries, day, asked.top), strict=True)
    return sent([names_found(query, found, day, watchlist.loaded, language) for query, found in answers])


def _queries(asked: Names) -> list[Query]:
    queries: list[Query] = []
    problems: list[Problem] = []
    for at, each in enumerate(asked.names):
        said = each.name, each.kind, each.country, each.birth_date, each.address
        try:
            queries.append(query_of(*said, lambda field, at=at: f"names[{at}].{field}"))  # type: ignore[misc]
        except InvalidInput as error:
            problems.extend(error.problems)
    if problems:
        raise InvalidInput(problems)
    return queries
