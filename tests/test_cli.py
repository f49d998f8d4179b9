"""The command line as users meet it: real output, both languages, exit codes, start-up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from conftest import ROOT

from screening.wire.shape import decision_schema

EXPECTED = {
    # file: outcome, rules that decide it, (rule, value, needed) of a near miss, Federal Register page cited
    "a100_cn_2022-09-30": ("no_control_found", [], ("us.ear.742_6.destination", "2022-09-30", "2022-10-07"), None),
    "a100_cn_2022-09-30_nvidia": ("license_required", ["us.letter.nvidia_2022"], None, None),
    "a100_cn_2022-12-01": ("license_required", ["us.ear.742_6.destination"], None, "87 FR 62186"),
    "a100_to_shenzhen": ("license_required", ["us.ear.742_6.destination"], None, "87 FR 62186"),
    "a800_cn_2023-05-08": ("no_control_found", [], ("us.ear.3a090.a", 400, 600), None),
    "a800_cn_2023-12-01": ("license_required", ["us.ear.742_6.destination"], None, "88 FR 73458"),
    "h100_sg_parent_cn": ("license_required", ["us.ear.742_6.headquarters"], None, "89 FR 23876"),
    "h100_sg_parent_unknown": ("information_needed", ["us.ear.742_6.headquarters"], None, "89 FR 23876"),
    "h20_cn_2024-06-03": ("no_control_found", [], ("us.ear.3a090.b", 2368, 2400), None),
    "h20_cn_2025-05-05_nvidia": ("license_required", ["us.letter.nvidia_2025"], None, None),
    "h20_moscow": ("license_required", ["us.ear.746_8.russia"], None, "87 FR 22130"),
    "h200_cn_2024-06-03": ("license_required", ["us.ear.742_6.destination"], None, "88 FR 73458"),
    "h200_cn_2026-02-02": ("license_required", ["us.ear.742_6.destination"], None, "91 FR 1684"),
    "h200_cn_2026-02-02_reexport": ("license_required", ["us.ear.742_6.destination"], None, "90 FR 4544"),
    "rtx4090_cn_2024-06-03": ("license_required", ["us.ear.742_6.destination"], None, "88 FR 73458"),
    "l4_cn_2024-06-03": ("license_required", ["us.ear.742_6.destination"], None, "88 FR 73458"),
    "affiliate_30_25": ("license_required", ["us.ear.744_11.affiliate"], None, "90 FR 47201"),
    "g42_2026-06-01": ("license_required", ["us.ear.742_6.destination"], None, "90 FR 4544"),
    "g42_2026-08-03": ("conditions_apply", ["us.ear.742_6.destination"], ("us.ear.742_6.destination", "2026-08-03", "2027-04-06"), "91 FR 43034"),
}


SCHEMA = jsonschema.Draft202012Validator(decision_schema())


def test_every_fixture_has_an_expected_answer() -> None:
    """No example ships unchecked."""
    assert set(EXPECTED) == {path.stem for path in (ROOT / "fixtures").glob("*.yaml") if not path.stem.endswith(".map")}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_fixtures_answer_as_the_facts_say(name: str, screening) -> None:
    """Outcome, deciding rules, near miss, citation; and the JSON fits its schema."""
    outcome, rules, miss, page = EXPECTED[name]
    code, out = screening("screen", f"fixtures/{name}.yaml", "--format", "json")
    decision = json.loads(out)
    SCHEMA.validate(decision)
    assert code == 0
    assert decision["outcome"] == outcome
    deciding = [f for f in decision["findings"] if f["outcome"] == outcome and f["kind"] == "control"]
    assert [f["rule"] for f in deciding] == rules
    if miss:
        assert miss in [(n["rule"], n["value"], n["needed"]) for n in decision["near_misses"]]
    if page:
        assert page in [c["published"] for f in deciding for c in f["citations"]]


def test_the_h200_policy_depends_on_day_and_place_of_departure(screening) -> None:
    """Case by case only for exports from the US since 15 January 2026."""
    policies = {}
    for name in ("h200_cn_2024-06-03", "h200_cn_2026-02-02", "h200_cn_2026-02-02_reexport"):
        policies[name] = json.loads(screening("screen", f"fixtures/{name}.yaml", "--format", "json")[1])["review_policy"]
    assert list(policies.values()) == ["presumption_of_denial", "case_by_case", "presumption_of_denial"]


@pytest.mark.parametrize("name", ["a100_to_shenzhen", "h100_sg_parent_unknown", "g42_2026-08-03", "h20_moscow"])
def test_readable_answers_exist_in_both_languages(name: str, screening) -> None:
    """The same findings, told in English and in Korean; never a word of clearance."""
    english = screening("screen", f"fixtures/{name}.yaml")[1]
    korean = screening("screen", f"fixtures/{name}.yaml", "--lang", "ko")[1]
    for text in (english, korean):
        assert "us.ear." in text
        assert "cleared" not in text.lower()
    assert "not legal advice" in english
    assert "법률 자문" in korean


def test_korean_json_has_korean_reasons_and_questions(screening) -> None:
    """Everything a user reads, not only the headings."""
    decision = json.loads(screening("screen", "fixtures/h100_sg_parent_unknown.yaml", "--format", "json", "--lang", "ko")[1])
    assert "최종사용자" in decision["findings"][0]["because"]
    assert "모회사" in decision["information_needed"][0]["question"]


@pytest.mark.parametrize(("level", "code"), [("license_required", 3), ("prohibited", 0), ("review", 3)])
def test_fail_on_sets_the_exit_code(level: str, code: int, screening) -> None:
    """3 at or above the level, 0 below it."""
    assert screening("screen", "fixtures/a100_to_shenzhen.yaml", "--fail-on", level)[0] == code


def test_as_of_and_assume_change_the_law_not_the_deal(screening) -> None:
    """A deal of September 2022 under later law; a what-if is marked hypothetical."""
    later = json.loads(screening("screen", "fixtures/a100_cn_2022-09-30.yaml", "--as-of", "2022-10-07", "--format", "json")[1])
    assert (later["as_of"], later["outcome"]) == ("2022-10-07", "license_required")
    file = "fixtures/h100_sg_parent_unknown.yaml"
    plain = json.loads(screening("screen", file, "--as-of", "2026-08-01", "--format", "json")[1])
    assert "us.ear.742_6.worldwide" in [f["rule"] for f in plain["would_apply"]]
    assumed = json.loads(screening("screen", file, "--as-of", "2026-08-01", "--assume", "us.ear.742_6.worldwide", "--format", "json")[1])
    assert (plain["hypothetical"], assumed["hypothetical"]) == (False, True)
    assert assumed["outcome"] == "license_required"


def test_a_date_past_the_verified_law_is_answered_with_a_warning(screening) -> None:
    """Nothing is known of tomorrow's law."""
    decision = json.loads(screening("screen", "fixtures/h20_cn_2024-06-03.yaml", "--as-of", "2027-01-01", "--format", "json")[1])
    assert any("law not verified past 2026-09-24" in warning for warning in decision["warnings"])


