"""Parties: each distinct one described once. Who meets no list is nobody in particular: only where it sits counts.

Twenty thousand names in a portfolio are a few hundred kinds of party, but for those that meet an entry of a list. Such a
party may be another one on another day, but only where something it may meet begins or ends in between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from screening.batch.columns import PARTY_FIELDS, TABLE
from screening.batch.fact_table import FactTable
from screening.facts.listed import Listed, PartyMatch
from screening.facts.ownership import is_none
from screening.facts.party import party_rows
from screening.facts.transaction import Party
from screening.language.lists import Listing, name_key
from screening.language.rule import RuleSet
from screening.parties.matcher import Query
from screening.parties.watchlist import Watchlist
from screening.places import Place, place
from screening.screen.identity import PART, part
from screening.screen.identity import field as written_field

IDENTITY = tuple(name for name, column in TABLE.items() if column.target.startswith("parties.end_user.identity."))
"""Columns that identify the end user: whether they are filled counts, not with what."""


NO_LETTERS = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}


@dataclass(frozen=True, slots=True)
class Person:
    """One party: its row in the fact table, what the lists say of it, and what it adds to the decision's id."""

    facts: int
    matches: tuple[PartyMatch, ...] = ()
    written: bytes = b""


@dataclass(slots=True)
class _Listed:
    """A party that may be on a list: the days on which that may change, and who it is between them."""

    cast: Cast
    days: list[date]
    between: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class People:
    """All parties met so far; number 0 is "nobody". A negative number is a party that depends on the day (`on`)."""

    rules: RuleSet
    watchlist: Watchlist
    table: FactTable
    all: list[Person] = field(default_factory=lambda: [Person(0)])
    numbers: dict[bytes, int] = field(default_factory=dict)
    """by the key of a party, which stands for all of it and for what the law of the day makes of countries"""
    _listed: list[_Listed] = field(default_factory=list)
    _kinds: dict[tuple[object, ...], int] = field(default_factory=dict)
    _closed: dict[str, list[Listing]] = field(default_factory=dict)
    _entries: dict[str, list[Listing]] = field(default_factory=dict)
    _common_days: frozenset[date] = field(init=False)
    _beginnings: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        days = {each.date for each in self.watchlist.loaded}
        for each in self.rules.lists.values():
            days.update(day for mark in each.marks for day in (mark.start, mark.until) if day is not None)
            for entry in each.entries:
                for key in entry.keys if each.closed else ():
                    self._closed.setdefault(key, []).extend(entry.listings)
                self._entries.setdefault(name_key(entry.name), []).extend(entry.listings)
        self._common_days = frozenset(days)
        self._beginnings = tuple(self._closed)

    def number(self, key: bytes, of: Cast, day: date) -> int:
        """Return the number of a party met for the first time; `day` is any on which the law sees it so."""
        if self.meets_lists(of):
            self._listed.append(_Listed(of, sorted(self._days(of))))
            found = -len(self._listed)
        else:
            if of.kind not in self._kinds:
                row = next(iter(party_rows(of.parties, Listed(self.rules, self.watchlist, day))))
                self._kinds[of.kind] = self.table.number(row.values)
            found = len(self.all)
            self.all.append(Person(self._kinds[of.kind], written=of.written))
        self.numbers[key] = found
        return found

    def on(self, number: int, day: date) -> int:
        """Return who a party with a negative number is on a day."""
        of = self._listed[-number - 1]
        position = bisect_right(of.days, day)
        if position not in of.between:
            listed = Listed(self.rules, self.watchlist, day)
            row = next(iter(party_rows(of.cast.parties, listed)))
            of.between[position] = len(self.all)
            self.all.append(Person(self.table.number(row.values), tuple(listed.matches), of.cast.written))
        return of.between[position]

    def meets_lists(self, of: Cast) -> bool:
        """Whether the party's name, or its parent's, is or may be on any list on any day."""
        return any(self.watchlist.graded(query) or self._closed_by(query.name) for query in of.queries)

    def _closed_by(self, name: str) -> bool:
        """Whether a closed list names somebody so. A name's key is how the name begins, without what is no letter."""
        if name.isascii() and not name.lower().translate(NO_LETTERS).startswith(self._beginnings):
            return False  # most names: seen in a tenth of the time
        return name_key(name) in self._closed

    def _days(self, of: Cast) -> Iterator[date]:
        """Yield the days on which what the lists say of a party may change; what was the same entry elsewhere counts, too."""
        yield from self._common_days
        for query in of.queries:
            met = [candidate.party for candidate in self.watchlist.graded(query)]
            listings = [listing for party in met for listing in party.listings]
            for party in met:
                listings += self._entries.get(name_key(party.name), ())
            for listing in (*listings, *self._closed.get(name_key(query.name), ())):
                yield from (day for day in (listing.start, listing.until) if day is not None)


@dataclass(frozen=True)
class Cast:
    """A party as its cells say, which identifying cells of it are filled, and what other parties make of it.

    `forwards`: its name is also that of the freight forwarder; `owned`: a beneficial owner is named in the deal. `era`
    stands for what the law of the day makes of countries.
    """

    role: str
    cells: Mapping[str, str]
    identified: tuple[str, ...] = ()
    forwards: bool = False
    owned: bool = False
    era: int = 0

    @cached_property
    def queries(self) -> tuple[Query, ...]:
        """What the lists are asked: the name, and the parent's."""
        cells = self.cells
        where = {name: _place(cells[name]).country if cells[name] else None for name in ("country", "parent_country")}
        found = []
        if cells["name"]:
            found.append(Query(cells["name"], country=where["country"], address=cells["address"] or None))
        if cells["parent"] and not is_none(cells["parent"]):
            found.append(Query(cells["parent"], country=where["parent_country"]))
        return tuple(found)

    @property
    def kind(self) -> tuple[object, ...]:
        """What is left of a party when its names do not matter."""
        cells = self.cells
        parent = cells["parent"] and ("none" if is_none(cells["parent"]) else "some")
        named = bool(cells["name"]), bool(cells["address"])
        places = (cells["country"], cells["headquarters"], cells["parent_country"])
        return self.role, *named, *places, parent, self.identified, self.forwards, self.owned, self.era

    @property
    def parties(self) -> list[Party]:
        """The party, and after it those who make something of it."""
        given: dict[str, object] = {name: text for name, text in self.cells.items() if text}
        if self.identified:
            names = [TABLE[column].target.rpartition(".")[2] for column in self.identified]
            given["identity"] = {name: ["-"] if name == "ip_addresses" else "-" for name in names}
        others = [{"role": "freight_forwarder", "name": self.cells["name"]}] if self.forwards else []
        others += [{"role": "beneficial_owner", "name": "-"}] if self.owned else []
        return [Party.model_validate({"role": self.role, **given}), *map(Party.model_validate, others)]

    @property
    def written(self) -> bytes:
        """The party's part of the decision's id, without what identifies a person (`identity.party_written`)."""
        stated: dict[str, object] = {"role": self.role}
        for name in PARTY_FIELDS:
            if text := self.cells[name]:
                stated[name] = _place(text) if name in PLACES else text
        return PART.encode() + part("party" + "".join(written_field(name, stated[name]) for name in sorted(stated)))


PLACES = ("country", "headquarters", "parent_country")


@lru_cache(maxsize=4096)
def _place(text: str) -> Place:
    """Return a country; a file has few."""
    return place(text)
