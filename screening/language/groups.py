"""Dated country groups and party lists: the named data that rules refer to.

Membership has dates and may be unverified; whoever asks gets both. Names are compared after a simple normalisation
only; finding misspelt or translated names is the business of `screening.parties`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from screening.language.facts import Unfit, iso_date
from screening.terms import EARLIER, Text


def _day(raw: object) -> object:
    if raw == "earlier":
        return EARLIER
    try:
        return iso_date(raw)
    except Unfit as error:
        raise ValueError(f"{error.message} ({error.hint})") from None


Day = Annotated[date, BeforeValidator(_day)]


class Shape(BaseModel):
    """Base of everything read from a file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TextShape(Shape):
    """A text in both languages."""

    en: str = Field(min_length=1)
    ko: str = Field(min_length=1)

    def text(self) -> Text:
        return Text(self.en, self.ko)


class CitationShape(Shape):
    """Where the law is written down."""

    ref: str = Field(min_length=3)
    published: str | None = None
    on: Day | None = None
    url: str | None = Field(default=None, pattern=r"^https?://\S+( ; https?://\S+)*$")


class MemberShape(Shape):
    """A country's membership of a group for a period."""

    country: str = Field(pattern=r"^[A-Z]{2}$")
    start: Day = Field(default=EARLIER, alias="from")
    until: Day | None = None
    verified: bool = True
    cite: str | None = None
    note: str | TextShape | None = None


class GroupShape(Shape):
    """A country group."""

    title: TextShape
    members: list[MemberShape]


class GroupsShape(Shape):
    """`country_groups.yaml`."""

    id: str
    title: TextShape
    cite: list[CitationShape] = Field(min_length=1)
    groups: dict[str, GroupShape]


class EntryShape(Shape):
    """A party on a list for a period."""

    name: str
    aliases: list[str] = []
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    start: Day = Field(default=EARLIER, alias="from")
    until: Day | None = None
    verified: bool = True
    note: str | TextShape | None = None


class ListShape(Shape):
    """A file under `rules/lists/`."""

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")
    title: TextShape
    cite: list[CitationShape] = Field(min_length=1)
    entries: list[EntryShape] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Member:
    """A country in a group during [start, until)."""

    country: str
    start: date = EARLIER
    until: date | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True)
class CountryGroup:
    """A named, dated set of countries."""

    name: str
    title: Text
    members: tuple[Member, ...]

    def has(self, country: str, day: date) -> tuple[bool, bool]:
        """Return whether `country` was in the group on `day`, and whether that is verified."""
        for member in self.members:
            if member.country == country and member.start <= day and (member.until is None or day < member.until):
                return True, member.verified
        return False, True

    def on(self, day: date) -> frozenset[str]:
        """Return the group's members on `day`."""
        return frozenset(member.country for member in self.members if self.has(member.country, day)[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """A party on a list during [start, until), with the normalised forms of its names."""

    name: str
    keys: frozenset[str]
    start: date = EARLIER
    until: date | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True)
class PartyList:
    """A named, dated list of parties that a rule refers to (addressees of letters, approved entities)."""

    id: str
    title: Text
    entries: tuple[Entry, ...]

    def find(self, name: str, day: date) -> Entry | None:
        """Return the entry whose name or alias is `name` after normalisation, if it was listed on `day`."""
        key = name_key(name)
        for entry in self.entries:
            if key in entry.keys and entry.start <= day and (entry.until is None or day < entry.until):
                return entry
        return None


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


def country_groups(shape: GroupsShape) -> dict[str, CountryGroup]:
    """Turn the file's shape into the inner model."""
    return {
        name: CountryGroup(
            name,
            group.title.text(),
            tuple(Member(m.country, m.start, m.until, m.verified) for m in group.members),
        )
        for name, group in shape.groups.items()
    }


def party_list(shape: ListShape) -> PartyList:
    """Turn the file's shape into the inner model."""
    return PartyList(shape.id, shape.title.text(), tuple(_entries(shape.entries)))


def _entries(shapes: Iterable[EntryShape]) -> Iterable[Entry]:
    for each in shapes:
        keys = frozenset(name_key(name) for name in (each.name, *each.aliases))
        yield Entry(each.name, keys, each.start, each.until, each.verified)
