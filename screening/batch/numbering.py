"""A block's transactions as numbers: which thing, deal, order and parties each has, every distinct one met once.

Reading comes first, in `rows`; who the parties are on the lists comes later, in `decider`. Transactions that cannot be
read are told in the rows and have no numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from screening.batch.block import Block
from screening.batch.columns import PARTY_FIELDS
from screening.batch.deals import DEAL_COLUMNS, Deals
from screening.batch.people import IDENTITY, Cast
from screening.batch.rows import Library, Rows, read_rows
from screening.batch.texts import Codes
from screening.batch.things import THING_COLUMNS, Orders, Things
from screening.engine.columns import grouped
from screening.facts.classification import TODAYS_TIERS
from screening.facts.party import CUSTOMERS, HONG_KONG_IS_CHINA
from screening.language.facts import number
from screening.terms import ROLES, Text

Ints = npt.NDArray[np.int64]
Distinct = list[tuple[tuple[object, ...], Cast] | None]
"""The distinct parties of one role in a block (None: nobody), each with the key it is remembered by."""

NO_THING = Text(
    "an item needs a description, part_number, chip, instance, eccn or figures", "품목의 설명·부품 번호·ECCN 등이 필요함"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The good transactions of a block as numbers.

    One entry a transaction: `at` its first row, `lines` how many rows it has, `days` the day of its law, `deal`, `order` (a
    row of facts) and `doubts` of the order; `casts` by role: which of the distinct parties it has, and those. One entry a
    row of the block: `thing`.
    """

    rows: Rows
    at: Ints
    lines: Ints
    days: list[date]
    thing: Ints
    deal: Ints
    order: Ints
    doubts: list[tuple[Text, ...]]
    casts: list[tuple[Ints, Distinct]]


