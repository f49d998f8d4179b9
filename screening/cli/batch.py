"""`screening batch`: a file of transactions in, the same file with answers out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import (
    AsOf,
    Assume,
    Data,
    Format,
    FormatOption,
    Lang,
    LangOption,
    Level,
    Lists,
    Rules,
    data_folder,
    day_of,
    load,
    print_block,
    print_json,
    today,
)  # fmt: skip
from screening.cli.progress import shown

if TYPE_CHECKING:
    from screening.batch.job import Input

SAMPLE = 1000
"""Rows a mapping is proposed from."""

Given = Annotated[
    str, typer.Argument(metavar="IN", help="CSV, JSON lines, Parquet or XLSX, also .gz and .zst; `-`: standard input.")
]
Out = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="OUT", help="Where answers go: .csv .jsonl .parquet .xlsx; `-`: standard output."),
]
Map = Annotated[Path | None, typer.Option("--map", metavar="FILE", help="Your own headers, values and dates (YAML).")]
Encoding = Annotated[str | None, typer.Option("--encoding", help="The input's encoding, if it is not recognised.")]
Delimiter = Annotated[str | None, typer.Option("--delimiter", help="The sign between cells: comma, semicolon or tab.")]


def batch(
    given: Given,
    out: Out = None,
    map: Map = None,
    suggest_map: Annotated[bool, typer.Option("--suggest-map", help="Propose a mapping file for IN, to be looked at.")] = False,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE.html", help="A page with counts and charts.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with an unfinished run.")] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Begin an unfinished run again.")] = False,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Processes [default: one a core].")] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Run on a Ray cluster, HOST:PORT; `local`: one of its own.")
    ] = None,
    as_of: AsOf = None,
    assume: Assume = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    fail_on: Annotated[Level | None, typer.Option("--fail-on", help="Exit 3 if an outcome is this or above.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress and no summary.")] = False,
    lists: Lists = None,
    data: Data = None,
    rules: Rules = None,
    timings: Annotated[Path | None, typer.Option("--timings", hidden=True)] = None,
    block_bytes: Annotated[int | None, typer.Option("--block-bytes", min=1, hidden=True)] = None,
) -> None:
    """Screen a file of transactions: a row is a line item, the rows of one transaction stand next to each other."""
    from screening.batch.job import BLOCK_BYTES, Input, Job, default_output
    from screening.batch.options import Options
    from screening.parties.answers import Answers

    begun = perf_counter()
    asked = Input(given, map, encoding, delimiter, block_bytes or BLOCK_BYTES)
    if suggest_map:
        _suggest(asked)
        return
    target = out or default_output(given)
    _possible(target, resume=resume, restart=restart)
    if report is not None:
        _writable(report, [given, target, map])
    day = day_of(as_of)
    source, mapping = asked.opened(sys.stdin.buffer)
    screener = load(rules, data, lists)
    options = Options(day, screener.assumed(assume or ()), lang.value)
    kept = Answers(data_folder(data) / "cache" / "names.sqlite", screener.watchlist.version)
    job = Job(asked, source, mapping, screener, options, kept)
    hiring = job.crew(workers or _cores())
    if cluster:
        from screening.app import load_screener
        from screening.batch.arrow import Settings, law_of

        settings = Settings(load_screener, rules, data_folder(data), tuple(lists or ()), today(), law=law_of(screener))
        hiring = job.cluster(cluster, settings)
    started = perf_counter()
    with shown(source.total_bytes, quiet=quiet) as show, interruptible(target):
        if target == "-":
            summary, files, stages = job.to_stream(sys.stdout.buffer, sys.stderr.buffer, show, hiring)
        else:
            summary, files, stages = job.to_file(Path(target), show, hiring, resume=resume, restart=restart)
    if report is not None:
        from screening.reports.portfolio import portfolio_page

        report.write_text(portfolio_page(summary, lang.value), encoding="utf-8")
        files.append(report)
    if not quiet:
        _show(summary, files, lang, format, to_stderr=target == "-")
    if timings is not None:
        timings.write_text(json.dumps({"start": started - begun, **stages}), encoding="utf-8")
    if fail_on is not None:
        from screening.terms import Outcome

        if any(many and Outcome[name] >= Outcome[fail_on.value] for name, many in summary["outcomes"].items()):
            raise typer.Exit(3)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def interruptible(target: str) -> Iterator[None]:
    """Say, where a run is interrupted, what is kept of `target` and how to go on (nothing, if it is empty or `-`)."""
    try:
        yield
    except KeyboardInterrupt:
        kept = "" if target in ("", "-") else f" What is done is kept beside {target}; the same command with --resume goes on."
        print(f"stopped.{kept}", file=sys.stderr)
        raise typer.Exit(130) from None


def _suggest(asked: Input) -> None:
    """Print a mapping file proposed from the header and the first rows."""
    from itertools import islice

    from screening.batch.intake import open_source
    from screening.batch.suggestion import suggest
    from screening.errors import InvalidInput, Problem

    source = open_source(asked.path, encoding=asked.encoding, delimiter=asked.delimiter, stdin=sys.stdin.buffer)
    if source.nested:
        message = "the file holds whole transactions, which have no columns to map"
        raise InvalidInput([Problem("E506", source.name, message, "screen it without a mapping")])
    rows: list[tuple[str, ...]] = []
    for raw in islice(source.raws(), 1):
        rows += zip(*(column.to_pylist() for column in raw.read().table.slice(0, SAMPLE).columns), strict=True)
    print(suggest(source.header, rows), end="")


def _possible(target: str, *, resume: bool, restart: bool) -> None:
    """Refuse what cannot be asked together."""
    from screening.errors import InvalidInput, Problem

    if resume and restart:
        raise InvalidInput([Problem("E507", "--restart", "a run is resumed or begun again, not both", "leave one out")])
    if resume and target == "-":
        message = "what went to standard output cannot be resumed"
        raise InvalidInput([Problem("E507", "--resume", message, "write to a file with -o")])


def _writable(page: Path, others: Sequence[str | Path | None]) -> None:
    """Refuse a page that cannot be written, or that would take the place of another file, before hours of work."""
    from screening.errors import InvalidInput, Problem

    if any(each and Path(each).resolve() == page.resolve() for each in others):
        message = "--report would replace the input, the mapping or the output"
        raise InvalidInput([Problem("E508", str(page), message, "give another name")])
    if page.is_dir() or not os.access(page if page.exists() else page.parent, os.W_OK):
        message = "cannot be written: it is a folder, or its folder is missing or closed"
        raise InvalidInput([Problem("E508", str(page), message, "check the folder and its permissions")])


def _show(summary: dict[str, Any], files: list[Path], lang: Lang, format: Format, *, to_stderr: bool) -> None:
    """Print the summary; to standard error where standard output has the rows."""
    from screening.reports.portfolio_terminal import portfolio_text

    with redirect_stdout(sys.stderr) if to_stderr else nullcontext():
        if format is Format.json:
            print_json(summary)
        else:
            print_block(portfolio_text(summary, lang.value, files=[str(file) for file in files]))
