"""The vocabulary of the scenarios: about twenty-five declarative steps, English and Korean, over one transaction.

A scenario says what is dealt, under which day's law, and then asserts the outcome *and* the rules that decide it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import versions
from audit_steps import *  # noqa: F403 the steps about the decision log stand in a file of their own
from batch_steps import *  # noqa: F403 the steps about files of orders stand in a file of their own
from both_ways import screened_both_ways
from conftest import ROOT
from party_steps import *  # noqa: F403 the steps about lists, too
from party_steps import screener_with
from pytest_bdd import given, parsers, then, when

from screening.app import load_screener
from screening.decision import Decision, Finding
from screening.engine.prose import because
from screening.facts.transaction import Transaction
from screening.language.source import parse
from screening.parties.listed import ListedParty
from screening.terms import Kind, Outcome, Truth
from screening.wire.decision import decision_v1

ACTIVITIES = {
    "export": "export", "reexport": "reexport", "in-country transfer": "in_country_transfer",
    "cloud rental": "cloud_rental", "technology release": "technology_release", "model access": "model_access",
    "support": "support", "수출": "export", "재수출": "reexport", "국내 이전": "in_country_transfer",
    "클라우드 임대": "cloud_rental", "모델 접근": "model_access", "기술 공개": "technology_release", "지원": "support",
}  # fmt: skip
TRUTHS = {"holds": True, "fails": False, "is open": None, "성립한다": True, "성립하지 않는다": False, "미정이다": None}


def pytest_bdd_apply_tag(tag: str, function: Any) -> bool | None:
    """Article rows (`@A1`) and rule ids (`@rule:us.ear.3a090.a`) become markers with an argument."""
    if tag.startswith("rule:"):
        pytest.mark.rule(tag.removeprefix("rule:"))(function)
        return True
    if tag[:1] in "ABCDE" and tag[1:].isdigit():
        pytest.mark.article(tag)(function)
        return True
    return None


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Remember that a scenario ran, to know when all have."""
    versions.RUN.add(request.node.nodeid)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the check that needs all scenarios after all scenarios."""
    items.sort(key=lambda item: item.name == "test_every_version_is_asserted_to_hold_and_to_fail")


@pytest.fixture
def deal() -> dict[str, Any]:
    """Return the transaction a scenario builds up, as a user would write it."""
    return {"parties": [], "items": [], "end_use": {}, "answers": {}}


# --- Given -----------------------------------------------------------------------------------------------------------


@given(parsers.re(r"an? (?P<activity>[a-z-]+(?: [a-z]+)?) from (?P<origin>[A-Z]{2}) to (?P<destination>.+) on (?P<day>[\d-]+)$"))
@given(parsers.re(r"(?P<day>[\d-]+)에 (?P<origin>[A-Z]{2})에서 (?P<destination>\S+?)(으로|로) 가는 (?P<activity>수출|재수출|국내 이전|클라우드 임대|모델 접근|기술 공개|지원)$"))
@given(parsers.re(r"(?P<day>[\d-]+)의 (?P<origin>[A-Z]{2})발 (?P<destination>\S+)행 (?P<activity>수출|재수출|국내 이전|클라우드 임대|모델 접근|기술 공개|지원)$"))
def movement(deal: dict[str, Any], activity: str, origin: str, destination: str, day: str) -> None:
    """State what happens, from where to where, and when."""
    deal |= {"activity": ACTIVITIES[activity], "origin": origin, "destination": destination, "date": day}


@given(parsers.re(r'the item "(?P<text>[^"]+)"(?: \(quantity (?P<quantity>\d+)\))?$'))
@given(parsers.re(r'품목 "(?P<text>[^"]+)"(?: (?P<quantity>\d+)개)?$'))
def item(deal: dict[str, Any], text: str, quantity: str | None) -> None:
    """Add a line item described in words."""
    deal["items"].append({"description": text, "quantity": quantity or "1"})


@given("an item with")
@given("다음 사양의 품목")
def item_with(deal: dict[str, Any], datatable: list[list[str]]) -> None:
    """Add a line item given by its fields (two columns: field, value)."""
    deal["items"].append({key: _plain(value) for key, value in datatable})


@given(
    parsers.re(
        r'the (?P<role>[a-z_]+) "(?P<name>[^"]+)" in (?P<country>[A-Z]{2})'
        r"(?:, headquartered in (?P<headquarters>[A-Z]{2}))?(?:, parent in (?P<parent>[A-Z]{2}|none))?$"
    )
)
@given(
    parsers.re(
        r'(?P<country>[A-Z]{2})에 있는 (?P<role>[a-z_]+) "(?P<name>[^"]+)"'
        r"(?:, 본사 (?P<headquarters>[A-Z]{2}))?(?:, 모회사 (?P<parent>[A-Z]{2}|none))?$"
    )
)
def party(
    deal: dict[str, Any], role: str, name: str, country: str, headquarters: str | None, parent: str | None
) -> None:
    """Add a party; what is not said stays unknown."""
    known: dict[str, Any] = {"role": role, "name": name, "country": country}
    if headquarters:
        known["headquarters"] = headquarters
    if parent == "none":
        known["parent"] = "none"
    elif parent:
        known["parent_country"] = parent
    deal["parties"].append(known)


@given("these parties")
def parties(deal: dict[str, Any], datatable: list[list[str]]) -> None:
    """Add parties from a table whose first row names the fields; empty cells are unknown."""
    head, *rows = datatable
    for row in rows:
        deal["parties"].append({key: _plain(value) for key, value in zip(head, row, strict=True) if value})


@given(parsers.re(r'"(?P<owner>[^"]+)" in (?P<country>[A-Z]{2}) owns (?P<share>[\d.]+) percent of it$'))
@given(parsers.re(r'(?P<country>[A-Z]{2})에 있는 주주 "(?P<owner>[^"]+)", 지분 (?P<share>[\d.]+)%$'))
def owner(deal: dict[str, Any], owner: str, country: str, share: str) -> None:
    """Add an owner to the party named last."""
    deal["parties"][-1].setdefault("owners", []).append({"name": owner, "country": country, "share": share})


@given(parsers.re(r'the answer to "(?P<question>[^"]+)" is (?P<answer>yes|no|.+)$'))
def answer(deal: dict[str, Any], question: str, answer: str) -> None:
    """Answer a certification or red-flag question."""
    deal["answers"][question] = _plain(answer)


@given(parsers.parse('the region of Ukraine is "{region}"'))
def region(deal: dict[str, Any], region: str) -> None:
    """Say to which part of Ukraine the item goes."""
    deal["destination_region"] = region


@given(parsers.parse("the chips stand in {country}"))
@given(parsers.parse("칩은 {country}에 있다"))
def hosting(deal: dict[str, Any], country: str) -> None:
    """Say where the chips of a rental stand."""
    deal["hosting"] = country


@given("the deal also says")
@given("거래의 다른 내용")
def also_says(deal: dict[str, Any], datatable: list[list[str]]) -> None:
    """Set any field by its path (two columns), e.g. `end_use.training.operations`, `parties.0.identity.email`."""
    for path, value in datatable:
        *steps, last = path.split(".")
        part: Any = deal
        for step in steps:
            part = part[int(step)] if isinstance(part, list) else part.setdefault(step, {})
        part[last] = _listed(value)


@given(parsers.parse('the case "{name}"'))
@given(parsers.parse('사례 "{name}"'))
def case(deal: dict[str, Any], name: str) -> None:
    """Take a whole transaction from `fixtures/cases/`."""
    read = parse((ROOT / "fixtures" / "cases" / f"{name}.yaml").read_text(encoding="utf-8"), name=name).data
    deal |= {"parties": [], "items": [], **read}
    deal["end_use"] = read.get("end_use", {})
    deal["answers"] = read.get("answers", {})


@given(parsers.re(r'the end use "(?P<name>[a-z_]+)" is (?P<value>true|false)$'))
def end_use(deal: dict[str, Any], name: str, value: str) -> None:
    """State something about the end use."""
    deal["end_use"][name] = value == "true"


def _listed(text: str) -> Any:
    if text.startswith("[") and text.endswith("]"):
        return [_plain(each.strip()) for each in text[1:-1].split(",") if each.strip()]
    return _plain(text)


def _plain(text: str) -> Any:
    return {"true": True, "yes": True, "false": False, "no": False}.get(text, text)


# --- When ------------------------------------------------------------------------------------------------------------


def decide(deal: dict[str, Any], loaded: list[ListedParty], as_of: date | None = None) -> Decision:
    """Screen the deal under the law of its own day, or of another."""
    return screened_both_ways(screener_with(loaded), Transaction.model_validate(deal), as_of=as_of)


@when("it is screened", target_fixture="decision")
@when("심사하면", target_fixture="decision")
def screened(deal: dict[str, Any], loaded: list[ListedParty]) -> Decision:
    """Screen under the law of the transaction's own day."""
    return decide(deal, loaded)


