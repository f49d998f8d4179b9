"""Charts as inline SVG for pages that need neither script nor network: a bar, bars over time, and flows between outcomes.

A chart draws counts it is given and refuses to hide one: whatever is not zero gets a visible sliver, and the exact
number stands in the tooltip and in `data-count`. Every text is escaped; every chart names itself in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log10

from markupsafe import Markup

from screening.reports.words import OUTCOMES
from screening.terms import Outcome, Text

SLIVER = 2.0  # the least a count that is not zero is drawn with
HIGHEST_FIRST = tuple(sorted(Outcome, reverse=True))


@dataclass(frozen=True, slots=True)
class Flow:
    """How many transactions go from one outcome to another (the same one: unchanged)."""

    source: Outcome
    target: Outcome
    count: int


def lengths(counts: Sequence[int], length: float, sliver: float = SLIVER) -> list[float]:
    """Share `length` out by count, no part that is not zero below `sliver`; the sum is `length` (0 if all are zero).

    The slivers are paid for by the parts that are larger; where even slivers do not fit, all shown parts are alike.
    """
    shown = [count for count in counts if count > 0]
    if not shown:
        return [0.0] * len(counts)
    if sliver * len(shown) >= length:
        return [length / len(shown) if count > 0 else 0.0 for count in counts]
    small: set[int] = set()
    while True:
        total = sum(count for i, count in enumerate(counts) if i not in small and count > 0)
        scale = (length - sliver * len(small)) / total
        below = {i for i, count in enumerate(counts) if count > 0 and i not in small and count * scale < sliver}
        if not below:
            break
        small |= below
    return [sliver if i in small else max(count, 0) * scale for i, count in enumerate(counts)]


def both(text: Text) -> str:
    """Return one line in both languages, for tooltips: CSS cannot choose inside a `<title>`."""
    return f"{text.en} · {text.ko}"


def outcome_bar(counts: Mapping[str, int], label: Text, *, numbers: bool = False) -> Markup:
    """Draw one bar of outcomes, highest first; with `numbers` each part that is wide enough says its count."""
    body, left, width, height = Markup(), 0.0, 960.0, 36.0
    values = [int(counts.get(each.name, 0)) for each in HIGHEST_FIRST]
    for outcome, count, part in zip(HIGHEST_FIRST, values, lengths(values, width), strict=True):
        if part:
            body += _rect(outcome, count, left, 0, part, height, both(OUTCOMES[outcome]))
            if numbers and part > 9 * len(f"{count:,}") + 8:
                body += _label(f"{count:,}", left + part / 2, height / 2 + 5, f"in {outcome.name}")
            left += part
    return _svg(body, label, width, height, "bar" if not numbers else "bar numbered")


def months(rows: Sequence[Mapping[str, object]]) -> list[tuple[str, dict[str, int]]]:
    """Return what to draw over time: every month from first to last, empty ones too; years where there are too many.

    A transaction without a readable month stands at the end under a dash.
    """
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        month = str(row["month"] or "")
        _add(found.setdefault(month if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month) else "—", {}), row["outcomes"])
    known = sorted(found.keys() - {"—"})
    if known:
        first, last = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (known[0], known[-1]))
        if last - first < 36:
            known = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]
        else:
            years: dict[str, dict[str, int]] = {}
            for month in known:
                _add(years.setdefault(month[:4], {}), found[month])
            found |= years
            known = sorted(years)
    return [(key, found.get(key, {})) for key in (*known, *(["—"] if "—" in found else []))]


def columns(periods: Sequence[tuple[str, Mapping[str, int]]], label: Text) -> Markup:
    """Draw one stacked column a period, the highest outcome at the bottom, where columns are easiest to compare."""
    width, height, left, top, bottom = 960.0, 250.0, 56.0, 14.0, 40.0
    tall = height - top - bottom
    most = max((sum(counts.values()) for _, counts in periods), default=0)
    ceiling, step = _scale(most)
    body = Markup()
    for tick in range(0, ceiling + 1, step):
        y = top + tall * (1 - tick / ceiling)
        body += Markup('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(left, width, _n(y), _n(y))
        body += Markup('<text class="tick" x="{}" y="{}" text-anchor="end">{}</text>').format(
            left - 8, _n(y + 4), f"{tick:,}"
        )
    slot = (width - left) / max(len(periods), 1)
    wide = min(slot * 0.72, 56)
    year = ""
    for i, (period, counts) in enumerate(periods):
        x = left + slot * i + (slot - wide) / 2
        body += _column(period, counts, x, top + tall, wide, tall / ceiling)
        body += _label(period[5:] or period, x + wide / 2, height - 22)
        if len(period) == 7 and period[:4] != year:
            year = period[:4]
            body += _label(year, x + wide / 2, height - 6, "tick year")
    return _svg(body, label, width, height, "columns")


def _column(period: str, counts: Mapping[str, int], x: float, base: float, wide: float, scale: float) -> Markup:
    body = Markup()
    values = [int(counts.get(each.name, 0)) for each in HIGHEST_FIRST]
    parts = lengths(values, max(sum(values) * scale, SLIVER * sum(value > 0 for value in values)))
    for outcome, count, part in zip(HIGHEST_FIRST, values, parts, strict=True):
        if part:
            base -= part
            body += _rect(outcome, count, x, base, wide, part, f"{period} · {both(OUTCOMES[outcome])}")
    return body


def flow_chart(flows: Iterable[Flow], label: Text, heads: tuple[Text, Text]) -> Markup:
    """Draw outcomes before (left) and after (right), joined by bands; what did not change is pale."""
    shown = [flow for flow in flows if flow.count > 0]
    width, left, right, node, top, gap, least = 960.0, 262.0, 698.0, 10.0, 40.0, 12.0, 34.0
    thick = dict(zip(shown, lengths([flow.count for flow in shown], 300.0, 3.0), strict=True))
    sides = []
    for side in ("source", "target"):
        y, places = top, {}
        for outcome in HIGHEST_FIRST:
            mine = [flow for flow in shown if getattr(flow, side) is outcome]
            tall = sum(thick[flow] for flow in mine)
            if mine:
                pad = max(least - tall, 0) / 2  # room for two lines of label beside a thin node
                places[outcome] = (y + pad, tall, sum(flow.count for flow in mine))
                y += max(tall, least) + gap
        sides.append((places, y))
    height = max(top + least, *(end for _, end in sides))
    body = _bands(shown, thick, sides[0][0], sides[1][0], left + node, right)
    for (places, _), x, words, anchor, head in zip(
        sides, (left, right), (left - 10, right + node + 10), ("end", "start"), heads, strict=True
    ):
        body += _words(head, words, 18, anchor, "head")
        for outcome, (y, tall, count) in places.items():
            body += _rect(outcome, count, x, y, node, tall, both(OUTCOMES[outcome]))
            body += _words(OUTCOMES[outcome], words, y + tall / 2 - 2, anchor, "name")
            body += _label(f"{count:,}", words, y + tall / 2 + 14, "count", anchor)
    return _svg(body, label, width, height, "flow")


def _bands(
    flows: Sequence[Flow],
    thick: Mapping[Flow, float],
    before: Mapping[Outcome, tuple[float, float, int]],
    after: Mapping[Outcome, tuple[float, float, int]],
    left: float,
    right: float,
) -> Markup:
    """Bands leave and arrive in the order of the outcomes at their other end, so that as few as possible cross."""
    starts, ends = ({outcome: place[0] for outcome, place in side.items()} for side in (before, after))
    leaving, arriving = {}, {}
    for flow in sorted(flows, key=lambda each: (-each.source, -each.target)):
        leaving[flow] = starts[flow.source]
        starts[flow.source] += thick[flow]
    for flow in sorted(flows, key=lambda each: (-each.target, -each.source)):
        arriving[flow] = ends[flow.target]
        ends[flow.target] += thick[flow]
    body, middle = Markup(), (left + right) / 2
    for flow in sorted(flows, key=lambda each: each.source is not each.target):  # what changed lies on top
        same = flow.source is flow.target
        a, b, wide = leaving[flow], arriving[flow], thick[flow]
        path = (
            f"M{_n(left)} {_n(a)}C{_n(middle)} {_n(a)} {_n(middle)} {_n(b)} {_n(right)} {_n(b)}"
            f"V{_n(b + wide)}C{_n(middle)} {_n(b + wide)} {_n(middle)} {_n(a + wide)} {_n(left)} {_n(a + wide)}Z"
        )
        title = f"{both(OUTCOMES[flow.source])} → {both(OUTCOMES[flow.target])}: {flow.count:,}"
        kind = "same" if same else f"changed {flow.target.name}"
        body += Markup('<path class="band {}" data-count="{}" d="{}"><title>{}</title></path>').format(
            kind, flow.count, path, title
        )
    for flow in flows:  # the number stands at the end, where bands no longer cross
        if thick[flow] >= 10:
            body += _label(f"{flow.count:,}", right - 8, arriving[flow] + thick[flow] / 2 + 4, "on", "end")
    return body


def _add(into: dict[str, int], outcomes: object) -> None:
    assert isinstance(outcomes, Mapping)
    for outcome, count in outcomes.items():
        into[outcome] = into.get(outcome, 0) + int(count)


def _scale(most: int) -> tuple[int, int]:
    """Return the top of an axis and the step of its ticks: whole numbers, at most five steps."""
    step = 1
    if most > 5:
        power = 10 ** int(log10(most / 5))
        step = next(power * k for k in (1, 2, 5, 10) if power * k * 5 >= most)
    return max(-(-most // step), 1) * step, step


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _rect(outcome: Outcome, count: int, x: float, y: float, wide: float, tall: float, title: str) -> Markup:
    return Markup(
        '<rect class="{}" data-count="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>'
    ).format(outcome.name, count, _n(x), _n(y), _n(wide), _n(tall), f"{title}: {count:,}")


def _label(text: str, x: float, y: float, kind: str = "tick", anchor: str = "middle") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(kind, _n(x), _n(y), anchor, text)


def _words(text: Text, x: float, y: float, anchor: str, kind: str) -> Markup:
    line = Markup('<text lang="{}" class="{}" x="{}" y="{}" text-anchor="{}">{}</text>')
    return Markup().join(
        line.format(language, kind, _n(x), _n(y), anchor, words)
        for language, words in (("en", text.en), ("ko", text.ko))
    )


def _svg(body: Markup, label: Text, width: float, height: float, kind: str) -> Markup:
    stretch = Markup(' preserveAspectRatio="none"') if kind == "bar" else ""  # a bar has no text to distort
    return Markup('<svg class="{}" role="img" aria-label="{}" viewBox="0 0 {} {}"{}><title>{}</title>{}</svg>').format(
        kind, both(label), _n(width), _n(height), stretch, both(label), body
    )
