"""`POST /v1/screen` and `POST /v1/screen/batch`: the transaction in, the decision out, and nothing unlogged.

These two are asked thousands of times a minute, so they read their requests themselves; what they take and give stands in
the OpenAPI document all the same.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute
from starlette.responses import Response

from screening.api.announcing import announcement
from screening.api.answers import Answered, Given, read
from screening.api.bodies import json_bytes, parsed
from screening.api.problems import Refused, refusal, respond
from screening.api.recorder import Once, Recorded
from screening.api.routes.screening_docs import BATCH, SCREEN
from screening.api.routes.uploads import is_upload, take_upload
from screening.api.security import authorised
from screening.api.service import Law, Service
from screening.audit.log import kept, record
from screening.errors import InvalidInput, Problem
from screening.language.facts import Unfit, iso_date
from screening.wire.answer import Asked, whole


class Direct(APIRoute):
    """A route whose function reads its request itself: FastAPI's reading of parameters would take as long as the answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the function of the route as it is."""
        handler: Callable[[Request], Coroutine[Any, Any, Response]] = self.endpoint
        return handler


router = APIRouter(tags=["screening"], route_class=Direct)

SINGLE, LIST = Asked(explain="full"), Asked(explain="short")
AT_A_TIME = 8
"""Transactions of a list that are decided before another request has its turn: some tens of milliseconds."""
MOST_WAITING = 256
"""Requests that may wait to be decided; more are told to come back."""
MAX_KEY = 200
LONG = 1_000_000
"""Bytes of a body that is read beside the event loop."""


@router.post("/v1/screen", **SCREEN)
async def screen(request: Request) -> Response:
    """Screen one transaction."""
    service: Service = request.app.state.service
    who = await authorised(request, "screen")
    asked = asked_of(request.scope["query_string"], SINGLE)
    raw = await json_bytes(request, service.limits)
    once = _once(request, who.id, raw)
    if once is not None and (before := await service.recorder.earlier(once)) is not None:
        (body,) = await _again(service, before)
        return _response(body, before)
    law = service.law
    given = read(parsed(raw, None))
    known = law.answers.known(given, asked)
    service.metrics.answered(cached=known is not None)
    answered = known or (await _decide(service, law, [given], asked))[0]
    if isinstance(answered, InvalidInput):
        raise answered
    recorded = await _record(service, law, who.id, [answered], asked, once)
    if recorded.again:
        (body,) = await _again(service, recorded)
        return _response(body, recorded)
    return _response(answered.body, recorded)


@router.post("/v1/screen/batch", **BATCH)
async def screen_batch(request: Request) -> Response:
    """Screen a list of transactions, or take a file as a job."""
    service: Service = request.app.state.service
    who = await authorised(request, "screen")
    asked = asked_of(request.scope["query_string"], LIST)
    if is_upload(request):
        return await take_upload(request, service, asked, _once(request, who.id, b"") or who.id)
    raw = await json_bytes(request, service.limits)
    once = _once(request, who.id, raw)
    if once is not None and (before := await service.recorder.earlier(once)) is not None:
        return await _list_again(service, before)
    # how deep it is, is looked at where something is decided: what is known was looked at before
    data = await run_in_threadpool(parsed, raw, None) if len(raw) > LONG else parsed(raw, None)
    if not isinstance(data, list):
        raise InvalidInput([Problem("E102", "body", "a list of transactions is expected", "one transaction goes to /v1/screen")])
    if not 0 < len(data) <= service.limits.transactions:
        message = f"{len(data):,} transactions; 1 to {service.limits.transactions:,} are read at a time"
        raise InvalidInput([Problem("E609", "body", message, "split the list, or send a file (text/csv, JSON lines …)")])
    law = service.law
    law.screener.assumed(asked.assume)  # a rule that does not exist is a mistake of the request, not of each transaction
    results = await _all(service, law, data, asked)
    answers = [each for each in results if isinstance(each, Answered)]
    refused = {str(at): _refused(request, each, at) for at, each in enumerate(results) if isinstance(each, InvalidInput)}
    recorded = await _record(service, law, who.id, answers, asked, once, refused)
    if recorded.again:
        return await _list_again(service, recorded)
    return _list([each.body for each in answers], recorded)


async def _list_again(service: Service, recorded: Recorded) -> Response:
    return _list(await _again(service, recorded), recorded)


def _list(bodies: Sequence[bytes], recorded: Recorded) -> Response:
    """Return the answers to a list in its order, with the problems of those that could not be read in their places."""
    left = iter(bodies)
    many = len(bodies) + len(recorded.refused)
    parts = [recorded.refused[str(at)].encode() if str(at) in recorded.refused else next(left) for at in range(many)]
    response = _response(b"[%s]" % b",".join(parts), recorded)
    response.headers["Screened"] = str(len(bodies))
    response.headers["Rejected"] = str(len(recorded.refused))
    return response


@lru_cache(1024)
def asked_of(query: bytes, default: Asked) -> Asked:
    """Read a query: `as_of`, `assume` (repeatable), `explain`, `lang`; raises `InvalidInput` for anything else."""
    problems: list[Problem] = []
    asked = default
    given: set[str] = set()
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        match name, value:
            case "as_of" | "explain" | "lang", _ if name in given:
                problems.append(Problem("E102", f"query.{name}", f"`{name}` stands twice", "give it once"))
            case "as_of", _:
                try:
                    asked = replace(asked, as_of=iso_date(value))
                except Unfit as error:
                    problems.append(Problem("E302", "query.as_of", error.message, error.hint))
            case "assume", _ if value:
                asked = replace(asked, assume=tuple(sorted({*asked.assume, value})))
            case "explain", "full" | "short":
                asked = replace(asked, explain=value)
            case "lang", "en" | "ko":
                asked = replace(asked, language=value)
            case ("explain" | "lang" | "assume"), _:
                words = {"explain": "full or short", "lang": "en or ko", "assume": "a rule id or `all`"}
                problems.append(Problem("E102", f"query.{name}", f"`{value[:40]}` is not known here", f"write {words[name]}"))
            case _:
                hint = "as_of, assume, explain, lang"
                problems.append(Problem("E101", f"query.{name[:40]}", "there is no such parameter", hint))
        given.add(name)
    if problems:
        raise InvalidInput(problems)
    return asked


