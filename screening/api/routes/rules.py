"""The rule set over HTTP: the list, one rule with its history, and what was law when. Nothing here changes a rule."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from screening.api import paging
from screening.api.security import Caller, needs
from screening.api.serving import STRICT, AsOf, Lang, Serving, Shown, replies, sent, tagged, unchanged
from screening.errors import NotFound
from screening.language.grammar import nearest
from screening.language.rule import Rule, Version
from screening.reports.rules import rule_data, rules_list
from screening.reports.timeline import timeline_data
from screening.terms import Kind, Status

Screening = Annotated[Caller, Depends(needs("screen"))]
KindName = Literal["term", "control", "exception", "duty", "flag", "notice"]
StatusName = Literal[
    "in_force", "guidance", "letter", "license_condition", "not_enforced", "suspended", "proposed", "ended"
]
_PERIOD = {"from": "2025-01-16", "until": None, "status": "in_force", "verified": True}


class Period(Shown):
    """One dated version of a rule; `from` null: since before the rule set's coverage, `until` null: open."""

    status: StatusName
    verified: bool
    until: str | None


class RuleRow(Shown):
    """A rule with its dated versions."""

    id: str
    kind: KindName
    title: str
    versions: list[Period]


class RuleShown(RuleRow):
    """A rule in plain words: every version with its condition, citations and the exceptions that name it."""

    file: str
    excepts: list[str]
    exceptions: list[str]
    gaps: list[dict[str, Any]]
    versions: list[dict[str, Any]]  # type: ignore[assignment]


class TimelineRow(Period):
    """One version of one rule."""

    rule: str
    title: str
    kind: KindName
    stage: str | None
    citations: list[str]


router = APIRouter(prefix="/v1/rules", tags=["rules"], dependencies=STRICT)


@router.get(
    "",
    summary="List the rules",
    response_model=None,
    responses=replies(
        list[RuleRow],
        422,
        etag=True,
        headers=paging.LINK,
        example=[{"id": "us.ear.3a090.a", "kind": "term", "title": "…", "versions": [_PERIOD]}],
    ),
)
def list_rules(
    request: Request,
    service: Serving,
    who: Screening,  # noqa: ARG001
    kind: Annotated[KindName | None, Query(description="only rules of this kind")] = None,
    status: Annotated[StatusName | None, Query(description="only rules with such a version (on `as_of`)")] = None,
    as_of: AsOf = None,
    lang: Lang = "en",
    limit: paging.Limit = paging.MOST,
    cursor: paging.Cursor = None,
) -> Response:
    """Every rule with its dated versions, as `screening rules list --format json`.

    `as_of` leaves only rules that have a version on that day; with `status`, one of that status.
    """
    law = service.law
    if same := unchanged(request, law.etag):
        return same
    ruleset = law.screener.rules
    fitting = {rule.id for rule in ruleset.rules.values() if _fits(rule, kind, status, as_of)}
    found = [row for row in rules_list(ruleset, lang) if row["id"] in fitting]
    shown, link = paging.page(request, paging.after(found, cursor, _id)[: limit + 1], limit, _id)
    return sent(shown, headers={**tagged(law.etag), **link})


@router.get(
    "/timeline",
    summary="Show what was law when",
    response_model=None,
    responses=replies(
        list[TimelineRow],
        422,
        etag=True,
        example=[{**_PERIOD, "rule": "us.ear.3a090.a", "title": "…", "kind": "term", "stage": None, "citations": []}],
    ),
)
def timeline(request: Request, service: Serving, who: Screening, lang: Lang = "en") -> Response:  # noqa: ARG001
    """Every version of every rule by its first day, as `screening rules timeline --format json`."""
    law = service.law
    return unchanged(request, law.etag) or sent(timeline_data(law.screener.rules, lang), headers=tagged(law.etag))


@router.get(
    "/{id}",
    summary="Show one rule",
    response_model=None,
    responses=replies(RuleShown, 404, 422, etag=True),
)
def show_rule(request: Request, service: Serving, who: Screening, id: str, lang: Lang = "en") -> Response:  # noqa: ARG001
    """One rule in plain words, as `screening rules show ID --format json`."""
    law = service.law
    ruleset = law.screener.rules
    if id not in ruleset.rules:
        raise NotFound(f"there is no rule `{id[:100]}` ({nearest(id, ruleset.rules) or 'see GET /v1/rules'})")
    return unchanged(request, law.etag) or sent(rule_data(ruleset.rules[id], ruleset, lang), headers=tagged(law.etag))


def _id(row: dict[str, Any]) -> str:
    return str(row["id"])


def _fits(rule: Rule, kind: str | None, status: str | None, as_of: date | None) -> bool:
    if kind is not None and rule.kind is not Kind(kind):
        return False
    versions: tuple[Version | None, ...] = rule.versions if as_of is None else (rule.on(as_of),)
    held = [each for each in versions if each is not None]
    return any(status is None or each.status is Status(status) for each in held)
