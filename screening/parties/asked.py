"""A name to be looked up, as somebody wrote it: kind, country and birth date are read, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

from screening.errors import InvalidInput, Problem
from screening.parties.listed import PartyKind
from screening.parties.matcher import Query
from screening.places import UnknownPlace, place

KINDS: tuple[str, ...] = get_args(PartyKind)
BIRTH_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def query_of(
    name: str,
    kind: str | None,
    country: str | None,
    birth_date: str | None,
    address: str | None,
    where: Callable[[str], str],
) -> Query:
    """Return what is asked; raise `InvalidInput` with every mistake. `where` says where a field was written."""
    problems, code = [], None
    if kind not in (None, *KINDS):
        hint = f"one of {', '.join(KINDS)}"
        problems.append(Problem("E102", where("kind"), f"`{kind}` is not a kind of party", hint))
    try:
        code = place(country).country if country else None
    except UnknownPlace as error:
        problems.append(Problem("E301", where("country"), str(error)))
    if birth_date and not BIRTH_DATE.fullmatch(birth_date):
        hint = "write YYYY, YYYY-MM or YYYY-MM-DD"
        problems.append(Problem("E302", where("birth_date"), f"`{birth_date}` is not a date", hint))
    if problems:
        raise InvalidInput(problems)
    return Query(name, kind=kind, country=code, birth_date=birth_date, address=address)  # type: ignore[arg-type]
