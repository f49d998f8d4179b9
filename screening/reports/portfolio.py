"""The page that comes out of a batch run: what was screened, what came of it, which provisions decided, what is unknown.

It is made of a `portfolio.v1` summary and nothing else: it decides nothing, counts no row of its own and refuses to
call anything cleared. Where the counts it is given do not add up, the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from screening.reports.charts import columns, months, outcome_bar
from screening.reports.page import render
from screening.terms import Language, Outcome, Text

SHORT = {
    Outcome.no_control_found: Text("none found", "해당 없음"),
    Outcome.conditions_apply: Text("conditions", "조건부"),
    Outcome.information_needed: Text("information", "정보 필요"),
    Outcome.review: Text("review", "검토"),
    Outcome.license_required: Text("license", "허가"),
    Outcome.prohibited: Text("prohibited", "금지"),
}
"""Headings of narrow columns; the legend beside them has the outcomes in full."""

DESTINATIONS = 20  # countries with a bar of their own; the rest are summed into one


def portfolio_page(summary: Mapping[str, Any], language: Language = "en") -> str:
    """Return one self-contained page (no script, nothing fetched), printable, both languages in it."""
    texts = _once([*summary["rules"], *summary["would_apply"]])
    periods = months(summary["months"])
    rows = _destinations(summary["destinations"])
    deciding = [each for each in summary["rules"] if each["kind"] != "notice"]
    ranked = {"rules": _most(deciding), **{key: _most(summary[key]) for key in ("would_apply", "unknown")}}
    return render(
        "portfolio.html",
        language,
        run=summary,
        deciding=deciding,
        texts=texts,
        known={each["rule"] for each in texts},
        periods=periods,
        short={outcome.name: words for outcome, words in SHORT.items()},
        most={**ranked, "destinations": _most(rows)},
        destinations=rows,
        outcome_bar=outcome_bar(summary["outcomes"], Text("Outcomes by transaction", "거래별 판정"), numbers=True),
        over_time=columns(periods, Text("Outcomes over time", "기간별 판정")) if periods else "",
    )


def _once(rules: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A rule may decide some rows and be a proposal for others: one anchor, what decided first."""
    found: dict[str, Mapping[str, Any]] = {}
    for rule in rules:
        found.setdefault(rule["rule"], rule)
    return list(found.values())


def _most(rows: Iterable[Mapping[str, Any]]) -> int:
    return max([row["transactions"] for row in rows], default=0) or 1


def _destinations(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the busiest countries, each with its bar, then all others as one row, so that the sum stays whole."""
    ordered = sorted(rows, key=lambda row: -row["transactions"])
    head = ordered[:DESTINATIONS] if len(ordered) > DESTINATIONS + 1 else ordered
    rest = ordered[len(head) :]
    found = [_destination(row["country"], row["transactions"], row["outcomes"]) for row in head]
    if rest:
        outcomes = {each.name: sum(row["outcomes"].get(each.name, 0) for row in rest) for each in Outcome}
        other = _destination("", sum(row["transactions"] for row in rest), outcomes)
        found.append({**other, "others": len(rest)})
    return found


def _destination(country: str, transactions: int, outcomes: Mapping[str, int]) -> dict[str, Any]:
    return {
        "country": country,
        "others": 0,
        "transactions": transactions,
        "stopped": sum(outcomes.get(each.name, 0) for each in Outcome if each >= Outcome.license_required),
        "bar": outcome_bar(outcomes, Text(f"{country}: outcomes", f"{country}: 판정")),
    }
