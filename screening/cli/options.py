"""What the commands share: options, choices, and how answers are printed."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from screening.screen import Screener

# Heavy imports stand inside the functions, so that `screening --help` answers at once.


class Lang(StrEnum):
    """Output languages."""

    en = "en"
    ko = "ko"


class Format(StrEnum):
    """Output formats."""

    text = "text"
    json = "json"


class Level(StrEnum):
    """Outcomes, for --fail-on."""

    no_control_found = "no_control_found"
    conditions_apply = "conditions_apply"
    information_needed = "information_needed"
    review = "review"
    license_required = "license_required"
    prohibited = "prohibited"


AsOf = Annotated[str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="The day whose law applies.")]
Assume = Annotated[
    list[str] | None, typer.Option("--assume", metavar="RULE", help="Take RULE as law (repeatable); `all`: every proposal.")
]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the answer.")]
FormatOption = Annotated[Format, typer.Option("--format", help="Readable text or JSON.")]
Lists = Annotated[
    list[str] | None,
    typer.Option("--lists", metavar="NAME", help="Ask this list only (repeatable); NAME@DATE: an older one; `embedded`."),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", envvar="SCREENING_DATA", help="Where lists and known goods live [default: per user]."
    ),
]
Rules = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Rules in DIR, not the shipped ones.")]


def load(rules: Path | None, data: Path | None = None, lists: list[str] | None = None) -> Screener:
    """Return a screener over the given or the shipped rules, asking the lists of the data directory."""
    with staying():
        from screening.app import load_screener

        folder = data_folder(data)
        return load_screener(rules, folder if folder.is_dir() else None, lists or (), today=today())


def today() -> date:
    """Return the day it is, by UTC."""
    return datetime.now(UTC).date()


@contextmanager
def staying() -> Iterator[None]:
    """Load what stays until the end: rules and lists are many objects, and looking for garbage among them costs a fifth."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def data_folder(data: Path | None) -> Path:
    """Return the folder given with --data, or the per-user one."""
    from platformdirs import user_data_path

    return data or user_data_path("screening", appauthor=False)


def day_of(text: str | None) -> Any:
    """Read the day given with --as-of; None if none was."""
    from screening.errors import InvalidInput, Problem
    from screening.language.facts import Unfit, iso_date

    try:
        return None if text is None else iso_date(text)
    except Unfit as error:
        raise InvalidInput([Problem("E302", "--as-of", error.message, error.hint)]) from None


def print_json(data: object) -> None:
    """Print data as JSON, Korean readable."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def print_block(block: RenderableType) -> None:
    """Print a rich block: coloured on a terminal, plain and unpadded in a pipe."""
    from rich.console import Console

    if sys.stdout.isatty():
        Console(highlight=False, markup=False).print(block)
        return
    # A pipe has no width of its own and wants no padding: long lines, cut at the end of the text.
    console = Console(highlight=False, markup=False, width=160, file=StringIO())
    console.print(block)
    assert isinstance(console.file, StringIO)
    print("\n".join(line.rstrip() for line in console.file.getvalue().splitlines()))
