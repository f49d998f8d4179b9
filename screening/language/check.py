"""Validate a document against a pydantic shape and say, for each misfit, where it stands and how to mend it."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from screening.errors import Problem
from screening.language.grammar import nearest
from screening.language.source import Document, Step

S = TypeVar("S", bound=BaseModel)

LONGEST_KEY = 60
"""Signs of a key that are told back; no key that is known is longer."""
OUT_OF_RANGE = {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}


def check(model: type[S], document: Document, problems: list[Problem]) -> S | None:
    """Return the validated model, or None after adding a problem for everything that does not fit."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        problems.extend(_problem(each, document, model) for each in error.errors(include_url=False))
        return None


def _problem(error: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    loc: tuple[Step, ...] = error["loc"]
    last = str(loc[-1])[:LONGEST_KEY] if loc else ""
    match error["type"]:
        case "extra_forbidden":
            hint = nearest(last, known_keys(model))
            return Problem("E101", document.where(*loc, key=True), f"unknown key `{last}`{_inside(loc)}", hint)
        case "missing":
            return Problem("E101", document.where(*loc[:-1]), f"`{last}` is missing{_inside(loc)}", f"add {last}:")
        case "literal_error" | "enum":
            expected = str(error.get("ctx", {}).get("expected", ""))
            words = expected.replace("'", "").replace(" or ", ", ").split(", ")
            message = f"{_path(loc)}: `{_show(error['input'])}` is not allowed here"
            hint = nearest(str(error["input"]), words) or f"one of {', '.join(words)}"
            return Problem("E102", document.where(*loc), message, hint)
        case kind if kind in OUT_OF_RANGE:
            message = re.sub(r"Decimal\('([^']*)'\)", r"\1", error["msg"].removeprefix("Input should be "))
            return Problem("E302", document.where(*loc), f"{_path(loc)}: {_show(error['input'])} is not {message}")
        case "list_type" | "dict_type" | "model_type" | "model_attributes_type":
            wanted = "a list" if error["type"] == "list_type" else "a mapping with named fields"
            return Problem("E102", document.where(*loc), f"{_path(loc)}: {wanted} is expected here", "see the README")
        case "too_long":
            limit = error.get("ctx", {}).get("max_length")
            return Problem("E302", document.where(*loc), f"{_path(loc)}: at most {limit} entries are read", "split it")
        case _:
            message = error["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
            code = "E301" if "is not a country" in message else "E102"
            if message[1:2].islower():
                message = message[:1].lower() + message[1:]
            return Problem(code, document.where(*loc), f"{_path(loc)}: {message}")


def _path(loc: tuple[Step, ...]) -> str:
    """Render `("items", 0, "quantity")` as `items[0].quantity`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step[:LONGEST_KEY]}" for step in loc)
    return text.lstrip(".") or "the document"


def _inside(loc: tuple[Step, ...]) -> str:
    return f" in {_path(loc[:-1])}" if len(loc) > 1 else ""


def _show(value: object) -> str:
    return "null" if value is None else str(value)[:60]


@cache
def known_keys(model: type[BaseModel]) -> frozenset[str]:
    """Every key that the model or a model inside it declares; close enough for a hint."""
    schema = model.model_json_schema()
    definitions = (schema, *schema.get("$defs", {}).values())
    return frozenset(key for definition in definitions for key in definition.get("properties", {}))
