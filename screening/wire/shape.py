"""`decision.v1` as pydantic models: the source of its JSON Schema. Fields are only ever added.

A number known only within bounds is an object `{"at_least": n, "at_most": m}`; an unknown value is null, and an unknown
truth is null.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

OutcomeName = Literal[
    "no_control_found", "conditions_apply", "information_needed", "review", "license_required", "prohibited"
]


class Wire(BaseModel):
    """Base: nothing undeclared is sent."""

    model_config = ConfigDict(extra="forbid")


class Bounds(Wire):
    """A number known only within bounds."""

    at_least: float | int | None = None
    at_most: float | int | None = None


Scalar = bool | int | float | str | None | Bounds | list[str]


class RuleSetRef(Wire):
    """Which rule set decided."""

    version: str
    digest: str


class ListRef(Wire):
    """Which party list was used."""

    name: str
    date: str
    digest: str
    entries: int | None = None
    names: int | None = None
    complete: bool | None = Field(default=None, description="false: an excerpt of the list")


Strings = list[str]  # a model below has a field named `list`


class KnownGood(Wire):
    """The review that found a name to be somebody else."""

    reason: str
    reviewer: str
    until: str


class PartyMatch(Wire):
    """A name of the deal that met a listed one, surely (`match`) or possibly."""

    party: str
    role: str
    owner: str | None = Field(description="the owner whose name it is; null: the party itself")
    list: str
    title: str
    source: ListRef
    entry: str
    name: str
    matched_alias: str
    alias_source: str | None = Field(description="where a name was found that the list does not print")
    score: float
    grade: Literal["match", "possible", "none"]
    because: str
    marks: Strings
    listed_since: str | None = Field(description="null: the list does not say")
    worded_since: str | None = Field(description="since when the entry has read as it does here")
    listed_until: str | None
    citation: str | None
    license_requirement: str | None
    license_policy: str | None
    verified: bool
    known_good: KnownGood | None


class ItemRef(Wire):
    """What a line resolved to."""

    resolved: str | None
    count: int | float | None
    evidence: str | None
    status: Literal["resolved", "ambiguous", "unknown", "stated"]
    candidates: list[str] = []
    hours: Scalar = None
    instances: list[str] = Field(default=[], description="cloud instances named, with their providers")


class Line(Wire):
    """One line item and its own outcome."""

    line: int
    item: ItemRef
    tier: list[str]
    outcome: OutcomeName
    tpp: Scalar = None
    performance_density: Scalar = None


class Party(Wire):
    """Who is in the deal and where; `stated: false` is the end user nobody named. Null is unknown."""

    role: str
    name: str | None
    stated: bool
    country: str | None
    headquarters: str | None
    parent_country: str | None


class Citation(Wire):
    """Where the law is written down."""

    ref: str
    published: str | None = None
    on: str | None = None
    url: str | None = None


class Trace(Wire):
    """One evaluated node; leaves carry fact, expected and found value and provenance."""

    op: str
    truth: bool | None
    children: list[Trace] = []
    term: str | None = None
    repeated: bool = Field(default=False, description="the definition stands above, at its first use")
    fact: str | None = None
    expected: Scalar = None
    value: Scalar = None
    unit: str | None = None
    provenance: str | None = None
    verified: bool = True
    at: str | None = None


class Considered(Wire):
    """An exception that was looked at."""

    rule: str
    title: str
    truth: bool | None
    because: str
    status: str
    verified: bool
    barred_by: str | None = None
    citations: list[Citation] = []


class Obligation(Wire):
    """Something that must be done."""

    what: str
    due: str | None = None


class FieldState(Wire):
    """One thing a duty collects of one party, and whether it is there; `verified` says whether the law for it is."""

    role: str
    party: str | None
    fact: str
    label: str
    state: Literal["verified", "given", "missing"]
    question: str | None
    verified: bool = True


class Finding(Wire):
    """One rule that fires (or may fire: truth null)."""

    rule: str
    title: str
    kind: str
    status: str
    stage: str | None = None
    since: str | None = Field(description="first day of this version; null = before the rule set's coverage")
    until: str | None = None
    outcome: OutcomeName
    truth: bool | None
    line: int | None = None
    verified: bool
    confidence: str
    assumed: bool = False
    review_policy: str | None = None
    review_policy_verified: bool | None = None
    review_policy_note: str | None = None
    possible_review_policies: list[str] = []
    because: str
    text: str | None = None
    note: str | None = None
    citations: list[Citation]
    trace: Trace | None = None
    exceptions: list[Considered] = []
    obligations: list[Obligation] = []
    fields: list[FieldState] = Field(default=[], description="what a duty collects, field by field")
    answer: str | None = Field(default=None, description="what the user found out about a red flag")


class NearMiss(Wire):
    """What nearly applied, and by how much."""

    rule: str
    fact: str
    value: int | float | str
    needed: int | float | str
    distance: float | None = Field(default=None, description="share of the threshold; null for a date")
    controls: list[str]
    line: int | None = None
    because: str
    citations: list[Citation] = []


class Question(Wire):
    """A fact that could still change the answer."""

    fact: str
    question: str
    rules: list[str]
    line: int | None = None


class DecisionV1(Wire):
    """The answer to one transaction under the law of one day. Never legal advice, never a clearance.

    A short answer leaves out of its findings `trace`, `text`, `note`, `exceptions`, `obligations` and `fields`.
    """

    schema_: Literal["decision.v1"] = Field(alias="schema")
    id: str
    transaction_id: str | None
    client_reference: str | None = Field(default=None, description="echoed by the service, if the request had one")
    outcome: OutcomeName
    hypothetical: bool
    assumed: list[str]
    as_of: str
    law_verified_through: str
    ruleset: RuleSetRef
    lists: list[ListRef]
    lines: list[Line]
    parties: list[Party] = []
    review_policy: str | None
    findings: list[Finding]
    would_apply: list[Finding]
    undecided: list[str]
    near_misses: list[NearMiss] = Field(default=[], description="left out of a short answer")
    information_needed: list[Question]
    counterfactuals: list[dict[str, Scalar]] = []
    party_matches: list[PartyMatch] = []
    warnings: list[str]


def decision_schema() -> dict[str, object]:
    """Return the JSON Schema of `decision.v1`."""
    return DecisionV1.model_json_schema(by_alias=True)
