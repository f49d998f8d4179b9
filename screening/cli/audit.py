"""`screening audit …`: whether the decision log is whole, replays of its records, exports, and erasing what identifies people.

Exit codes: 0; 1 if the log is not intact, or a replay differs or is impossible; 2 for bad input. Reading does not disturb a
service that uses the same store.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.keys import StoreOption
from screening.cli.options import (
    Data,
    Format,
    FormatOption,
    Lang,
    LangOption,
    Level,
    Lists,
    Rules,
    data_folder,
    load,
    print_block,
    print_json,
)

if TYPE_CHECKING:
    from screening.audit.log import Receipt
    from screening.audit.replay import Replayed
    from screening.screen import Screener
    from screening.store import Store

DIGITS = 19
"""Of numbers that are too large for that of a record."""

audit_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The decision log: verify, replay, export, erase.")


class Law(StrEnum):
    """Under which rules and lists a record is replayed."""

    then = "then"
    now = "now"


class As(StrEnum):
    """Forms of an export."""

    jsonl = "jsonl"
    csv = "csv"


@audit_app.command("verify")
def verify_log(
    head: Annotated[
        str | None, typer.Option("--head", metavar="SEQ:HASH", help="A receipt that was kept; the log must still have it.")
    ] = None,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    data: Data = None,
    store: StoreOption = None,
) -> None:
    """Find every changed, removed or reordered record and name it; exit 1 if there is one."""
    from screening.audit.verify import verify
    from screening.reports.audit import verified_data, verified_text

    receipt = _receipt(head)
    with _opened(data, store) as opened, opened.reading() as connection:
        verified = verify(connection, head=receipt)
    if format is Format.json:
        print_json(verified_data(verified, lang.value))
    else:
        print_block(verified_text(verified, lang.value))
    if not verified.intact:
        raise typer.Exit(1)


@audit_app.command("replay")
def replay_record(
    id: Annotated[str, typer.Argument(metavar="ID", help="A decision's id (its newest record), or a record's number.")],
    law: Annotated[
        Law, typer.Option("--law", help="`now`: show also what today's rules and lists say of the same deal.")
    ] = Law.then,
    answer: Annotated[bool, typer.Option("--answer", help="Print only the replayed answer, its very bytes.")] = False,
    lists: Lists = None,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    data: Data = None,
    rules: Rules = None,
    store: StoreOption = None,
) -> None:
    """Screen a record again under the rules and lists of then; exit 1 if the answer differs, or cannot be given again."""
    from screening.errors import InvalidInput
    from screening.reports.audit import replayed_data, replayed_text

    with _opened(data, store) as opened:
        present = load(rules, data, lists) if law is Law.now else None
        try:
            replayed = _replayed(opened, id, present)
        except InvalidInput as error:
            if {each.code for each in error.problems} != {"E608"}:
                raise
            print(error, file=sys.stderr)
            raise typer.Exit(1) from None
    if answer:
        sys.stdout.buffer.write(replayed.again or b"")
    elif format is Format.json:
        print_json(replayed_data(replayed, lang.value))
    else:
        print_block(replayed_text(replayed, lang.value))
    if not (replayed.same and replayed.intact):
        raise typer.Exit(1)


@audit_app.command("export")
def export_log(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here, not to standard output.")
    ] = None,
    form: Annotated[As | None, typer.Option("--format", help="By default as FILE is named, else JSON lines.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="From this day on (UTC).")] = None,
    before: Annotated[str | None, typer.Option("--before", metavar="YYYY-MM-DD", help="Before this day (UTC).")] = None,
    party: Annotated[str | None, typer.Option("--party", metavar="NAME", help="A party whose name has this in it.")] = None,
    outcome: Annotated[Level | None, typer.Option("--outcome", help="With this outcome.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="decision, disposition, rescreening, erasure …")] = None,
    decision: Annotated[str | None, typer.Option("--decision", metavar="ID", help="Of this decision.")] = None,
    transaction: Annotated[str | None, typer.Option("--transaction", metavar="ID", help="Of this transaction.")] = None,
    reference: Annotated[str | None, typer.Option("--reference", metavar="TEXT", help="With this client_reference.")] = None,
    data: Data = None,
    store: StoreOption = None,
) -> None:
    """Write the records of a period, party or outcome: JSON lines (complete), or CSV for a spreadsheet."""
    from screening.audit.export import export
    from screening.audit.log import Sought

    sought = Sought(
        kind, decision, transaction, reference, outcome.value if outcome else None, None, party,
        _midnight(since, "--since"), _midnight(before, "--before"),
    )  # fmt: skip
    if form is None:
        form = As.csv if output is not None and output.suffix.lower() == ".csv" else As.jsonl
    with _opened(data, store) as opened, opened.reading() as connection:
        if output is None:
            export(connection, sought, sys.stdout.buffer, form.value)
        else:
            with output.open("wb") as stream:
                export(connection, sought, stream, form.value)


@audit_app.command("erase")
def erase_people(
    before: Annotated[str, typer.Option("--before", metavar="YYYY-MM-DD", help="Of records before this day (UTC).")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    format: FormatOption = Format.text,
    data: Data = None,
    store: StoreOption = None,
) -> None:
    """Erase what was screened and answered before a day, for good; records and their digests stay, the chain stays whole."""
    from screening.audit.erasure import erase, scrub

    day = _midnight(before, "--before")
    assert day is not None, "the option is required"
    with _opened(data, store) as opened:
        if not yes:
            if not sys.stdin.isatty():
                raise typer.BadParameter("erasing cannot be undone: give --yes")
            typer.confirm(f"Erase what was screened and answered before {before}? This cannot be undone.", abort=True)
        at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        with opened.writing() as connection:
            erased = erase(connection, day, at, "cli")
        scrub(opened)
    if format is Format.json:
        print_json({"before": before, "erased": erased})
    else:
        print(f"erased the contents of {erased:,} records before {before}; the records and their digests stay")


def _replayed(store: Store, id: str, present: Screener | None) -> Replayed:
    """Replay in a folder that is gone afterwards."""
    from tempfile import TemporaryDirectory

    from screening.app import load_screener
    from screening.audit.replay import replay
    from screening.cli.options import staying
    from screening.jobs.again import again
    from screening.jobs.rows import EXPLAIN

    named = int(id) if id.isdecimal() and len(id) < DIGITS else id
    with TemporaryDirectory(prefix="screening-replay-") as room, staying():
        return replay(store, named, load_screener, Path(room), {EXPLAIN: again}, present)


@contextmanager
def _opened(data: Path | None, address: str | None) -> Iterator[Store]:
    """Open a store that is there; to make one only to find it empty would be an answer to another question."""
    from sqlalchemy.engine import make_url

    from screening.errors import NotFound
    from screening.store import Store

    address = address or str(data_folder(data) / "store.sqlite")
    if "://" not in address or address.startswith("sqlite:"):
        file = make_url(address).database if "://" in address else address
        if file and not Path(file).is_file():
            raise NotFound(f"there is no decision log at {file} (name its store with --store, or its folder with --data)")
    store = Store.open(address)
    try:
        yield store
    finally:
        store.close()


def _receipt(text: str | None) -> Receipt | None:
    from screening.audit.log import Receipt
    from screening.errors import InvalidInput, Problem

    if text is None:
        return None
    seq, _, digest = text.strip().partition(":")
    if not seq.isdecimal() or len(seq) >= DIGITS or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        hint = "write SEQ:HASH as `screening audit verify` or the header Log-Record gave it"
        raise InvalidInput([Problem("E102", "--head", f"`{text}` is not a receipt of the decision log", hint)])
    return Receipt(int(seq), digest)


def _midnight(day: str | None, option: str) -> str | None:
    """Return when a day begins, as the log writes times; None for None."""
    from screening.errors import InvalidInput, Problem
    from screening.language.facts import Unfit, iso_date

    try:
        return None if day is None else f"{iso_date(day).isoformat()}T00:00:00.000000Z"
    except Unfit as error:
        raise InvalidInput([Problem("E302", option, error.message, error.hint)]) from None
