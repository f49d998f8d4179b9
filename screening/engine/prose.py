"""The prose reader: conditions and traces as plain English and Korean.

Two jobs: `describe` renders a rule's condition for someone who reads the law, `because` names what decided one
transaction. Fact labels come from the declarations; only the grammar around them is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from screening.engine.explain import Trace
from screening.engine.row import Interval
from screening.language.condition import AllOf, AnyOf, AtLeast, Compare, Condition, Not, Op, Parties, Term
from screening.language.facts import Undefined
from screening.language.rule import RuleSet
from screening.terms import Language, Text, Truth

SIGNS = {Op.is_: "=", Op.at_least: "≥", Op.more_than: ">", Op.at_most: "≤", Op.less_than: "<"}
OPPOSITE = {Op.is_: "≠", Op.at_least: "<", Op.more_than: "≤", Op.at_most: ">", Op.less_than: "≥"}

SHOWN = 8  # longer lists are counted; the rule file and the trace have them in full

ROLE_NAMES = {
    "exporter": Text("exporter", "수출자"), "provider": Text("provider", "제공자"),
    "manufacturer": Text("manufacturer", "제조사"), "seller": Text("seller", "판매자"),
    "reseller": Text("reseller", "재판매자"), "broker": Text("broker", "중개인"),
    "purchaser": Text("purchaser", "구매자"), "intermediate_consignee": Text("intermediate consignee", "중간수하인"),
    "ultimate_consignee": Text("ultimate consignee", "최종수하인"), "end_user": Text("end user", "최종사용자"),
    "account_holder": Text("account holder", "계정 보유자"), "beneficial_owner": Text("beneficial owner", "실소유자"),
    "payer": Text("payer", "지급인"), "freight_forwarder": Text("freight forwarder", "운송주선인"),
    "financier": Text("financier", "금융기관"), "foundry": Text("foundry", "파운드리"),
    "recipient": Text("recipient", "수령자"),
}  # fmt: skip


def plain(value: object, language: Language = "en") -> str:
    """Render one value: numbers without superfluous zeros, truth values as words, intervals as bounds."""
    match value:
        case bool():
            return {"en": ("no", "yes"), "ko": ("아니요", "예")}[language][value]
        case Decimal():
            return f"{value.normalize():f}" if abs(value.adjusted()) < 15 else f"{value.normalize():e}"
        case Interval(low, high):
            if high is None:
                return {"en": "at least {}", "ko": "{} 이상"}[language].format(plain(low))
            return f"{plain(low) if low is not None else '…'}–{plain(high)}"
        case date():
            return value.isoformat()
        case frozenset():
            return ", ".join(sorted(value)) or "–"
        case tuple():
            return ", ".join(plain(each, language) for each in value)
        case None:
            return {"en": "unknown", "ko": "알 수 없음"}[language]
        case _:
            return str(value)


OWN_WORDS = ("party.name", "party.identity.", "item.quantity", "item.hours", "aggregate.", "end_use.training.operations")
"""Facts that differ from row to row of a portfolio and stand in the row itself: `bare` reasons leave their values out."""


def because(trace: Trace, rules: RuleSet, language: Language, *, quiet: bool = True, bare: bool = False) -> str:
    """Name what decided a trace, once each, in the order of the rule.

    Where one of several limbs is enough, one is named. Quiet facts are left out unless nothing else decided (and then,
    too, unless `quiet`). The full tree is in the trace. `bare` leaves out the names of parties and the values of
    `OWN_WORDS`, for a table whose rows say them.
    """
    leaves = _telling(trace, rules, quiet=quiet)
    texts = (leaf_text(_stripped(leaf) if bare else leaf, rules, language) for leaf in leaves)
    return "; ".join(dict.fromkeys(filter(None, texts)))


def shown_leaves(trace: Trace, rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Yield the facts whose values bare reasons show, each with the party's role (empty: no party's)."""
    for leaf in _telling(trace, rules, quiet=True):
        if isinstance(leaf.node, Compare) and not _own(leaf.node.fact):
            yield leaf.node.fact, leaf.fact.split(".")[1] if leaf.fact.startswith("party.") else ""


