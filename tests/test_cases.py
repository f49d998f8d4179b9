"""The reported cases at the command line: what `screening screen FILE` prints for them."""

from __future__ import annotations

import json
import re

import pytest
from conftest import ROOT

BROKERED = "fixtures/cases/shenzhen-univ-aws-2024.yaml"
CASES = sorted(path.stem for path in (ROOT / "fixtures" / "cases").glob("*.yaml"))
TABLE = dict(re.findall(r"^\| \[([a-z0-9-]+)\]\(fixtures/cases/.*?\| \*\*([a-z_]+)\*\*", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))


def printed(screening, *arguments: str) -> str:
    """What a reader sees, on one line."""
    return " ".join(screening("screen", *arguments)[1].split())


def lacking(text: str, *expected: str) -> list[str]:
    """The expected words that are not there."""
    return [words for words in expected if words not in text]


@pytest.mark.parametrize("name", CASES)
def test_each_case_answers_as_the_table_in_the_readme_says(name: str, screening) -> None:
    """The command and the document give one answer."""
    code, out = screening("screen", f"fixtures/cases/{name}.yaml", "--format", "json")
    assert (code, json.loads(out)["outcome"]) == (0, TABLE[name])


def test_the_brokered_rental_prints_authority_proposals_missing_fields_and_who_is_behind_the_broker(screening) -> None:
    """Article B2 on 2024-03-15, line by line what a reader needs."""
    text = printed(screening, BROKERED)
    assert text.startswith("No control found in this rule set")
    missing = lacking(
        text,
        "provider: Amazon Web Services (US) ← reseller: Invented Cloud Broker Ltd (CN) ← end user: Shenzhen University (CN)",
        "Providing computing capacity is not itself an export",
        "BIS advisory opinion of 2009-01-13",
        "Would apply if it controlled this deal",
        "89 FR 5698",
        "end user (Shenzhen University) — ✗ missing: address, means and source of payment, e-mail address, telephone number",
        "reseller (Invented Cloud Broker Ltd) — ✗ missing:",
        "May apply: Report of large-model training",
        "no threshold has been set",
    )
    assert missing == []
    assert "flag ·" not in text  # no guidance of that day raised one


def test_with_every_proposal_assumed_it_is_hypothetical_and_lists_the_questions(screening) -> None:
    """`--assume all`: marked, with the duty's deadlines and the questions per field."""
    text = printed(screening, BROKERED, "--assume", "all")
    assert text.startswith("Information needed [HYPOTHETICAL]")
    missing = lacking(
        text,
        "? End user (Shenzhen University): What is the e-mail address? [party.end_user.identity.email]",
        "? Reseller (Invented Cloud Broker Ltd): How, and from which account or institution, is it paid?",
        "(within 10 calendar days of a request)",
        "within 30 calendar days of knowledge",
        "for two years after the account is closed",
    )
    assert missing == []


def test_the_same_in_korean(screening) -> None:
    """Everything a user reads."""
    text = printed(screening, BROKERED, "--assume", "all", "--lang", "ko")
    assert text.startswith("추가 정보 필요 [가정에 따른 판정]")
    assert "최종사용자 (Shenzhen University): 전자우편 주소는 무엇입니까?" in text
    assert "✗ 미제출: 주소" in text


def test_the_fields_stand_in_the_json(screening) -> None:
    """Per field: party, state, question, and whether the law for it is verified."""
    _, out = screening("screen", BROKERED, "--format", "json")
    (duty,) = [f for f in json.loads(out)["would_apply"] if f["rule"] == "us.iaas.cip"]
    fields = {(f["role"], f["fact"]): f for f in duty["fields"]}
    assert fields["end_user", "party.identity.name"]["state"] == "given"
    missing = fields["end_user", "party.identity.email"]
    assert (missing["state"], missing["question"], missing["verified"]) == ("missing", "What is the e-mail address?", True)
    assert fields["end_user", "party.identity.place_of_use"]["verified"] is False
