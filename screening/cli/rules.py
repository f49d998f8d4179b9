"""`screening rules …`: the rule set itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from screening.cli.options import (
    AsOf,
    Format,
    FormatOption,
    Lang,
    LangOption,
    Rules,
    day_of,
    load,
    print_block,
    print_json,
)

rules_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The rule set: what it holds, since when.")


@rules_app.command("list")
def list_rules(lang: LangOption = Lang.en, format: FormatOption = Format.text, rules: Rules = None) -> None:
    """List every rule with its dated versions."""
    from screening.reports.rules import list_text, rules_list

    screener = load(rules)
    if format is Format.json:
        print_json(rules_list(screener.rules, lang.value))
    else:
        print_block(list_text(screener.rules, lang.value))


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

    ruleset = load(rules).rules
    if id not in ruleset.rules:
        raise NotFound(f"there is no rule `{id}` ({nearest(id, ruleset.rules) or 'see `screening rules list`'})")
    if format is Format.json:
        print_json(rule_data(ruleset.rules[id], ruleset, lang.value))
    else:
        print_block(rule_text(ruleset.rules[id], ruleset, lang.value))


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

    ruleset = load(rules).rules
    day = day_of(as_of) or ruleset.verified_through
    if output is not None:
        output.write_text(timeline_html(ruleset, day, lang.value), encoding="utf-8")
        print(f"wrote {output}")
    elif format is Format.json:
        print_json(timeline_data(ruleset, lang.value))
    else:
        print_block(timeline_text(ruleset, day, lang.value))


@rules_app.command("schema")
def schema(
    what: Annotated[str, typer.Argument(metavar="[rule|decision]", help="Which JSON Schema.")] = "rule",
    rules: Rules = None,
) -> None:
    """Print the JSON Schema of a rule file (for editors) or of decision.v1."""
    if what == "decision":
        from screening.wire.shape import decision_schema

        print_json(decision_schema())
    elif what == "rule":
        from screening.language.schema import rule_schema

        print_json(rule_schema(load(rules).rules.names))
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
        print_json({"findings": found})
    else:
        for problem in problems:
            print(problem)
        print(f"{len(problems)} problem(s)")
    if problems:
        raise typer.Exit(1)
