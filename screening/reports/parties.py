"""Readable output of name matches: in a decision, and of `screening party`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text as Styled

from screening.terms import Language, Text

GRADES = {
    "match": (Text("match", "일치"), "bold red"),
    "possible": (Text("possible match", "일치 가능"), "magenta"),
    "none": (Text("no match", "불일치"), "dim"),
}
POLICY = 90  # characters of a review policy shown

WORDS = {
    "good": Text("known good: {} ({}, until {})", "확인된 비해당자: {} ({}, {}까지)"),
    "since": Text("since {}", "{}부터"),
    "worded": Text("as worded since {}", "{}부터 현재 문구"),
    "until": Text("until {}", "{}까지"),
    "undated": Text("the list does not say since when", "등재일이 명단에 없음"),
    "not_listed": Text("not listed on {}", "{}에는 등재되지 않음"),
    "owner": Text("owner {}", "소유자 {}"),
    "unverified": Text("UNVERIFIED", "미확인"),
    "nothing": Text("no name on these lists is like it", "비슷한 이름이 명단에 없음"),
}


def match_text(match: dict[str, Any], who: str, language: Language) -> RenderableType:
    """Render one match of a decision (`wire.parties`): who met which alias, on which list, and why."""
    if match["owner"]:
        who += f", {WORDS['owner'].in_(language).format(match['owner'])}"
    return Group(_head(match, language, who), *_below(match, language))


def party_text(answer: dict[str, Any], language: Language) -> RenderableType:
    """Render the answer of `screening party`: the query, then the candidates, best first."""
    lines: list[RenderableType] = [Styled(" ".join(answer["query"].split()), style="bold")]
    for each in answer["candidates"]:
        lines.append(_head(each, language, ""))
        lines += _below(each, language, answer["as_of"])
    if not answer["candidates"]:
        lines.append(Styled(f"  {WORDS['nothing'].in_(language)}"))
    asked = ", ".join(f"{each['name']} {each['date']} ({each['names']})" for each in answer["lists"])
    lines.append(Styled(f"  [{asked}]", style="dim"))
    return Group(*lines)


def _head(match: dict[str, Any], language: Language, who: str) -> Styled:
    grade, style = GRADES[match["grade"]]
    head = Styled("  ")
    if match.get("known_good"):
        known = match["known_good"]
        text = WORDS["good"].in_(language).format(known["reason"], known["reviewer"], known["until"])
        head.append(f"{text} · ", style="green")
        style = "dim"
    head.append(f"{grade.in_(language)} {match['score']:.2f}: ", style=style)
    head.append(f"{who} ↔ " if who else "")
    head.append(match["matched_alias"], style="bold")
    if match["matched_alias"] != match["name"]:
        head.append(f" = {match['name']}")
    return head


def _short(text: str) -> str:
    """Cut a long policy: the JSON has it in full."""
    return text if len(text) <= POLICY else f"{text[:POLICY].rsplit(' ', 1)[0]} …"


def _below(match: dict[str, Any], language: Language, day: str = "") -> Iterator[Styled]:
    if "source" in match:
        since = match["listed_since"]
        told = [f"{match['title']} [{match['entry']}]"]
        told.append(WORDS["since"].in_(language).format(since) if since else WORDS["undated"].in_(language))
        if match["worded_since"] not in (None, since):
            told.append(WORDS["worded"].in_(language).format(match["worded_since"]))
        if match["listed_until"]:
            told.append(WORDS["until"].in_(language).format(match["listed_until"]))
        told += filter(None, (match["citation"], _short(match["license_policy"] or "")))
        if not match["verified"]:
            told.append(WORDS["unverified"].in_(language))
        source = match["source"]
        told.append(f"{source['name']} {source['date']} {source['digest'][:19]}…")
        yield Styled(f"    {' · '.join(told)}")
    else:
        yield Styled(f"    {match['list']} [{match['entry']}] · {WORDS['not_listed'].in_(language).format(day)}")
    yield Styled(f"    {match['because']}", style="dim")
