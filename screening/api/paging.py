"""Long lists in pages: a cursor says after what to go on, and the header `Link` has the address of the next page.

A cursor names the last thing that was shown, not a number of things, so that what is added meanwhile neither repeats nor
hides anything.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final, TypeVar

from fastapi import Query, Request

from screening.errors import InvalidInput, Problem

T = TypeVar("T")

MOST: Final = 1000
Limit = Annotated[int, Query(ge=1, le=MOST, description="how many at most")]
Cursor = Annotated[
    str | None, Query(max_length=400, description="where to go on: from the address in the header `Link`, as it stands")
]
LINK: Final[dict[str, Any]] = {
    "Link": {"description": 'the next page, if there is one: `<…>; rel="next"`', "schema": {"type": "string"}}
}
"""The header as OpenAPI describes it."""


def page(request: Request, found: Sequence[T], limit: int, last: Callable[[T], str]) -> tuple[list[T], dict[str, str]]:
    """Return the first `limit` of what was found, and the headers that lead to the rest.

    `found` has one more than `limit` if there is more; `last` is what the cursor has to say of the last one shown.
    """
    shown = list(found[:limit])
    if len(found) <= limit:
        return shown, {}
    address = request.url.include_query_params(cursor=written(last(shown[-1])))
    return shown, {"Link": f'<{address.path}?{address.query}>; rel="next"'}


def written(text: str) -> str:
    """Return a cursor."""
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read(cursor: str | None) -> str | None:
    """Return what a cursor says; raise `InvalidInput` for what is none."""
    if cursor is None:
        return None
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise _no_cursor() from None


def number(cursor: str | None) -> int:
    """Return the number that a cursor says, 0 for none; raise `InvalidInput` for what is none."""
    text = read(cursor)
    if text is None:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise _no_cursor()
    return int(text)


def after(found: Sequence[T], cursor: str | None, key: Callable[[T], str]) -> Sequence[T]:
    """Return what follows the thing that a cursor names; raise `InvalidInput` if it names none of them."""
    last = read(cursor)
    if last is None:
        return found
    at = next((at for at, each in enumerate(found) if key(each) == last), None)
    if at is None:
        raise _no_cursor()
    return found[at + 1 :]


def _no_cursor() -> InvalidInput:
    hint = "take it from the header `Link`, or leave it out to begin again"
    return InvalidInput([Problem("E102", "query.cursor", "this is no cursor of this list", hint)])