async def _all(service: Service, law: Law, data: Sequence[Any], asked: Asked) -> list[Answered | InvalidInput]:
    """Return the answers to a list in its order; what cannot be read, or decided, is an error in its place."""
    results: list[Answered | InvalidInput | None] = []
    missing: list[tuple[int, Given]] = []
    for at, each in enumerate(data):
        try:
            given = read(each)
        except InvalidInput as error:
            results.append(error)
            continue
        results.append(law.answers.known(given, asked))
        if results[-1] is None:
            missing.append((at, given))
    service.metrics.answered(cached=True, count=sum(isinstance(each, Answered) for each in results))
    service.metrics.answered(cached=False, count=len(missing))
    first: dict[bytes, int] = {}
    for start in range(0, len(missing), AT_A_TIME):
        new = [(at, given) for at, given in missing[start : start + AT_A_TIME] if first.setdefault(given.said, at) == at]
        found = await _decide(service, law, [given for _, given in new], asked) if new else []
        for (at, _), result in zip(new, found, strict=True):
            results[at] = result
    for at, given in missing:
        if results[at] is None:  # another one of the list says the same
            like = results[first[given.said]]
            results[at] = law.answers.known(given, asked) or (like if isinstance(like, InvalidInput) else None)
            if results[at] is None:  # it was forgotten in between
                (results[at],) = await _decide(service, law, [given], asked)
    return [each for each in results if each is not None]


async def _decide(service: Service, law: Law, many: Sequence[Given], asked: Asked) -> list[Answered | InvalidInput]:
    """Decide what is not known, on the one thread that decides; what is decided is kept."""
    if service.waiting >= MOST_WAITING:
        raise Refused("unavailable", "too many requests wait to be decided", headers={"Retry-After": "1"})
    service.waiting += 1
    try:
        found = await asyncio.get_running_loop().run_in_executor(service.thread, _decided, law, many, asked, service.limits.depth)
    finally:
        service.waiting -= 1
    for each in found:
        if isinstance(each, Answered):
            law.answers.keep(each, asked)
    return found


def _decided(law: Law, many: Sequence[Given], asked: Asked, depth: int) -> list[Answered | InvalidInput]:
    results: list[Answered | InvalidInput] = []
    for given in many:
        try:
            results.append(law.answers.decide(given, asked, depth))
        except InvalidInput as error:
            results.append(error)
    return results


async def _record(
    service: Service, law: Law, caller: str, answers: Sequence[Answered], asked: Asked, once: Once | None,
    refused: Mapping[str, str] | None = None,
) -> Recorded:
    said = asked.to_json()
    entries = [each.entry(caller, law.context, said) for each in answers]
    recorded = await service.recorder.record(entries, once, announcement(entries, service.told_from), refused)
    if not recorded.again:
        for outcome, many in Counter(each.known.outcome for each in answers).items():
            service.metrics.decided(outcome, many)
    return recorded


def _once(request: Request, caller: str, raw: bytes) -> Once | None:
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    if not 0 < len(key) <= MAX_KEY or not key.isprintable():
        message = f"an Idempotency-Key has 1 to {MAX_KEY} printable characters"
        raise InvalidInput([Problem("E102", "header.Idempotency-Key", message)])
    asked = b"%s %s?%s\n" % (request.method.encode(), request.url.path.encode(), request.scope["query_string"])
    return Once(caller, key, hashlib.sha256(asked + raw).hexdigest())


async def _again(service: Service, recorded: Recorded) -> list[bytes]:
    """Return the bodies that were answered before, from the decision log."""
    seqs = [each.seq for each in recorded.receipts]
    found = await asyncio.to_thread(_stored, service, seqs)
    if len(found) < len(seqs):
        raise Refused("erased", "what was answered under this Idempotency-Key has been erased")
    return found


def _stored(service: Service, seqs: Sequence[int]) -> list[bytes]:
    with service.store.reading() as connection:
        contents = kept(connection, seqs)
        found = [(record(connection, seq), contents[seq]) for seq in seqs if seq in contents]
    return [whole(each.decision, each.transaction_id, of.answer, of.reference) for each, of in found if each]


def _refused(request: Request, error: InvalidInput, at: int) -> str:
    """Return the problem that stands where the answer to a transaction of a list would stand."""
    paths = ("" if each.where == "body" else f".{each.where}" for each in error.problems)
    problems = [replace(each, where=f"[{at}]{path}") for each, path in zip(error.problems, paths, strict=True)]
    return bytes(respond(request.scope, refusal(InvalidInput(problems))).body).decode()


def _response(body: bytes, recorded: Recorded) -> Response:
    response = Response(body, media_type="application/json")
    if recorded.receipts:
        response.headers["Log-Record"] = str(recorded.receipts[-1])
        if len(recorded.receipts) > 1:
            response.headers["Log-Records"] = f"{recorded.receipts[0].seq}-{recorded.receipts[-1].seq}"
    return response
