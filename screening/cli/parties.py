"""`screening party`: whom a name may be on the loaded lists, why, and recording that it is somebody else."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import (
    AsOf,
    Data,
    Format,
    FormatOption,
    Lang,
    LangOption,
    Lists,
    Rules,
    data_folder,
    day_of,
    print_block,
    staying,
)

if TYPE_CHECKING:
    from screening.parties.matcher import Query
    from screening.parties.watchlist import Watchlist

BLOCK = 20_000  # names searched at a time, so that answers to a long file begin to appear at once


def party(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A name, in any script.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file of names, one a line.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="individual, entity, vessel or aircraft.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Where the party is, as a name or code.")] = None,
    birth_date: Annotated[str | None, typer.Option("--birth-date", metavar="YYYY[-MM-DD]", help="Of a person.")] = None,
    address: Annotated[str | None, typer.Option("--address", help="The party's address.")] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=100, help="How many candidates to show.")] = 5,
    as_of: AsOf = None,
    lists: Lists = None,
    known_good: Annotated[
        str | None, typer.Option("--known-good", metavar="ENTRY", help="Record that NAME is not this entry.")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="With --known-good: why it is somebody else.")] = "",
    reviewer: Annotated[str, typer.Option("--reviewer", help="With --known-good: who decided.")] = "",
    expires: Annotated[str | None, typer.Option("--expires", metavar="YYYY-MM-DD", help="With --known-good.")] = None,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    data: Data = None,
    rules: Rules = None,
) -> None:
    """Show which listed parties a name may be, and what raised or lowered each score."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from screening.app import known_goods, load_watchlist, rules_folder, shipped_rules
    from screening.language.source import read_text
    from screening.parties.asked import query_of
    from screening.parties.known_good import current
    from screening.parties.matcher import Query
    from screening.reports.parties import party_text
    from screening.wire.parties import names_found

    if (name is None) == (file is None):
        raise typer.BadParameter("give a NAME, or a file of names with --file")
    day, today = day_of(as_of), datetime.now(UTC).date()
    folder = data_folder(data)
    with staying():
        declared = shipped_rules(rules or rules_folder())
        watchlist = load_watchlist(declared, folder if folder.is_dir() else None, lists or (), today)
        watchlist.matcher.search(Query(""))
    names = [name] if name is not None else [n for n in read_text(file).splitlines() if n.strip()]  # type: ignore[arg-type]
    queries = [query_of(each or "", kind, country, birth_date, address, _option) for each in names]
    if known_good is not None:
        if name is None:
            raise typer.BadParameter("--known-good goes with one NAME")
        _record(watchlist, queries[0], known_good, reason, reviewer, day_of(expires), today, folder)
        watchlist = replace(watchlist, known_good=current(known_goods(folder), today))
    workers = os.cpu_count() or 1
    for start in range(0, len(queries), BLOCK):
        block = queries[start : start + BLOCK]
        for query, found in zip(block, watchlist.candidates(block, day or today, top, workers), strict=True):
            answer = names_found(query, found, day or today, watchlist.loaded, lang.value)
            if format is Format.json:
                print(json.dumps(answer, ensure_ascii=False))
            else:
                print_block(party_text(answer, lang.value))


def _option(field: str) -> str:
    return f"--{field.replace('_', '-')}"


def _record(
    watchlist: Watchlist, query: Query, entry: str, reason: str, reviewer: str, expires: Any, today: Any, folder: Path
) -> None:
    """Record a known good for the entry named, which must be a candidate for the name."""
    from screening.app import add_known_good
    from screening.errors import InvalidInput, Problem
    from screening.parties.known_good import review

    found = [each.party for each, _ in watchlist.candidates([query], None, 100)[0] if each.party.entry == entry]
    if not found:
        hint = "take the id in square brackets from `screening party NAME`"
        raise InvalidInput([Problem("E301", "--known-good", f"no candidate for this name has the entry `{entry}`", hint)])
    if expires is None:
        raise InvalidInput([Problem("E101", "--expires", "a known good needs a last day", "give --expires YYYY-MM-DD")])
    try:
        reviewed = [review(query, each, reason=reason, reviewer=reviewer, on=today, until=expires) for each in found]
    except ValueError as error:
        raise InvalidInput([Problem("E102", "--known-good", str(error), "give --reason, --reviewer and --expires")]) from None
    for each in reviewed:
        add_known_good(folder, each)
