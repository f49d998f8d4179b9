"""The command line: thin doors to the use cases. Exit codes: 0 ran, 2 bad input, 3 outcome at or above --fail-on."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from screening.screen import Screener

# Heavy imports stand inside the commands, so that `screening --help` answers at once.

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Screen deals in AI computing power against dated, cited export-control rules. Not legal advice.",
)
rules_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The rule set: what it holds, since when.")
app.add_typer(rules_app, name="rules")


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
Rules = Annotated[Path | None, typer.Option("--rules", metavar="DIR", help="Rules in DIR, not the shipped ones.")]


def main() -> None:
    """Run the command line; every error the engine raises becomes one message and exit code 2."""
    from screening.errors import Invalid, ScreeningError

    try:
        app()
    except Invalid as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        sys.exit(2)
    except ScreeningError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:  # the reader (head, less) went away
        sys.stderr.close()
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}{error.strerror or error}", file=sys.stderr)
        sys.exit(2)


@app.command()
def screen(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A transaction in JSON or YAML; `-` reads standard input.")],
    as_of: AsOf = None,
    assume: Assume = None,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    fail_on: Annotated[Level | None, typer.Option("--fail-on", help="Exit 3 at or above this outcome.")] = None,
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
    screener = _screener(rules)
    day = _day(as_of)
    try:
        decision = screener.screen(transaction, as_of=day, assume=assume or ())
    except InvalidInput as error:
        where = "standard input" if file == "-" else file
        places = (p if p.where.startswith("-") else replace(p, where=f"{where}: {p.where}") for p in error.problems)
        raise InvalidInput(places) from None
    if format is Format.json:
        from screening.wire.decision import decision_v1

        _json(decision_v1(decision, screener.rules, lang.value))
    else:
        from screening.reports.terminal import decision_text

        _print(decision_text(decision, screener.rules, lang.value))
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
    screener = _screener(rules)
    day = _day(as_of) or screener.rules.verified_through
    for each in texts:
        described = describe_item(each or "", screener, day, lang.value)
        if format is Format.json:
            print(json.dumps(described, ensure_ascii=False))
        else:
            _print(item_text(described, lang.value))


@rules_app.command("list")
def list_rules(lang: LangOption = Lang.en, format: FormatOption = Format.text, rules: Rules = None) -> None:
    """List every rule with its dated versions."""
    from screening.reports.rules import list_text, rules_list

    screener = _screener(rules)
    if format is Format.json:
        _json(rules_list(screener.rules, lang.value))
    else:
        _print(list_text(screener.rules, lang.value))


@rules_app.command("show")
def show_rule(
    id: Annotated[str, typer.Argument(metavar="ID", help="A rule's id, e.g. us.ear.3a090.a")],
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    rules: Rules = None,
) -> None:
    """Show one rule in plain words: every version, its condition, citations and exceptions."""
    from screening.errors import NotFound
    from screening.language.grammar import nearest
    from screening.reports.rules import rule_data, rule_text

    ruleset = _screener(rules).rules
    if id not in ruleset.rules:
        raise NotFound(f"there is no rule `{id}` ({nearest(id, ruleset.rules) or 'see `screening rules list`'})")
    if format is Format.json:
        _json(rule_data(ruleset.rules[id], ruleset, lang.value))
    else:
        _print(rule_text(ruleset.rules[id], ruleset, lang.value))


@rules_app.command("timeline")
def timeline(
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write an HTML page.")] = None,
    as_of: AsOf = None,
    lang: LangOption = Lang.en,
    format: FormatOption = Format.text,
    rules: Rules = None,
) -> None:
    """Show on one page what was law when; proposals and suspensions look different from law in force."""
    from screening.reports.timeline import timeline_data, timeline_html, timeline_text

    ruleset = _screener(rules).rules
    day = _day(as_of) or ruleset.verified_through
    if output is not None:
        output.write_text(timeline_html(ruleset, day, lang.value), encoding="utf-8")
        print(f"wrote {output}")
    elif format is Format.json:
        _json(timeline_data(ruleset, lang.value))
    else:
        _print(timeline_text(ruleset, day, lang.value))


@rules_app.command("schema")
def schema(
    what: Annotated[str, typer.Argument(metavar="[rule|decision]", help="Which JSON Schema.")] = "rule",
    rules: Rules = None,
) -> None:
    """Print the JSON Schema of a rule file (for editors) or of decision.v1."""
    if what == "decision":
        from screening.wire.shape import decision_schema

        _json(decision_schema())
    elif what == "rule":
        from screening.language.schema import rule_schema

        _json(rule_schema(_screener(rules).rules.names))
    else:
        raise typer.BadParameter("`rule` or `decision`")


@rules_app.command("lint")
def lint(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="A rule folder; the shipped one if left out.")] = None,
    format: FormatOption = Format.text,
    rules: Rules = None,
) -> None:
    """Report every problem of every rule file at once; exit 1 if there is any."""
    from screening.app import load_screener
    from screening.errors import InvalidInput, InvalidRules, Problem

    chosen = folder or rules
    if chosen is not None and not chosen.is_dir():
        raise InvalidInput([Problem("E001", str(chosen), "there is no such folder", "name a folder of rules")])
    problems: tuple[Problem, ...] = ()
    try:
        load_screener(chosen)
    except InvalidRules as error:
        problems = error.problems
    if format is Format.json:
        found = [{"code": p.code, "where": p.where, "message": p.message, "hint": p.hint} for p in problems]
        _json({"findings": found})
    else:
        for problem in problems:
            print(problem)
        print(f"{len(problems)} problem(s)")
    if problems:
        raise typer.Exit(1)


def _screener(rules: Path | None) -> Screener:
    from screening.app import load_screener

    return load_screener(rules)


def _day(text: str | None) -> Any:
    from screening.errors import InvalidInput, Problem
    from screening.language.facts import Unfit, iso_date

    try:
        return None if text is None else iso_date(text)
    except Unfit as error:
        raise InvalidInput([Problem("E302", "--as-of", error.message, error.hint)]) from None


def _json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


def _print(block: RenderableType) -> None:
    from rich.console import Console

    if sys.stdout.isatty():
        Console(highlight=False, markup=False).print(block)
        return
    # A pipe has no width of its own and wants no padding: long lines, cut at the end of the text.
    console = Console(highlight=False, markup=False, width=160, file=StringIO())
    console.print(block)
    assert isinstance(console.file, StringIO)
    print("\n".join(line.rstrip() for line in console.file.getvalue().splitlines()))


if __name__ == "__main__":
    main()
