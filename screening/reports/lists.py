"""Lists of parties on paper: what is held, what one snapshot is, what taking one noticed. Comparisons: `list_changes`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from screening.parties.lists.intake import Taken
from screening.parties.lists.snapshot import Snapshot
from screening.terms import Language, Text

SHOWN = 20  # quarantined rows named in a readable answer; JSON has all of them

WORDS = {
    "name": Text("list", "목록"),
    "date": Text("date", "기준일"),
    "entries": Text("entries", "항목"),
    "names": Text("names", "이름"),
    "digest": Text("digest", "다이제스트"),
    "sublist": Text("sub-list", "하위 목록"),
    "source": Text("source", "출처"),
    "format": Text("format", "형식"),
    "retrieved": Text("retrieved", "받은 날"),
    "none": Text("no list has been added (`screening lists add`)", "추가된 목록이 없습니다 (`screening lists add`)"),
    "added": Text("added", "추가됨"),
    "known": Text("already there, nothing was changed", "이미 있는 목록이며 변경 사항이 없습니다"),
    "unchanged": Text("unchanged on the server since", "서버에서 변경되지 않음, 보유본 기준일"),
    "forced": Text("TAKEN IN SPITE OF", "다음 문제에도 불구하고 추가됨"),
    "quarantined": Text("rows left out", "제외된 행"),
    "more": Text("… and {} more", "… 외 {}건"),
    "total": Text("total", "합계"),
}

DATED = {
    "given": Text("as given", "지정한 날짜"),
    "content": Text("stated in the list", "목록에 적힌 날짜"),
    "file name": Text("from the file's name", "파일 이름의 날짜"),
    "server": Text("the server's Last-Modified", "서버의 Last-Modified 날짜"),
    "today": Text("the day it was added: the list states none, see --date", "추가한 날: 목록에 날짜가 없음, --date 참조"),
}


class Held(Protocol):
    """What there is to say of any list, stored or shipped with the rules."""

    @property
    def name(self) -> str: ...
    @property
    def date(self) -> date: ...
    @property
    def digest(self) -> str: ...
    @property
    def entries(self) -> int: ...
    @property
    def names(self) -> int: ...


def listed_snapshots(stored: Iterable[Held], extra: Iterable[Held] = ()) -> list[dict[str, Any]]:
    """Return the lists as `lists list --format json` prints them: those shipped with the rules (`extra`) first."""
    return [
        {"name": each.name, "date": str(each.date), "digest": each.digest, "entries": each.entries, "names": each.names}
        for each in (*extra, *stored)
    ]


def lists_text(rows: list[dict[str, Any]], language: Language, shipped: int = 0) -> RenderableType:
    """Render the rows of `listed_snapshots` as a table; with nothing but what is `shipped`, say how to add a list."""
    table = _table(language, "name", "date", "entries", "names", "digest", right=("entries", "names"))
    for row in rows:
        short = row["digest"].removeprefix("sha256:")[:12]
        table.add_row(row["name"], row["date"], f"{row['entries']:,}", f"{row['names']:,}", short)
    return table if len(rows) > shipped else Group(table, Styled(WORDS["none"].in_(language)))


def snapshot_data(snapshot: Snapshot, language: Language) -> dict[str, Any]:
    """Return one snapshot as `lists show --format json` prints it."""
    return {
        **listed_snapshots([snapshot])[0],
        "dated_by": snapshot.dated_by,
        "format": snapshot.format,
        "source": snapshot.source,
        "retrieved": str(snapshot.retrieved) if snapshot.retrieved else None,
        "sublists": [
            {"sublist": label, "entries": count.entries, "names": count.names} for label, count in snapshot.sublists.items()
        ],
        "forced": snapshot.forced,
        "reasons": list(snapshot.reasons),
        "quarantined": list(snapshot.quarantined),
        "notes": [ko if language == "ko" else en for en, ko in snapshot.notes],
    }


def snapshot_text(snapshot: Snapshot, language: Language) -> RenderableType:
    """Render one snapshot: where it is from, how large its sub-lists are, and what speaks against it."""
    dated = DATED.get(snapshot.dated_by)
    lines: list[RenderableType] = [
        Styled(f"{snapshot.name}@{snapshot.date}" + (f"  ({dated.in_(language)})" if dated else ""), style="bold"),
        Styled(f"{WORDS['source'].in_(language)}: {snapshot.source}"),
        Styled(f"{WORDS['format'].in_(language)}: {snapshot.format} · {WORDS['retrieved'].in_(language)} {snapshot.retrieved}"),
        Styled(f"{WORDS['digest'].in_(language)}: {snapshot.digest}", style="dim"),
        Styled(),
    ]
    table = _table(language, "sublist", "entries", "names", right=("entries", "names"))
    for label, count in snapshot.sublists.items():
        table.add_row(label, f"{count.entries:,}", f"{count.names:,}")
    if len(snapshot.sublists) > 1:
        table.add_row(WORDS["total"].in_(language), f"{snapshot.entries:,}", f"{snapshot.names:,}", style="bold")
    lines.append(table)
    lines += [Styled(f"• {ko if language == 'ko' else en}", style="dim") for en, ko in snapshot.notes]
    return Group(*lines, *_warnings(snapshot, language))


def _warnings(snapshot: Snapshot, language: Language) -> Iterable[Styled]:
    if snapshot.forced:
        yield Styled(f"{WORDS['forced'].in_(language)}:", style="bold yellow")
        yield from (Styled(f"  {reason}", style="yellow") for reason in snapshot.reasons)
    if snapshot.quarantined:
        yield Styled(f"{WORDS['quarantined'].in_(language)}: {len(snapshot.quarantined):,}", style="bold yellow")
        yield from (Styled(f"  {row}", style="yellow") for row in snapshot.quarantined[:SHOWN])
        if (left := len(snapshot.quarantined) - SHOWN) > 0:
            yield Styled(f"  {WORDS['more'].in_(language).format(f'{left:,}')}", style="yellow")


def taken_data(taken: Taken, language: Language) -> dict[str, Any]:
    """Return what `lists add --format json` prints: the snapshot, and whether it is new."""
    return {"added": taken.added.new, **snapshot_data(taken.added.snapshot, language)}


def taken_text(taken: Taken, language: Language) -> RenderableType:
    """Render what was added, or that it was there already."""
    word = WORDS["added" if taken.added.new else "known"].in_(language)
    return Group(Styled(word, style="bold green"), snapshot_text(taken.added.snapshot, language))


def unchanged_text(snapshot: Snapshot, language: Language) -> RenderableType:
    """Say that the server has nothing newer than what is held."""
    return Styled(f"{snapshot.name}: {WORDS['unchanged'].in_(language)} {snapshot.date}", style="bold green")


def _table(language: Language, *headings: str, right: tuple[str, ...] = ()) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(WORDS[heading].in_(language), overflow="fold", justify="right" if heading in right else "left")
    return table
