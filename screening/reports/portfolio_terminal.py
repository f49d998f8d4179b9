"""What a terminal shows when a batch run ends: outcomes, counts that add up, what decided most, what to ask next.

Short on purpose: the page (`reports.portfolio`) and the output have the rest. It refuses to drop the closing sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from screening.reports.charts import HIGHEST_FIRST
from screening.reports.page import law, share
from screening.reports.terminal import COLOURS
from screening.reports.words import OUTCOMES, WORDS
from screening.terms import Language, Text

TOP = 5  # of each kind; the page has them all

SAY = {
    "outcome": Text("outcome", "판정"),
    "transactions": Text("transactions", "거래"),
    "share": Text("share", "비율"),
    "total": Text("all", "합계"),
    "rows": Text("{} rows = {} screened + {} rejected", "{}행 = 심사 {} + 제외 {}"),
    "wrong": Text(
        "These do not add up: do not rely on this run.", "합계가 맞지 않습니다. 이 실행 결과에 의존하지 마십시오."
    ),
    "rules": Text("Rules that decided most often", "가장 자주 적용된 규칙"),
    "unknown": Text("Unknown most often — ask", "가장 많이 빠진 정보 — 확인 필요"),
    "rejected": Text("Rejected rows", "제외된 행"),
    "first": Text("first: row {}", "첫 행: {}"),
    "more": Text("and {} more", "외 {}건"),
    "notices": Text("Notices", "안내"),
    "written": Text("Written", "작성한 파일"),
}


def portfolio_text(
    summary: Mapping[str, Any], language: Language, *, files: Sequence[str] | None = None
) -> RenderableType:
    """Render a `portfolio.v1` summary; `files` are the files that were written (by default: the output alone)."""
    written = files if files is not None else [summary["output"]] if summary["output"] else []
    return Group(*_blocks(summary, language, written))


def _blocks(summary: Mapping[str, Any], language: Language, written: Sequence[str]) -> Iterator[RenderableType]:
    say = {key: text.in_(language) for key, text in SAY.items()}
    yield from head(summary["input"], law(summary["as_of"]), summary, language)
    yield counts_line(summary["rows"], language)
    yield Styled()
    yield _outcomes(summary, language, say)
    rules = [(r["transactions"], f"{r['title'][language]}  [{r['rule']}]") for r in summary["rules"] if r["kind"] != "notice"]
    yield from ranking(say["rules"], rules, language)
    unknown = [(u["transactions"], f"{u['question'][language]}  [{u['fact']}]") for u in summary["unknown"]]
    yield from ranking(say["unknown"], unknown, language)
    rejected = [(r["rows"], _reason(r, language)) for r in summary["rejected"]]
    yield from ranking(say["rejected"], rejected, language)
    yield from closing(summary["notices"], written, language)


def head(name: str, decided: Text, about: Mapping[str, Any], language: Language) -> Iterator[Styled]:
    """Say what was screened under which law, and loudly whether something was only assumed."""
    verified = about.get("law_verified_through")
    tail = f" · {WORDS['verified'].in_(language)} {verified}" if verified else ""
    yield Styled(_plain(name), style="bold").append(f" · {decided.in_(language)}{tail}", style="not bold dim")
    if about["hypothetical"]:
        assumed = ", ".join(about.get("assumed", ()))
        yield Styled(f"{WORDS['hypothetical'].in_(language)}{f': {assumed}' if assumed else ''}", style="bold yellow")


def counts_line(rows: Mapping[str, int], language: Language) -> Styled:
    """Say that input = screened + rejected, or that it is not."""
    line = Styled(SAY["rows"].in_(language).format(*(f"{rows[key]:,}" for key in ("read", "screened", "rejected"))))
    if rows["read"] != rows["screened"] + rows["rejected"]:
        line.append(f"  {SAY['wrong'].in_(language)}", style="bold red")
    return line


def ranking(title: str, rows: Sequence[tuple[int, str]], language: Language) -> Iterator[RenderableType]:
    """A headed list with counts, the first `TOP` of it; nothing at all if there is none."""
    if not rows:
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for count, text in rows[:TOP]:
        table.add_row(f"  {count:,}", Styled(_plain(text)))
    if len(rows) > TOP:
        table.add_row("", Styled(SAY["more"].in_(language).format(f"{len(rows) - TOP:,}"), style="dim"))
    yield Styled()
    yield Styled(title, style="bold")
    yield table


def closing(notices: Sequence[Mapping[str, str]], written: Sequence[str], language: Language) -> Iterator[Styled]:
    """Cautions, files, and what a screening is not."""
    yield Styled()
    yield from (Styled(f"! {_plain(each[language])}", style="yellow") for each in notices)
    if written:
        yield Styled(f"{SAY['written'].in_(language)}: ", style="bold").append(
            _plain(", ".join(written)), style="not bold"
        )
    yield Styled(WORDS["disclaimer"].in_(language), style="dim")


def _outcomes(summary: Mapping[str, Any], language: Language, say: Mapping[str, str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=True)
    table.add_column(say["outcome"], say["total"], overflow="fold")
    table.add_column(say["transactions"], f"{summary['transactions']:,}", justify="right")
    table.add_column(say["share"], justify="right")
    for outcome in HIGHEST_FIRST:
        count = summary["outcomes"].get(outcome.name, 0)
        style = COLOURS[outcome] if count else "dim"
        name = Styled(OUTCOMES[outcome].in_(language), style=style)
        table.add_row(name, Styled(f"{count:,}"), Styled(share(count, summary["transactions"])))
    return table


def _plain(text: str) -> str:
    """Names of files and columns are a user's: nothing in them may steer the terminal."""
    return "".join(each if each.isprintable() else "\ufffd" for each in " ".join(text.split()))


def _reason(rejected: Mapping[str, Any], language: Language) -> str:
    column = f"{rejected['column']}: " if rejected["column"] else ""
    return f"{column}{rejected['reason'][language]} ({SAY['first'].in_(language).format(rejected['first_row'])})"
