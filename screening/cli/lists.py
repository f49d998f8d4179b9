"""`screening lists …`: snapshots of screening lists, and what changed between them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import (
    Data,
    Format,
    FormatOption,
    Lang,
    LangOption,
    data_folder,
    print_block,
    print_json,
)

if TYPE_CHECKING:
    from screening.parties.listed import ListedParty
    from screening.parties.lists.intake import Received
    from screening.parties.lists.snapshot import Snapshot
    from screening.parties.lists.store import Store

lists_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Screening lists: dated snapshots, compared.")

Mapping = Annotated[
    Path | None, typer.Option("--map", metavar="FILE", help="A YAML file that says which column of a CSV holds what.")
]
InputFormat = Annotated[
    str | None, typer.Option("--input-format", metavar="FORMAT", help="The list is in this format; do not recognise it.")
]
Force = Annotated[bool, typer.Option("--force", help="Take what can be read of a list that would be refused.")]


@lists_app.command("add")
def add_list(
    files: Annotated[list[str], typer.Argument(metavar="FILE_OR_URL", help="A list; several files only for OFAC's CSV.")],
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="What the list is called here.")] = None,
    on: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day the list is of.")] = None,
    mapping: Mapping = None,
    input_format: InputFormat = None,
    sha256: Annotated[str, typer.Option("--sha256", metavar="HEX", help="The digest the file must have.")] = "",
    shrink: Annotated[
        float, typer.Option("--shrink", metavar="PERCENT", min=0, max=100, help="How much of a sub-list may be gone.")
    ] = 10.0,
    force: Force = False,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    data: Data = None,
) -> None:
    """Keep a list as it is: read it, refuse it if it is broken or has shrunk, store a snapshot that never changes."""
    from screening.parties.lists.intake import take
    from screening.parties.lists.store import Store
    from screening.reports.lists import snapshot_data, taken_data, taken_text, unchanged_text

    store = Store(data_folder(data))
    day = _day(on)
    if any(map(_is_url, files)):
        received, held, called = _fetch(store, files, name, sha256)
        if held is not None:
            if format is Format.json:
                print_json({"added": False, **snapshot_data(held, lang.value)})
            else:
                print_block(unchanged_text(held, lang.value))
            return
        assert received is not None
    else:
        received, called = _open(files, sha256), None
    taken = take(
        store, received, today=datetime.now(UTC).date(), name=name or called, day=day, mapping=mapping, format=input_format,
        tolerated=shrink, force=force,
    )  # fmt: skip
    if format is Format.json:
        print_json(taken_data(taken, lang.value))
    else:
        print_block(taken_text(taken, lang.value))


@lists_app.command("list")
def list_lists(lang: LangOption = Lang.en, format: FormatOption = Format.text, data: Data = None) -> None:
    """List every snapshot with its date, digest and size, and the excerpt that ships with the rules."""
    from screening.app import load_watchlist, rules_folder, shipped_rules
    from screening.parties.lists.store import Store
    from screening.reports.lists import listed_snapshots, lists_text

    shipped = load_watchlist(shipped_rules(rules_folder())).loaded
    rows = listed_snapshots(Store(data_folder(data)).snapshots(), extra=shipped)
    if format is Format.json:
        print_json(rows)
    else:
        print_block(lists_text(rows, lang.value, len(shipped)))


@lists_app.command("show")
def show_list(
    name: Annotated[str, typer.Argument(metavar="NAME[@DATE]", help="A list; of several dates the newest.")],
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    data: Data = None,
) -> None:
    """Show one snapshot: source, digest, sub-lists, warnings; its files are verified."""
    from screening.parties.lists.store import Store
    from screening.reports.lists import snapshot_data, snapshot_text

    store = Store(data_folder(data))
    snapshot = store.find(name)
    store.load(snapshot)
    if format is Format.json:
        print_json(snapshot_data(snapshot, lang.value))
    else:
        print_block(snapshot_text(snapshot, lang.value))


@lists_app.command("diff")
def diff_lists(
    before: Annotated[str, typer.Argument(metavar="A", help="NAME, NAME@DATE or a file.")],
    after: Annotated[str, typer.Argument(metavar="B", help="NAME, NAME@DATE or a file.")],
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="How many entries of each kind to show.")] = 10,
    mapping: Mapping = None,
    input_format: InputFormat = None,
    force: Force = False,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    data: Data = None,
) -> None:
    """Show what changed from A to B: added, removed and changed entries of each sub-list."""
    from screening.parties.lists.differences import difference
    from screening.parties.lists.store import Store
    from screening.reports.list_changes import changes_data, changes_text

    store = Store(data_folder(data))
    (old_name, old), (new_name, new) = (_state(store, each, mapping, input_format, force) for each in (before, after))
    found = difference(old, new)
    if format is Format.json:
        print_json(changes_data(old_name, new_name, found))
    else:
        print_block(changes_text(old_name, new_name, found, lang.value, limit))


def _state(
    store: Store, reference: str, mapping: Path | None, input_format: str | None, force: bool
) -> tuple[str, tuple[ListedParty, ...]]:
    """Return the list in a file or in the store, and what to call it."""
    from screening.parties.lists.intake import from_files, read_received

    if Path(reference).is_file() or "/" in reference:
        reading = read_received(from_files([Path(reference)]), mapping=mapping, format=input_format)
        reading.refuse(force=force)
        return reference, reading.parties
    snapshot = store.find(reference)
    return f"{snapshot.name}@{snapshot.date}", store.load(snapshot)


def _is_url(text: str) -> bool:
    return text.lower().startswith(("https://", "http://"))


def _day(text: str | None) -> date | None:
    from screening.errors import InvalidInput, Problem
    from screening.language.facts import Unfit, iso_date

    try:
        return None if text is None else iso_date(text)
    except Unfit as error:
        raise InvalidInput([Problem("E302", "--date", error.message, error.hint)]) from None


def _open(files: list[str], sha256: str) -> Received:
    from screening.download import check_digest
    from screening.parties.lists.intake import from_files

    if sha256:
        if len(files) > 1:
            raise typer.BadParameter("--sha256 is the digest of one file")
        check_digest(Path(files[0]).read_bytes(), sha256, where=files[0])
    return from_files([Path(each) for each in files])


def _fetch(
    store: Store, urls: list[str], name: str | None, sha256: str
) -> tuple[Received | None, Snapshot | None, str | None]:
    """Download the list; return it, or the snapshot that the server says is still the newest; and its name so far."""
    from screening.download import download
    from screening.parties.lists.content import open_part
    from screening.parties.lists.intake import Received

    if not all(map(_is_url, urls)):
        raise typer.BadParameter("give files or addresses, not both")
    source = ", ".join(urls)
    held = [each for each in store.snapshots() if each.source == source and (name is None or each.name == name)]
    last = max(held, key=lambda each: (each.retrieved or each.date, each.date), default=None)
    called = last.name if last else None
    # Several files change together or not at all, and one answer does not speak for the others.
    etag, modified = (last.etag, last.last_modified) if last and len(urls) == 1 else ("", "")
    got = [download(url, etag=etag, last_modified=modified, sha256=sha256 if len(urls) == 1 else "") for url in urls]
    if last and got[0].content is None:
        return None, last, called
    parts = tuple(open_part(url, each.content or b"") for url, each in zip(urls, got, strict=True))
    first = got[0]
    return Received(parts, source, first.modified, first.etag, first.last_modified), None, called
