"""The whole law on one page: what was in force when, in text and in HTML.

Law that decides is a full bar; what is codified but not enforced, suspended, proposed or ended is drawn differently, in
shape as well as colour, so that a printed page still tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from screening.language.rule import Rule, RuleSet, Version
from screening.reports.rules import day
from screening.reports.terminal import citation_lines
from screening.reports.words import KINDS, STATUSES, WORDS, force
from screening.terms import EARLIER, Kind, Language, Status

FIRST = date(2022, 7, 1)
"""The page begins shortly before the first chip control (letters of August 2022); older law runs in from the left."""

GLYPHS = {
    Status.in_force: "█", Status.guidance: "▓", Status.letter: "▒", Status.license_condition: "▒",
    Status.not_enforced: "╱", Status.suspended: "·", Status.proposed: "○", Status.ended: " ",
}  # fmt: skip
COLOURS = {
    Status.in_force: "red", Status.guidance: "magenta", Status.letter: "blue", Status.license_condition: "cyan",
    Status.not_enforced: "yellow", Status.suspended: "bright_black", Status.proposed: "green", Status.ended: "white",
}  # fmt: skip
ORDER = (Kind.control, Kind.exception, Kind.duty, Kind.flag, Kind.notice, Kind.term)


@dataclass(frozen=True, slots=True)
class Bar:
    """One version on the time axis, as percentages of the page's width."""

    left: float
    width: float
    status: Status
    verified: bool
    label: str


def timeline_data(rules: RuleSet, language: Language) -> list[dict[str, Any]]:
    """Return every version as one row, in order of its first day."""
    rows = [
        {
            "rule": rule.id,
            "title": rule.title.in_(language),
            "kind": rule.kind.value,
            "from": day(version.start),
            "until": day(version.until),
            "status": version.status.value,
            "stage": version.stage,
            "verified": version.verified,
            "citations": list(citation_lines(version.cite)),
        }
        for rule in rules.rules.values()
        for version in rule.versions
    ]
    return sorted(rows, key=lambda row: (str(row["from"] or ""), str(row["rule"])))


def timeline_text(rules: RuleSet, as_of: date, language: Language, *, width: int = 48) -> RenderableType:
    """Render the page for a terminal: one bar a rule, one column about a month wide, `|` marks `as_of`."""
    last = _last(as_of)
    legend = Styled()
    for status, glyph in GLYPHS.items():
        if status is not Status.ended:
            legend.append(f"{glyph * 2} {STATUSES[status].in_(language)}  ", style=COLOURS[status])
    lines: list[RenderableType] = [legend, _axis(last, width)]
    for kind, group in _by_kind(rules):
        lines.append(Styled(f"\n{KINDS[kind].in_(language)}", style="bold"))
        lines += [_text_row(rule, last, as_of, language, width) for rule in group]
    return Group(*lines)


def _last(as_of: date) -> date:
    """The page ends with the year after `as_of`: what is already written for later is in the details."""
    return date(as_of.year + 1, 12, 31)


def _by_kind(rules: RuleSet) -> Iterable[tuple[Kind, list[Rule]]]:
    for kind in ORDER:
        group = [r for r in rules.rules.values() if r.kind is kind and not r.id.startswith("scope.")]
        if group:
            yield kind, sorted(group, key=lambda rule: (rule.versions[0].start, rule.id))


def _share(moment: date, last: date) -> float:
    return min(max((moment - FIRST).days / max((last - FIRST).days, 1), 0.0), 1.0)


def _axis(last: date, width: int) -> Styled:
    marks = [" "] * (width + 5)
    for year in range(FIRST.year + 1, last.year + 1):
        at = round(_share(date(year, 1, 1), last) * width)
        marks[at : at + 4] = list(str(year))
    return Styled("".join(marks), style="dim")


def _text_row(rule: Rule, last: date, as_of: date, language: Language, width: int) -> Styled:
    row = Styled()
    for column in range(width):
        moment = date.fromordinal(FIRST.toordinal() + round(column / width * (last - FIRST).days))
        version = rule.on(moment)
        glyph, colour = (GLYPHS[version.status], COLOURS[version.status]) if version else (" ", "white")
        if column == round(_share(as_of, last) * width):
            glyph = "|"
        row.append(glyph, style=colour)
    latest = rule.on(as_of)
    doubt = "" if latest is None or latest.verified else f" ({WORDS['unverified'].in_(language)})"
    row.append(f" {rule.title.in_(language)}{doubt}  ")
    row.append(rule.id, style="dim")
    return row


def timeline_html(rules: RuleSet, as_of: date, language: Language) -> str:
    """Return one self-contained page (no script, nothing fetched), printable, in one language."""
    from jinja2 import Environment

    last = _last(as_of)
    template = files("screening.reports").joinpath("templates/timeline.html").read_text(encoding="utf-8")
    groups = [
        (KINDS[kind].in_(language), [_html_row(rule, last, as_of, language) for rule in group])
        for kind, group in _by_kind(rules)
    ]
    years = [(year, 100 * _share(date(year, 1, 1), last)) for year in range(FIRST.year + 1, last.year + 1)]
    legend = [(s.value, STATUSES[s].in_(language)) for s in Status if s is not Status.ended]
    return Environment(autoescape=True).from_string(template).render(
        language=language, rules=rules, title=rules.title.in_(language), groups=groups, years=years, legend=legend,
        as_of=as_of, today=100 * _share(as_of, last), words={k: t.in_(language) for k, t in WORDS.items()},
    )  # fmt: skip


def _html_row(rule: Rule, last: date, as_of: date, language: Language) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title.in_(language),
        "bars": [_bar(version, last, language) for version in rule.versions if _share_until(version, last) > 0],
        "versions": [
            {
                "period": f"{day(v.start) or WORDS['earlier'].in_(language)} – {day(v.until) or '…'}",
                "status": v.status.value,
                "status_text": force(v, language),
                "verified": v.verified,
                "note": v.note.in_(language) if v.note else "",
                "cite": [(line, c.url.split(" ; ")[0] if c.url else None)
                         for c, line in zip(v.cite, citation_lines(v.cite), strict=True)],
            }
            for v in rule.versions
        ],
        "current": (version := rule.on(as_of)) is not None and version.status.controlling,
    }  # fmt: skip


def _share_until(version: Version, last: date) -> float:
    return _share(version.until, last) if version.until else 1.0


def _bar(version: Version, last: date, language: Language) -> Bar:
    left = 0.0 if version.start == EARLIER else _share(version.start, last)
    right = _share_until(version, last)
    period = f"{day(version.start) or WORDS['earlier'].in_(language)} – {day(version.until) or '…'}"
    label = f"{period}: {force(version, language)}"
    return Bar(round(100 * left, 3), round(max(100 * (right - left), 0.4), 3), version.status, version.verified, label)
