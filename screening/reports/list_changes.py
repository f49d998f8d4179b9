"""What changed between two states of a list, for people and programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from screening.parties.lists.differences import Change, SublistDifference
from screening.terms import Language, Text

WORDS = {
    "sublist": Text("sub-list", "하위 목록"),
    "before": Text("before", "이전"),
    "after": Text("after", "이후"),
    "added": Text("added", "추가"),
    "removed": Text("removed", "삭제"),
    "changed": Text("changed", "변경"),
    "by_id": Text("same id", "동일 ID"),
    "by_name": Text("same name", "동일 이름"),
    "how": Text(
        "Entries are matched by the list's own id; where the publisher renumbered, by name (the same words).",
        "항목은 목록의 고유 ID로 대조하고, 발행기관이 번호를 바꾼 경우 이름(같은 단어)으로 대조합니다.",
    ),
    "none": Text("no difference", "차이 없음"),
    "not_comparable": Text("not comparable, one of the two files has none", "한쪽 파일에 값이 없어 비교 불가"),
    "more": Text("… and {} more (--limit)", "… 외 {}건 (--limit)"),
}

FIELDS = {
    "names": Text("names", "이름"),
    "countries": Text("countries", "국가"),
    "dates": Text("dates", "날짜"),
    "requirement": Text("license requirement", "허가 요건"),
    "policy": Text("license policy", "허가 심사 방침"),
    "programmes": Text("programmes", "프로그램"),
}


def changes_data(before: str, after: str, found: Sequence[SublistDifference]) -> dict[str, Any]:
    """Return the comparison as `lists diff --format json` prints it, complete."""
    return {
        "from": before,
        "to": after,
        "sublists": [
            {
                "sublist": each.sublist,
                "before": each.before,
                "after": each.after,
                "matched": {"by_id": each.by_id, "by_name": each.by_name},
                "not_comparable": list(each.not_comparable),
                "added": [{"entry": party.entry, "name": party.name} for party in each.added],
                "removed": [{"entry": party.entry, "name": party.name} for party in each.removed],
                "changed": [
                    {
                        "entry": entry.entry,
                        "name": entry.name,
                        "matched": entry.matched,
                        "changes": {
                            change.field: {"removed": list(change.removed), "added": list(change.added)}
                            for change in entry.changes
                        },
                    }
                    for entry in each.changed
                ],
            }
            for each in found
        ],
    }


def changes_text(
    before: str, after: str, found: Sequence[SublistDifference], language: Language, limit: int
) -> RenderableType:
    """Render the comparison: a table of counts, then at most `limit` entries of each kind for each sub-list."""
    head = Styled(f"{before} → {after}", style="bold")
    if all(each.empty for each in found):
        return Group(head, Styled(WORDS["none"].in_(language)), *_details(found, language, limit))
    how = Styled(WORDS["how"].in_(language), style="dim")
    return Group(head, _counts(found, language), how, *_details(found, language, limit))


def _counts(found: Iterable[SublistDifference], language: Language) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("sublist", "before", "after", "added", "removed", "changed", "by_id", "by_name"):
        table.add_column(WORDS[heading].in_(language), overflow="fold", justify="left" if heading == "sublist" else "right")
    for each in found:
        numbers = (each.before, each.after, len(each.added), len(each.removed), len(each.changed), each.by_id, each.by_name)
        table.add_row(each.sublist, *(f"{number:,}" for number in numbers))
    return table


def _details(found: Iterable[SublistDifference], language: Language, limit: int) -> Iterator[Styled]:
    for each in found:
        if each.empty and not each.not_comparable:
            continue
        yield Styled()
        yield Styled(each.sublist, style="bold")
        if each.not_comparable:
            fields = ", ".join(FIELDS[field].in_(language) for field in each.not_comparable)
            yield Styled(f"  {fields}: {WORDS['not_comparable'].in_(language)}", style="dim")
        yield from _some([f"  + {party.name}  [{party.entry}]" for party in each.added], "green", language, limit)
        yield from _some([f"  − {party.name}  [{party.entry}]" for party in each.removed], "red", language, limit)
        changed = [
            f"  ~ {entry.name}  [{entry.entry}]: " + "; ".join(_change(change, language) for change in entry.changes)
            for entry in each.changed
        ]
        yield from _some(changed, "yellow", language, limit)


def _some(lines: list[str], style: str, language: Language, limit: int) -> Iterator[Styled]:
    yield from (Styled(line, style=style) for line in lines[:limit])
    if len(lines) > limit:
        yield Styled(f"    {WORDS['more'].in_(language).format(f'{len(lines) - limit:,}')}", style="dim")


def _change(change: Change, language: Language) -> str:
    parts = [f"−“{text}”" for text in change.removed] + [f"+“{text}”" for text in change.added]
    return f"{FIELDS[change.field].in_(language)} {' '.join(parts)}"