def test_the_same_input_has_the_same_decision_id(screening) -> None:
    """Decisions can be compared and replayed."""
    ids = {json.loads(screening("screen", "fixtures/l4_cn_2024-06-03.yaml", "--format", "json")[1])["id"] for _ in range(2)}
    other = json.loads(screening("screen", "fixtures/h20_cn_2024-06-03.yaml", "--format", "json")[1])["id"]
    assert len(ids) == 1
    assert other not in ids


def test_item_prints_one_json_object_a_text(tmp_path: Path, screening) -> None:
    """Resolved, ambiguous and unknown texts, with tier on a day."""
    file = tmp_path / "texts.txt"
    file.write_text("8x H100\nSYS-821GE-TNHR\noffice chair\n", encoding="utf-8")
    code, out = screening("item", "--file", str(file), "--format", "json")
    items = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [i["status"] for i in items] == ["resolved", "ambiguous", "unknown"]
    assert items[0]["chips"][0]["count"] == 8
    assert items[0]["tier"] == ["us.ear.3a090.a", "us.ear.4a090.a"]
    assert len(items[1]["candidates"]) >= 2


def test_the_tier_of_an_item_depends_on_the_day(screening) -> None:
    """The A800 was in no tier until 17 November 2023."""
    tiers = [json.loads(screening("item", "A800", "--as-of", day, "--format", "json")[1])["tier"] for day in ("2023-11-16", "2023-11-17")]
    assert tiers == [[], ["us.ear.3a090.a", "us.ear.4a090.a"]]


