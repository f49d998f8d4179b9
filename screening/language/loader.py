"""Read a folder of rule files and return a compiled rule set, or all that is wrong with it.

Files are known by their place: `ruleset.yaml`, `facts/`, `lists/`, `country_groups.yaml`, `catalogue/` (read by
`screening.facts`); every other YAML file is one rule.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from screening.errors import Invalid, InvalidRules, Problem
from screening.language.check import check
from screening.language.compiler import compile_rules
from screening.language.consistency import Source
from screening.language.facts import Fact, read_facts
from screening.language.grammar import Names, nearest
from screening.language.groups import CountryGroup, GroupsShape, country_groups
from screening.language.list_shape import ListShape, party_lists
from screening.language.lists import PartyList
from screening.language.rule import RuleSet
from screening.language.shape import RuleSetShape, RuleShape
from screening.language.source import Document, load

GROUPS_FILE = "country_groups.yaml"
RULESET_FILE = "ruleset.yaml"
FACTS_FOLDER = "facts"
NOT_RULES = ("catalogue", "schema")
"""Folders of data that are not rules; they still count for the digest."""


def load_rules(folder: Path) -> RuleSet:
    """Load every rule under `folder`; raise `InvalidRules` with all problems of all files."""
    problems: list[Problem] = []
    facts: dict[str, Fact] = {}
    groups: dict[str, CountryGroup] = {}
    lists: dict[str, PartyList] = {}
    head: RuleSetShape | None = None
    sources: list[Source] = []
    broken: set[str] = set()  # ids of rules that do not load: naming them elsewhere is no mistake of its own
    tiers = Document("")
    if not folder.is_dir():
        raise InvalidRules([Problem("E001", str(folder), "there is no such folder of rules", "name one with --rules")])
    for path in rule_files(folder):
        document = _read(path, problems)
        if document is None:
            continue
        place = path.relative_to(folder)
        if place.parts[0] == FACTS_FOLDER:
            read_facts(document, facts, problems)
        elif place.name == RULESET_FILE:
            head, tiers = check(RuleSetShape, document, problems), document
        elif place.name == GROUPS_FILE:
            if shape := check(GroupsShape, document, problems):
                groups |= country_groups(shape)
        elif place.parts[0] == "lists":
            if listed := check(ListShape, document, problems):
                lists |= {each.id: each for each in party_lists(listed)}
        elif rule := check(RuleShape, document, problems):
            sources.append(Source(rule, document, place.as_posix()))
        elif isinstance(document.data, dict):
            broken.add(str(document.data.get("id")))
    if head is None and not problems:
        problems.append(Problem("E001", str(folder / RULESET_FILE), "the rule set has no head", "write ruleset.yaml"))
    vocabulary = str(folder / FACTS_FOLDER)
    in_facts = any(problem.where.startswith(vocabulary) for problem in problems)
    if in_facts or not facts:  # without the vocabulary every condition would look wrong: one problem, not hundreds
        if not in_facts:
            problems.append(Problem("E001", vocabulary, "no facts are declared", "write facts/transaction.yaml"))
        raise InvalidRules(problems)
    rules = compile_rules(sources, Names(facts, frozenset(groups), frozenset(lists)), problems, broken)
    for i, tier in enumerate(head.tiers if head else ()):
        if tier not in rules and tier not in broken:
            where = tiers.where("tiers", i)
            problems.append(Problem("E104", where, f"unknown term `{tier}`", nearest(tier, rules)))
    if problems or head is None:
        raise InvalidRules(sorted(problems, key=_place))
    return RuleSet(
        version=head.version,
        digest=digest(folder),
        title=head.title.text(),
        verified_through=head.verified_through,
        covers_from=head.covers_from,
        modelled_eccns=tuple(head.modelled_eccns),
        tiers=tuple(head.tiers),
        limits=tuple(limit.text() for limit in head.limits),
        rules=rules,
        facts=facts,
        groups=groups,
        lists=lists,
    )


def rule_files(folder: Path) -> list[Path]:
    """Return every YAML file that `load_rules` reads, in a stable order."""
    found = (*folder.rglob("*.yaml"), *folder.rglob("*.yml"))
    return sorted(path for path in found if path.relative_to(folder).parts[0] not in NOT_RULES)


def digest(folder: Path) -> str:
    """Return `sha256:…` over the names and bytes of every data file under `folder`."""
    total = hashlib.sha256()
    for path in sorted((*folder.rglob("*.yaml"), *folder.rglob("*.yml"))):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sha256:{total.hexdigest()}"


def _read(path: Path, problems: list[Problem]) -> Document | None:
    try:
        return load(path)
    except Invalid as error:
        problems.extend(error.problems)
        return None


def _place(problem: Problem) -> tuple[str, int, int, str]:
    file, _, rest = problem.where.partition(":")
    line, _, column = rest.partition(":")
    return file, int(line) if line.isdigit() else 0, int(column) if column.isdigit() else 0, problem.code
