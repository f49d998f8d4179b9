"""The JSON Schema of a rule file, for editors: made from the models, with the condition language spelled out.

Every rule file points to the committed copy (`rules/schema/rule.schema.json`); a test holds the copy to this function.
"""

from __future__ import annotations

from typing import Any

from screening.language.condition import FITS, Op
from screening.language.facts import Fact
from screening.language.grammar import Names
from screening.language.shape import RuleShape
from screening.terms import ROLES

CONDITION = {"$ref": "#/$defs/Condition"}


def rule_schema(names: Names) -> dict[str, Any]:
    """Return the schema of one rule file, with the facts, groups and lists that exist."""
    schema = RuleShape.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    definitions["VersionShape"]["properties"]["when"] = CONDITION
    definitions["ReviewShape"]["properties"]["when"] = CONDITION
    for name, field in (("CollectShape", "where"), ("FieldShape", "when")):
        definitions[name]["properties"][field] = CONDITION
    definitions["Condition"] = _condition(names)
    for definition in definitions.values():
        for field in definition.get("properties", {}).values():
            field.pop("title", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Rule"}


def _condition(names: Names) -> dict[str, Any]:
    members = {"type": "array", "items": CONDITION, "minItems": 1}
    parties = {
        "type": "object",
        "properties": {"roles": {"type": "array", "items": {"enum": list(ROLES)}, "minItems": 1}, "where": CONDITION},
        "required": ["roles", "where"],
        "additionalProperties": False,
    }
    at_least = {
        "type": "object",
        "properties": {"n": {"type": ["integer", "string"]}, "of": members},
        "required": ["n", "of"],
        "additionalProperties": False,
    }
    shapes = {
        "all": members, "any": members, "not": CONDITION, "at_least": at_least, "any_party": parties,
        "every_party": parties, "is": {"type": "string", "description": "the id of a term"},
    }  # fmt: skip
    leaves = {name: _leaf(fact, names) for name, fact in sorted(names.facts.items())}
    return {
        "description": "A condition: exactly one key.",
        "type": "object",
        "properties": {**shapes, **leaves},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def _leaf(fact: Fact, names: Names) -> dict[str, Any]:
    unit = f" ({fact.unit})" if fact.unit else ""
    return {
        "description": f"{fact.label.en}{unit} — {fact.label.ko}",
        "type": "object",
        "properties": {op.value: _expected(fact, op, names) for op in FITS[fact.type]},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def _expected(fact: Fact, op: Op, names: Names) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "boolean"} if fact.type == "bool" else {"type": "string"}
    if fact.type == "number":
        one = {"type": ["number", "string"]}  # a string may carry the unit, or be the word `undefined`
    if fact.type == "enum":
        one = {"enum": list(fact.values)}
    match op:
        case Op.known:
            return {"type": "boolean"}
        case Op.in_:
            return {"type": "array", "items": one, "minItems": 1}
        case Op.in_group:
            return _one_or_more({"enum": sorted(names.groups)})
        case Op.listed_on:
            return _one_or_more({"enum": sorted(names.lists)})
        case _:
            return one


def _one_or_more(one: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
