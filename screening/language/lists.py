"""Lists of parties that rules refer to: what they are, whom they name, and what their entries mean for a rule.

A list without `sources` (addressees of letters, approved entities) is closed: it holds exactly the parties written here,
and a name meets it only by being the same name, because it may bring relief. A list with `sources` is an official
screening list: its entries here are a dated excerpt, more come from loaded files, and names are matched by
`screening.parties`. A `mark` reads an entry's own text: "footnote 4" is a requirement that cites 734.9(e)(2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from screening.language.groups import CitationShape, Day, Shape, TextShape
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
    """A file under `rules/lists/`. Entries that `expire` by themselves and come without days rest on nothing verified."""

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")
    title: TextShape
    cite: list[CitationShape] = Field(min_length=1)
    captured: Day | None = None
    complete: bool = True
    expire: bool = False
    sources: list[str] = []
    marks: dict[Annotated[str, Field(pattern=r"^[a-z0-9_]+$")], MarkShape] = {}
    entries: list[EntryShape] = []

    @model_validator(mode="after")
    def _says_whom(self) -> Self:
        if not self.entries and not self.sources:
            raise ValueError("a list needs `entries`, or `sources` that they are loaded from")
        return self


@dataclass(frozen=True, slots=True)
class Mark:
    """A property that rules can ask of an entry, read off its text: `us.entity_list.footnote_4`."""

    id: str
    title: Text
    requirement: re.Pattern[str] | None = None
    policy: re.Pattern[str] | None = None
    programmes: frozenset[str] = frozenset()
    start: date = EARLIER
    until: date | None = None

    def fits(self, requirement: str, policy: str, programmes: Iterable[str], day: date) -> bool:
        """Whether an entry with these texts carries the mark on `day`."""
        return (
            self.start <= day
            and (self.until is None or day < self.until)
            and (self.requirement is None or self.requirement.search(requirement) is not None)
            and (self.policy is None or self.policy.search(policy) is not None)
            and (not self.programmes or not self.programmes.isdisjoint(programmes))
        )


@dataclass(frozen=True, slots=True)
class Span:
    """What the list said of a party during [start, until)."""

    start: date = EARLIER
    until: date | None = None
    citation: str = ""
    requirement: str = ""
    policy: str = ""
    programmes: tuple[str, ...] = ()
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A party on a list, with the normalised forms of its names."""

    name: str
    aliases: tuple[str, ...]
    native: tuple[NativeShape, ...]
    keys: frozenset[str]
    countries: tuple[str, ...]
    spans: tuple[Span, ...]

    def on(self, day: date) -> Span | None:
        """Return what the list said of the party on `day`, or None if it was not on it."""
        return next((s for s in self.spans if s.start <= day and (s.until is None or day < s.until)), None)


@dataclass(frozen=True, slots=True)
class PartyList:
    """A named, dated list of parties that rules refer to; official ones have `sources` and `marks`.

    A mark stands beside its list under a name of its own (`mark_of`), so that conditions can ask for either.
    """

    id: str
    title: Text
    entries: tuple[Entry, ...] = ()
    sources: frozenset[str] = frozenset()
    marks: tuple[Mark, ...] = ()
    captured: date | None = None
    complete: bool = True
    expire: bool = False
    mark_of: str | None = None

    @property
    def closed(self) -> bool:
        """Whether the list is exactly what is written here, met only by the same name."""
        return not self.sources and self.mark_of is None

    def find(self, name: str, day: date) -> Span | None:
        """Return the entry whose name or alias is `name` after normalisation, if it was listed on `day`."""
        key = name_key(name)
        return next((span for entry in self.entries if key in entry.keys and (span := entry.on(day))), None)


# Endings that say only what kind of company it is; stripping them lets "NVIDIA Corp." meet "NVIDIA Corporation".
LEGAL_FORMS = re.compile(
    r"\b(incorporated|inc|corporation|corp|company|co|limited|ltd|llc|plc|pbc|lp|llp|holdings?|ag|gmbh|sa|pjsc|fz llc)$"
)


def name_key(name: str) -> str:
    """Return a name without case, width, punctuation, spacing and trailing legal forms."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = re.sub(r"[^\w]+", " ", folded).strip()
    while (shorter := LEGAL_FORMS.sub("", words).strip()) and shorter != words:
        words = shorter
    return words.replace(" ", "")


def party_lists(shape: ListShape) -> Iterator[PartyList]:
    """Yield the list of a file, and for each of its marks a list of that name, so that conditions can ask for it."""
    title = shape.title.text()
    marks = tuple(_mark(f"{shape.id}.{name}", mark, title) for name, mark in shape.marks.items())
    yield PartyList(
        shape.id, title, tuple(map(_entry, shape.entries)), frozenset(shape.sources), marks, shape.captured, shape.complete,
        shape.expire,
    )
    yield from (PartyList(mark.id, mark.title, mark_of=shape.id) for mark in marks)


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
        tuple(shape.native),
        frozenset(name_key(name) for name in (shape.name, *shape.aliases, *(each.name for each in shape.native))),
        (shape.country,) if shape.country else tuple(shape.countries),
        tuple(map(_span, shape.listings)) or (Span(shape.start, shape.until, verified=shape.verified),),
    )


def _span(shape: ListingShape) -> Span:
    return Span(
        shape.start, shape.until, shape.cite, shape.requirement, shape.policy, tuple(shape.programmes), shape.verified
    )
