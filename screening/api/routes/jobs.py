"""Jobs over HTTP: how far each is, and the files it made. A job is seen by who sent it, and by administrators."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from screening.api import paging
from screening.api.problems import Detail, Refused
from screening.api.security import Caller, needs
from screening.api.service import Service
from screening.api.serving import STRICT, Serving, Shown, replies, sent
from screening.batch.output import rejected_path
from screening.errors import InvalidInput, NotFound, Problem
from screening.jobs import files, queue, results
from screening.jobs.screening import Wanted

State = Literal["queued", "running", "done", "failed", "cancelled"]
JobKind = Literal["screening", "rescreening"]
_RANGE: Final = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")


class Job(Shown):
    """Work that outlives a request: what was asked, how far it is (`progress`), and for a failed one why (`errors`)."""

    id: str
    kind: JobKind
    state: State
    caller: str
    created: str
    changed: str
    asked: dict[str, Any]
    progress: dict[str, Any]
    errors: list[Detail]
    links: dict[str, str]


def shown(job: queue.Job) -> dict[str, Any]:
    """Return a job as the service tells it; `links` are the addresses that answer now."""
    here = f"/v1/jobs/{job.id}"
    made = job.state == "done" and job.kind == "screening"
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "caller": job.caller,
        "created": job.created,
        "changed": job.changed,
        "asked": job.asked,
        "progress": job.progress,
        "errors": [{"code": p.code, "path": p.where, "message": p.message, "hint": p.hint} for p in job.problems],
        "links": {"self": here, **({"result": f"{here}/result", "rejected": f"{here}/rejected"} if made else {})},
    }


router = APIRouter(prefix="/v1/jobs", tags=["jobs"], dependencies=STRICT)
Own = Annotated[Caller, Depends(needs("screen", "admin"))]
_FILE = {"schema": {"type": "string", "format": "binary"}}
_SERVED: Final = {kind.partition(";")[0] for kind in files.SERVED.values()}


def _files(description: str, kinds: set[str]) -> dict[int | str, Any]:
    content = dict.fromkeys(sorted(kinds), _FILE)
    return {
        200: {"description": description, "content": content},
        206: {"description": "a part of it", "content": content},
    }


@router.get(
    "",
    summary="List the jobs",
    response_model=None,
    responses=replies(list[Job], 422, headers=paging.LINK),
)
def list_jobs(
    request: Request,
    service: Serving,
    who: Own,
    state: Annotated[State | None, Query(description="only jobs in this state")] = None,
    kind: Annotated[JobKind | None, Query(description="only jobs of this kind")] = None,
    limit: paging.Limit = 100,
    cursor: paging.Cursor = None,
) -> Response:
    """Show your jobs, the newest first; administrators see those of everybody."""
    caller = None if "admin" in who.scopes else who.id
    with service.store.reading() as connection:
        found = queue.page(
            connection, caller=caller, kind=kind, state=state, before=_before(cursor), limit=limit + 1
        )  # fmt: skip
    shown_now, link = paging.page(request, found, limit, lambda each: f"{each.created} {each.id}")
    return sent([shown(each) for each in shown_now], headers=link)


@router.get("/{id}", summary="Show a job", response_model=None, responses=replies(Job, 404, 422))
def show(service: Serving, who: Own, id: str) -> Response:
    """Show how far a job is; `links` has its files when it is done."""
    return sent(shown(_job(service, who, id)), headers={"Cache-Control": "no-store"})


@router.get(
    "/{id}/result",
    summary="Fetch a job's result",
    response_model=None,
    responses=replies(None, 404, 409, 410, 422)
    | _files("The file that was sent, with the answers as columns", _SERVED),
)
def result(service: Serving, who: Own, id: str) -> Response:
    """Fetch the file that was sent, with its answers added; of the same kind as what was sent."""
    job, path, _ = _served(service, who, id)
    wanted = Wanted.from_json(job.asked)
    return _Whole(path, media_type=files.content_type(wanted.kind), filename=wanted.offered)


@router.get(
    "/{id}/rejected",
    summary="Fetch a job's rejected rows",
    response_model=None,
    responses=replies(None, 404, 409, 410, 422)
    | _files("The rows that were not screened, with reasons", {"text/csv"})
    | {204: {"description": "every row was screened"}},
)
def rejected(service: Serving, who: Own, id: str) -> Response:
    """Fetch the rows that could not be read, each with its number, column, value and reason (CSV)."""
    job, _, path = _served(service, who, id)
    if path is None:
        return Response(status_code=204)
    name = rejected_path(Path(Wanted.from_json(job.asked).offered)).name
    return _Whole(path, media_type="text/csv; charset=utf-8", filename=name)


@router.delete("/{id}", summary="Cancel or remove a job", response_model=None, responses=replies(Job, 404, 422))
def remove(service: Serving, who: Own, id: str) -> Response:
    """Cancel a job that is not over; remove the files of one that is. What was logged stays in the decision log."""
    _job(service, who, id)
    return sent(shown(results.dismiss(service.store, service.data, id, service.clock())))


def _job(service: Service, who: Caller, id: str) -> queue.Job:
    with service.store.reading() as connection:
        job = queue.get(connection, id)
    if job.caller != who.id and "admin" not in who.scopes:
        raise NotFound(f"there is no job `{id[:60]}`")  # whether there is one is not for others to know
    return job


def _served(service: Service, who: Caller, id: str) -> tuple[queue.Job, Path, Path | None]:
    """Return a job that is done, its result, and its rejected rows if there are any."""
    job = _job(service, who, id)
    if job.kind != "screening":
        raise NotFound("a rescreening has no files; see GET /v1/rescreenings")
    if job.state != "done":
        raise Refused("conflict", f"this job is {job.state}, so there is no result", errors=job.problems)
    try:
        return job, *results.served(service.data, job)
    except NotFound:
        detail = "the files of this job were removed; what was screened is in the decision log"
        raise Refused("erased", detail) from None


def _before(cursor: str | None) -> tuple[str, str] | None:
    text = paging.read(cursor)
    if text is None:
        return None
    created, _, id = text.partition(" ")
    if not id:
        raise InvalidInput([Problem("E102", "query.cursor", "this is no cursor of this list", "take it from `Link`")])
    return created, id


class _Whole(FileResponse):
    """A file, or one part of it that is asked for properly; any other `Range` is passed over, as RFC 9110 allows."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__(_ranged(scope, Path(self.path)), receive, send)


def _ranged(scope: MutableMapping[str, Any], path: Path) -> MutableMapping[str, Any]:
    asked = dict(scope["headers"]).get(b"range")
    if asked is None:
        return scope
    found = _RANGE.fullmatch(asked.decode("latin-1"))
    size = path.stat().st_size
    if found and int(found[1]) < size and (not found[2] or int(found[1]) <= int(found[2])):
        return scope
    return {**scope, "headers": [each for each in scope["headers"] if each[0] != b"range"]}
