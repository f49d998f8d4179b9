"""Parties: each distinct one described once. Who meets no list is nobody in particular: only where it sits counts.

Twenty thousand names in a portfolio are a few hundred kinds of party, but for those that meet an entry of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from screening.batch.columns import PARTY_FIELDS, TABLE
from screening.batch.fact_table import FactTable
from screening.facts.listed import Listed, PartyMatch
from screening.facts.ownership import is_none
from screening.facts.party import party_rows
from screening.facts.transaction import Party
from screening.language.lists import name_key
from screening.language.rule import RuleSet
from screening.parties.matcher import Query
from screening.parties.watchlist import Watchlist
from screening.places import place
from screening.screen.identity import PART, field as written_field

IDENTITY = tuple(name for name, column in TABLE.items() if column.target.startswith("parties.end_user.identity."))
"""Columns that identify the end user: whether they are filled counts, not with what."""


@dataclass(frozen=True, slots=True)
class Person:
    """One party: its row in the fact table, what the lists say of it, and the text it adds to the decision's id."""

    facts: int
    matches: tuple[PartyMatch, ...] = ()
    written: str = ""


@dataclass(slots=True)
class People:
    """All parties met so far; number 0 is "nobody"."""

    rules: RuleSet
    watchlist: Watchlist
    table: FactTable
    all: list[Person] = field(default_factory=lambda: [Person(0)])
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)
    _kinds: dict[tuple[object, ...], int] = field(default_factory=dict)
    _closed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        lists = (each for each in self.rules.lists.values() if each.closed)
        self._closed = frozenset(key for each in lists for listed in each.entries for key in listed.keys)

    def known(self, key: tuple[object, ...]) -> int | None:
        """Return the number of a party met before under the same law, or None."""
        return self._numbers.get(key)

    def number(self, key: tuple[object, ...], of: Cast, day: date) -> int:
        """Return the number of a party; `key` stands for all of `of` and for what the law of the day makes of it."""
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.all)
            self.all.append(self._person(of, day))
        return found

    def meets_lists(self, of: Cast) -> bool:
        """Whether the party's name, or its parent's, is or may be on any list on any day."""
        return any(self._meets(query) for query in of.queries)

    def _meets(self, query: Query) -> bool:
        return bool(self.watchlist.graded(query)) or name_key(query.name) in self._closed

    def _person(self, of: Cast, day: date) -> Person:
        if self.meets_lists(of):
            listed = Listed(self.rules, self.watchlist, day)
            row = next(iter(party_rows(of.parties, listed)))
            return Person(self.table.number(row.values), tuple(listed.matches), of.written)
        if of.kind not in self._kinds:
            row = next(iter(party_rows(of.parties, Listed(self.rules, self.watchlist, day))))
            self._kinds[of.kind] = self.table.number(row.values)
        return Person(self._kinds[of.kind], written=of.written)


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
        where = {name: place(cells[name]).country if cells[name] else None for name in ("country", "parent_country")}
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
    def written(self) -> str:
        """The party's part of the decision's id, without what identifies a person (`identity.party_written`)."""
        stated: dict[str, object] = {"role": self.role}
        for name in PARTY_FIELDS:
            if text := self.cells[name]:
                stated[name] = place(text) if name in ("country", "headquarters", "parent_country") else text
        return PART + "party" + "".join(written_field(name, stated[name]) for name in sorted(stated))


def queries_of(casts: Iterable[Cast]) -> list[Query]:
    """Return what the lists must be asked for all these parties, once each."""
    return list(dict.fromkeys(query for cast in casts for query in cast.queries))
