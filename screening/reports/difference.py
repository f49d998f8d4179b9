"""What two laws make of the same portfolio: which outcomes go where, because of which provision; page and terminal.

It is made of a `difference.v1` comparison and nothing else. It refuses to show a supposed law as law: what was assumed
stands beside its side of the chart and in a banner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from screening.reports.charts import Flow, flow_chart
from screening.reports.page import law, render, share
from screening.reports.portfolio_terminal import closing, counts_line, head, ranking
from screening.reports.terminal import COLOURS
from screening.reports.words import OUTCOMES, WORDS
from screening.terms import Language, Outcome, Text

CHANGES = {
    "begins": Text("begins to apply", "적용 시작"),
    "ends": Text("no longer applies", "적용 종료"),
    "changes": Text("applies differently", "적용 내용 변경"),
}
SAY = {
    "changed": Text("{} of {} transactions change ({})", "거래 {1}건 중 {0}건의 판정이 바뀜 ({2})"),
    "transactions": Text("transactions", "거래"),
    "from": Text("from", "변경 전"),
    "to": Text("to", "변경 후"),
    "because": Text("Because of which provision", "변동의 근거 규정"),
    "assuming": Text("{}, assuming {}", "{}, {} 가정"),
    "nothing": Text("No outcome changes.", "바뀌는 판정이 없습니다."),
    "wrong": Text(
        "The flows do not add up: do not rely on this.", "이동 합계가 맞지 않습니다. 이 비교에 의존하지 마십시오."
    ),
}
ASSUMED_NAMED = 2  # ids named in a heading; the banner has them all


def difference_page(difference: Mapping[str, Any], language: Language = "en") -> str:
    """Return one self-contained page (no script, nothing fetched), printable, both languages in it."""
    flows = flows_of(difference)
    before, after = side(difference["from"]), side(difference["to"])
    short = (_short(difference["from"]), _short(difference["to"]))
    texts = list({each["rule"]: each for each in reversed(difference["because"])}.values())[::-1]
    return render(
        "difference.html",
        language,
        run=difference,
        before=before,
        after=after,
        short=short,
        assumed=assumed(difference),
        flows=flows,
        chart=flow_chart(flows, Text("Outcomes under either law", "두 법령에 따른 판정"), short),
        changes=CHANGES,
        most=max([each["transactions"] for each in difference["because"]], default=0) or 1,
        texts=texts,
        known={each["rule"] for each in texts},
    )


def difference_text(difference: Mapping[str, Any], language: Language, *, files: Sequence[str] = ()) -> RenderableType:
    """Render a `difference.v1` comparison for a terminal; `files` are the files that were written."""
    return Group(*_blocks(difference, language, files))


def flows_of(difference: Mapping[str, Any]) -> list[Flow]:
    """Return the flows: what changes first, the most frequent first, then what stays."""
    flows = [Flow(Outcome[f["from"]], Outcome[f["to"]], f["transactions"]) for f in difference["flows"]]
    return sorted(flows, key=lambda f: (f.source is f.target, -f.count, -f.target, -f.source))


def side(law_side: Mapping[str, Any]) -> Text:
    """Name one of the two laws: its day, and what was assumed on top of it."""
    decided, ids = law(law_side["as_of"]), law_side["assumed"]
    if not ids:
        return decided
    named = ", ".join(ids[:ASSUMED_NAMED]) + (f" + {len(ids) - ASSUMED_NAMED}" if len(ids) > ASSUMED_NAMED else "")
    return Text(SAY["assuming"].en.format(decided.en, named), SAY["assuming"].ko.format(decided.ko, named))


def _short(law_side: Mapping[str, Any]) -> Text:
    """Name one of the two laws in the room a chart has."""
    decided = law(law_side["as_of"]) if law_side["as_of"] else Text("law of each date", "거래일 당시 법령")
    n = len(law_side["assumed"])
    return Text(f"{decided.en} + {n} assumed", f"{decided.ko} + 가정 {n}건") if n else decided


def assumed(difference: Mapping[str, Any]) -> list[str]:
    """Return what either side assumes, once each."""
    return list(dict.fromkeys([*difference["from"]["assumed"], *difference["to"]["assumed"]]))


def _blocks(difference: Mapping[str, Any], language: Language, files: Sequence[str]) -> Iterator[RenderableType]:
    before, after = side(difference["from"]), side(difference["to"])
    about = {"hypothetical": difference["hypothetical"], "assumed": assumed(difference)}
    arrow = Text(f"{before.en} → {after.en}", f"{before.ko} → {after.ko}")
    yield from head(difference["input"], arrow, about, language)
    yield counts_line(difference["rows"], language)
    numbers = (f"{difference['changed']:,}", f"{difference['transactions']:,}")
    changed = SAY["changed"].in_(language).format(*numbers, share(difference["changed"], difference["transactions"]))
    yield Styled(changed, style="bold")
    flows = flows_of(difference)
    if sum(flow.count for flow in flows) != difference["transactions"]:
        yield Styled(SAY["wrong"].in_(language), style="bold red")
    yield Styled()
    moved = [flow for flow in flows if flow.source is not flow.target]
    yield _table(moved, language) if moved else Styled(SAY["nothing"].in_(language))
    rules = [(each["transactions"], _provision(each, language)) for each in difference["because"]]
    yield from ranking(SAY["because"].in_(language), rules, language)
    yield from closing(difference["notices"], files, language)


def _table(flows: Sequence[Flow], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for key in ("from", "to"):
        table.add_column(SAY[key].in_(language), overflow="fold")
    table.add_column(SAY["transactions"].in_(language), justify="right", no_wrap=True)
    for flow in flows:
        ends = (Styled(OUTCOMES[each].in_(language), style=COLOURS[each]) for each in (flow.source, flow.target))
        table.add_row(*ends, f"{flow.count:,}")
    return table


def _provision(each: Mapping[str, Any], language: Language) -> str:
    since = f" {WORDS['since'].in_(language).format(each['since'])}" if each["since"] else ""
    return f"{each['title'][language]}  [{each['rule']}]: {CHANGES[each['change']].in_(language)}{since}"
