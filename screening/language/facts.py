"""The facts a rule may name: declared once, typed, with unit, range and the question that asks for them.

A rule that names an undeclared fact does not load. This module converts the text of a rule or of a transaction into
the declared type and refuses everything else; it never guesses ("yes" is not a bool, "3E001" is not a number).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Literal, get_args

from screening.errors import Problem
from screening.language.source import Document
from screening.terms import ROLES, Text

FactType = Literal["number", "bool", "text", "code", "enum", "date", "country", "countries", "lists"]
Value = Decimal | bool | str | date | frozenset[str]


class Undefined(StrEnum):
    """A threshold that a provision speaks of and nobody has set: every comparison with it is unknown, for ever."""

    threshold = "undefined"


NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+/*-]*")


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact; `unit` is None for what has none, `values` lists an enum's words.

    `quiet` keeps it out of explanations; whoever answers `asked_as` answers this one, too.
    """

    name: str
    type: FactType
    label: Text
    ask: Text
    unit: str | None = None
    values: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    quiet: Literal["never", "when_false", "always"] = "never"
    asked_as: str | None = None

    @property
    def of_party(self) -> bool:
        """Whether the fact belongs to one party, and so only makes sense inside a quantifier."""
        return self.name.startswith("party.")


def fact_of(path: str) -> str:
    """Return the fact a path speaks of: `party.end_user.headquarters` is the fact `party.headquarters` of the end user."""
    head, _, rest = path.partition(".")
    role, _, name = rest.partition(".")
    return f"party.{name}" if head == "party" and role in ROLES and name else path


class Unfit(ValueError):
    """A text does not fit a fact's type; `code` and `hint` go into the problem."""

    def __init__(self, message: str, hint: str = "", code: str = "E106") -> None:
        super().__init__(message)
        self.message, self.hint, self.code = message, hint, code


MAX_DIGITS = 40
"""Digits before or behind the point; nothing we count has more, and 1e999999 is never computed with."""


def number(text: object) -> Decimal:
    """Read a decimal number (never NaN, infinity, hexadecimal, sexagesimal or a word); raise `Unfit`."""
    if not isinstance(text, str) or not NUMBER.fullmatch(text.strip()):
        raise Unfit(f"`{show(text)}` is not a number", "write digits, such as 4800 or 5.92 or 1e26")
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise Unfit(f"`{text}` is not a number") from None
    if abs(value.adjusted()) > MAX_DIGITS:
        raise Unfit(f"`{text}` is out of any sensible range")
    return value


def iso_date(text: object) -> date:
    """Read YYYY-MM-DD and nothing else; raise `Unfit`."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        raise Unfit(f"`{show(text)}` is not a date", "write YYYY-MM-DD")
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Unfit(f"`{text}` is not a day of the calendar", "check month and day") from None


def convert(fact: Fact, raw: object) -> Value:
    """Convert the text of a rule into `fact`'s type, its unit removed; raise `Unfit`."""
    match fact.type:
        case "number":
            value = number(_without_unit(fact, raw))
            if (fact.minimum is not None and value < fact.minimum) or (
                fact.maximum is not None and value > fact.maximum
            ):
                raise Unfit(f"{raw} is outside the range of {fact.name} ({fact.minimum} to {fact.maximum or '…'})")
            return value
        case "bool":
            if not isinstance(raw, bool):
                raise Unfit(f"`{show(raw)}` is not a truth value", "write true or false")
            return raw
        case "date":
            return iso_date(raw)
        case "enum":
            if raw not in fact.values:
                raise Unfit(f"`{show(raw)}` is not one of {', '.join(fact.values)}")
            return str(raw)
        case "country" | "countries":
            if not isinstance(raw, str) or not re.fullmatch(r"[A-Z]{2}", raw):
                raise Unfit(f"`{show(raw)}` is not a country code", "two capital letters (ISO 3166), e.g. CN")
            return raw
        case "code":
            if not isinstance(raw, str) or not CODE.fullmatch(raw):
                raise Unfit(f"`{show(raw)}` is not a code")
            return raw
        case "text" | "lists":
            if not isinstance(raw, str):
                raise Unfit(f"`{show(raw)}` is not a text")
            return raw


def _without_unit(fact: Fact, raw: object) -> object:
    if not isinstance(raw, str) or " " not in raw.strip():
        return raw
    text, unit = raw.strip().split(maxsplit=1)
    if unit != fact.unit:
        raise Unfit(f"{fact.name} is measured in {fact.unit or 'no unit'}, not in {unit}", f"write {text}", "E107")
    return text


def show(raw: object) -> str:
    """Render what was written, as it was written, in a message."""
    match raw:
        case None:
            return "null"
        case bool():
            return "true" if raw else "false"
        case str() | int() | float() | Decimal():
            return str(raw)[:80]
        case _:
            return {"dict": "a mapping", "list": "a list"}.get(type(raw).__name__, type(raw).__name__)


def read_facts(document: Document, facts: dict[str, Fact], problems: list[Problem]) -> None:
    """Add the facts that one file of `rules/facts/` declares to `facts`, and every problem found to `problems`."""
    declared = document.data.get("facts") if isinstance(document.data, dict) else None
    if not isinstance(declared, dict):
        problems.append(Problem("E102", document.where(), "a mapping `facts:` is expected here"))
        return
    for name, entry in declared.items():
        if name in facts:
            problems.append(Problem("E206", document.where("facts", name, key=True), f"fact `{name}` is declared twice"))
            continue
        try:
            facts[name] = _fact(name, entry)
        except (Unfit, KeyError, TypeError, AttributeError) as error:
            problems.append(Problem("E102", document.where("facts", name, key=True), f"fact `{name}`: {error!s}"))


def _fact(name: str, entry: Mapping[str, object]) -> Fact:
    kind = entry["type"]
    if kind not in get_args(FactType):
        raise Unfit(f"unknown type `{show(kind)}`", f"one of {', '.join(get_args(FactType))}")
    allowed = {"type", "unit", "values", "min", "max", "from", "label", "ask", "quiet", "asked_as"}
    if unknown := set(entry) - allowed:
        raise Unfit(f"unknown key {', '.join(sorted(unknown))}")
    label, ask = entry["label"], entry["ask"]
    assert isinstance(label, dict) and isinstance(ask, dict)
    values = entry.get("values", [])
    assert isinstance(values, list)
    return Fact(
        name=name,
        type=kind,  # type: ignore[arg-type]
        label=Text(label["en"], label["ko"]),
        ask=Text(ask["en"], ask["ko"]),
        unit=str(entry["unit"]) if "unit" in entry else None,
        values=tuple(values),
        minimum=number(entry["min"]) if "min" in entry else None,
        maximum=number(entry["max"]) if "max" in entry else None,
        quiet=entry.get("quiet", "never"),  # type: ignore[arg-type]
        asked_as=str(entry["asked_as"]) if "asked_as" in entry else None,
    )
