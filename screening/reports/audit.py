"""The decision log on paper: whether it is whole, and what a replay of one of its records gave.

It shows answers as they were given and never words them anew: what was said then is what stands there. What today's rules
would say is set apart, under its own heading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from screening.audit.difference import Difference
from screening.audit.findings import Verified
from screening.audit.replay import Replayed
from screening.reports.terminal import COLOURS
from screening.reports.words import OUTCOMES
from screening.terms import Language, Outcome, Text

SHOWN = 20
"""Differences and broken records named in a readable answer; JSON has them all."""
WIDTH = 100
"""Characters of a value shown where two answers differ."""

ALWAYS = ("$.id", "$.ruleset")
"""What differs under other rules, even where they say the same."""

SAY = {
    "intact": Text("The decision log is intact: {:,} records.", "결정 기록이 온전함: 기록 {:,}건."),
    "broken": Text("THE DECISION LOG IS NOT INTACT: {:,} records.", "결정 기록이 온전하지 않음: 기록 {:,}건."),
    "end": Text("Keep this, to compare with later (--head): {}", "나중에 비교할 수 있도록 보관(--head): {}"),
    "record": Text("record {}", "기록 {}"),
    "more": Text("… and {:,} more", "… 외 {:,}건"),
    "same": Text("The replay gives the same answer, byte for byte.", "재현한 답변이 바이트 단위로 일치함."),
    "differs": Text("THE REPLAY GIVES ANOTHER ANSWER.", "재현한 답변이 다름."),
    "impossible": Text("THE RECORD CANNOT BE REPLAYED.", "기록을 재현할 수 없음."),
    "changed": Text("THE STORE HAS BEEN CHANGED.", "저장소가 변경되었음."),
    "when": Text("{} by {} · law of {}", "{}, 요청자 {} · 기준일 {}"),
    "context": Text("program {} · rules {} ({}) · lists {}", "프로그램 {} · 규칙 {} ({}) · 명단 {}"),
    "none": Text("none", "없음"),
    "then": Text("Answered then", "당시 답변"),
    "today": Text(
        "Under today's rules and lists (the answer was not given under these)",
        "현재의 규칙과 명단에 따르면(당시 답변의 근거가 아님)",
    ),
    "like": Text("the same as then", "당시와 같음"),
    "missing": Text("(nothing)", "(없음)"),
}  # fmt: skip


def verified_data(verified: Verified, language: Language) -> dict[str, Any]:
    """Return what `audit verify --format json` prints."""
    return {
        "records": verified.records,
        "intact": verified.intact,
        "first_broken": verified.first_broken,
        "broken": [{"seq": each.seq, "what": each.what.in_(language)} for each in verified.broken],
        "not_listed": verified.more,
        "end": str(verified.end) if verified.end else None,
    }


def verified_text(verified: Verified, language: Language) -> RenderableType:
    """Render whether the log is intact; if not, name the records and what is wrong with each."""
    word, style = ("intact", "bold green") if verified.intact else ("broken", "bold red")
    lines = [Styled(SAY[word].in_(language).format(verified.records), style=style)]
    named = SAY["record"].in_(language)
    lines += [Styled(f"  {named.format(each.seq)}: {each.what.in_(language)}") for each in verified.broken[:SHOWN]]
    lines.extend(_more(len(verified.broken) + verified.more, language))
    if verified.intact and verified.end is not None:
        lines.append(Styled(SAY["end"].in_(language).format(verified.end), style="dim"))
    return Group(*lines)


def replayed_data(replayed: Replayed, language: Language) -> dict[str, Any]:
    """Return what `audit replay --format json` prints."""
    record, beside = replayed.record, replayed.beside
    return {
        "record": record.seq,
        "decision": record.decision,
        "transaction_id": record.transaction_id,
        "at": record.at,
        "caller": record.caller,
        "state": replayed.state,
        "intact": replayed.intact,
        "context": replayed.context,
        "why": [each.in_(language) for each in replayed.why],
        "differences": [each.data() for each in replayed.differences],
        "answer": _plain(replayed.before),
        "replayed": _plain(replayed.again),
        "today": {"answer": _plain(beside.answer), "differences": [each.data() for each in beside.differences]}
        if beside
        else None,
    }


def replayed_text(replayed: Replayed, language: Language) -> RenderableType:
    """Render a replay: the answer given then, whether it came again, why not, and what today's rules say beside it."""
    return Group(*_blocks(replayed, language))


def _blocks(replayed: Replayed, language: Language) -> Iterator[RenderableType]:
    record = replayed.record
    names = " · ".join(each for each in (record.decision, record.transaction_id) if each)
    yield Styled(f"{SAY['record'].in_(language).format(record.seq)} · {names}", style="bold")
    yield Styled(SAY["when"].in_(language).format(record.at, record.caller, record.as_of), style="dim")
    if replayed.context:
        yield Styled(_rests_on(replayed.context, language), style="dim")
    yield Styled(SAY[replayed.state].in_(language), style="bold green" if replayed.same else "bold red")
    if not replayed.intact:
        yield Styled(SAY["changed"].in_(language), style="bold red")
    for why in replayed.why:
        yield Styled(f"  {why.in_(language)}")
    yield from _apart(replayed.differences, language)
    if replayed.before:
        yield Styled()
        yield Styled(SAY["then"].in_(language), style="bold")
        yield from _answer(replayed.before, record.outcome, language)
    if replayed.beside is not None:
        yield Styled()
        yield Styled(SAY["today"].in_(language), style="bold")
        yield from _answer(replayed.beside.answer, "", language)
        told = [each for each in replayed.beside.differences if not each.path.startswith(ALWAYS)]
        if not told:
            yield Styled(f"  {SAY['like'].in_(language)}")
        yield from _apart(told, language)


def _rests_on(context: Mapping[str, Any], language: Language) -> str:
    lists = ", ".join(f"{each['name']} {each['date']}" for each in context["lists"]) or SAY["none"].in_(language)
    law = context["ruleset"]
    digest = law["digest"].removeprefix("sha256:")[:12]
    return SAY["context"].in_(language).format(context["version"], law["version"], digest, lists)


def _answer(answer: bytes, outcome: str, language: Language) -> Iterator[Styled]:
    """Render the outcome of an answer and the rules that it names, in the language in which it was given."""
    data = _plain(answer)
    told = data if isinstance(data, dict) else {}
    named = str(told.get("outcome", outcome))
    if named in Outcome.__members__:
        yield Styled(f"  {OUTCOMES[Outcome[named]].in_(language)}", style=COLOURS[Outcome[named]])
    for each in told.get("findings", ()):
        yield Styled(f"    {each['title']}  [{each['rule']}]")


def _apart(differences: Sequence[Difference], language: Language) -> Iterator[Styled]:
    for each in differences[:SHOWN]:
        told = each.data()
        before, after = (_short(told[side]) if side in told else SAY["missing"].in_(language) for side in ("before", "after"))
        yield Styled(f"  {each.path}: {before} → {after}")
    yield from _more(len(differences), language)


def _more(count: int, language: Language) -> list[Styled]:
    return [Styled(f"  {SAY['more'].in_(language).format(count - SHOWN)}")] if count > SHOWN else []


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def _plain(answer: bytes | None) -> Any:
    """Return an answer as data; as text if somebody has made it something else than JSON."""
    if not answer:
        return None
    try:
        return json.loads(answer)
    except ValueError:
        return answer.decode(errors="replace")
