"""`screening keys …`: API keys of the service. A secret is printed once, alone on standard output, and never again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Data, Format, FormatOption, print_block, print_json

if TYPE_CHECKING:
    from screening.access.keys import Key
    from screening.app.settings import Settings
    from screening.store import Store

keys_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="API keys of the service: who may ask it for what.")

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="URL", envvar="SCREENING_STORE", help="The store of the service [default: of the settings]."
    ),
]
ONCE = "This secret is not shown again: keep it where the client reads it. Lost, it is revoked and another is made."


@keys_app.command("add")
def add_key(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who uses the key.")],
    scope: Annotated[
        list[str], typer.Option("--scope", metavar="SCOPE", help="What it is for (repeatable): screen, review, admin, audit.")
    ],
    rate: Annotated[
        int | None, typer.Option("--rate", metavar="N", help="Requests a minute [default: of the settings].")
    ] = None,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="YYYY-MM-DD", help="The day (UTC) from which on it is refused.")
    ] = None,
    format: FormatOption = Format.text,
    data: Data = None,
    store: StoreOption = None,
) -> None:
    """Make a key and print its secret, once."""
    from screening.access.keys import make

    day = _day(expires)
    settings = _settings(data, store)
    with _opened(settings) as opened, opened.writing() as connection:
        key, secret = make(connection, name, scope, settings.rate if rate is None else rate, _now(), day)
    if format is Format.json:
        print_json({**_data(key), "secret": secret})
        return
    until = f", until {key.expires}" if key.expires else ""
    print(f"key {key.id} ({key.name}): {_scopes(key)}; {key.rate} requests a minute{until}", file=sys.stderr)
    print(secret)
    print(ONCE, file=sys.stderr)


@keys_app.command("list")
def list_keys(format: FormatOption = Format.text, data: Data = None, store: StoreOption = None) -> None:
    """List every key, also expired and revoked ones; secrets are not kept, so they are not shown."""
    from screening.access.keys import listed

    with _opened(_settings(data, store)) as opened, opened.reading() as connection:
        found = listed(connection)
    if format is Format.json:
        print_json([_data(each) for each in found])
    elif not found:
        print("there is no API key (`screening keys add NAME --scope screen`)")
    else:
        from rich.table import Table

        table = Table("id", "name", "scopes", "requests a minute", "made", "state", box=None, pad_edge=False)
        for each in found:
            table.add_row(each.id, each.name, _scopes(each), str(each.rate), each.created[:10], _state(each))
        print_block(table)


@keys_app.command("revoke")
def revoke_key(
    id: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `list` shows it.")],
    format: FormatOption = Format.text,
    data: Data = None,
    store: StoreOption = None,
) -> None:
    """Revoke a key for good; a running service notices within five seconds."""
    from screening.access.keys import revoke

    with _opened(_settings(data, store)) as opened, opened.writing() as connection:
        key = revoke(connection, id, _now())
    if format is Format.json:
        print_json(_data(key))
    else:
        print(f"key {key.id} ({key.name}) is revoked since {key.revoked}; a running service refuses it within five seconds")


def _settings(data: Path | None, store: str | None) -> Settings:
    """Return the settings that `screening serve` would have: keys are made where it looks for them."""
    from screening.app.settings import load_settings

    return load_settings(data=data, store=store or None)


@contextmanager
def _opened(settings: Settings) -> Iterator[Store]:
    from screening.store import Store

    opened = Store.open(settings.store)
    try:
        yield opened
    finally:
        opened.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _day(text: str | None) -> date | None:
    from screening.errors import InvalidInput, Problem
    from screening.language.facts import Unfit, iso_date

    try:
        return None if text is None else iso_date(text)
    except Unfit as error:
        raise InvalidInput([Problem("E602", "--expires", error.message, error.hint)]) from None


def _scopes(key: Key) -> str:
    from screening.access.keys import in_order

    return ", ".join(in_order(key.scopes))


def _state(key: Key) -> str:
    if key.revoked is not None:
        return f"revoked {key.revoked[:10]}"
    if not key.valid(_now()):
        return f"expired {key.expires}"
    return f"until {key.expires}" if key.expires else "valid"


def _data(key: Key) -> dict[str, Any]:
    from screening.access.keys import in_order

    expires = key.expires.isoformat() if key.expires else None
    return {
        "id": key.id, "name": key.name, "scopes": in_order(key.scopes), "rate": key.rate, "created": key.created,
        "expires": expires, "revoked": key.revoked, "valid": key.valid(_now()),
    }  # fmt: skip
