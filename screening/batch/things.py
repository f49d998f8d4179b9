"""Line items: each distinct thing resolved and described once, without how many; then how many of it make an order.

A thing is what its cells say it is. Amounts differ in every row, so what follows from them (sums over chips, the
operations of a training run) is worked out only where there are chips in it; and as all of it grows with the amounts,
an order that lies between two others which no rule tells apart is one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from pydantic import ValidationError

from screening.batch.columns import TABLE, entry
from screening.batch.fact_table import FactTable
from screening.errors import InvalidInput
from screening.facts.catalogue import Catalogue
from screening.facts.derive import amount_facts
from screening.facts.hardware import Line, item_lines
from screening.facts.item_text import Resolution
from screening.facts.training import doubts
from screening.facts.transaction import Item, Training
from screening.language.rule import RuleSet
from screening.screen.identity import PART, part, thing_written
from screening.terms import Text

THING_COLUMNS = tuple(name for name, column in TABLE.items() if column.describes)
"""The columns that say what an item is."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One line item without amounts: its components as numbers in the fact table, or why it cannot be read.

    `chips` tells whether amounts matter: there are processors in it; `asking` is its resolution if that asks back.
    """

    line: Line | None
    rows: tuple[int, ...] = ()
    written: bytes = b""
    chips: bool = False
    asking: Resolution | None = None
    why: Text | None = None


@dataclass(slots=True)
class Things:
    """All things met so far; number 0 is "no item"."""

    rules: RuleSet
    catalogue: Catalogue
    table: FactTable
    all: list[Thing] = field(default_factory=lambda: [Thing(None)])
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)

    def number(self, key: tuple[object, ...], cells: Mapping[str, str], day: date) -> int:
        """Return the number of the thing with these cells (`key` stands for them and for the law's idea of a class)."""
        if key not in self._numbers:
            self._numbers[key] = len(self.all)
            self.all.append(self._thing(cells, day))
        return self._numbers[key]

    def _thing(self, cells: Mapping[str, str], day: date) -> Thing:
        given = {TABLE[name].target.removeprefix("items."): entry(name, text) for name, text in cells.items() if text}
        try:
            item = Item.model_validate(given)
            line = item_lines([item], self.catalogue, self.rules.modelled_eccns, day)[0]
        except ValidationError as error:
            return Thing(None, why=_why(error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")))
        except InvalidInput as error:
            problem = error.problems[0]
            return Thing(None, why=_why(f"{problem.message} {f'({problem.hint})' if problem.hint else ''}".strip()))
        resolution = line.resolution
        asks = resolution is not None and resolution.status == "ambiguous" and resolution.question_en is not None
        kinds = [row.values.get("item.kind") for row in line.rows]
        return Thing(
            line,
            tuple(self.table.number(row.values) for row in line.rows),
            PART.encode() + part(thing_written(item)),
            any(kind is not None and kind.value == "processor" for kind in kinds),
            resolution if asks else None,
        )


def _why(message: str) -> Text:
    return Text(message, f"품목을 읽을 수 없음 — {message}")


def warnings(thing: Thing, number: int, rules: RuleSet, catalogue: Catalogue, day: date) -> tuple[Text, ...]:
    """Return what there is to say of a thing where it is line `number`."""
    if thing.line is None or not thing.line.warnings or number == 1:
        return thing.line.warnings if thing.line else ()
    again = item_lines([Item(description="-")] * (number - 1) + [thing.line.item], catalogue, rules.modelled_eccns, day)
    return again[-1].warnings


Known = tuple[int, tuple[Text, ...]]
"""An order's row in the fact table, and what is doubtful in it."""
Amounts = tuple[Decimal, Decimal]
_NOTHING = Decimal(0)


@dataclass(slots=True)
class Alike:
    """Orders of one thing that came to the same: the least and the greatest amounts met (none of them between others)."""

    least: list[Amounts] = field(default_factory=list)
    most: list[Amounts] = field(default_factory=list)

    def between(self, amounts: Amounts) -> bool:
        """Whether one of these orders is of no more in any respect, and one of no less."""
        quantity, hours = amounts
        return any(q <= quantity and h <= hours for q, h in self.least) and any(
            q >= quantity and h >= hours for q, h in self.most
        )

    def add(self, amounts: Amounts) -> None:
        """Note one more order; forget those that now lie between others."""
        quantity, hours = amounts
        if not any(q <= quantity and h <= hours for q, h in self.least):
            self.least = [each for each in self.least if each[0] < quantity or each[1] < hours] + [amounts]
        if not any(q >= quantity and h >= hours for q, h in self.most):
            self.most = [each for each in self.most if each[0] > quantity or each[1] > hours] + [amounts]


@dataclass(slots=True)
class Orders:
    """What follows from amounts: for an order its row in the fact table, and doubts about its training run."""

    things: Sequence[Thing]
    table: FactTable
    _alike: dict[object, dict[Known, Alike]] = field(default_factory=dict)
    _computed: int = 0

    def order(
        self, lines: tuple[tuple[int, Decimal | None, Decimal | None], ...], training: Training | None
    ) -> Known:
        """Return the number of the facts of an order (thing, quantity, hours, line by line) and what is doubtful in it."""
        if len(lines) != 1 or any(amount is not None and amount <= 0 for amount in lines[0][1:]):
            return self._order(lines, training)
        ((thing, quantity, hours),) = lines
        amounts = quantity or _NOTHING, hours or _NOTHING
        alike = self._alike.setdefault((thing, quantity is None, hours is None, training), {})
        for known, each in alike.items():
            if each.between(amounts):
                return known
        known = self._order(lines, training)
        alike.setdefault(known, Alike()).add(amounts)
        return known

    def _order(
        self, lines: tuple[tuple[int, Decimal | None, Decimal | None], ...], training: Training | None
    ) -> Known:
        self._computed += 1
        held = [(self.things[thing].line, quantity, hours) for thing, quantity, hours in lines]
        told = [line.with_amounts(quantity, hours) for line, quantity, hours in held if line is not None]
        dealt = [replace(line, number=number) for number, line in enumerate(told, start=1)]  # each may be its own kind
        return self.table.number(amount_facts(training, dealt)), tuple(doubts(training, dealt))

    def __len__(self) -> int:
        return self._computed
