"""Dated country groups, and the shapes that all dated data shares (days, texts, citations).

Membership has dates and may be unverified; whoever asks gets both.
"""

from __future__ import annotations

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