@when(parsers.parse("it is screened under the law of {day}"), target_fixture="decision")
@when(parsers.parse("{day} 법령으로 심사하면"), target_fixture="decision")
def screened_as_of(deal: dict[str, Any], loaded: list[ListedParty], day: str) -> Decision:
    """Screen under the law of another day."""
    return decide(deal, loaded, date.fromisoformat(day))


@when(parsers.parse('it is screened assuming "{rule}"'), target_fixture="decision")
@when(parsers.parse('"{rule}"을 가정하고 심사하면'), target_fixture="decision")
def screened_assuming(deal: dict[str, Any], loaded: list[ListedParty], rule: str) -> Decision:
    """Screen as if a rule that does not control were law."""
    return screened_both_ways(screener_with(loaded), Transaction.model_validate(deal), assume=[rule])


# --- Then ------------------------------------------------------------------------------------------------------------


def reasons(decision: Decision) -> set[str]:
    """Return the ids of the rules that make the outcome what it is."""
    if decision.outcome is Outcome.no_control_found:
        return set()
    return {f.rule.id for f in decision.findings if f.outcome is decision.outcome}


def finding(decision: Decision, rule: str) -> Finding:
    """Return the finding of a rule, controlling or not; fail naming what was found instead."""
    load_screener().rules.rules[rule]  # a scenario may not name a rule that does not exist
    found = [f for f in (*decision.findings, *decision.would_apply) if f.rule.id == rule]
    assert found, f"{rule} did not fire; found {sorted(f.rule.id for f in decision.findings)}"
    if found[0].truth is True:  # what is only open has not been asserted to hold
        versions.name(rule, decision.as_of, holds=True)
    return found[0]


