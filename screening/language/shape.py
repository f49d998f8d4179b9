"""The shape of a rule file, as pydantic models: the border between YAML and the inner model.

Conditions are `Any` here; `condition.parse` reads them, because their errors need the fact vocabulary and exact places.
`screening rules schema` prints the JSON Schema made from these models.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from screening.language.groups import CitationShape, Day, Shape, TextShape
from screening.terms import Kind, Policy, Status

Stage = Literal[
    "reported", "introduced", "committee", "passed_one_chamber", "passed_both", "proposed", "comments_closed", "dormant"
]
Confidence = Literal["official", "official_extract", "secondary", "memory", "rule_set"]  # rule_set: about itself
Id = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]


def _truth(raw: object) -> object:
    if not isinstance(raw, bool):
        raise ValueError("write true or false")
    return raw


Flag = Annotated[bool, BeforeValidator(_truth)]


class ReviewShape(Shape):
    """A license-review policy; the first entry whose `when` is true governs."""

    policy: Policy
    verified: Flag = True
    when: Any = None
    cite: list[CitationShape] = []
    note: TextShape | None = None


class ObligationShape(Shape):
    """Something that must be done."""

    what: TextShape
    due: TextShape | None = None


class FieldShape(Shape):
    """One thing to be collected of a person; `when` limits it (to entities, say)."""

    fact: str
    when: Any = None
    verified: Flag = True


class CollectShape(Shape):
    """What must be collected, and of whom: the parties in `roles` of whom `where` holds or may hold."""

    roles: list[str] = Field(min_length=1)
    where: Any
    fields: list[FieldShape] = Field(min_length=1)


class GapShape(Shape):
    """A declared hole between two versions."""

    start: Day = Field(alias="from")
    until: Day
    why: TextShape


class VersionShape(Shape):
    """One dated version of a rule."""

    start: Day = Field(alias="from")
    until: Day | None = None
    status: Status
    stage: Stage | None = None
    verified: Flag
    confidence: Confidence
    cite: list[CitationShape] = []
    note: TextShape | None = None
    addressee: Id | None = None
    when: Any
    outcome: Literal["license_required", "prohibited", "review", "information_needed"] | None = None
    review: list[ReviewShape] = []
    obligations: list[ObligationShape] = []
    collect: list[CollectShape] = []
    asks: list[str] = []
    text: TextShape | None = None


class RuleShape(Shape):
    """One rule file."""

    id: Id
    title: TextShape
    kind: Kind
    excepts: list[Id] = []
    gaps: list[GapShape] = []
    versions: list[VersionShape] = Field(min_length=1)


class RuleSetShape(Shape):
    """`ruleset.yaml`: what the rule set is, how far it was checked and what it models."""

    id: str
    version: str
    title: TextShape
    verified_through: Day
    covers_from: Day
    modelled_eccns: list[str] = Field(min_length=1)
    tiers: list[Id] = []
    limits: list[TextShape] = []
