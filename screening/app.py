"""Assembly: the only place that knows where the rules lie and puts the parts together."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from screening.errors import Invalid, InvalidRules, Problem
from screening.facts.catalogue import load_catalogue
from screening.language.loader import load_rules
from screening.screen import Screener

CATALOGUE = "catalogue"


def rules_folder() -> Path:
    """Return the folder of the rules that ship with this package: beside it in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


@cache
def load_screener(folder: Path | None = None) -> Screener:
    """Load rules and catalogue; raise `InvalidRules` with every problem of every file."""
    folder = folder or rules_folder()
    problems: list[Problem] = []
    try:
        rules = load_rules(folder)
    except InvalidRules as error:
        problems.extend(error.problems)
    try:
        catalogue = load_catalogue(folder / CATALOGUE)
    except Invalid as error:
        problems.extend(error.problems)
    if problems:
        raise InvalidRules(problems)
    return Screener(rules, catalogue)