@then(parsers.parse('the outcome is "{outcome}"'))
@then(parsers.parse('결과는 "{outcome}"이다'))
def outcome_is(decision: Decision, outcome: str) -> None:
    """Compare the outcome; on failure show what decided."""
    shown = [(f.rule.id, f.outcome.name) for f in decision.findings if f.rule.kind is not Kind.notice]
    questions = [q.fact for q in decision.questions]
    assert decision.outcome.name == outcome, f"{decision.outcome.name} because of {shown}, asking {questions}"


@then(parsers.parse('it is because of "{rules}" and nothing else'))
@then(parsers.parse('근거는 "{rules}"뿐이다'))
def because_of_only(decision: Decision, rules: str) -> None:
    """Name all rules that decide the outcome, separated by commas."""
    assert reasons(decision) == {rule.strip() for rule in rules.split(",")}
    for rule in reasons(decision):
        finding(decision, rule)


@then(parsers.parse('it is because of "{rule}"'))
@then(parsers.parse('근거에 "{rule}"이 포함된다'))
def because_of(decision: Decision, rule: str) -> None:
    """Name one of the rules that decide the outcome."""
    assert rule in reasons(decision)
    finding(decision, rule)


@then(parsers.parse('the reasons are "{rules}"'))
def reasons_are(decision: Decision, rules: str) -> None:
    """Name all rules that decide the outcome, separated by commas; `none` where nothing does."""
    wanted = set() if rules == "none" else {rule.strip() for rule in rules.split(",")}
    assert reasons(decision) == wanted, reasons(decision)