def test_rules_are_listed_shown_and_drawn(tmp_path: Path, screening) -> None:
    """list, show, timeline and schema, as text, JSON and HTML."""
    listed = json.loads(screening("rules", "list", "--format", "json")[1])
    assert {"id", "kind", "title", "versions"} <= set(listed[0])
    assert "us.ear.3a090.a" in screening("rules", "list")[1]
    for language, word in (("en", "all of these"), ("ko", "다음 모두 해당")):
        assert word in screening("rules", "show", "us.ear.742_6.destination", "--lang", language)[1]
    shown = json.loads(screening("rules", "show", "us.ear.742_6.destination", "--format", "json")[1])
    assert "us.ear.740_8.nac" in shown["exceptions"]
    duty = json.loads(screening("rules", "show", "us.iaas.cip", "--format", "json")[1])["versions"][0]
    assert {"fact": "party.identity.email", "label": "e-mail address", "when": None, "verified": True} in duty["collect"][0]["fields"]
    text = screening("rules", "show", "us.iaas.cip", "--lang", "ko")[1]
    assert "제안 단계 (의견 수렴 중)" in text
    assert "수집 대상과 항목" in text
    assert "정해지지 않은 기준값" in screening("rules", "show", "us.iaas.training_report", "--lang", "ko")[1]
    code, out = screening("rules", "show", "us.ear.3a090.aa")
    assert code == 2
    assert "us.ear.3a090.a" in out
    assert "codified, not enforced" in screening("rules", "timeline")[1]
    rows = json.loads(screening("rules", "timeline", "--format", "json")[1])
    assert [str(r["from"] or "") for r in rows] == sorted(str(r["from"] or "") for r in rows)
    page = tmp_path / "timeline.html"
    assert screening("rules", "timeline", "-o", str(page), "--lang", "ko")[0] == 0
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert 'class="bar not_enforced"' in html
    assert "법전에 있으나 집행하지 않음" in html
    jsonschema.Draft202012Validator.check_schema(json.loads(screening("rules", "schema")[1]))
    jsonschema.Draft202012Validator.check_schema(json.loads(screening("rules", "schema", "decision")[1]))


def test_lint_reports_seeded_errors_and_exits_1(tmp_path: Path, screening) -> None:
    """A copy of the shipped rules with three mistakes: three findings with file and line."""
    import shutil

    folder = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", folder)
    target = folder / "us" / "ear" / "774" / "3a090.a.yaml"
    target.write_text(target.read_text(encoding="utf-8").replace("item.io_bandwidth_gb_s", "item.io_bandwith").replace("status: in_force", "status: inforce", 1), encoding="utf-8")
    (folder / "us" / "twice.yaml").write_text("id: a.b\nid: a.c\n")
    code, out = screening("rules", "lint", "--rules", str(folder), "--format", "json")
    findings = json.loads(out)["findings"]
    assert code == 1
    assert {f["code"] for f in findings} >= {"E004", "E102"}
    assert all(f["where"].count(":") >= 2 for f in findings)
    assert screening("rules", "lint")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--help"], {"pydantic", "yaml", "rapidfuzz", "rich", "jinja2", "fastapi", "pycountry", "babel"}),
        (["screen", "fixtures/a100_to_shenzhen.yaml"], {"jinja2", "fastapi", "pycountry", "babel"}),
    ],
)
def test_a_command_imports_only_what_it_needs(arguments: list[str], unneeded: set[str]) -> None:
    """Start-up is import time: a heavy library comes in only with the command that uses it."""
    command = [sys.executable, "-X", "importtime", "-m", "screening", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    imported = {line.split("|")[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert done.returncode == 0, done.stderr
    assert {"typer", "screening"} <= imported
    assert not imported & unneeded
