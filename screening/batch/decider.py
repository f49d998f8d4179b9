"""Rows in, answers out: the one function a batch run, a worker process and a cluster all call.

Everything that repeats is worked out once: texts, things, parties, deals, orders; rows that no rule tells apart are one
case, and cases with the same findings have one answer. What is left to do for a row is to look its numbers up.

A block is `read`; then the lists are asked for the names that were not met before (`queries`); then `unknown` says which of
its cases nobody has decided yet, by digests; these are `settled`, here or by another process that met them too, and
`learn`ed; last it is written by `decide`. Who is alone needs only `read`, `queries` and `decide`.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from screening.batch.answers import Answers, Screened
from screening.batch.block import Block
from screening.batch.cases import CaseBook, Tables
from screening.batch.deals import Deals
from screening.batch.fact_table import FactTable
from screening.batch.grouping import grouped
from screening.batch.numbered import Numbered, Parties
from screening.batch.numbering import Numbering
from screening.batch.options import Options
from screening.batch.people import People
from screening.batch.records import LIMIT, Record, Records
from screening.batch.rows import Library
from screening.batch.things import Orders, Things
from screening.batch.translation import Mapping
from screening.engine.row import PartyRow
from screening.facts.derive import payer_facts
from screening.parties.matcher import Query
from screening.screen import Screener

Ints = npt.NDArray[np.int64]

FORGET = 400_000
"""Distinct texts, parties and orders kept; beyond it all is forgotten and learned anew, so that memory stays flat."""

PAYING = ("payer", "end_user", "account_holder")


@dataclass(frozen=True, slots=True)
class _Cases:
    """The cases of a block: the parties by transaction and role, the case of each, and of the cases digests, rows, days."""

    people: Ints
    of: Ints
    digests: list[bytes]
    rows: Ints
    days: list[date]


class Decider:
    """Screens blocks of one file; what it has learned from one block serves the next."""

    def __init__(
        self,
        screener: Screener,
        resolved: Dictionary[str, str],
        mapping: Mapping,
        options: Options,
        records: Records | None = None,
    ) -> None:
        self.screener, self.options = screener, options
        self.records = Records() if records is None else records
        self._resolved, self._mapping = resolved, mapping
        self._here: tuple[Numbered, _Cases] | None = None
        self._begin()

    def _begin(self) -> None:
        rules = self.screener.rules
        of_rows = [FactTable(rules) for _ in range(4)]
        tables = Tables(of_rows[0], of_rows[1], of_rows[2], FactTable(rules, of_parties=True), of_rows[3])
        things = Things(rules, self.screener.catalogue, tables.things)
        library = Library(self._mapping, self._resolved)
        self._numbering = Numbering(
            library, things, Deals(tables.deals), Orders(things.all, tables.orders), self.options.as_of
        )
        self._people = People(rules, self.screener.watchlist, tables.people)
        self._tables = tables
        self._book = CaseBook(self.screener, self.options.assume, tables, self._numbering.roles, things.all)
        self._answers = Answers(self.screener, self.records, self._numbering, self._people, self.options)

    def read(self, block: Block) -> Numbered:
        """Return the block as numbers; what cannot be read is told in its rows."""
        if self._learned() > FORGET:
            self._begin()
        if len(self.records) > LIMIT:
            self.records.forget()
        self._here = None
        return self._numbering.numbered(block)

    def _learned(self) -> int:
        numbering = self._numbering
        return len(numbering.library) + len(numbering.orders) + len(self._people.all)

    def queries(self, numbered: Numbered) -> list[Query]:
        """Return what the lists will be asked for, once each: names and parents of parties not met before."""
        known = self._people.numbers
        new = (each.cast(i) for each in numbered.parties for i, key in enumerate(each.keys) if key and key not in known)
        return list(dict.fromkeys(query for cast in new for query in cast.queries))

    def unknown(self, numbered: Numbered) -> list[bytes]:
        """Return the digests of the cases that are not decided yet, once each; the names must be known to the lists."""
        known = self.records.numbers
        return [each for each in dict.fromkeys(self._cases_of(numbered).digests) if each not in known]

    def settled(self, numbered: Numbered, digests: Iterable[bytes]) -> list[tuple[bytes, Record]]:
        """Decide these cases of the block and return the records of them."""
        cases = self._cases_of(numbered)
        places = {digest: at for at, digest in enumerate(cases.digests)}
        chosen = [places[digest] for digest in digests]
        days = [cases.days[at] for at in chosen]
        return [(cases.digests[chosen[i]], record) for i, record in self._book.decided(cases.rows[chosen], days)]

    def learn(self, found: Iterable[tuple[bytes, Record]]) -> None:
        """Know these records from now on."""
        self.records.add(found)

    def decide(self, numbered: Numbered) -> Screened:
        """Return the answers to a block that was read; what is still unknown is decided first."""
        cases = self._cases_of(numbered)
        self.learn(self.settled(numbered, self.unknown(numbered)))
        self._here = None
        numbers = np.array([self.records.numbers[digest] for digest in cases.digests], dtype=np.int64)
        return self._answers.written(numbered, cases.people, numbers[cases.of] if len(cases.of) else cases.of)

    def _cases_of(self, numbered: Numbered) -> _Cases:
        """Return the cases of the block at hand, worked out once."""
        if self._here is None or self._here[0] is not numbered:
            people = np.zeros((len(numbered.at), len(numbered.parties)), dtype=np.int64)
            for slot, parties in enumerate(numbered.parties):
                people[:, slot] = self._number_people(parties, numbered)
            rows = self._case_rows(numbered, people)
            of, first = grouped(list(rows.T))
            days = [numbered.dates[day] for day in numbered.day[first].tolist()]
            distinct = rows[first]
            self._here = numbered, _Cases(people, of, self._book.digests(distinct), distinct, days)
        return self._here[1]

    def _number_people(self, parties: Parties, numbered: Numbered) -> Ints:
        """Return the number of every transaction's party in one role; who meets a list may be another on another day."""
        of, known = parties.of, self._people.numbers
        if not len(of):
            return of
        found = [known.get(key) if key else 0 for key in parties.keys]
        for i in [i for i, number in enumerate(found) if number is None]:
            day = numbered.dates[numbered.day[int(parties.first[i])]]
            found[i] = self._people.number(parties.keys[i], parties.cast(i), day)
        numbers = np.array(found, dtype=np.int64)
        result = numbers[of]
        at = np.flatnonzero(result < 0)
        if at.size:
            group, first = grouped([-result[at], numbered.day[at]])
            there = ((int(result[at[each]]), numbered.dates[numbered.day[at[each]]]) for each in first.tolist())
            result[at] = np.array([self._people.on(number, day) for number, day in there], dtype=np.int64)[group]
        return result

    def _case_rows(self, numbered: Numbered, people: Ints) -> Ints:
        """Return by transaction the row of numbers that `CaseBook` wants."""
        size = len(numbered.at)
        rows = np.zeros((size, 5 + people.shape[1]), dtype=np.int64)
        if not size:
            return rows
        rows[:, 0] = numbered.by_day(self._book.epoch)
        rows[:, 1] = np.array([deal.facts for deal in self._numbering.deals.all], dtype=np.int64)[numbered.deal]
        rows[:, 2] = numbered.order
        rows[:, 4] = self._line_sets(numbered)
        facts = np.array([person.facts for person in self._people.all], dtype=np.int64)
        rows[:, 5:] = np.where(people > 0, facts[people] + 1, 0)
        rows[:, 3] = self._payers(rows[:, 5:])
        return rows

    def _line_sets(self, numbered: Numbered) -> Ints:
        first = numbered.thing[numbered.at]
        own = np.zeros(int(first.max()) + 1, dtype=np.int64)
        for thing in set(first.tolist()):
            own[thing] = self._book.line_set((thing,) if thing else ())
        result = own[first]
        for i in np.flatnonzero(numbered.lines > 1).tolist():
            at = int(numbered.at[i])
            members = numbered.thing[at : at + int(numbered.lines[i])].tolist()
            result[i] = self._book.line_set(tuple(each for each in members if each))
        return result

    def _payers(self, people: Ints) -> Ints:
        """Return a row of facts for whether somebody elsewhere pays."""
        roles = self._numbering.roles
        if "payer" not in roles:
            return np.zeros(len(people), dtype=np.int64)
        slots = [roles.index(role) for role in PAYING if role in roles]
        group, first = grouped([people[:, slot] for slot in slots])
        numbers = []
        for place in first.tolist():
            present = [slot for slot in slots if people[place, slot]]
            known = ((slot, self._tables.people.facts(int(people[place, slot]) - 1)) for slot in present)
            numbers.append(self._tables.payers.number(payer_facts([PartyRow(roles[s], "", facts) for s, facts in known])))
        return np.array(numbers, dtype=np.int64)[group]