@then(parsers.parse('"{rule}" does not fire'))
@then(parsers.parse('"{rule}"은 적용되지 않는다'))
@then(parsers.parse('"{rule}"는 적용되지 않는다'))
def does_not_fire(decision: Decision, rule: str) -> None:
    """Say that a rule neither applies nor could apply for lack of facts."""
    assert rule in load_screener().rules.rules
    elsewhere = [f for f in decision.would_apply if f.addressed]  # a letter to somebody else is told, and does not fire
    anywhere = (*decision.findings, *decision.undecided, *elsewhere)
    assert rule not in {f.rule.id for f in anywhere if f.truth is not False}
    versions.name(rule, decision.as_of, holds=False)


@then(parsers.parse('"{rule}" would apply if it were controlling law'))
@then(parsers.re(r'"(?P<rule>[^"]+)"(은|는) 시행된다면 적용된다$'))
def would_apply(decision: Decision, rule: str) -> None:
    """Say that a rule that does not control on the day would have caught the deal."""
    assert True in [f.truth for f in decision.would_apply if f.rule.id == rule], _standing(decision)
    finding(decision, rule)


@then(parsers.parse('"{rule}" may apply if it were controlling law'))
def may_apply(decision: Decision, rule: str) -> None:
    """Say that it is not known whether a rule that does not control on the day would have caught the deal."""
    assert [f.truth for f in decision.would_apply if f.rule.id == rule] == [None], _standing(decision)
    if versions.only_undefined(finding(decision, rule).trace):  # as much as it can ever be asserted to hold
        versions.name(rule, decision.as_of, holds=True)


@then(parsers.re(r'what (?P<how>would|may) apply is "(?P<rules>[^"]+)"$'))
@then(parsers.re(r'시행된다면 적용될 것은 "(?P<rules>[^"]+)"이다$'))
def all_that_would_apply(decision: Decision, rules: str, how: str = "would") -> None:
    """Compare everything that does not control and would (or may) have caught the deal; `none` for nothing."""
    wanted = set() if rules == "none" else {rule.strip() for rule in rules.split(",")}
    truth = True if how == "would" else None
    assert {f.rule.id for f in decision.would_apply if f.truth is truth} == wanted, _standing(decision)
    for rule in wanted:
        finding(decision, rule)


@then("nothing that does not control would apply")
def nothing_would_apply(decision: Decision) -> None:
    """Say that no proposal or unenforced rule reaches the deal."""
    assert decision.would_apply == ()


def _standing(decision: Decision) -> list[tuple[str, Truth]]:
    return [(f.rule.id, f.truth) for f in decision.would_apply]


@then(parsers.re(r'"(?P<rule>[^"]+)" finds the (?P<field>[a-z_]+) of the (?P<role>[a-z_]+) (?P<state>missing|given|verified)$'))
@then(parsers.re(r'"(?P<rule>[^"]+)"에서 (?P<role>[a-z_]+)의 (?P<field>[a-z_]+)(은|는) "(?P<state>missing|given|verified)"이다$'))
def field_state(decision: Decision, rule: str, field: str, role: str, state: str) -> None:
    """Say how one field that a duty collects stands for a party."""
    states = {(f.role, f.fact.removeprefix("party.identity.")): f.state for f in finding(decision, rule).fields}
    assert states.get((role, field)) == state, states


@then(parsers.re(r'"(?P<rule>[^"]+)" collects nothing of the (?P<role>[a-z_]+)$'))
def collects_nothing(decision: Decision, rule: str, role: str) -> None:
    """Say that a duty is not about a party."""
    assert role not in {f.role for f in finding(decision, rule).fields}


