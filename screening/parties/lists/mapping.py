"""The shape of a mapping file: which column of somebody's own CSV holds what. Unknown keys are errors, not ignored.

A mapping says everything about the file, guesses nothing (the encoding and the date format too), and is itself part of
what is digested: the same file read by another mapping is another list.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from screening.errors import InvalidInput, Problem
from screening.language.check import check
from screening.language.groups import Shape
from screening.language.source import Document, decode, parse
from screening.parties.listed import PartyKind

FIELDS = (
    "entry", "name", "aliases", "weak_aliases", "former_names", "sublist", "kind", "countries", "addresses", "birth_dates",
    "start", "until", "requirement", "policy", "programmes", "citation", "remarks", "url",
)  # fmt: skip


def _listed(raw: object) -> object:
    return [raw] if isinstance(raw, str) else raw


def _encoding(raw: str) -> str:
    try:
        return codecs.lookup(raw).name
    except LookupError:
        raise ValueError(f"`{raw}` is not an encoding; write utf-8, cp949, gb18030, latin-1 …") from None


def _delimiter(raw: str) -> str:
    raw = {"tab": "\t", "\\t": "\t"}.get(raw, raw)
    if len(raw) != 1 or raw in '"\r\n':
        raise ValueError("a delimiter is one character, or `tab`")
    return raw


def _whole(raw: object) -> object:
    return int(raw) if isinstance(raw, str) and raw.isdecimal() else raw


Columns = Annotated[list[str], BeforeValidator(_listed)]


class ColumnsShape(Shape):
    """Our field → the file's column, or several columns (a name in parts is joined by spaces, an address by commas)."""

    name: Columns = Field(min_length=1)
    entry: str | None = None
    aliases: Columns = []
    weak_aliases: Columns = []
    former_names: Columns = []
    sublist: str | None = None
    kind: str | None = None
    countries: Columns = []
    addresses: Columns = []
    birth_dates: Columns = []
    start: str | None = None
    until: str | None = None
    requirement: str | None = None
    policy: str | None = None
    programmes: Columns = []
    citation: str | None = None
    remarks: Columns = []
    url: str | None = None

    def used(self) -> Iterator[str]:
        """Yield every column of the file that is read."""
        for field in FIELDS:
            value = getattr(self, field)
            yield from [value] if isinstance(value, str) else value or []


class MappingShape(Shape):
    """A mapping file: the columns, and how the file is written. `sublist` is the label where no column has one."""

    columns: ColumnsShape
    sublist: str | None = Field(default=None, min_length=1)
    separator: str = Field(default=";", min_length=1)
    delimiter: Annotated[str, AfterValidator(_delimiter)] = ","
    encoding: Annotated[str, AfterValidator(_encoding)] = "utf-8"
    date_format: str = "%Y-%m-%d"
    kinds: dict[str, PartyKind] = {}
    skip_lines: Annotated[int, BeforeValidator(_whole), Field(ge=0, le=100)] = 0

    @model_validator(mode="after")
    def _says_which_list(self) -> Self:
        if not self.sublist and not self.columns.sublist:
            raise ValueError("name the list: `sublist: …`, or the column that does: `columns: {sublist: …}`")
        return self


def read_mapping(raw: bytes, *, name: str) -> MappingShape:
    """Read a mapping file (YAML); raise `InvalidInput` with every problem, unknown keys naming the nearest known one."""
    problems: list[Problem] = []
    document: Document = parse(decode(raw, name=name), name=name)
    shape = check(MappingShape, document, problems)
    if shape is None:
        raise InvalidInput(problems)
    return shape
