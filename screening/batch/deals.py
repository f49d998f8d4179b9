"""What a deal says besides parties and items: what happens, from where to where, for what. Each distinct one once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from screening.batch.columns import nested
from screening.batch.fact_table import FactTable
from screening.facts.derive import deal_facts
from screening.facts.hardware import Line
from screening.facts.transaction import MOVEMENTS, Training, Transaction
from screening.screen.identity import deal_written, part
from screening.terms import Text

DEAL_COLUMNS = (
    "activity", "origin", "destination", "destination_region", "hosting", "via", "training_operations", "military_end_use",
)  # fmt: skip
"""The columns that decide, without day and parties."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal's row in the fact table, its training run, doubts about where the chips stand; or why it cannot be read."""

    facts: int = 0
    training: Training | None = None
    doubts: tuple[Text, ...] = ()
    destination: str = ""
    written: bytes = b""
    why: Text | None = None


@dataclass(slots=True)
class Deals:
    """All deals met so far."""

    table: FactTable
    all: list[Deal] = field(default_factory=list)
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)

    def number(
        self, key: tuple[object, ...], cells: Mapping[str, str], lines: Sequence[Line], day: date
    ) -> int:
        """Return the number of a deal; `key` stands for its cells, for where its items say chips stand, and for the law."""
        if key not in self._numbers:
            self._numbers[key] = len(self.all)
            self.all.append(self._deal(cells, lines, day))
        return self._numbers[key]

    def _deal(self, cells: Mapping[str, str], lines: Sequence[Line], day: date) -> Deal:
        raw = nested(cells)
        if raw.get("activity") in MOVEMENTS:
            if not lines:
                return Deal(why=Text("the row names no item", "품목이 입력되지 않음"))
            raw["items"] = [{"description": "-"}]  # the border asks for one; which it is was read elsewhere
        try:
            transaction = Transaction.model_validate(raw)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            column = ".".join(map(str, first["loc"])) or "activity"
            told = "is missing" if first["type"] == "missing" else first["msg"].removeprefix("Value error, ")
            return Deal(why=Text(f"{column}: {told}", f"{column}: {'값이 없음' if told == 'is missing' else '읽을 수 없는 값'}"))
        facts, doubt = deal_facts(transaction, lines, day)
        training = transaction.end_use.training if transaction.end_use else None
        where = transaction.destination.country if transaction.destination else ""
        return Deal(self.table.number(facts), training, tuple(doubt), where, part(deal_written(transaction)))

