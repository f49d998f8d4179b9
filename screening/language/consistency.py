"""What must hold within a rule and between rules: periods, references, circles, what each kind carries.

Every function adds its problems, each with its place, and repairs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from screening.errors import Problem
from screening.language.condition import Compare, Condition, Term, outside_quantifiers, walk
from screening.language.facts import fact_of
from screening.language.grammar import Names, nearest
from screening.language.rule import Rule
from screening.language.shape import RuleShape, VersionShape
from screening.language.source import Document, Step
from screening.terms import Kind, Status

# What each kind of rule must and may carry besides period, status, citation and condition.
NEEDS: dict[Kind, tuple[str, ...]] = {
    Kind.control: ("outcome",), Kind.duty: ("obligations",), Kind.flag: ("text",), Kind.notice: ("text",),
}  # fmt: skip
MAY: dict[Kind, tuple[str, ...]] = {
    Kind.term: (),
    Kind.control: ("outcome", "review", "obligations", "addressee", "text"),
    Kind.exception: ("obligations", "text"),
    Kind.duty: ("obligations", "collect", "text", "addressee"),
    Kind.flag: ("outcome", "text", "asks", "obligations"),
    Kind.notice: ("text",),
}
OUTCOMES = {Kind.control: ("license_required", "prohibited"), Kind.flag: ("review", "information_needed")}


@dataclass(frozen=True, slots=True)
class Source:
    """A rule file that has the right shape, and the document it came from."""

    shape: RuleShape
    document: Document
    file: str


def check_version(
    kind: Kind, version: VersionShape, document: Document, path: tuple[Step, ...], names: Names, problems: list[Problem]
) -> None:
    """Check what one version carries against its kind, its status and its confidence."""

    def problem(code: str, message: str, hint: str = "", *steps: Step) -> None:
        problems.append(Problem(code, document.where(*path, *steps, key=bool(steps)), message, hint))

    if not version.cite:
        key = ("cite",) if "cite" in _keys(document, path) else ()
        problem("E205", "this version cites nothing", "add cite: [{ref: …}]", *key)
    for field in ("outcome", "review", "obligations", "collect", "addressee", "text", "asks"):
        given = bool(getattr(version, field))
        if given and field not in MAY[kind]:
            problem("E207", f"a {kind} has no `{field}`", "remove it", field)
        if not given and field in NEEDS.get(kind, ()):
            problem("E207", f"a {kind} needs `{field}`", f"add {field}:")
    if version.outcome and kind in OUTCOMES and version.outcome not in OUTCOMES[kind]:
        problem("E207", f"a {kind} cannot have this outcome", f"one of {', '.join(OUTCOMES[kind])}", "outcome")
    if (version.status is Status.letter) != (version.addressee is not None):
        problem("E207", "a letter names its addressee, and nothing else does", "addressee: us.parties.…", "status")
    if version.addressee and version.addressee not in names.lists:
        problem("E108", f"unknown party list `{version.addressee}`", nearest(version.addressee, names.lists), "addressee")
    if (version.status is Status.proposed) != (version.stage is not None):
        problem("E208", "a proposed version, and only that, has a `stage`", "stage: proposed", "status")
    if version.verified == (version.confidence == "memory"):
        problem("E208", "what is from memory is `verified: false`, and only that", "", "verified")
    if version.review and any(each.when is None for each in version.review[:-1]):
        problem("E207", "only the last review policy may do without `when`", "order them, the general one last", "review")
    for i, fact in enumerate(version.asks):
        if fact_of(fact) not in names.facts:
            problem("E103", f"unknown fact `{fact}`", nearest(fact, names.facts), "asks", i)


def _keys(document: Document, path: tuple[Step, ...]) -> Iterable[str]:
    data = document.data
    for step in path:
        data = data[step]
    return data if isinstance(data, dict) else ()


def check_excepts(shape: RuleShape, document: Document, problems: list[Problem]) -> None:
    """Check that an exception, and only that, names what it relieves."""
    if shape.kind is Kind.exception and not shape.excepts:
        problems.append(Problem("E207", document.where(), "an exception names the rules it relieves", "add excepts:"))
    if shape.kind is not Kind.exception and shape.excepts:
        where = document.where("excepts", key=True)
        problems.append(Problem("E207", where, f"a {shape.kind} has no `excepts`", "only an exception has"))


def check_periods(shape: RuleShape, document: Document, problems: list[Problem]) -> None:
    """Check that versions are in order, do not overlap, and leave no undeclared hole."""
    gaps = {(gap.start, gap.until) for gap in shape.gaps}
    for i, version in enumerate(shape.versions):
        where = document.where("versions", i, "until" if version.until else "from")
        if version.until is not None and version.until <= version.start:
            problems.append(Problem("E201", where, "this version ends before it begins", "periods are [from, until)"))
    for i, (earlier, later) in enumerate(zip(shape.versions, shape.versions[1:], strict=False)):
        where = document.where("versions", i + 1, "from")
        if earlier.until is None or earlier.until > later.start:
            message = f"this version begins on {later.start} while the one before it still holds"
            problems.append(Problem("E201", where, message, f"end that one: until: {later.start}"))
        elif earlier.until < later.start and (earlier.until, later.start) not in gaps:
            message = f"nothing is said of {earlier.until} to {later.start}"
            hint = f"close it, or declare it: gaps: [{{from: {earlier.until}, until: {later.start}, why: …}}]"
            problems.append(Problem("E202", where, message, hint))


def conditions(rule: Rule) -> Iterable[Condition]:
    """Yield every node of every condition of a rule."""
    for version in rule.versions:
        yield from walk(version.condition)
        for review in version.review:
            if review.when is not None:
                yield from walk(review.when)
        for collection in version.collect:
            yield from walk(collection.parties)
            for field in collection.fields:
                if field.when is not None:
                    yield from walk(field.when)


def party_terms(rules: Mapping[str, Rule]) -> set[str]:
    """The terms that speak of one party, directly or through other terms."""
    found: set[str] = set()
    while True:
        more = {
            id
            for id, rule in rules.items()
            if rule.kind is Kind.term and id not in found
            for version in rule.versions
            for node in outside_quantifiers(version.when)
            if (isinstance(node, Compare) and node.fact.startswith("party."))
            or (isinstance(node, Term) and node.id in found)
        }
        if not more:
            return found
        found |= more


def check_references(
    rules: Mapping[str, Rule],
    rule: Rule,
    source: Source,
    known: tuple[set[str], frozenset[str]],
    problems: list[Problem],
) -> None:
    """Check that terms and excepted rules exist, and that terms of one party stand inside a quantifier.

    `known` are the party terms, and the ids of rules that did not load (whoever names those is not blamed).
    """
    of_party, broken = known
    terms = [id for id, each in rules.items() if each.kind is Kind.term]
    for version in rule.versions if rule.id not in of_party else ():
        for node in outside_quantifiers(version.condition):
            if isinstance(node, Term) and node.id in of_party:
                message = f"the term `{node.id}` speaks of one party"
                problems.append(Problem("E109", node.at, message, "put it inside any_party / every_party"))
    for version in (each for each in rule.versions if each.status.controlling):
        for node in walk(version.condition):
            if isinstance(node, Term) and node.id in rules and _of_proposal(rules[node.id]):
                message = f"law in force cannot rest on `{node.id}`, the definition of a proposal"
                problems.append(Problem("E208", node.at, message, "name a definition in force"))
    for node in conditions(rule):
        if isinstance(node, Term) and node.id not in terms and node.id not in broken:
            message = f"unknown term `{node.id}`" + (f" (it is a {rules[node.id].kind})" if node.id in rules else "")
            problems.append(Problem("E104", node.at or source.file, message, nearest(node.id, terms)))
    for i, id in enumerate(rule.excepts if rule.kind is Kind.exception else ()):
        if id not in broken and (id not in rules or rules[id].kind in (Kind.term, Kind.notice)):
            where = source.document.where("excepts", i)
            problems.append(Problem("E204", where, f"there is no control or exception `{id}`", nearest(id, rules)))


def _of_proposal(term: Rule) -> bool:
    return any(version.status is Status.proposed for version in term.versions)


def check_circles(rules: Mapping[str, Rule], places: Mapping[str, Source], problems: list[Problem]) -> None:
    """Check that neither terms nor exceptions refer to each other in a circle."""
    graph = {id: {n.id for n in conditions(r) if isinstance(n, Term)} for id, r in rules.items() if r.kind is Kind.term}
    graph |= {id: set(r.excepts) for id, r in rules.items() if r.kind is Kind.exception}
    while True:
        try:
            TopologicalSorter(graph).prepare()
            return
        except CycleError as error:
            circle: list[str] = error.args[1]
            where = places[circle[0]].document.where("id") if circle[0] in places else circle[0]
            problems.append(Problem("E203", where, f"a circle: {' → '.join(circle)}", "break it at one definition"))
            for id in circle:
                graph.pop(id, None)
