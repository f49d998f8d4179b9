"""What an item text resolves to and which tiers it meets on a day: `screening item`."""

from __future__ import annotations

from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from screening.engine.prose import plain
from screening.errors import InvalidInput, Problem
from screening.facts.hardware import item_lines
from screening.facts.transaction import Item
from screening.language.check import check
from screening.language.source import Document
from screening.screen import Screener
from screening.terms import Language
from screening.wire.decision import scalar


def describe_item(text: str, screener: Screener, as_of: date, language: Language) -> dict[str, Any]:
    """Return chips and counts, rented instances, figures (of the strongest chip), tiers on `as_of`, and the evidence.

    A count is a fraction for a share of a chip, and None where it is not known. Raises `InvalidInput` for a blank,
    over-long or unprintable text.
    """
    problems: list[Problem] = []
    item = check(Item, Document("TEXT", {"description": text}), problems)
    if item is None:
        raise InvalidInput(problems)
    line = item_lines([item], screener.catalogue, screener.rules.modelled_eccns, as_of)[0]
    resolution = line.resolution
    assert resolution is not None
    tiers = dict.fromkeys(tier for row in line.rows for tier in screener.tiers(row, as_of))
    evidence = resolution.evidence_ko if language == "ko" else resolution.evidence_en
    question = resolution.question_ko if language == "ko" else resolution.question_en
    return {
        "text": text,
        "status": resolution.status,
        "chips": [{"chip": c.entry.id, "name": c.entry.name, "count": scalar(c.count)} for c in resolution.components],
        "instances": [{"provider": i.provider, "instance": i.type, "count": i.count} for i in resolution.instances],
        "hours": scalar(resolution.hours),
        "region": resolution.region,
        "hosting": resolution.hosting,
        "candidates": [candidate.name for candidate in resolution.candidates],
        "question": question or None,
        "tpp": _strongest(line.rows, "item.tpp"),
        "performance_density": _strongest(line.rows, "item.performance_density"),
        "tier": list(tiers),
        "as_of": as_of.isoformat(),
        "eccn": next((str(row.values["item.eccn"].value) for row in line.rows if "item.eccn" in row.values), None),
        "evidence": evidence,
    }


def _strongest(rows: Any, fact: str) -> Any:
    values = [scalar(row.values[fact].value) for row in rows if fact in row.values]
    if len(values) == 1:
        return values[0]
    return max((v for v in values if not isinstance(v, dict)), default=None)


HOURS = {"en": "hours", "ko": "시간"}
REGION = {"en": "region", "ko": "리전"}
HOSTING = {"en": "hosted in", "ko": "소재국"}
STATUS = {
    "resolved": {"en": "resolved", "ko": "식별됨"},
    "ambiguous": {"en": "ambiguous — which one is it?", "ko": "여러 후보가 있음 — 어느 것입니까?"},
    "unknown": {"en": "not recognised", "ko": "식별할 수 없음"},
}


def item_text(item: dict[str, Any], language: Language) -> RenderableType:
    """Render the description for a terminal."""
    lines = [Styled(f"{' '.join(item['text'].split())}: {STATUS[item['status']][language]}", style="bold")]
    lines += [Styled(f"  {_number(chip['count'])} × {chip['name']}  [{chip['chip']}]") for chip in item["chips"]]
    rented = [f"{each['count']} × {each['provider']} {each['instance']}" for each in item["instances"]]
    hours = "" if item["hours"] is None else f"{plain(item['hours'])} {HOURS[language]}"
    region = f"{REGION[language]} {item['region']}" if item["region"] else ""
    hosting = f"{HOSTING[language]} {item['hosting']}" if item["hosting"] else ""
    if stay := " · ".join(filter(None, (*rented, hours, region, hosting))):
        lines.append(Styled(f"  {stay}"))
    lines += [Styled(f"  ? {name}") for name in item["candidates"] if item["status"] == "ambiguous"]
    if item["question"]:
        lines.append(Styled(f"  {item['question']}", style="yellow"))
    if item["chips"]:
        none = {"en": "in no controlled tier", "ko": "통제 등급에 해당하지 않음"}[language]
        figures = f"TPP {_figure(item['tpp'])} · PD {_figure(item['performance_density'])}"
        on = {"en": f"on {item['as_of']}", "ko": f"{item['as_of']} 기준"}[language]
        lines.append(Styled(f"  {figures} · {', '.join(item['tier']) or none} ({on})"))
    if item["eccn"]:
        lines.append(Styled(f"  ECCN {item['eccn']}"))
    lines.append(Styled(f"  {item['evidence']}", style="dim"))
    return Group(*lines)


def _number(count: float | None) -> str:
    return "?" if count is None else f"{count}"


def _figure(value: Any) -> str:
    if isinstance(value, dict):
        return f"≥ {value['at_least']}"
    return "?" if value is None else plain(value)
