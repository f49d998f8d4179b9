"""A mapping file: which of a user's own headers is which column, what their values mean, and how they write dates.

Read with the place of every key, so that what is wrong in it has a line; what does not fit the batch file itself is
`fitting`'s business. Nothing is guessed: a form of dates that could be read in two ways is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from screening.batch.columns import COLUMNS, TABLE, misfit
from screening.batch.fitting import fit, resolve, unread
from screening.batch.translation import DIRECTIVES, Mapping
from screening.errors import Invalid, InvalidInput, Problem
from screening.language.check import check
from screening.language.facts import show
from screening.language.grammar import nearest
from screening.language.groups import Shape
from screening.language.source import Document, parse, read_text

__all__ = ["Mapping", "fit", "mapping_from_text", "read_mapping", "resolve", "unread"]


def _word(raw: object) -> object:
    """`true` and nothing are words here, too: they are what a cell would hold."""
    return ("true" if raw else "false") if isinstance(raw, bool) else "" if raw is None else raw


Words = dict[str, Annotated[str, BeforeValidator(_word)]]


class MappingShape(Shape):
    """A mapping file; every part may be left out."""

    columns: Words = {}
    values: dict[str, Words] = {}
    dates: str | None = None
    constants: Words = {}


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file; raise `InvalidInput` with every problem and its place."""
    try:
        return mapping_from_text(read_text(path), name=str(path))
    except Invalid as error:
        raise InvalidInput(error.problems) from None


def mapping_from_text(text: str, *, name: str) -> Mapping:
    """Read a mapping from YAML text; raise `InvalidInput` with every problem and its place."""
    problems: list[Problem] = []
    try:
        document = parse(text, name=name)
    except Invalid as error:
        raise InvalidInput(error.problems) from None
    if isinstance(document.data, dict):  # a part may be there and empty
        document.data = {key: value for key, value in document.data.items() if value is not None}
    shape = check(MappingShape, document, problems)
    if shape is not None:
        problems.extend(_problems(shape, document))
    if shape is None or problems:
        raise InvalidInput(problems)
    stated = [(kind, key) for kind in ("columns", "constants") for key in document.data.get(kind, ())]
    places = {step: document.where(*step, key=True) for step in stated}
    return Mapping(shape.columns, shape.values, shape.dates, shape.constants, places)


def _problems(shape: MappingShape, document: Document) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for header, column in shape.columns.items():
        where = document.where("columns", header)
        if column not in TABLE:
            yield _no_column(column, where)
        elif column in taken:
            message = f"`{header}` and `{taken[column]}` are both read as `{column}`"
            yield Problem("E506", where, message, "keep one")
        elif column in shape.constants:
            message = f"`{column}` has a header, `{header}`, and a constant"
            yield Problem("E506", where, message, "keep one")
        taken.setdefault(column, header)
    for column, words in shape.values.items():
        if column not in TABLE:
            yield _no_column(column, document.where("values", column, key=True))
            continue
        for own, ours in words.items():
            if ours and (why := misfit(column, ours)):
                yield Problem("E506", document.where("values", column, own), f"`{column}` cannot be `{ours}`: {why}")
    for column, text in shape.constants.items():
        if column not in TABLE:
            yield _no_column(column, document.where("constants", column, key=True))
        elif why := misfit(column, text):
            yield Problem("E506", document.where("constants", column), f"`{column}` cannot be `{show(text)}`: {why}")
    if shape.dates is not None and (why := _unreadable(shape.dates)):
        hint = 'write for example "%d.%m.%Y"; days written as YYYY-MM-DD are always read'
        yield Problem("E506", document.where("dates"), f"`{shape.dates}` {why}", hint)


def _no_column(column: str, where: str) -> Problem:
    hint = nearest(column, COLUMNS) or "see `Columns of a batch file` in the README"
    return Problem("E506", where, f"there is no column `{column}`", hint)


def _unreadable(dates: str) -> str:
    """Say why a form of dates cannot be read without guessing, or return an empty text."""
    directives = re.findall(r"%(.?)", dates, re.DOTALL)
    if sorted(directives) != sorted(DIRECTIVES):
        return "must hold %Y, %m and %d, each once, and no other sign with %"
    if dates.strip() == "%Y-%d-%m":
        return "would be taken for YYYY-MM-DD: 2024-03-05 would have two meanings"
    if re.search(r"[0-9]", dates):
        return "holds a digit besides %Y, %m and %d"
    return ""
