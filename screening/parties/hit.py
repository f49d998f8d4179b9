"""What is found on a list that was asked: a candidate, the list, and what the list said of it on that day. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from screening.parties.candidate import Candidate
from screening.parties.known_good import KnownGood
from screening.parties.listed import Listing
from screening.terms import Text


@dataclass(frozen=True, slots=True)
class LoadedList:
    """Which list was asked: its name, the day it was published, its digest, and how much is in it."""

    name: str
    date: date
    digest: str
    entries: int
    names: int
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate that was on a list on the day asked for.

    `list` is the list's id in the rules, None for a list no rule speaks of; `since` the day it was first listed, None where
    the list does not say; `known_good` is the review that found this party to be somebody else.
    """

    candidate: Candidate
    source: LoadedList
    list: str | None
    title: Text
    marks: frozenset[str]
    listing: Listing
    since: date | None
    known_good: KnownGood | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The ids rules may ask for: the list and the marks of the entry."""
        return self.marks | {self.list} if self.list else frozenset()
