"""Files in forms (`multipart/form-data`): counted while they arrive, refused when there is too much of them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from screening.api.problems import Refused

MOST_FILES = 10
MOST_FIELDS = 20
FIELD_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, and its files with the names under which they were sent (without folders)."""

    fields: dict[str, str]
    files: dict[str, list[tuple[str, bytes]]]


def is_form(request: Request) -> bool:
    """Whether a request says that it carries a form with files."""
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


async def form_of(request: Request, most: int) -> Form:
    """Return the form in a body; raise `Refused`: 413 over `most` bytes, 400 for what is no form."""
    form = Form({}, {})
    async with spooled(request, most) as parts:
        for name, value in parts:
            if isinstance(value, UploadFile):
                form.files.setdefault(name, []).append((plain_name(value, name), await value.read()))
            elif name in form.fields:
                raise Refused("unreadable", f"the field `{name[:60]}` stands twice")
            else:
                form.fields[name] = value
    return form


def plain_name(file: UploadFile, name: str) -> str:
    """Return the name under which a file was sent, without folders; that of its field if it has none."""
    return PurePosixPath((file.filename or "").replace("\\", "/")).name or name


@asynccontextmanager
async def spooled(request: Request, most: int) -> AsyncIterator[list[tuple[str, UploadFile | str]]]:
    """Give the parts of a form in a body, large files on disk; raise as `form_of` does."""

    async def counted() -> AsyncGenerator[bytes, None]:
        size = 0
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise Refused("too-large", f"more than {most:,} bytes")
            yield part

    parser = MultiPartParser(
        request.headers, counted(), max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=FIELD_BYTES
    )
    try:
        parsed = await parser.parse()
    except MultiPartException as error:
        raise Refused("unreadable", error.message) from None
    except (KeyError, UnicodeDecodeError, LookupError):
        raise Refused("unreadable", "this is no multipart/form-data") from None
    try:
        yield parsed.multi_items()
    finally:
        await parsed.close()
