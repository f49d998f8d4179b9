"""The columns of a batch file: which field of a transaction each one fills, and how its text becomes a value.

Cells are text. Only lists are split here (`via`, IP addresses) and yes and no read; numbers, days, countries and codes
stay as written for `facts.transaction` to read or refuse, so that a file and a single transaction obey the same border.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ValidationError, create_model
from pydantic.fields import FieldInfo

from screening.facts.fields import Country, Truth
from screening.facts.transaction import EndUse, Identity, Item, Party, Training, Transaction
from screening.screen.identity import AMOUNTS
from screening.terms import ROLES

Form = Literal["text", "truth", "country", "several"]

ADDED = (
    "outcome", "rules", "would_apply", "review_policy", "tier", "listed_matches", "missing_facts", "because", "citations",
    "decision_id", "warnings",
)  # fmt: skip
"""The columns that the answers are written to, after all columns of the input."""

TRUTHS = {"true": True, "yes": True, "예": True, "false": False, "no": False, "아니오": False, "아니요": False}
"""How yes and no may be written in a column that asks for one of them, in any case."""

PARTY_FIELDS = ("name", "country", "headquarters", "parent", "parent_country", "address")

_OWN_NAMES = {"description": "item", "training_operations": "item_training_operations"}
# An item's field has its own name as a column, but for these: the contract calls the first one `item`, and gives the
# name of the second one to the training run that the deal is for.


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the field of a transaction it fills: `date`, `items.eccn`, `parties.payer.name`, `end_use.military`."""

    name: str
    target: str

    @property
    def of_line(self) -> bool:
        """Whether it belongs to one line item; all others belong to the deal."""
        return self.target.startswith("items.")

    @property
    def describes(self) -> bool:
        """Whether it says what a line item is."""
        return self.of_line and self.name not in AMOUNTS

    @property
    def field(self) -> FieldInfo:
        """The declaration of the field in `facts.transaction`."""
        match self.target.split("."):
            case ["items", name]:
                return Item.model_fields[name]
            case ["parties", _, "identity", name]:
                return Identity.model_fields[name]
            case ["parties", _, name]:
                return Party.model_fields[name]
            case ["end_use", "training", name]:
                return Training.model_fields[name]
            case ["end_use", name]:
                return EndUse.model_fields[name]
            case _:
                return Transaction.model_fields[self.target]

    @property
    def form(self) -> Form:
        """How the text is to be read."""
        return _forms()[self.name]


def _table() -> tuple[Column, ...]:
    head = ("date", "activity", "origin", "destination", "destination_region", "hosting", "via")
    return (
        Column("transaction_id", "id"),
        *(Column(name, name) for name in head),
        *(Column(_OWN_NAMES.get(name, name), f"items.{name}") for name in Item.model_fields),
        *(Column(f"{role}_{name}", f"parties.{role}.{name}") for role in ROLES for name in PARTY_FIELDS),
        Column("end_use", "end_use.description"),
        Column("training_operations", "end_use.training.operations"),
        Column("military_end_use", "end_use.military"),
        Column("end_user_email", "parties.end_user.identity.email"),
        Column("end_user_phone", "parties.end_user.identity.phone"),
        Column("end_user_national_id", "parties.end_user.identity.national_id"),
        Column("end_user_payment_source", "parties.end_user.identity.payment_source"),
        Column("end_user_ip", "parties.end_user.identity.ip_addresses"),
    )


TABLE: dict[str, Column] = {column.name: column for column in _table()}
"""Every column that is read, by name."""

COLUMNS: tuple[str, ...] = tuple(TABLE)
line_columns: tuple[str, ...] = tuple(name for name, column in TABLE.items() if column.of_line)
deal_columns: tuple[str, ...] = tuple(name for name, column in TABLE.items() if not column.of_line)


@cache
def _forms() -> dict[str, Form]:
    several = ("via", "parties.end_user.identity.ip_addresses")
    forms: dict[str, Form] = {}
    for column in TABLE.values():
        annotation = column.field.annotation
        of_field: Form = "truth" if annotation == (Truth | None) else "country" if annotation == (Country | None) else "text"
        forms[column.name] = "several" if column.target in several else of_field
    return forms


def entry(column: str, text: str) -> str | bool | list[str]:
    """Return what a cell stands for. A text that is neither yes nor no stays, for the border to refuse."""
    text = text.strip()
    match TABLE[column].form:
        case "truth":
            return TRUTHS.get(text.casefold(), text)
        case "several":
            return pieces(text) or [text]
        case _:
            return text


def pieces(text: str) -> list[str]:
    """Split a list in a cell at semicolons, commas and upright bars."""
    return [piece for piece in (part.strip() for part in re.split(r"[;|,]", text)) if piece]


def nested(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return the transaction of one row, in the shape of the contract's JSON; blank cells are not in it.

    `cells` has the contract's column names as keys; other keys are not read. A party exists if any of its cells is filled.
    """
    transaction: dict[str, Any] = {}
    parties: dict[str, dict[str, Any]] = {}
    line: dict[str, Any] = {}
    for name, column in TABLE.items():
        text = cells.get(name, "")
        if not text or text.isspace():
            continue
        first, *rest = column.target.split(".")
        if first == "items":
            inner = line
        elif first == "parties":
            inner = parties.setdefault(rest[0], {"role": rest[0]})
            rest = rest[1:]
        else:
            inner, rest = transaction, [first, *rest]
        for step in rest[:-1]:
            inner = inner.setdefault(step, {})
        inner[rest[-1]] = entry(name, text)
    if parties:
        transaction["parties"] = sorted(parties.values(), key=lambda party: ROLES.index(party["role"]))
    if line:
        transaction["items"] = [line]
    return transaction


def joined(rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Return the transaction of several rows that do not disagree: the deal of the first, one item a row."""
    transaction = nested(rows[0])
    items = [item for row in rows for item in nested({name: row.get(name, "") for name in line_columns}).get("items", ())]
    return transaction | ({"items": items} if items else {})


def disagreement(first: Mapping[str, str], other: Mapping[str, str]) -> str | None:
    """Return the column of the deal in which a later row of a transaction contradicts the first, or None.

    A later row repeats what the first says or leaves it empty. What only a later row says is a contradiction, too:
    the first row would have to be changed by it.
    """
    for column in deal_columns:
        said = other.get(column, "").strip()
        if said and said != first.get(column, "").strip():
            return column
    return None


def misfit(column: str, text: str) -> str:
    """Say why a text cannot stand in a column, or return an empty text. Only this one cell is looked at."""
    try:
        _cell(column)(cell=entry(column, text))
    except ValidationError as error:
        return error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
    return ""


def value(column: str, text: str) -> Any:
    """Return what a text that can stand in a column is there: a number, a day, a country, a list, a truth, or the text."""
    return _cell(column)(cell=entry(column, text)).cell  # type: ignore[attr-defined]


@cache
def _cell(column: str) -> type[BaseModel]:
    field = TABLE[column].field
    annotation: Any = field.annotation
    return create_model("Cell", cell=(annotation, field))