@then(parsers.re(r'the flag "(?P<rule>[^"]+)" shows the answer "(?P<answer>[^"]+)"$'))
def shows_answer(decision: Decision, rule: str, answer: str) -> None:
    """Say that a red flag fires and carries what the user found out."""
    assert finding(decision, rule).answer == answer


@then(parsers.parse('the reason of "{rule}" names "{words}"'))
def reason_names(decision: Decision, rule: str, words: str) -> None:
    """Find words in the sentence that says why a rule fires or may fire, in English or Korean."""
    trace, rules = finding(decision, rule).trace, load_screener().rules
    sentences = because(trace, rules, "en"), because(trace, rules, "ko")
    assert any(words in sentence for sentence in sentences), sentences


@then(parsers.parse('"{rule}" has the status "{status}"'))
def has_status(decision: Decision, rule: str, status: str) -> None:
    """Compare the legal force of the version applied."""
    assert finding(decision, rule).version.status.value == status


@then(parsers.parse('"{rule}" cites "{reference}"'))
@then(parsers.parse('"{rule}"의 근거 법령은 "{reference}"이다'))
def cites(decision: Decision, rule: str, reference: str) -> None:
    """Find a reference or Federal Register page among the version's citations."""
    cite = finding(decision, rule).version.cite
    assert any(reference in (each.ref, each.published) or reference in each.ref for each in cite), cite


@then(parsers.parse('"{rule}" does not cite "{reference}"'))
def does_not_cite(decision: Decision, rule: str, reference: str) -> None:
    """Say that the version of the day is not yet the one that rests on a reference."""
    assert not any(reference in (each.ref, each.published) or reference in each.ref for each in finding(decision, rule).version.cite)


@then(parsers.parse('"{rule}" stands at the stage "{stage}"'))
def stands_at(decision: Decision, rule: str, stage: str) -> None:
    """Compare the stage of a proposal."""
    assert finding(decision, rule).version.stage == stage


@then(parsers.parse('"{rule}" is not verified'))
def not_verified(decision: Decision, rule: str) -> None:
    """Say that the finding rests on law or data that nobody verified, and that the decision says so."""
    assert not finding(decision, rule).verified


@then(parsers.parse('the review policy is "{policy}"'))
@then(parsers.parse('심사 방침은 "{policy}"이다'))
def review_policy(decision: Decision, policy: str) -> None:
    """Compare the license-review policy that governs."""
    assert decision_v1(decision, load_screener().rules, traces=False)["review_policy"] == policy


@then(parsers.re(r'the exception "(?P<rule>[^"]+)" (?P<truth>holds|fails|is open)$'))
@then(parsers.re(r'예외 "(?P<rule>[^"]+)"(은|는) (?P<truth>성립한다|성립하지 않는다|미정이다)$'))
def exception(decision: Decision, rule: str, truth: str) -> None:
    """Say how an exception came out; every exception to a firing control is shown, also when it does not help."""
    found = {e.rule.id: e.truth for f in (*decision.findings, *decision.would_apply) for e in f.exceptions}
    assert rule in found, f"{rule} was not considered; only {sorted(found)}"
    assert found[rule] is TRUTHS[truth]
    if found[rule] is not None:
        versions.name(rule, decision.as_of, holds=found[rule])


@then(parsers.re(r'the exception "(?P<rule>[^"]+)" is(?P<negated> not)? barred by "(?P<bar>[^"]+)"$'))
def barred(decision: Decision, rule: str, negated: str | None, bar: str) -> None:
    """Say whether an exception to the exception stands in the way."""
    bars = {e.barred_by for f in decision.findings for e in f.exceptions if e.rule.id == rule}
    assert bars, f"{rule} was not considered"
    assert (bar in bars) is (negated is None)
    versions.name(bar, decision.as_of, holds=negated is None)


