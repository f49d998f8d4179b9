"""Laws of the one use case: constant between change points, monotone in facts, independent of order."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import get_args

import jsonschema_rs
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.app import load_screener
from screening.decision import NearMiss
from screening.engine.prose import plain
from screening.engine.row import Interval
from screening.errors import InvalidInput
from screening.facts.derive import derive
from screening.facts.transaction import Activity, Transaction
from screening.terms import Kind, Outcome
from screening.wire.decision import decision_v1
from screening.wire.near_miss import near_miss_text
from screening.wire.shape import decision_schema

SCREENER = load_screener()
CHANGES = sorted(set().union(*(SCREENER.rules.change_days(id) for id in SCREENER.rules.rules)))
SCHEMA = jsonschema_rs.Draft202012Validator(decision_schema())  # some hundred long decisions are drawn: a fast one
CHIPS = ["nvidia-a100-pcie-80gb", "nvidia-a800-sxm4-80gb", "nvidia-h20", "nvidia-rtx-4090", "nvidia-l4", "huawei-ascend-910c", "nvidia-p40", "amd-mi308x"]
PLACES = ["CN", "HK", "MO", "SG", "AE", "RU", "IR", "DE", "KH", "NI", "ET", "UA"]

items = st.one_of(
    st.builds(lambda chip, n: {"chip": chip, "quantity": n}, st.sampled_from(CHIPS), st.integers(1, 500)),
    st.builds(lambda tpp, pd, dc: {"tpp": tpp, "performance_density": pd, "data_center": dc}, st.integers(0, 9000), st.integers(0, 12), st.booleans()),
    st.builds(lambda eccn: {"eccn": eccn}, st.sampled_from(["EAR99", "4A090.a", "5A992.c", "3B001.a", "3A090"])),
)
parties = st.builds(
    lambda role, hq, parent: {k: v for k, v in {"role": role, "name": "Invented Ltd", "headquarters": hq, "parent_country": parent}.items() if v},
    st.sampled_from(["end_user", "purchaser", "exporter", "ultimate_consignee", "provider", "reseller", "account_holder"]), st.none() | st.sampled_from(PLACES), st.none() | st.sampled_from(PLACES),
)  # fmt: skip
deals = st.builds(
    lambda activity, origin, destination, items, parties: {
        "activity": activity, "origin": origin, "destination": destination, "items": items, "parties": parties,
    },
    st.sampled_from(get_args(Activity)), st.sampled_from(["US", "TW", "CN", "MY"]),
    st.sampled_from(PLACES), st.lists(items, min_size=1, max_size=2), st.lists(parties, max_size=3),
)  # fmt: skip
days = st.dates(date(2019, 1, 1), date(2028, 1, 1))


def screen(deal: dict, day: date):
    """Screen a drawn deal under the law of a day."""
    return SCREENER.screen(Transaction.model_validate(deal), as_of=day)


@settings(max_examples=150, deadline=None)
@given(deals, days)
def test_a_decision_is_constant_between_change_points(deal: dict, day: date) -> None:
    """Between two days on which some law changes, `as_of` changes nothing but the warnings."""
    following = next((change for change in CHANGES if change > day), date(2029, 1, 1))
    first, last = screen(deal, day), screen(deal, following - timedelta(days=1))
    assert first.outcome is last.outcome
    assert [(f.rule.id, f.truth, f.outcome) for f in first.findings] == [(f.rule.id, f.truth, f.outcome) for f in last.findings]


@settings(max_examples=150, deadline=None)
@given(deals, days)
def test_every_decision_fits_its_schema_in_both_languages(deal: dict, day: date) -> None:
    """decision.v1, for anything that can be drawn."""
    decision = screen(deal, day)
    for language in ("en", "ko"):
        data = decision_v1(decision, SCREENER.rules, language)
        SCHEMA.validate(json.loads(json.dumps(data)))


@settings(max_examples=100, deadline=None)
@given(deals, days)
def test_the_order_of_parties_does_not_matter(deal: dict, day: date) -> None:
    """Nor does who is named first."""
    turned = {**deal, "parties": deal["parties"][::-1]}
    assert screen(deal, day).outcome is screen(turned, day).outcome


@settings(max_examples=100, deadline=None)
@given(deals, days)
def test_what_is_unknown_is_asked(deal: dict, day: date) -> None:
    """`information_needed` never comes without a question, and a question never without a rule."""
    decision = screen(deal, day)
    if decision.outcome is Outcome.information_needed:
        assert decision.questions
    assert all(question.rules for question in decision.questions)


@settings(max_examples=100, deadline=None)
@given(deals, days)
def test_what_never_controls_never_decides(deal: dict, day: date) -> None:
    """Nothing under `would_apply` is controlling law, and everything counted is."""
    decision = screen(deal, day)
    assert not any(f.version.status.controlling and f.addressed for f in decision.would_apply)
    assert all(f.version.status.controlling for f in decision.findings)


@settings(max_examples=150, deadline=None)
@given(deals, days, st.booleans())
def test_red_flags_never_add_up_to_a_license_requirement(deal: dict, day: date, raised: bool) -> None:
    """However many there are: only a control requires a license or prohibits."""
    if raised:
        questions = [fact for fact in SCREENER.rules.facts.values() if fact.name.startswith("answers.") and fact.type == "bool"]
        deal = deal | {"answers": {fact.name: True for fact in questions}}
    decision = screen(deal, day)
    if decision.outcome >= Outcome.license_required:
        assert any(f.rule.kind is Kind.control and f.outcome is decision.outcome for f in decision.findings)


def test_an_answered_red_flag_shows_the_answer_and_asks_for_no_review_any_more() -> None:
    """The answer is kept with the decision; a control is not answered away."""
    parties = [{"role": "exporter", "name": "Invented Exporter"}, {"role": "end_user", "headquarters": "MY", "parent_country": "MY"}]
    deal = {"activity": "export", "origin": "CN", "destination": "MY", "items": [{"chip": "baidu-kunlun2"}], "parties": parties}
    flag = "us.bis.guidance.prc_chip"
    before = screen(deal, date(2025, 6, 2))
    assert (before.outcome, [f.rule.id for f in before.findings if f.outcome is Outcome.review]) == (Outcome.review, [flag])
    after = screen(deal | {"answers": {flag: "Made at an invented plant; BIS authorization seen."}}, date(2025, 6, 2))
    assert after.outcome is Outcome.conditions_apply
    data = decision_v1(after, SCREENER.rules)
    assert [f["answer"] for f in data["findings"] if f["rule"] == flag] == ["Made at an invented plant; BIS authorization seen."]


@pytest.mark.parametrize("answer", [True, "", ["a"]], ids=str)
def test_a_red_flag_is_answered_in_words(answer: object) -> None:
    """Yes is no explanation, nor is an empty text."""
    deal = {"activity": "export", "destination": "MY", "items": [{"chip": "baidu-kunlun2"}], "answers": {"us.bis.guidance.prc_chip": answer}}
    with pytest.raises(InvalidInput, match="in words"):
        screen(deal, date(2025, 6, 2))


def test_an_answer_to_a_flag_that_does_not_exist_comes_with_the_nearest() -> None:
    """A slip of the pen must not leave a flag unanswered."""
    deal = {"activity": "export", "destination": "MY", "items": [{"chip": "baidu-kunlun2"}], "answers": {"us.bis.guidance.prc_chips": "x"}}
    with pytest.raises(InvalidInput, match=r"did you mean `us\.bis\.guidance\.prc_chip`"):
        screen(deal, date(2025, 6, 2))


def test_a_deal_without_a_date_needs_one() -> None:
    """No clock is consulted."""
    with pytest.raises(InvalidInput, match="no date"):
        SCREENER.screen(Transaction.model_validate({"activity": "export", "items": [{"eccn": "EAR99"}]}))


def test_assuming_law_in_force_is_no_hypothesis() -> None:
    """The decision says that the assumption changes nothing."""
    deal = {"activity": "export", "origin": "US", "destination": "CN", "items": [{"chip": "nvidia-l4"}]}
    decision = SCREENER.screen(Transaction.model_validate(deal), as_of=date(2024, 6, 1), assume=["us.ear.742_6.destination"])
    assert not decision.hypothetical
    assert any("changes nothing" in warning.en for warning in decision.warnings)
    everything = SCREENER.screen(Transaction.model_validate(deal), as_of=date(2024, 6, 1), assume=["all"])
    assert everything.hypothetical or any("no proposal" in warning.en for warning in everything.warnings)


def test_nobody_named_means_the_end_user_is_asked_for() -> None:
    """An H100 to Singapore without any party."""
    deal = {"activity": "export", "origin": "US", "destination": "SG", "items": [{"description": "H100"}]}
    decision = screen(deal, date(2024, 9, 2))
    assert decision.outcome is Outcome.information_needed
    assert {q.fact for q in decision.questions} >= {"party.end_user.headquarters", "party.end_user.parent_country"}


def test_each_line_has_its_own_outcome_and_the_deal_the_highest() -> None:
    """An H20, an RTX 4090 and an unidentified thing in one order."""
    texts = ["NVIDIA H20 96GB", "GeForce RTX 4090", "mystery box"]
    deal = {
        "activity": "export", "origin": "US", "destination": "CN", "items": [{"description": t, "quantity": 2} for t in texts],
        "parties": [
            {"role": "exporter", "name": "Example Systems Inc.", "headquarters": "US", "parent": "none"},
            {"role": "end_user", "name": "Invented Co.", "headquarters": "CN", "parent": "none"},
        ],
    }  # fmt: skip
    decision = screen(deal, date(2024, 6, 3))
    assert [line.outcome.name for line in decision.lines] == ["no_control_found", "license_required", "information_needed"]
    assert decision.outcome is Outcome.license_required
    assert {miss.line for miss in decision.near_misses} == {1}


def test_two_parties_of_one_name_are_two_parties() -> None:
    """The headquarters of the second is not that of the first."""
    parties = [
        {"role": "purchaser", "name": "Invented Ltd", "headquarters": "SG", "parent": "none"},
        {"role": "end_user", "name": "Invented Ltd", "headquarters": "CN", "parent": "none"},
    ]
    deal = {"activity": "export", "origin": "US", "destination": "SG", "items": [{"chip": "nvidia-l4"}], "parties": parties}
    assert screen(deal, date(2024, 6, 3)).outcome is Outcome.license_required


def test_a_letter_to_somebody_else_is_shown_and_can_be_assumed() -> None:
    """An H20 from another exporter: no control, but what binds NVIDIA is told."""
    deal = {
        "activity": "export", "origin": "US", "destination": "CN", "items": [{"chip": "nvidia-h20"}],
        "parties": [
            {"role": "exporter", "name": "Example Systems Inc.", "headquarters": "US", "parent": "none"},
            {"role": "end_user", "name": "Invented Co.", "headquarters": "CN", "parent": "none"},
        ],
    }  # fmt: skip
    plain = screen(deal, date(2025, 6, 2))
    assert plain.outcome is Outcome.no_control_found
    assert "us.letter.nvidia_2025" in {f.rule.id for f in plain.would_apply}
    assumed = SCREENER.screen(Transaction.model_validate(deal), as_of=date(2025, 6, 2), assume=["us.letter.nvidia_2025"])
    assert assumed.hypothetical
    assert assumed.outcome is Outcome.license_required


SURE, DOUBTFUL = "verified: true, confidence: official", "verified: false, confidence: memory"


@pytest.mark.parametrize(("law", "definition", "outcome"), [
    (SURE, SURE, Outcome.prohibited), (DOUBTFUL, SURE, Outcome.review), (SURE, DOUBTFUL, Outcome.review),
])  # fmt: skip
def test_what_is_unverified_never_prohibits_alone(law: str, definition: str, outcome: Outcome, tmp_path: Path) -> None:
    """Neither by an unverified version nor by a verified one that rests on an unverified term."""
    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    head = "title: {{en: invented, ko: 가상}}\nkind: {}\nversions:\n  - {{from: 2022-10-07, status: in_force, {}, cite: [{{ref: invented}}], "
    (folder / "term.yaml").write_text("id: us.term.t\n" + head.format("term", definition) + "when: {destination: {is: AQ}}}\n", encoding="utf-8")
    (folder / "rule.yaml").write_text("id: us.rule.t\n" + head.format("control", law) + "when: {is: us.term.t}, outcome: prohibited}\n", encoding="utf-8")
    deal = {"activity": "export", "origin": "US", "destination": "AQ", "items": [{"eccn": "EAR99"}]}
    decision = load_screener(folder).screen(Transaction.model_validate(deal), as_of=date(2024, 6, 3))
    found = next(finding for finding in decision.findings if finding.rule.id == "us.rule.t")
    assert found.outcome is outcome
    assert found.verified is (outcome is Outcome.prohibited)


CHIPS_40 = [{"chip": "nvidia-rtx-4090", "quantity": 40}]


@pytest.mark.parametrize(("items", "chips", "tpp", "kinds"), [
    (CHIPS_40, "40", "211392", "1"),
    ([*CHIPS_40, {"hs_chapter": 94, "kind": "other"}], "40", "211392", "1"),
    ([*CHIPS_40, {"description": "office chair", "quantity": 100}], "40+", "211392+", "1+"),
    ([{"description": "HGX 8-GPU", "quantity": 10}], "10+", None, "1"),
    ([{"description": "RTX 4090"}], "1+", "5284.8+", "1"),
])  # fmt: skip
def test_sums_count_chips_only_and_say_when_they_are_bounds(items: list, chips: str, tpp: str | None, kinds: str) -> None:
    """An unidentified thing is no chip and no nothing; an unnamed chassis holds one chip or more. `+`: at least."""
    deal = {"activity": "export", "origin": "US", "destination": "SG", "items": items}
    values = derive(Transaction.model_validate(deal), SCREENER.catalogue, SCREENER.rules, SCREENER.watchlist, date(2024, 6, 3)).whole.values

    def shown(name: str) -> str:
        value = values[f"aggregate.{name}"].value
        return f"{plain(value.low)}+" if isinstance(value, Interval) else plain(value)

    assert (shown("chips"), shown("chip_kinds")) == (chips, kinds)
    assert tpp is None or shown("tpp") == tpp


def test_a_threshold_met_exactly_but_to_be_passed_says_so() -> None:
    """"More than 2" is missed by 2 itself."""
    miss = NearMiss("us.notice.aggregate_compute", "aggregate.chips", Decimal(1), Decimal(1), ())
    assert near_miss_text(miss, SCREENER.rules, "en").endswith("the threshold itself does not cross it")
    assert near_miss_text(miss, SCREENER.rules, "ko").endswith("(기준값 자체는 해당하지 않음)")
    below = replace(miss, value=Decimal("0.9"))
    assert "itself" not in near_miss_text(below, SCREENER.rules, "en")
