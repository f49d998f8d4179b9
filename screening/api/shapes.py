"""How bodies are described in the OpenAPI document: the pydantic shapes they are read by, and nothing written twice.

Bodies are read by `api.bodies`, not by FastAPI, so that every mistake is named in one way; here their schemas are put
where FastAPI would have put them. Components of requests begin with `Asked`, so that they cannot be taken for answers.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from screening.api.problems import ProblemDocument
from screening.places import Place

REF: Final = "#/components/schemas/"
PREFIX: Final = "Asked"
NUMBER: Final = r"^\+?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?$"
_BOUNDS: Final = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_ASKED: Final[dict[str, type[BaseModel]]] = {}
_TOLD: Final[dict[str, type[BaseModel]]] = {}
"""Shapes of bodies and of answers, named when the routes are declared."""

Json = dict[str, Any]


class Asking(BaseModel):
    """Base of the shapes of bodies: what is not declared is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def json_body(model: type[BaseModel], example: Any, *, many: bool = False) -> Json:
    """Return `openapi_extra` of a route whose body is `model` (or a list of it), read by `bodies.body_of`."""
    _ASKED[model.__name__] = model
    shape: Json = {"$ref": f"{REF}{PREFIX}{model.__name__}"}
    if many:
        shape = {"type": "array", "items": shape}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": shape, "example": example}}}}


def told(model: type[BaseModel]) -> Json:
    """Return the schema of an answer that FastAPI does not see, as a reference."""
    _TOLD[model.__name__] = model
    return {"$ref": f"{REF}{model.__name__}"}


def complete(document: Json) -> Json:
    """Put the shapes of bodies and problems into an OpenAPI document made by FastAPI."""
    shapes: Json = document.setdefault("components", {}).setdefault("schemas", {})
    for model in _ASKED.values():
        shapes |= _components(model, PREFIX)
    for model in _TOLD.values():
        shapes |= _components(model, "")
    whole = ProblemDocument.model_json_schema(ref_template=REF + "Problem{model}")
    shapes |= {f"Problem{name}": shape for name, shape in whole.pop("$defs").items()}
    shapes["Problem"] = whole
    return document


def _components(model: type[BaseModel], prefix: str) -> Json:
    whole = model.model_json_schema(ref_template=f"{REF}{prefix}{{model}}")
    parts = {**whole.pop("$defs", {}), model.__name__: whole}
    if Place.__name__ in parts:
        told = "a country: an ISO code, or a name in English, Korean or Chinese"
        parts[Place.__name__] = {"type": "string", "description": told, "examples": ["CN", "United States"]}
    return {prefix + name: _bounded(shape) for name, shape in parts.items()}


def _bounded(shape: Any) -> Any:
    """Return a schema in which the bounds of numbers stand where JSON Schema looks for them."""
    if isinstance(shape, list):
        return [_bounded(each) for each in shape]
    if not isinstance(shape, dict):
        return shape
    told = {_BOUNDS[name]: float(shape[name]) for name in _BOUNDS if isinstance(shape.get(name), int | float | str)}
    rest = {name: _bounded(each) for name, each in shape.items() if name not in _BOUNDS}
    if told and {"type": "number"} in rest.get("anyOf", ()):
        rest["anyOf"] = [{"type": "number", **told}, {"type": "string", "pattern": NUMBER}]
    return rest