@then(parsers.re(r'the term "(?P<term>[^"]+)" (?P<verb>holds|does not hold)$'))
def term_holds(decision: Decision, term: str, verb: str) -> None:
    """Say whether a definition is met by some line (or party), or surely by none."""
    truths = versions.term_truths(decision, term)
    assert True in truths if verb == "holds" else truths == {False}, truths
    versions.name(term, decision.as_of, holds=verb == "holds")


@then(parsers.re(r'"(?P<fact>[^"]+)" nearly met "(?P<rule>[^"]+)": (?P<value>[\d.-]+) of (?P<needed>[\d.-]+)$'))
@then(parsers.re(r'"(?P<fact>[^"]+)"이 "(?P<rule>[^"]+)"에 근접한다: (?P<needed>[\d.-]+) 중 (?P<value>[\d.-]+)$'))
@then(parsers.re(r'"(?P<fact>[^"]+)"가 "(?P<rule>[^"]+)"에 근접한다: (?P<needed>[\d.-]+) 중 (?P<value>[\d.-]+)$'))
def nearly(decision: Decision, fact: str, rule: str, value: str, needed: str) -> None:
    """Find a near miss with its value and threshold (for `as_of`: the day, and the day the rule begins)."""
    misses = {(m.rule, m.fact, str(m.value), str(m.needed)) for m in decision.near_misses}
    normal = {(r, f, v.removesuffix(".0"), n) for r, f, v, n in misses}
    assert (rule, fact, value, needed) in normal, sorted(normal)
    versions.name(rule, decision.as_of, holds=False)


@then(parsers.parse('"{fact}" is asked'))
@then(parsers.parse('"{fact}"을 묻는다'))
@then(parsers.parse('"{fact}"를 묻는다'))
def asked(decision: Decision, fact: str) -> None:
    """Find a fact among the questions."""
    assert fact in [q.fact for q in decision.questions], [q.fact for q in decision.questions]


@then(parsers.parse('only "{facts}" is asked'))
@then(parsers.parse('묻는 것은 "{facts}"뿐이다'))
def only_asked(decision: Decision, facts: str) -> None:
    """Compare all questions, separated by commas: no more than what decides."""
    assert {q.fact for q in decision.questions} == {fact.strip() for fact in facts.split(",")}


@then("nothing is asked")
@then("아무것도 묻지 않는다")
def nothing_asked(decision: Decision) -> None:
    """Say that no missing fact could change the outcome."""
    assert decision.questions == ()


@then(parsers.parse('the tier is "{tiers}"'))
@then(parsers.parse('등급은 "{tiers}"이다'))
def tier(decision: Decision, tiers: str) -> None:
    """Compare the tiers of the first line; `none` for no tier."""
    wanted = set() if tiers == "none" else {each.strip() for each in tiers.split(",")}
    assert set(decision.lines[0].tier) == wanted
    for each in wanted:
        versions.name(each, decision.as_of, holds=True)


@then(parsers.parse('the notice "{rule}" is given'))
@then(parsers.parse('안내 "{rule}"을 제시한다'))
def notice(decision: Decision, rule: str) -> None:
    """Find a notice."""
    assert rule in {f.rule.id for f in decision.findings if f.rule.kind is Kind.notice}
    finding(decision, rule)


@then(parsers.parse('the duty "{rule}" is stated'))
@then(parsers.parse('의무 "{rule}"를 제시한다'))
def duty(decision: Decision, rule: str) -> None:
    """Find a duty, with at least one obligation."""
    assert finding(decision, rule).obligations


@then(parsers.parse('the decision warns "{text}"'))
def warns(decision: Decision, text: str) -> None:
    """Find words among the warnings."""
    assert any(text in warning.en for warning in decision.warnings), [w.en for w in decision.warnings]


@then("the decision is marked hypothetical")
@then("가정에 따른 판정임을 밝힌다")
def hypothetical(decision: Decision) -> None:
    """Say that something that is not law was assumed."""
    assert decision.hypothetical
