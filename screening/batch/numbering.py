"""A block's transactions as numbers: which thing, deal, order and parties each has, every distinct one met once.

Reading comes first, in `rows`; who the parties are on the lists comes later, in `decider`. Transactions that cannot be
read are told in the rows and have no numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from screening.batch.block import Block
from screening.batch.columns import PARTY_FIELDS
from screening.batch.deals import DEAL_COLUMNS, Deals
from screening.batch.grouping import grouped
from screening.batch.numbered import Numbered, Parties
from screening.batch.people import IDENTITY, Cast
from screening.batch.rows import Library, Rows, read_rows
from screening.batch.texts import Codes
from screening.batch.things import THING_COLUMNS, Orders, Things
from screening.facts.classification import TODAYS_TIERS
from screening.facts.party import CUSTOMERS, HONG_KONG_IS_CHINA
from screening.facts.transaction import Transaction
from screening.language.facts import number
from screening.terms import ROLES, Text

Ints = npt.NDArray[np.int64]
Dates = Sequence[date | None]

MOST_LINES = next(most for each in Transaction.model_fields["items"].metadata if (most := getattr(each, "max_length", None)))
TOO_MANY = Text(f"a transaction has at most {MOST_LINES} lines", f"한 거래의 품목은 최대 {MOST_LINES}개")
NO_THING = Text(
    "an item needs a description, part_number, chip, instance, eccn or figures", "품목의 설명·부품 번호·ECCN 등이 필요함"
)


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
        day, dates = self._days(rows)
        eras = _eras(dates)[day]
        thing = self._number_things(rows, day, dates, eras)
        _refuse_crowds(rows, thing)
        deal = self._number_deals(rows, day, dates, eras, thing)
        good = np.flatnonzero(rows.good())
        at = rows.first[good]
        lines = np.bincount(rows.transaction, minlength=len(rows.first))[good]
        order, doubt, doubts = self._number_orders(rows, at, lines, thing, deal[at])
        parties = [self._parties(rows, at, role, eras[at]) for role in self.roles]
        known = [each or date.min for each in dates]  # what has no day is not among the good ones
        return Numbered(rows, at, lines, day[at], known, thing, deal[at], order, doubt, doubts, parties)

    def _days(self, rows: Rows) -> tuple[Ints, Dates]:
        """Return for every row a place in the days that follow, and those."""
        if self.as_of is not None or "date" not in rows.codes:
            return np.zeros(len(rows.transaction), dtype=np.int64), [self.as_of]
        known = [self.library.day(code) for code in range(len(self.library.books["date"].ours))]
        return rows.codes["date"][rows.first[rows.transaction]].astype(np.int64), known  # later rows may leave it empty

    def _cells(self, columns: list[str], key: tuple[int, ...]) -> dict[str, str]:
        return {name: self.library.books[name].ours[code] for name, code in zip(columns, key, strict=True)}

    def _number_things(self, rows: Rows, day_of: Ints, dates: Dates, eras: Codes) -> Ints:
        """Return the number of every row's thing; 0 where the row names none or cannot be read."""
        result = np.zeros(len(rows.transaction), dtype=np.int64)
        columns = [name for name in THING_COLUMNS if name in rows.codes]
        at = rows.readable()
        if at.size:
            codes = [rows.codes[name][at] for name in columns]
            group, first = grouped([eras[at], *codes])
            numbers = np.zeros(len(first), dtype=np.int64)
            for i, place in enumerate(first.tolist()):
                key = tuple(int(each[place]) for each in codes)
                day = dates[day_of[at[place]]]
                if any(key) and day is not None:
                    numbers[i] = self.things.number((int(eras[at[place]]), *key), self._cells(columns, key), day)
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
        looked_at[at] = np.array([each is not None for each in dates])[day_of[at]]
        for row in np.flatnonzero(counted & looked_at & (result == 0)).tolist():
            rows.refuse(row, "item", NO_THING)
        return result

    def _number_deals(self, rows: Rows, day_of: Ints, dates: Dates, eras: Codes, thing: Ints) -> Ints:
        """Return the number of every good transaction's deal, at its first row."""
        result = np.zeros(len(thing), dtype=np.int64)
        good = np.flatnonzero(rows.good())
        at = rows.first[good]
        columns = [name for name in DEAL_COLUMNS if name in rows.codes]
        codes = [rows.codes[name][at] for name in columns]
        held = self._held(rows, good, thing)
        group, first = grouped([eras[at], held, *codes])
        numbers = np.zeros(len(first), dtype=np.int64)
        for i, place in enumerate(first.tolist()):
            key = tuple(int(each[place]) for each in codes)
            day = dates[day_of[at[place]]]
            assert day is not None
            things = thing[rows.of(int(good[place]))].tolist()
            lines = [line for each in things if (line := self.things.all[each].line) is not None]
            number = (int(eras[at[place]]), int(held[place]), *key)
            deal = numbers[i] = self.deals.number(number, self._cells(columns, key), lines, day)
            if (why := self.deals.all[deal].why) is not None:
                for row in at[group == i].tolist():
                    rows.refuse(row, "activity", why)
        if len(at):
            result[at] = numbers[group]
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
    ) -> tuple[Ints, Ints, list[tuple[Text, ...]]]:
        """Return every transaction's order as a row of facts, and what is doubtful in it as a place in a list of doubts.

        Amounts matter where there are chips, or a training run is stated; elsewhere the order says nothing.
        """
        order, doubt = np.zeros(len(at), dtype=np.int64), np.zeros(len(at), dtype=np.int64)
        doubts: dict[tuple[Text, ...], int] = {(): 0}
        chips = np.array([each.chips for each in self.things.all], dtype=bool)
        trains = np.array([each.training is not None for each in self.deals.all], dtype=bool)
        if not len(at):
            return order, doubt, list(doubts)
        matters = chips[thing[at]] | trains[deal]
        several = np.flatnonzero(lines > 1)
        for i in several.tolist():
            matters[i] |= bool(chips[thing[at[i] : at[i] + lines[i]]].any())
        single = np.flatnonzero(matters & (lines == 1))
        row = at[single]
        trained = np.where(trains[deal[single]], deal[single] + 1, 0)
        group, first = grouped([thing[row], rows.code("quantity")[row], rows.code("hours")[row], trained])
        found = [self._order(rows, [int(row[place])], thing, int(deal[single[place]])) for place in first.tolist()]
        numbers = np.array([(number, doubts.setdefault(told, len(doubts))) for number, told in found] or [(0, 0)])
        order[single], doubt[single] = numbers[group].T
        for i in several[matters[several]].tolist():
            order[i], told = self._order(rows, list(range(int(at[i]), int(at[i] + lines[i]))), thing, int(deal[i]))
            doubt[i] = doubts.setdefault(told, len(doubts))
        return order, doubt, list(doubts)

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

    def _parties(self, rows: Rows, at: Ints, role: str, eras: Codes) -> Parties:
        """Return which of the distinct parties of a role each transaction has, and these parties."""
        columns = [f"{role}_{name}" for name in PARTY_FIELDS]
        codes = [rows.code(name)[at] for name in columns]
        identity = self._identity if role == "end_user" else ()
        filled = [pc.not_equal(rows.cells[name], "").to_numpy(zero_copy_only=False)[at] for name in identity]
        forwards = self._forwards(rows, at, role)
        owned = rows.code("beneficial_owner_name")[at] > 0 if role in CUSTOMERS else np.zeros(len(at), dtype=bool)
        everything = [*codes, *filled, forwards, owned, eras]
        group, first = grouped(everything)
        places = np.stack([each[first] for each in everything], axis=1, dtype=np.int32)
        books, stated = self.library.books, len(codes) + len(filled)

        def cast(i: int) -> Cast:
            *numbers, forward, own, era = places[i].tolist()
            cells = {
                name: books[column].ours[code] if code else ""
                for name, column, code in zip(PARTY_FIELDS, columns, numbers, strict=False)
            }
            told = tuple(name for name, each in zip(identity, numbers[len(columns) :], strict=True) if each)
            return Cast(role, cells, told, bool(forward), bool(own), era)

        somebody, prefix = np.any(places[:, :stated], axis=1).tolist(), role.encode()
        data, width = places.tobytes(), places.shape[1] * places.itemsize
        keys = [prefix + data[n * width : (n + 1) * width] if stands else b"" for n, stands in enumerate(somebody)]
        return Parties(group, first, keys, cache(cast))

    def _forwards(self, rows: Rows, at: Ints, role: str) -> npt.NDArray[np.bool_]:
        """Return where a party bears the name of the freight forwarder."""
        forwarder, own = (self.library.books.get(f"{each}_name") for each in ("freight_forwarder", role))
        if forwarder is None or own is None:
            return np.zeros(len(at), dtype=bool)
        names = {text: code for code, text in enumerate(own.ours) if code}
        same = np.array([names.get(text, -1) for text in forwarder.ours])
        found: npt.NDArray[np.bool_] = same[rows.code("freight_forwarder_name")[at]] == rows.code(f"{role}_name")[at]
        return found


def _eras(days: Dates) -> Codes:
    """Return what the law of each day makes of Hong Kong and of published classifications."""
    eras = [0 if day is None else (day >= HONG_KONG_IS_CHINA) + (day >= TODAYS_TIERS) for day in days]
    return np.array(eras, dtype=np.int32)


def _refuse_crowds(rows: Rows, thing: Ints) -> None:
    """Refuse transactions with more lines than one may have."""
    lines = np.bincount(rows.transaction[thing > 0], minlength=len(rows.first))
    for transaction in np.flatnonzero(lines > MOST_LINES).tolist():
        rows.refuse(int(rows.first[transaction]), "item", TOO_MANY)
