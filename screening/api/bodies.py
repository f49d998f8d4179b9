"""The body of a request: read strictly as JSON within limits, then held against a shape that names every mistake.

A body is refused before it is understood if it is too large, nested too deeply, in another encoding, or says a thing twice.
Numbers keep all their digits (`Decimal`); NaN and infinity are none. What a field may be is the shape's business.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from screening.api.problems import Refused
from screening.api.service import Limits
from screening.errors import InvalidInput, Problem
from screening.language.check import check
from screening.language.source import Document, Step

SMALL = 50_000
"""Bytes that are read in less time than it takes to hand them to a thread and back."""
S = TypeVar("S", bound=BaseModel)

MOST_KEYS = 1_000
"""Keys of one object."""
LONGEST_KEY = 60
"""Signs of a key that are told back."""
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


class Within(Document):
    """A part of a body; its places are field paths, not lines: `transactions[3].items[0].quantity`."""

    __slots__ = ()

    def where(self, *path: Step, key: bool = False) -> str:  # noqa: ARG002 a key stands where its value does
        """Return the path of a field from the root of the body."""
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step[:LONGEST_KEY]}" for step in path)
        return (self.name + steps).lstrip(".") or "body"


async def body_of(request: Request, limits: Limits) -> Any:
    """Return the body of a request as plain data; raise `Refused` as `json_bytes` and `parsed` do."""
    raw = await json_bytes(request, limits)
    if len(raw) < SMALL:
        return parsed(raw, limits.depth)
    return await run_in_threadpool(parsed, raw, limits.depth)


async def json_bytes(request: Request, limits: Limits) -> bytes:
    """Return the bytes of a JSON body; raise `Refused`: 415 if it is said to be something else, 413 if it is too large."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise Refused("unsupported-media-type", "send JSON: Content-Type: application/json")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused("unsupported-media-type", "send it without Content-Encoding")
    return await bytes_of(request, limits.body_bytes)


async def bytes_of(request: Request, most: int) -> bytes:
    """Return the bytes of a body; raise `Refused` (413) as soon as there are more than `most`."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > most:
        raise _too_large(most)
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise _too_large(most)
        parts.append(part)
    return b"".join(parts)


def parsed(raw: bytes, depth: int | None) -> Any:
    """Return JSON as plain data; raise `Refused` (400) for what is not UTF-8, not JSON, too deep, or says a key twice.

    `depth` None: the caller sees to the depth itself (`deeper`).
    """
    twice: list[str] = []

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(pairs) > MOST_KEYS:
            raise _unreadable("E609", f"an object has {len(pairs):,} keys", f"at most {MOST_KEYS:,} are read")
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice.append(next(key for key in keys if keys.count(key) > 1))
        return found

    try:
        text = raw.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=mapping, parse_float=Decimal, parse_constant=_constant)
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} (0x{raw[error.start]:02x}) is not UTF-8"
        raise _unreadable("E002", message, "send the JSON as UTF-8") from None
    except json.JSONDecodeError as error:
        if not text.strip():
            raise _unreadable("E609", "the body is empty", "send a JSON document") from None
        message = f"line {error.lineno}, column {error.colno}: not well-formed JSON: {error.msg.lower()}"
        raise _unreadable("E003", message, "check quotes and commas") from None
    except RecursionError:
        raise too_deep(depth) from None
    except (ValueError, ArithmeticError):
        raise _unreadable("E609", "a number has thousands of digits", "check it") from None
    if twice:
        raise _unreadable("E004", f"the key `{twice[0][:100]}` stands twice in one object", "keep one")
    # most bodies have so few brackets that they cannot be deep
    if depth is not None and raw.count(b"{") + raw.count(b"[") > depth and deeper(data, depth):
        raise too_deep(depth)
    if b"\\u" in raw:
        _refuse_no_text(data)
    return data


def checked(model: type[S], data: Any, at: str = "") -> S:
    """Return data as a shape; raise `InvalidInput` with every mistake. `at` is the path of the data within the body."""
    problems: list[Problem] = []
    found = check(model, Within(at, data), problems)
    if found is None:
        raise InvalidInput(problems)
    return found


def _constant(word: str) -> object:
    raise _unreadable("E609", f"{word} is not a number here", "leave the field out if the value is not known")


def deeper(data: Any, depth: int) -> bool:
    """Whether data has more than so many levels of objects and lists."""
    level: Sequence[Any] = [data] if isinstance(data, dict | list) else []
    for _ in range(depth):
        if not level:
            return False
        inner = (each.values() if isinstance(each, dict) else each for each in level)
        level = [child for children in inner for child in children if child.__class__ in (dict, list)]
    return bool(level)


def _refuse_no_text(data: Any) -> None:
    """Refuse what escapes can write though it is no text: NUL, and half a surrogate pair."""
    left = [data]
    while left:
        each = left.pop()
        if isinstance(each, dict):
            left += [*each, *each.values()]
        elif isinstance(each, list):
            left += each
        elif isinstance(each, str) and (bad := _NO_TEXT.search(each)):
            raise _unreadable("E609", f"a text holds U+{ord(bad[0]):04X}, which is no character", "remove it")


def _unreadable(code: str, message: str, hint: str) -> Refused:
    return Refused("unreadable", message, errors=[Problem(code, "body", message, hint)])


def too_deep(depth: int | None) -> Refused:
    """Return the refusal of a body with more than so many levels."""
    most = f"more than {depth} levels deep" if depth is not None else "nested too deeply"
    return _unreadable("E006", most, "flatten the document")


def _too_large(most: int) -> Refused:
    return Refused("too-large", f"more than {most:,} bytes; send it in parts")