@dataclass(slots=True)
class Numbering:
    """Numbers blocks of one file, one after the other."""

    library: Library
    things: Things
    deals: Deals
    orders: Orders
    as_of: date | None
    roles: tuple[str, ...] = field(init=False)
    _identity: tuple[str, ...] = field(init=False)
    _amounts: dict[str, list[Decimal | None]] = field(init=False)
    _places: dict[object, int] = field(init=False)

    def __post_init__(self) -> None:
        self._amounts = {"quantity": [None], "hours": [None]}
        self._places = {"no item": 0}
        read = self.library.read
        self._identity = tuple(name for name in IDENTITY if name in read)
        filled = {role for role in ROLES for name in PARTY_FIELDS if f"{role}_{name}" in read}
        self.roles = tuple(role for role in ROLES if role in filled or (role == "end_user" and self._identity))

    def numbered(self, block: Block) -> Numbered:
        """Return the block as numbers; what cannot be read is told in its rows."""
        rows = read_rows(block, self.library, self.as_of)
        days = self._days(rows)
        thing = self._number_things(rows, days)
        deal = self._number_deals(rows, days, thing)
        good = np.flatnonzero(rows.good())
        at = rows.first[good]
        lines = np.bincount(rows.transaction, minlength=len(rows.first))[good]
        order, doubts = self._number_orders(rows, at, lines, thing, deal[at])
        own = [day for row in at.tolist() if (day := days[row]) is not None]
        eras = _eras(own)
        casts = [self._cast(rows, at, role, eras) for role in self.roles]
        return Numbered(rows, at, lines, own, thing, deal[at], order, doubts, casts)

    def _days(self, rows: Rows) -> list[date | None]:
        if self.as_of is not None or "date" not in rows.codes:
            return [self.as_of] * len(rows.transaction)
        known = [self.library.day(code) for code in range(len(self.library.books["date"].ours))]
        of_first = rows.codes["date"][rows.first[rows.transaction]]  # later rows may leave it empty
        return [known[code] for code in of_first.tolist()]

    def _cells(self, columns: list[str], key: tuple[int, ...]) -> dict[str, str]:
        return {name: self.library.books[name].ours[code] for name, code in zip(columns, key, strict=True)}

    def _number_things(self, rows: Rows, days: list[date | None]) -> Ints:
        """Return the number of every row's thing; 0 where the row names none or cannot be read."""
        result = np.zeros(len(rows.transaction), dtype=np.int64)
        columns = [name for name in THING_COLUMNS if name in rows.codes]
        at = rows.readable()
        if at.size:
            codes = [rows.codes[name][at] for name in columns]
            eras = _eras([days[row] for row in at.tolist()])
            group, first = grouped([eras, *codes])
            numbers = np.zeros(len(first), dtype=np.int64)
            for i, place in enumerate(first.tolist()):
                key = tuple(int(each[place]) for each in codes)
                day = days[int(at[place])]
                if any(key) and day is not None:
                    numbers[i] = self.things.number((int(eras[place]), *key), self._cells(columns, key), day)
            result[at] = numbers[group]
            for each in set(numbers.tolist()):
                if (why := self.things.all[each].why) is not None:
                    for row in np.flatnonzero(result == each).tolist():
                        rows.refuse(row, next(name for name in columns if rows.codes[name][row]), why)
        counted = np.zeros(len(result), dtype=bool)
        for name in ("quantity", "hours", "currency"):
            counted |= rows.code(name) > 0
        if "value" in rows.cells:
            counted |= pc.not_equal(rows.cells["value"], "").to_numpy(zero_copy_only=False)
        looked_at = np.zeros(len(result), dtype=bool)
        looked_at[at] = [days[row] is not None for row in at.tolist()]
        for row in np.flatnonzero(counted & looked_at & (result == 0)).tolist():
            rows.refuse(row, "item", NO_THING)
        return result

    def _number_deals(self, rows: Rows, days: list[date | None], thing: Ints) -> Ints:
        """Return the number of every good transaction's deal, at its first row."""
        result = np.zeros(len(thing), dtype=np.int64)
        good = np.flatnonzero(rows.good())
        at = rows.first[good]
        columns = [name for name in DEAL_COLUMNS if name in rows.codes]
        codes = [rows.codes[name][at] for name in columns]
        held, eras = self._held(rows, good, thing), _eras([days[row] for row in at.tolist()])
        group, first = grouped([eras, held, *codes])
        for i, place in enumerate(first.tolist()):
            key = tuple(int(each[place]) for each in codes)
            day = days[int(at[place])]
            assert day is not None
            things = thing[rows.of(int(good[place]))].tolist()
            lines = [line for each in things if (line := self.things.all[each].line) is not None]
            number = (int(eras[place]), int(held[place]), *key)
            deal = self.deals.number(number, self._cells(columns, key), lines, day)
            result[at[group == i]] = deal
            if (why := self.deals.all[deal].why) is not None:
                for row in at[group == i].tolist():
                    rows.refuse(row, "activity", why)
        return result

    def _held(self, rows: Rows, good: Ints, thing: Ints) -> Ints:
        """Return by transaction a number for where its items say that the chips stand; 0: it has no items."""
        where = np.array([self._place(number) for number in range(len(self.things.all))], dtype=np.int64)
        held = where[thing[rows.first[good]]]
        lines = np.bincount(rows.transaction, minlength=len(rows.first))[good]
        for i in np.flatnonzero(lines > 1).tolist():
            backwards = dict.fromkeys(where[thing[rows.of(int(good[i]))]][::-1].tolist())  # the last region is the one told
            held[i] = self._several(tuple(place for place in backwards if place))
        return held

    def _several(self, places: tuple[int, ...]) -> int:
        if len(places) < 2:
            return next(iter(places), 0)
        return self._places.setdefault(places, len(self._places))

    def _place(self, number: int) -> int:
        thing = self.things.all[number]
        if thing.line is None:
            return 0
        found = thing.line.resolution
        where = (found.hosting, found.region) if found is not None and found.hosting else "no region"
        return self._places.setdefault(where, len(self._places))

    def _number_orders(
        self, rows: Rows, at: Ints, lines: Ints, thing: Ints, deal: Ints
    ) -> tuple[Ints, list[tuple[Text, ...]]]:
        """Return every transaction's order as a row of facts, and what is doubtful in it.

        Amounts matter where there are chips, or a training run is stated; elsewhere the order says nothing.
        """
        order, doubts = np.zeros(len(at), dtype=np.int64), _no_doubts(len(at))
        chips = np.array([each.chips for each in self.things.all], dtype=bool)
        trains = np.array([each.training is not None for each in self.deals.all], dtype=bool)
        if not len(at):
            return order, doubts
        matters = chips[thing[at]] | trains[deal]
        several = np.flatnonzero(lines > 1)
        for i in several.tolist():
            matters[i] |= bool(chips[thing[at[i] : at[i] + lines[i]]].any())
        single = np.flatnonzero(matters & (lines == 1))
        row = at[single]
        trained = np.where(trains[deal[single]], deal[single] + 1, 0)
        group, first = grouped([thing[row], rows.code("quantity")[row], rows.code("hours")[row], trained])
        found = [self._order(rows, [int(row[place])], thing, int(deal[single[place]])) for place in first.tolist()]
        if found:
            order[single] = np.array([number for number, _ in found], dtype=np.int64)[group]
        if any(doubt for _, doubt in found):
            for i, which in zip(single.tolist(), group.tolist(), strict=True):
                doubts[i] = found[which][1]
        for i in several[matters[several]].tolist():
            order[i], doubts[i] = self._order(rows, list(range(int(at[i]), int(at[i] + lines[i]))), thing, int(deal[i]))
        return order, doubts

    def _order(self, rows: Rows, members: list[int], thing: Ints, deal: int) -> tuple[int, tuple[Text, ...]]:
        quantity, hours = rows.code("quantity"), rows.code("hours")
        lines = tuple(
            (int(thing[row]), self._amount("quantity", int(quantity[row])), self._amount("hours", int(hours[row])))
            for row in members
            if thing[row]
        )
        return self.orders.order(lines, self.deals.all[deal].training)

    def _amount(self, column: str, code: int) -> Decimal | None:
        known = self._amounts[column]
        if code >= len(known):
            book = self.library.books[column]
            for at in range(len(known), len(book.ours)):
                known.append(None if book.whys[at] else number(book.ours[at]))
        return known[code]

    def _cast(self, rows: Rows, at: Ints, role: str, eras: Codes) -> tuple[Ints, Distinct]:
        """Return which of the distinct parties of a role each transaction has, and these parties."""
        columns = [f"{role}_{name}" for name in PARTY_FIELDS]
        codes = [rows.code(name)[at] for name in columns]
        identity = self._identity if role == "end_user" else ()
        filled = [pc.not_equal(rows.cells[name], "").to_numpy(zero_copy_only=False)[at] for name in identity]
        forwards = self._forwards(rows, at, role)
        owned = rows.code("beneficial_owner_name")[at] > 0 if role in CUSTOMERS else np.zeros(len(at), dtype=bool)
        group, first = grouped([eras, forwards, owned, *filled, *codes])
        distinct: Distinct = []
        books = self.library.books
        for place in first.tolist():
            numbers = tuple(int(each[place]) for each in codes)
            told = tuple(name for name, each in zip(identity, filled, strict=True) if each[place])
            if not any(numbers) and not told:
                distinct.append(None)
                continue
            cells = {
                name: books[column].ours[code] if code else ""
                for name, column, code in zip(PARTY_FIELDS, columns, numbers, strict=True)
            }
            cast = Cast(role, cells, told, bool(forwards[place]), bool(owned[place]), int(eras[place]))
            distinct.append(((role, numbers, told, cast.forwards, cast.owned, cast.era), cast))
        return group, distinct

    def _forwards(self, rows: Rows, at: Ints, role: str) -> npt.NDArray[np.bool_]:
        """Return where a party bears the name of the freight forwarder."""
        forwarder, own = (self.library.books.get(f"{each}_name") for each in ("freight_forwarder", role))
        if forwarder is None or own is None:
            return np.zeros(len(at), dtype=bool)
        names = {text: code for code, text in enumerate(own.ours) if code}
        same = np.array([names.get(text, -1) for text in forwarder.ours])
        return np.equal(same[rows.code("freight_forwarder_name")[at]], rows.code(f"{role}_name")[at])


def _eras(days: list[date | None]) -> Codes:
    """Return what the law of each day makes of Hong Kong and of published classifications."""
    eras = {
        day: 0 if day is None else (day >= HONG_KONG_IS_CHINA) + (day >= TODAYS_TIERS) for day in set(days)
    }
    return np.array([eras[day] for day in days], dtype=np.int32)


def _no_doubts(size: int) -> list[tuple[Text, ...]]:
    return [()] * size