def _telling(trace: Trace, rules: RuleSet, *, quiet: bool) -> list[Trace]:
    leaves = list(trace.deciding() if trace.truth is None else trace.shortest())
    return [leaf for leaf in leaves if not _quiet(leaf, rules)] or (leaves if quiet else [])


def _own(fact: str) -> bool:
    return fact.startswith(OWN_WORDS)


def _stripped(leaf: Trace) -> Trace:
    """Return the leaf without the party's name, and without the value where the row says it itself."""
    known = leaf.known
    if isinstance(leaf.node, Compare) and known is not None and _own(leaf.node.fact):
        known = replace(known, value="…", provenance=Text("given", "입력값"))
    return replace(leaf, label="", known=known)


def _quiet(leaf: Trace, rules: RuleSet) -> bool:
    if not isinstance(leaf.node, Compare):
        return False
    quiet = rules.facts[leaf.node.fact].quiet
    guard = leaf.node.op is Op.known and not leaf.fact.startswith("party.")  # that nobody said it of a party may decide
    return guard or quiet == "always" or (quiet == "when_false" and leaf.truth is False)


def leaf_text(leaf: Trace, rules: RuleSet, language: Language) -> str:
    """Say what one evaluated leaf found."""
    match leaf.node:
        case Term(id):
            title = rules.rules[id].title.in_(language)
            return {"en": f"{title}: not law on that day", "ko": f"{title}: 그날 시행된 규정 아님"}[language]
        case Compare():
            return _compared(leaf, leaf.node, rules, language)
        case _:
            return ""


def _compared(leaf: Trace, node: Compare, rules: RuleSet, language: Language) -> str:
    fact = rules.facts[node.fact]
    subject = fact.label.in_(language)
    if leaf.fact.startswith("party."):
        role = leaf.fact.split(".")[1]
        who = ROLE_NAMES[role].in_(language)
        subject = f"{who}{f' ({leaf.label})' if leaf.label else ''}: {subject}"
        if leaf.known is not None and leaf.known.provenance.en != "given" and node.op is not Op.listed_on:
            subject += f" ({leaf.known.provenance.in_(language)})"
    unit = f" {fact.unit}" if fact.unit and fact.unit != "units" else ""
    if node.expected is Undefined.threshold:
        told = f" {plain(leaf.known.value, language)}{unit}" if leaf.known else ""
        return {"en": f"{subject}{told}: no threshold has been set", "ko": f"{subject}{told}: 정해진 기준값 없음"}[language]
    if leaf.truth is None and leaf.known is None:
        return {"en": f"{subject} is not known", "ko": f"{subject}: 알 수 없음"}[language]
    value = plain(leaf.known.value, language) if leaf.known else plain(None, language)
    doubt = "" if leaf.verified else {"en": " (unverified)", "ko": " (미확인)"}[language]
    match node.op:
        case Op.known:
            return f"{subject}: {value}"
        case Op.is_ if isinstance(node.expected, bool | str):
            return f"{subject}: {value}{doubt}"
        case Op.is_ | Op.at_least | Op.more_than | Op.at_most | Op.less_than:
            signs = SIGNS if leaf.truth else OPPOSITE
            if leaf.truth is None:
                limit = plain(node.expected)
                tail = {"en": f"cannot be compared with {limit}", "ko": f"{limit}와 비교 불가"}[language]
                return f"{subject} {value}{unit} ({tail})"
            return f"{subject} {value} {signs[node.op]} {plain(node.expected)}{unit}"
        case Op.in_:
            return f"{subject} {value} {_inside(leaf.truth, language)} {_members(node, language)}"
        case Op.in_group:
            return f"{subject} {value} {_in_groups(leaf.truth, node, language)}{doubt}"
        case Op.listed_on:
            titles = ", ".join(rules.lists[str(each)].title.in_(language) for each in _tuple(node.expected))
            return f"{subject} {_inside(leaf.truth, language)} {titles}{doubt}"


