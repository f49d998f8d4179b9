"""The engine's own words for people, in English and Korean. The law's words stand in the rule files."""

from __future__ import annotations

from screening.language.rule import Version
from screening.terms import Kind, Language, Outcome, Policy, Status, Text

OUTCOMES = {
    Outcome.no_control_found: Text("No control found in this rule set", "이 규칙 집합에서 해당 통제 없음"),
    Outcome.conditions_apply: Text("Conditions apply", "조건부 가능"),
    Outcome.information_needed: Text("Information needed", "추가 정보 필요"),
    Outcome.review: Text("Review needed", "검토 필요"),
    Outcome.license_required: Text("License required", "허가 필요"),
    Outcome.prohibited: Text("Prohibited", "금지"),
}

STATUSES = {
    Status.in_force: Text("in force", "시행 중"),
    Status.guidance: Text("agency guidance", "행정 지침"),
    Status.letter: Text("letter to one company", "특정 기업 대상 통지(is-informed)"),
    Status.license_condition: Text("license condition", "허가 조건"),
    Status.not_enforced: Text("codified, not enforced", "법전에 있으나 집행하지 않음"),
    Status.suspended: Text("suspended", "시행 정지"),
    Status.proposed: Text("proposed", "제안 단계"),
    Status.ended: Text("ended", "종료"),
}

STAGES = {
    "reported": Text("press reports only, nothing published", "보도뿐, 공표된 것 없음"),
    "introduced": Text("introduced", "발의"),
    "committee": Text("in committee", "위원회 심사 중"),
    "passed_one_chamber": Text("passed one chamber", "한 원 통과"),
    "passed_both": Text("passed both chambers", "양원 통과"),
    "proposed": Text("open for comment", "의견 수렴 중"),
    "comments_closed": Text("comments closed", "의견 수렴 종료"),
    "dormant": Text("dormant", "진행 없음"),
}

FIELD_STATES = {
    "verified": Text("✓ given and verified", "✓ 제출·확인됨"),
    "given": Text("○ given, not verified", "○ 제출됨, 미확인"),
    "missing": Text("✗ missing", "✗ 미제출"),
}

KINDS = {
    Kind.term: Text("term", "정의"),
    Kind.control: Text("control", "통제"),
    Kind.exception: Text("exception", "예외"),
    Kind.duty: Text("duty", "의무"),
    Kind.flag: Text("flag", "위험 신호"),
    Kind.notice: Text("notice", "안내"),
}

POLICIES = {
    Policy.presumption_of_approval: Text("presumption of approval", "승인 추정"),
    Policy.case_by_case: Text("case-by-case review", "사안별 심사"),
    Policy.presumption_of_denial: Text("presumption of denial", "거부 추정"),
    Policy.policy_of_denial: Text("policy of denial", "거부 방침"),
}

WORDS = {
    "as_of": Text("law as of", "기준일"),
    "verified": Text("law verified through", "법령 확인일"),
    "hypothetical": Text("HYPOTHETICAL", "가정에 따른 판정"),
    "line": Text("Line", "품목"),
    "item": Text("item", "품목"),
    "no_tier": Text("in no controlled tier", "통제 등급에 해당하지 않음"),
    "because": Text("Why", "근거"),
    "matches": Text("Names on lists", "명단과 대조한 이름"),
    "questions": Text("Still unknown — ask", "확인이 필요한 사항"),
    "near": Text("Nearly", "기준에 근접"),
    "would": Text("Would apply if it controlled this deal", "이 거래에 구속력이 있다면 적용될 규정"),
    "notices": Text("Notices", "안내"),
    "since": Text("since {}", "{}부터"),
    "earlier": Text("before 2019", "2019년 이전"),
    "unverified": Text("UNVERIFIED", "미확인"),
    "exception": Text("Exception", "예외"),
    "exceptions": Text("Exceptions considered (✓ established, ✗ not, ? open)", "검토한 예외(✓ 성립, ✗ 불성립, ? 미정)"),
    "perhaps": Text("or, if established", "요건이 확인되면"),
    "until": Text("until", "종료"),
    "undecided": Text("May also apply — cannot be decided", "추가로 적용될 수 있음 — 판단 불가"),
    "obligations": Text("what it would ask", "요구 사항"),
    "not_stated": Text("not stated", "밝혀지지 않음"),
    "hours": Text("hours", "시간"),
    "collects": Text("what is collected, and of whom:", "수집 대상과 항목:"),
    "open": Text("May apply", "적용 가능성 있음"),
    "own": Text("this rule set's own", "이 규칙 집합 자체 기준"),
    "answer": Text("Answer on file", "기록된 답변"),
    "disclaimer": Text(
        "A screening aid, not legal advice and not a clearance.", "심사 보조 자료이며, 법률 자문이나 통관·거래 승인이 아닙니다."
    ),
}


def force(version: Version, language: Language) -> str:
    """Say a version's legal force: its status, its stage, and that a rule is this rule set's own where it is."""
    own = version.confidence == "rule_set"
    status = WORDS["own"].in_(language) if own else STATUSES[version.status].in_(language)
    return status + (f" ({STAGES[version.stage].in_(language)})" if version.stage else "")
