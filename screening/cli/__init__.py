"""The command line: thin doors to the use cases. Exit codes: 0 ran, 2 bad input, 3 outcome at or above --fail-on."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from screening.cli.audit import audit_app
from screening.cli.batch import batch
from screening.cli.diff import diff
from screening.cli.keys import keys_app
from screening.cli.lists import lists_app
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
    day_of,
    load,
    print_block,
    print_json,
)  # fmt: skip
from screening.cli.parties import party
from screening.cli.rules import rules_app
from screening.cli.serve import serve
from screening.cli.work import work

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Screen deals in AI computing power against dated, cited export-control rules. Not legal advice.",
)
app.command()(batch)
app.command()(diff)
app.command()(party)
app.command()(serve)
app.command(hidden=True)(work)
app.add_typer(audit_app, name="audit")
app.add_typer(keys_app, name="keys")
app.add_typer(lists_app, name="lists")
app.add_typer(rules_app, name="rules")


def main() -> None:
    """Run the command line; every error the engine raises becomes one message and exit code 2."""
    from screening.errors import Invalid, ScreeningError

    try:
        app()
    except Invalid as error:
        for problem in error.problems:
            print(_plain(problem), file=sys.stderr)
        sys.exit(2)
    except ScreeningError as error:
        print(_plain(error), file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:  # the reader (head, less) went away
        sys.stderr.close()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}{error.strerror or error}", file=sys.stderr)
        sys.exit(2)


def _plain(error: object) -> str:
    """Return an error as text; signs of a file or its name that would move a terminal's cursor are shown as unreadable."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in str(error))


@app.command()
def screen(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A transaction in JSON or YAML; `-` reads standard input.")],
    as_of: AsOf = None,
    assume: Assume = None,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    fail_on: Annotated[Level | None, typer.Option("--fail-on", help="Exit 3 at or above this outcome.")] = None,
    lists: Lists = None,
    data: Data = None,
    rules: Rules = None,
) -> None:
    """Screen one transaction and print the decision with its reasons."""
    from dataclasses import replace

    from screening.errors import InvalidInput
    from screening.facts.reading import read_transaction, transaction_from_bytes
    from screening.terms import Outcome

    if file == "-":
        transaction = transaction_from_bytes(sys.stdin.buffer.read(), name="standard input")
    else:
        transaction = read_transaction(Path(file))
    screener = load(rules, data, lists)
    day = day_of(as_of)
    try:
        decision = screener.screen(transaction, as_of=day, assume=assume or ())
    except InvalidInput as error:
        where = "standard input" if file == "-" else file
        places = (p if p.where.startswith("-") else replace(p, where=f"{where}: {p.where}") for p in error.problems)
        raise InvalidInput(places) from None
    if format is Format.json:
        from screening.wire.decision import decision_v1

        print_json(decision_v1(decision, screener.rules, lang.value))
    else:
        from screening.reports.terminal import decision_text

        print_block(decision_text(decision, screener.rules, lang.value))
    if fail_on is not None and decision.outcome >= Outcome[fail_on.value]:
        raise typer.Exit(3)


@app.command()
def item(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="An item text, part number or server.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file of texts, one a line.")] = None,
    as_of: AsOf = None,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    rules: Rules = None,
) -> None:
    """Show what an item text resolves to, and its tier under the law of --as-of (by default the last verified day)."""
    from screening.language.source import read_text
    from screening.reports.items import describe_item, item_text

    if (text is None) == (file is None):
        raise typer.BadParameter("give a TEXT, or a file of texts with --file")
    texts = [text] if text is not None else [t for t in read_text(file).splitlines() if t.strip()]  # type: ignore[arg-type]
    screener = load(rules)
    day = day_of(as_of) or screener.rules.verified_through
    for each in texts:
        described = describe_item(each or "", screener, day, lang.value)
        if format is Format.json:
            print(json.dumps(described, ensure_ascii=False))
        else:
            print_block(item_text(described, lang.value))