def _in_groups(truth: Truth, node: Compare, language: Language) -> str:
    names = [str(each) for each in _tuple(node.expected)]
    if language == "ko":
        return f"{_inside(truth, language)} 국가그룹 {'·'.join(names)}"
    if len(names) == 1:
        return f"{_inside(truth, language)} Country Group {names[0]}"
    return f"in {'one' if truth else 'none'} of Country Groups {', '.join(names)}"


def _members(node: Compare, language: Language) -> str:
    """The members of a set, or how many there are when they would fill the page."""
    members = list(_tuple(node.expected))
    if len(members) > SHOWN:
        return {"en": f"the {len(members)} named", "ko": f"지정된 {len(members)}개"}[language]
    return f"{{{plain(node.expected)}}}"


def _tuple(value: object) -> Iterable[object]:
    return value if isinstance(value, tuple) else (value,)


def _inside(truth: Truth, language: Language) -> str:
    words = {True: {"en": "in", "ko": "∈"}, False: {"en": "not in", "ko": "∉"}, None: {"en": "perhaps in", "ko": "∈?"}}
    return words[truth][language]


def describe(node: Condition, rules: RuleSet, language: Language) -> list[str]:
    """Render a condition as indented lines, two spaces a level."""
    return list(_lines(node, rules, language, 0))


_HEADS = {
    AllOf: Text("all of these:", "다음 모두 해당:"),
    AnyOf: Text("at least one of these:", "다음 중 하나 이상 해당:"),
    Not: Text("not:", "다음에 해당하지 않음:"),
}


def _lines(node: Condition, rules: RuleSet, language: Language, depth: int) -> Iterable[str]:
    pad = "  " * depth
    match node:
        case AllOf(children) | AnyOf(children):
            yield pad + _HEADS[type(node)].in_(language)
            for child in children:
                yield from _lines(child, rules, language, depth + 1)
        case AtLeast(n, children):
            yield pad + {"en": f"at least {n} of these:", "ko": f"다음 중 {n}개 이상 해당:"}[language]
            for child in children:
                yield from _lines(child, rules, language, depth + 1)
        case Not(child):
            yield pad + _HEADS[Not].in_(language)
            yield from _lines(child, rules, language, depth + 1)
        case Term(id):
            yield f"{pad}{rules.rules[id].title.in_(language)} [{id}]"
        case Parties(quantifier, roles, where):
            who = ", ".join(ROLE_NAMES[role].in_(language) for role in roles)
            some = {"en": "for any party among", "ko": "다음 당사자 중 누구라도"}
            every = {"en": "for every party among", "ko": "다음 당사자 모두"}
            yield f"{pad}{(some if quantifier == 'any_party' else every)[language]} {who}:"
            yield from _lines(where, rules, language, depth + 1)
        case Compare():
            yield pad + _condition_text(node, rules, language)


def _condition_text(node: Compare, rules: RuleSet, language: Language) -> str:
    fact = rules.facts[node.fact]
    label, unit = fact.label.in_(language), f" {fact.unit}" if fact.unit and fact.unit != "units" else ""
    match node.op:
        case Op.known:
            words = {"en": ("unknown", "known"), "ko": ("불명", "확인됨")}[language]
            return f"{label}: {words[bool(node.expected)]}"
        case Op.in_:
            return f"{label} {_inside(True, language)} {{{plain(node.expected)}}}"
        case Op.in_group:
            return f"{label} {_inside(True, language)} {{{plain(node.expected)}}}"
        case Op.listed_on:
            titles = ", ".join(rules.lists[str(each)].title.in_(language) for each in _tuple(node.expected))
            return f"{label} {_inside(True, language)} {titles}"
        case _ if node.expected is Undefined.threshold:
            unset = {"en": "a threshold nobody has set", "ko": "정해지지 않은 기준값"}[language]
            return f"{label} {SIGNS[node.op]} {unset}"
        case _:
            return f"{label} {SIGNS[node.op]} {plain(node.expected, language)}{unit}"
