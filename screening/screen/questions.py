"""The facts that could still change the outcome, as questions; no more than these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from screening.decision import Finding, Question
from screening.engine.explain import Trace
from screening.engine.prose import ROLE_NAMES
from screening.engine.relevance import relevant
from screening.facts.item_text import Resolution
from screening.language.condition import Compare
from screening.language.facts import Undefined, fact_of
from screening.language.rule import RuleSet
from screening.terms import Outcome, Text

Resolutions = Mapping[int, Resolution | None]
"""What the text of each line resolved to, by the line's number."""


def questions(findings: Iterable[Finding], lines: Resolutions, rules: RuleSet) -> Iterator[Question]:
    """Yield each question once, with the rules that ask it.

    Asked is what could make an undecided control apply, and what could establish an exception to one that stands.
    """
    asked: dict[tuple[str, str, int | None], tuple[Question, dict[str, None]]] = {}
    for finding in findings:
        wanted = [_question(path, fact, finding.line, lines, rules) for path, fact in _unknown(finding)]
        for question in (*wanted, *_missing(finding)):
            key = (question.fact, question.ask.en, finding.line)
            asked.setdefault(key, (question, {}))[1][finding.rule.id] = None
    for question, ids in asked.values():
        yield replace(question, rules=tuple(ids))


def _unknown(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield path and name of the facts that are not known; for a flag that asks, what it asks for."""
    for fact in finding.version.asks if finding.truth else ():
        yield fact, fact_of(fact)
    traces: list[Trace] = [finding.trace] if finding.truth is None and not finding.relief else []
    if finding.outcome >= Outcome.license_required:
        traces += [each.trace for each in finding.exceptions if each.truth is None]
    for trace in traces:
        for leaf in relevant(trace):
            assert isinstance(leaf.node, Compare)
            if leaf.node.expected is not Undefined.threshold:  # no answer can be compared with what nobody has set
                yield leaf.fact, leaf.node.fact


def _missing(finding: Finding) -> Iterator[Question]:
    """Yield a question for every field a duty collects that is not given, naming the person."""
    for field in finding.fields if finding.truth else ():
        if field.state == "missing":
            role = ROLE_NAMES[field.role]
            name = f" ({field.party})" if field.party else ""
            ask = Text(f"{role.en.capitalize()}{name}: {field.ask.en}", f"{role.ko}{name}: {field.ask.ko}")
            yield Question(f"party.{field.role}.{field.fact.removeprefix('party.')}", ask, (), finding.line)


def _question(path: str, fact: str, line: int | None, lines: Resolutions, rules: RuleSet) -> Question:
    """Return the question for a fact; of an item that may be several products only that one thing is asked."""
    if (better := rules.facts[fact].asked_as) is not None:
        path, fact = _of_same_party(path, better), better
    ask = rules.facts[fact].ask
    if path.startswith("party."):
        role = ROLE_NAMES[path.split(".")[1]]
        ask = Text(f"{role.en.capitalize()}: {ask.en}", f"{role.ko}: {ask.ko}")
    resolution = lines.get(line) if line is not None and fact.startswith("item.") else None
    if resolution is not None and resolution.status == "ambiguous" and resolution.question_en:
        path = "item.chip"
        ask = Text(resolution.question_en, resolution.question_ko or resolution.question_en)
    return Question(path, ask, (), line)


def _of_same_party(path: str, fact: str) -> str:
    """Return the path of another fact, of the same party if both are facts of a party."""
    if path.startswith("party.") and fact.startswith("party."):
        return f"party.{path.split('.')[1]}.{fact.removeprefix('party.')}"
    return fact
