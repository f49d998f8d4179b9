"""Lists of parties over HTTP: what is held, what is in use, and taking a new snapshot.

A list is taken as `screening lists add` takes it: one that is broken, or has shrunk, is refused with its numbers.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from screening.api.bodies import body_of, checked
from screening.api.forms import Form, form_of, is_form
from screening.api.security import Caller, needs
from screening.api.service import Law, Service
from screening.api.serving import STRICT, Day, Lang, Serving, Shown, current_day, replies, sent, sent_once, worked
from screening.api.shapes import Asking, json_body
from screening.audit.log import Entry, append
from screening.errors import Invalid, InvalidInput, NotFound, Problem
from screening.facts.fields import Text, Truth
from screening.parties.lists.content import open_part
from screening.parties.lists.intake import Received, Taken, take
from screening.parties.lists.shrinkage import TOLERATED
from screening.parties.lists.store import Store
from screening.parties.watchlist import EMBEDDED
from screening.reports.lists import Held, listed_snapshots, snapshot_data, taken_data

Json = dict[str, Any]
_NAME: Final = r"^[a-z0-9][a-z0-9._-]{0,63}$"


class ListRow(Shown):
    """A snapshot of a list; `in_use` says whether deals are held against it now."""

    name: str
    date: str
    digest: str
    entries: int
    names: int
    in_use: bool


class ListShown(ListRow):
    """A snapshot with its source, sub-lists and warnings; the list that ships with the rules has only the numbers."""

    source: str | None = None
    sublists: list[Json] = []
    reasons: list[str] = []
    quarantined: list[str] = []
    notes: list[str] = []


class ListTaken(ListShown):
    """The snapshot, and whether it is new."""

    added: bool


def _truth(raw: object) -> object:
    return {"true": True, "false": False}.get(raw, raw) if isinstance(raw, str) else raw


class ListOptions(Asking):
    """How a list is taken: its name and day (by default what it says itself), and how much of a sub-list may be gone."""

    name: Annotated[str, Field(pattern=_NAME)] | None = None
    date: Day | None = None
    input_format: Text | None = None
    shrink: Annotated[float, Field(ge=0, le=100)] = TOLERATED
    force: Annotated[Truth, BeforeValidator(_truth)] = False


class ListAddress(ListOptions):
    """A list to be fetched."""

    url: Text


router = APIRouter(prefix="/v1/lists", tags=["lists"], dependencies=STRICT)
Screening = Annotated[Caller, Depends(needs("screen"))]

_BODY = json_body(ListAddress, {"url": "https://www.treasury.gov/ofac/downloads/sdn.csv", "name": "sdn"})
_BINARY = {"type": "string", "format": "binary"}
_BODY["requestBody"]["content"]["multipart/form-data"] = {
    "schema": {
        "type": "object",
        "required": ["file"],
        "properties": {
            "file": {**_BINARY, "description": "the list; several only for OFAC's CSV"},
            "map": {**_BINARY, "description": "which column of a CSV holds what (YAML)"},
            "name": {"type": "string", "pattern": _NAME},
            "date": {"type": "string", "format": "date"},
            "input_format": {"type": "string"},
            "shrink": {"type": "string", "pattern": r"^[0-9]{1,2}(\.[0-9]+)?$"},
            "force": {"type": "string", "enum": ["true", "false"]},
        },
        "additionalProperties": False,
    }
}


@router.get(
    "",
    summary="List the snapshots",
    response_model=None,
    responses=replies(list[ListRow], 422, 500, etag=True),
)
def list_lists(request: Request, service: Serving, who: Screening) -> Response:  # noqa: ARG001
    """Every snapshot that is held, the excerpt that ships with the rules first, as `screening lists list --format json`."""
    law = service.law
    return sent_once(request, [_row(each, law) for each in (*_shipped(law), *Store(service.data).snapshots())])


@router.get(
    "/{name}",
    summary="Show one list",
    response_model=None,
    responses=replies(ListShown, 404, 422, 500, etag=True),
)
def show_list(request: Request, service: Serving, who: Screening, name: str, lang: Lang = "en") -> Response:  # noqa: ARG001
    """Show the newest snapshot of a list, or `NAME@DATE`, as `screening lists show`; its files are verified."""
    law = service.law
    if shipped := next((each for each in _shipped(law) if each.name == name), None):
        return sent_once(request, _row(shipped, law))
    store = Store(service.data)
    try:
        snapshot = store.find(name)
    except NotFound:
        # the engine's own message names a folder of this machine
        raise NotFound(f"there is no list `{name[:100]}` (see GET /v1/lists)") from None
    store.load(snapshot)
    return sent_once(request, {**snapshot_data(snapshot, lang), "in_use": _in_use(snapshot, law)})


@router.post(
    "",
    summary="Take a list",
    status_code=201,
    response_model=None,
    openapi_extra=_BODY,
    responses={
        **replies(ListTaken, 400, 413, 415, 422, 500, status=201),
        200: {**replies(ListTaken)[200], "description": "The snapshot that is held already; nothing was changed"},
    },
)
async def add_list(
    request: Request,
    service: Serving,
    who: Annotated[Caller, Depends(needs("admin"))],
    lang: Lang = "en",
) -> Response:
    """Keep a list as it is: a file, or what is found at an address; then load the rules and lists anew.

    A list that is broken, or that has shrunk since its last snapshot, is refused with the reasons (422), unless `force`.
    What is held already is answered with 200. Deals are held against the new list as soon as this answers.
    """
    if is_form(request):
        form = await form_of(request, service.limits.upload_bytes)
        taken = await worked(_uploaded, service, form)
    else:
        asked = checked(ListAddress, await body_of(request, service.limits))
        taken = await worked(_fetched, service, asked)
    if taken.added.new:
        await worked(_noted, service, taken, who.id)
        await service.reload()
    data = {**taken_data(taken, lang), "in_use": _in_use(taken.added.snapshot, service.law)}
    return sent(data, 201 if taken.added.new else 200)


def _noted(service: Service, taken: Taken, caller: str) -> None:
    """Record who took which list, and in spite of what."""
    of = taken.added.snapshot
    body = {"name": of.name, "date": of.date.isoformat(), "digest": of.digest, "source": of.source, "forced": list(of.reasons)}
    with service.store.writing() as connection:
        append(connection, [Entry("list", caller, body=json.dumps(body, ensure_ascii=False))], service.clock())


def _fetched(service: Service, asked: ListAddress) -> Taken:
    received = Received((open_part(asked.url, service.fetch(asked.url)),), asked.url)
    return _taken(service, received, asked, None)


def _uploaded(service: Service, form: Form) -> Taken:
    asked = checked(ListOptions, form.fields)
    extra = sorted({*form.files} - {"file", "map"})
    if extra or not form.files.get("file"):
        message = f"`{extra[0][:60]}` is not known" if extra else "`file` is missing"
        raise InvalidInput(
            [Problem("E101", extra[0][:60] if extra else "file", message, "the files are `file` and `map`")]
        )
    parts = tuple(open_part(name, content) for name, content in form.files["file"])
    received = Received(parts, ", ".join(part.name for part in parts))
    maps = form.files.get("map", [])
    if not maps:
        return _taken(service, received, asked, None)
    with tempfile.TemporaryDirectory() as folder:  # a mapping is read from a file
        path = Path(folder, "map.yaml")
        path.write_bytes(maps[0][1])
        try:
            return _taken(service, received, asked, path)
        except Invalid as error:
            places = [(each, each.where.replace(f"{folder}/", "")) for each in error.problems]
            raise InvalidInput(Problem(each.code, where, each.message, each.hint) for each, where in places) from None


def _taken(service: Service, received: Received, asked: ListOptions, mapping: Path | None) -> Taken:
    return take(
        Store(service.data), received, today=current_day(service), name=asked.name, day=asked.date, mapping=mapping,
        format=asked.input_format, tolerated=asked.shrink, force=asked.force,
    )  # fmt: skip


def _shipped(law: Law) -> list[Held]:
    return [each for each in law.screener.watchlist.loaded if each.name == EMBEDDED]


def _row(held: Held, law: Law) -> Json:
    return {**listed_snapshots([held])[0], "in_use": _in_use(held, law)}


def _in_use(held: Held, law: Law) -> bool:
    return any((each.name, each.digest) == (held.name, held.digest) for each in law.screener.watchlist.loaded)
