"""`screening diff`: one portfolio under two laws."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from screening.cli.batch import Delimiter, Encoding, Given, Map, interruptible
from screening.cli.options import (
    Assume,
    Data,
    Format,
    FormatOption,
    Lang,
    LangOption,
    Lists,
    Rules,
    data_folder,
    day_of,
    load,
    print_block,
    print_json,
)  # fmt: skip
from screening.cli.progress import shown

Day = "YYYY-MM-DD"


def diff(
    given: Given,
    before: Annotated[str | None, typer.Option("--from", metavar=Day, help="One law [default: of each deal's own date].")] = None,
    after: Annotated[str | None, typer.Option("--to", metavar=Day, help="The other law [default: the same as --from].")] = None,
    assume: Assume = None,
    out: Annotated[str | None, typer.Option("-o", "--output", metavar="OUT", help="The list of changes (.csv …).")] = None,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE.html", help="A page with a flow chart.")] = None,
    map: Map = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress.")] = False,
    lists: Lists = None,
    data: Data = None,
    rules: Rules = None,
) -> None:
    """Show which transactions of a file change between two days of the law, or if a proposal (--assume) were law."""
    from screening.batch.job import Input, Job
    from screening.batch.options import Options
    from screening.errors import InvalidInput, Problem
    from screening.parties.answers import Answers
    from screening.reports.difference import difference_page, difference_text

    days = day_of(before), day_of(after)
    if days == (None, None) and not assume:
        hint = "give --from and --to, or --assume RULE"
        raise InvalidInput([Problem("E101", "--to", "both laws are the same: nothing can change", hint)])
    asked = Input(given, map, encoding, delimiter)
    source, mapping = asked.opened(sys.stdin.buffer)
    screener = load(rules, data, lists)
    one = Options(days[0], language=lang.value)
    other = Options(days[1] or days[0], screener.assumed(assume or ()), lang.value)
    kept = Answers(data_folder(data) / "cache" / "names.sqlite", screener.watchlist.version)
    job = Job(asked, source, mapping, screener, one, kept)
    with shown(source.total_bytes, quiet=quiet) as show, interruptible(""):
        difference, files = job.compare(other, Path(out) if out else None, show)
    if report is not None:
        report.write_text(difference_page(difference, lang.value), encoding="utf-8")
        files.append(report)
    if format is Format.json:
        print_json(difference)
    else:
        print_block(difference_text(difference, lang.value, files=[str(file) for file in files]))
