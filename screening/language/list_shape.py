"""The shape of a file under `rules/lists/`, and how it becomes the inner model of a list (`language.lists`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from screening.language.groups import CitationShape, Day, Shape, TextShape
from screening.language.lists import Entry, Listing, Mark, NativeName, PartyList, name_key
from screening.terms import EARLIER, Text


def _pattern(raw: str) -> str:
    try:
        re.compile(raw)
    except re.error as error:
        raise ValueError(f"`{raw}` is not a regular expression: {error}") from None
    return raw


Pattern = Annotated[str, AfterValidator(_pattern)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class MarkShape(Shape):
    """What an entry's own text says: it carries the mark if all that is given here fits."""

    title: TextShape
    requirement: Pattern | None = None
    policy: Pattern | None = None
    programmes: list[str] = []
    reaches_owned: bool = False
    start: Day = Field(default=EARLIER, alias="from")
    until: Day | None = None


class NativeShape(Shape):
    """A name in another script that the list does not print, with where it was found."""

    name: str
    source: str
    verified: bool = True


class ListingShape(Shape):
    """What the list said of a party in a period."""

    start: Day = Field(default=EARLIER, alias="from")
    until: Day | None = None
    cite: str = ""
    on: Day | None = None
    requirement: str = ""
    policy: str = ""
    programmes: list[str] = []
    verified: bool = True
    note: str | TextShape | None = None


class EntryShape(Shape):
    """A party on a list: for one period, or with what changed from period to period."""

    name: str
    aliases: list[str] = []
    native: list[NativeShape] = []
    country: Country | None = None
    countries: list[Country] = []
    start: Day = Field(default=EARLIER, alias="from")
    until: Day | None = None
    verified: bool = True
    listings: list[ListingShape] = []
    note: str | TextShape | None = None

    @model_validator(mode="after")
    def _one_way_to_date(self) -> Self:
        if self.listings and self.model_fields_set & {"start", "until", "verified"}:
            raise ValueError("give either `listings` or `from`, `until`, `verified`")
        ends = [(each.start, each.until) for each in self.listings]
        if any(until is None or until > start for (_, until), (start, _) in pairwise(ends)):
            raise ValueError("`listings` overlap or are out of order")
        return self


class ListShape(Shape):
    """A file under `rules/lists/`.

    Entries that `expire` by themselves and come without days rest on nothing verified. `reaches_owned`: some law passes
    the restrictions on to those whom listed parties own; which law, and when, is for rules to say.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")
    title: TextShape
    cite: list[CitationShape] = Field(min_length=1)
    captured: Day | None = None
    complete: bool = True
    expire: bool = False
    reaches_owned: bool = False
    sources: list[str] = []
    marks: dict[Annotated[str, Field(pattern=r"^[a-z0-9_]+$")], MarkShape] = {}
    entries: list[EntryShape] = []

    @model_validator(mode="after")
    def _says_whom(self) -> Self:
        if not self.entries and not self.sources:
            raise ValueError("a list needs `entries`, or `sources` that they are loaded from")
        return self


def party_lists(shape: ListShape) -> Iterator[PartyList]:
    """Yield the list of a file, and for each of its marks a list of that name, so that conditions can ask for it."""
    title = shape.title.text()
    marks = tuple(_mark(f"{shape.id}.{name}", mark, title) for name, mark in shape.marks.items())
    yield PartyList(
        shape.id, title, tuple(map(_entry, shape.entries)), frozenset(shape.sources), marks, shape.captured, shape.complete,
        shape.expire, shape.reaches_owned,
    )  # fmt: skip
    for mark, written in zip(marks, shape.marks.values(), strict=True):
        yield PartyList(mark.id, mark.title, reaches_owned=written.reaches_owned, mark_of=shape.id)


def _mark(id: str, shape: MarkShape, of: Text) -> Mark:
    def pattern(raw: str | None) -> re.Pattern[str] | None:
        return None if raw is None else re.compile(raw, re.IGNORECASE)

    title = Text(f"{of.en}, {shape.title.en}", f"{of.ko}, {shape.title.ko}")
    programmes = frozenset(shape.programmes)
    return Mark(id, title, pattern(shape.requirement), pattern(shape.policy), programmes, shape.start, shape.until)


def _entry(shape: EntryShape) -> Entry:
    return Entry(
        shape.name,
        tuple(shape.aliases),
        tuple(NativeName(each.name, each.source, each.verified) for each in shape.native),
        frozenset(name_key(name) for name in (shape.name, *shape.aliases, *(each.name for each in shape.native))),
        (shape.country,) if shape.country else tuple(shape.countries),
        tuple(map(_listing, shape.listings)) or (Listing(_stated(shape.start), shape.until, verified=shape.verified),),
    )


def _listing(shape: ListingShape) -> Listing:
    start, programmes = _stated(shape.start), tuple(shape.programmes)
    return Listing(start, shape.until, shape.cite, shape.requirement, shape.policy, programmes, shape.verified)


def _stated(start: date) -> date | None:
    return None if start == EARLIER else start
