"""Files that are sent to be screened: written to disk as they come in, then a job; nothing is screened while somebody waits."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import sqlalchemy as sa
from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from screening.api.forms import is_form, plain_name, spooled
from screening.api.problems import Refused
from screening.api.recorder import Once, reused
from screening.api.routes.jobs import shown
from screening.api.service import Service
from screening.api.serving import sent
from screening.errors import InvalidInput, Problem
from screening.jobs import queue
from screening.jobs.files import TYPES, Folder, folder, kind_of
from screening.jobs.files import plain_name as offered_name
from screening.jobs.screening import Wanted
from screening.store.tables import idempotency
from screening.wire.answer import Asked

PIECE = 1 << 20
FORM_BYTES = 1_100_000
"""What a form may have beside its file: names, borders, a mapping."""
PACKED = {"application/gzip", "application/zstd", "application/octet-stream"}
"""Content types that say nothing of what is in them: the name has to (`Content-Disposition: attachment; filename=…`)."""


def is_upload(request: Request) -> bool:
    """Whether a request carries a file."""
    return is_form(request) or _kind(request) in TYPES or _kind(request) in PACKED


async def take_upload(request: Request, service: Service, asked: Asked, caller: str | Once) -> Response:
    """Keep the file of a request and queue its job; 202 with the job. `Once`: the caller, with an `Idempotency-Key`."""
    service.law.screener.assumed(asked.assume)  # refuses a rule that does not exist, before the file is read
    id = queue.new_id()
    if is_form(request):
        where, name, digest = await _from_form(request, service, id)
    else:
        name = _named(request)
        where = folder(service.data, id, kind_of(name, _kind(request)))
        digest = await _written(where, request.stream(), service.limits.upload_bytes)
    wanted = Wanted(offered_name(name, where.kind), where.kind, asked.as_of, asked.assume, asked.language)
    try:
        if isinstance(caller, Once):
            told = hashlib.sha256(f"{caller.fingerprint} {wanted.name} {digest}".encode()).hexdigest()
            caller = replace(caller, fingerprint=told)
        job = await asyncio.to_thread(_queued, service, wanted, caller, id)
    except BaseException:
        where.remove()
        raise
    if job.id != id:  # it was sent before, under this key
        where.remove()
    service.wake()
    return sent(shown(job), 202, {"Location": f"/v1/jobs/{job.id}"})


async def _from_form(request: Request, service: Service, id: str) -> tuple[Folder, str, str]:
    async with spooled(request, service.limits.upload_bytes + FORM_BYTES) as parts:
        files = {name: value for name, value in parts if isinstance(value, UploadFile)}
        if unknown := [name for name, _ in parts if name not in ("file", "map")]:
            message = f"the form has a part `{unknown[0][:60]}`"
            raise InvalidInput([Problem("E101", unknown[0][:60], message, "`file`, and `map` for a mapping")])
        if "file" not in files:
            raise InvalidInput([Problem("E101", "file", "the form has no file named `file`", "curl -F file=@orders.csv")])
        upload = files["file"]
        name = plain_name(upload, "")
        where = folder(service.data, id, kind_of(name, upload.content_type))

        async def pieces() -> AsyncIterator[bytes]:
            while piece := await upload.read(PIECE):
                yield piece

        digest = await _written(where, pieces(), service.limits.upload_bytes)
        if "map" in files:
            text = await files["map"].read()
            digest += hashlib.sha256(text).hexdigest()
            try:
                await asyncio.to_thread(where.keep_mapping, text)
            except BaseException:
                where.remove()
                raise
    return where, name, digest


async def _written(where: Folder, pieces: AsyncIterator[bytes], most: int) -> str:
    """Write a file as it comes in, and return its SHA-256; what waits for the disk does so beside the event loop."""
    size, digest = 0, hashlib.sha256()
    arriving = where.incoming(most)
    incoming = await asyncio.to_thread(arriving.__enter__)
    try:
        async for piece in pieces:
            size += len(piece)
            if size > most:
                raise Refused("too-large", f"more than {most:,} bytes; pack it with gzip or zstd, or divide it")
            digest.update(piece)
            await asyncio.to_thread(incoming.write, piece)
    except BaseException as error:
        arriving.__exit__(type(error), error, error.__traceback__)
        raise
    await asyncio.to_thread(arriving.__exit__, None, None, None)
    return digest.hexdigest()


def _queued(service: Service, wanted: Wanted, caller: str | Once, id: str) -> queue.Job:
    """Queue the job, or return the one that was queued for the same file under the same key."""
    at = service.clock()
    with service.store.writing() as connection:
        if isinstance(caller, str):
            return queue.add(connection, "screening", wanted.to_json(), caller, at, id)
        of = idempotency.c
        known = sa.select(of.fingerprint, of.result).where(of.caller == caller.caller, of.key == caller.key)
        row = connection.execute(known).first()
        if row is not None:
            if row.fingerprint != caller.fingerprint:
                raise reused(caller)
            return queue.get(connection, json.loads(row.result)["job"])
        own = {"caller": caller.caller, "key": caller.key, "fingerprint": caller.fingerprint}
        connection.execute(idempotency.insert(), {**own, "at": at, "result": json.dumps({"job": id})})
        return queue.add(connection, "screening", wanted.to_json(), caller.caller, at, id)


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _named(request: Request) -> str:
    """Return the name that `Content-Disposition` gives to the body; an empty one if it gives none."""
    _, _, rest = request.headers.get("content-disposition", "").partition("filename=")
    return rest.partition(";")[0].strip().strip('"')

