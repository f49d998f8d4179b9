"""Line items: each distinct thing resolved and described once, without how many; then how many of it make an order.

A thing is what its cells say it is. Amounts differ in every row, so what follows from them (sums over chips, the
operations of a training run) is worked out once for each distinct order, and only where there are chips in it.
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
from screening.screen.identity import thing_written
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
    written: str = ""
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
            thing_written(item),
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


@dataclass(slots=True)
class Orders:
    """What follows from amounts: for each distinct order its row in the fact table, and doubts about its training run."""

    things: Sequence[Thing]
    table: FactTable
    _known: dict[object, tuple[int, tuple[Text, ...]]] = field(default_factory=dict)

    def order(
        self, lines: tuple[tuple[int, Decimal | None, Decimal | None], ...], training: Training | None
    ) -> tuple[int, tuple[Text, ...]]:
        """Return the number of the facts of an order (thing, quantity, hours, line by line) and what is doubtful in it."""
        key = lines, training
        if key not in self._known:
            held = [(self.things[thing].line, quantity, hours) for thing, quantity, hours in lines]
            told = [line.with_amounts(quantity, hours) for line, quantity, hours in held if line is not None]
            dealt = [replace(line, number=number) for number, line in enumerate(told, start=1)]  # each may be its own kind
            facts = amount_facts(training, dealt)
            self._known[key] = self.table.number(facts), tuple(doubts(training, dealt))
        return self._known[key]

    def __len__(self) -> int:
        return len(self._known)
