"""`screening party` as people type it: candidates with reasons, on a day, and known goods that are shown."""

import json
from pathlib import Path

import pytest

INSPUR = ("--country", "CN", "--as-of", "2024-06-01", "--format", "json")


def answers(printed: str) -> list[dict]:
    """Return one answer a line."""
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.parametrize("name", ["INSPUR GROUP CO LTD", "Inspur Grp", "浪潮集团有限公司", "浪潮集團", "인스퍼 그룹"])
def test_a_name_in_any_script_finds_the_listed_party(screening, name: str) -> None:
    """The contract's fields, and where the entry stands."""
    code, printed = screening("party", name, *INSPUR)
    (answer,) = answers(printed)
    best = answer["candidates"][0]
    assert (code, answer["query"], best["name"], best["grade"]) == (0, name, "Inspur Group Co., Ltd.", "match")
    assert {"list", "entry", "name", "matched_alias", "score", "grade", "because"} <= set(best)
    assert (best["list"], best["citation"], best["listed_since"]) == ("us.entity_list", "88 FR 13675", "2023-03-02")
    assert best["matched_alias"] in best["because"]


def test_before_the_listing_the_candidate_is_shown_as_not_listed(screening) -> None:
    """The name is there; that day it was on no list."""
    _, printed = screening("party", "Inspur Group", "--as-of", "2022-01-10", "--format", "json")
    best = answers(printed)[0]["candidates"][0]
    assert (best["name"], best["grade"], best["listed"]) == ("Inspur Group Co., Ltd.", "match", False)
    _, text = screening("party", "Inspur Group", "--as-of", "2022-01-10", "--lang", "ko")
    assert "2022-01-10에는 등재되지 않음" in text


def test_a_file_is_answered_line_by_line(screening, tmp_path: Path) -> None:
    """As many answers as names, blank lines apart; --top limits the candidates."""
    names = tmp_path / "names.txt"
    names.write_text("Inspur Group\n\nInvented Orchard Machinery\nCORP\n", encoding="utf-8")
    _, printed = screening("party", "--file", str(names), "--top", "1", "--format", "json")
    found = answers(printed)
    assert [answer["query"] for answer in found] == ["Inspur Group", "Invented Orchard Machinery", "CORP"]
    assert [sum(each["grade"] != "none" for each in answer["candidates"]) for answer in found] == [1, 0, 0]
    assert all(len(answer["candidates"]) <= 1 for answer in found)


def test_the_readable_answer_says_which_word_met_which(screening) -> None:
    """Words with weights, the list, its date and digest."""
    code, text = screening("party", "Inspur Grp", "--as-of", "2024-06-01")
    assert code == 0
    for words in ("match 1.00", "inspur", "grp = group", "Entity List", "since 2023-03-02", "embedded 2026-07-31 sha256:"):
        assert words in text


def test_a_known_good_is_recorded_shown_and_lapses_with_the_query(screening) -> None:
    """Never "no match": the hit stays, and who decided why stands before it."""
    _, printed = screening("party", "Inspur Group", *INSPUR)
    entry = answers(printed)[0]["candidates"][0]["entry"]
    review = ("--known-good", entry, "--reason", "a bakery in Busan", "--reviewer", "J. Park", "--expires", "2999-01-01")
    code, printed = screening("party", "Inspur Group", *INSPUR, *review)
    known = {"reason": "a bakery in Busan", "reviewer": "J. Park", "until": "2999-01-01"}
    assert (code, answers(printed)[0]["candidates"][0]["known_good"]) == (0, known)
    _, text = screening("party", "Inspur Group", *INSPUR[:4])
    assert "known good: a bakery in Busan (J. Park, until 2999-01-01)" in text
    _, elsewhere = screening("party", "Inspur Group", "--as-of", "2024-06-01", "--format", "json")
    assert answers(elsewhere)[0]["candidates"][0]["known_good"] is None


def test_a_decision_shows_a_known_good_and_does_not_count_it(screening, tmp_path: Path) -> None:
    """The same suppression in `screening screen`, by the same country and address."""
    deal = tmp_path / "deal.yaml"
    deal.write_text(
        "date: 2024-06-01\nactivity: export\norigin: US\ndestination: CN\n"
        "parties:\n"
        "  - {role: exporter, name: Invented Exports Inc., country: US, headquarters: US, parent: none}\n"
        "  - {role: end_user, name: Inspur Group, country: CN, headquarters: CN, parent: none}\n"
        "items: [{eccn: EAR99, kind: other}]\n",
        encoding="utf-8",
    )
    _, printed = screening("screen", str(deal), "--format", "json")
    before = json.loads(printed)
    assert before["outcome"] == "license_required"
    entry = before["party_matches"][0]["entry"]
    screening(
        "party", "Inspur Group", *INSPUR, "--known-good", entry, "--reason", "a bakery", "--reviewer", "J. Park",
        "--expires", "2999-01-01",
    )  # fmt: skip
    _, printed = screening("screen", str(deal), "--format", "json")
    after = json.loads(printed)
    assert after["outcome"] == "no_control_found"
    assert after["party_matches"][0]["known_good"]["reason"] == "a bakery"
    assert after["id"] != before["id"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "give a NAME"),
        (("Inspur", "--kind", "robot"), "--kind: E102"),
        (("Inspur", "--country", "Atlantis"), "--country: E301"),
        (("Inspur", "--birth-date", "12/5/1964"), "--birth-date: E302"),
        (("Inspur", "--lists", "nowhere"), "--lists: E301"),
        (("Inspur", "--known-good", "nobody"), "--known-good: E301"),
        (("Inspur Group", "--known-good", "us.entity_list/inspurgroup", "--reason", "x", "--reviewer", "y"), "--expires: E101"),
        (("Inspur Group", "--known-good", "us.entity_list/inspurgroup", "--expires", "2999-01-01"), "needs a reason"),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_line(screening, arguments: tuple[str, ...], words: str) -> None:
    """Exit code 2, what is wrong and how to mend it."""
    code, printed = screening("party", *arguments)
    assert code == 2
    assert words in printed
    assert "Traceback" not in printed


def test_a_damaged_record_of_known_goods_is_not_passed_over(screening, tmp_path: Path) -> None:
    """A suppression that cannot be read must not silently vanish."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "known_good.jsonl").write_text('{"query": 1}\n', encoding="utf-8")
    code, printed = screening("party", "Inspur")
    assert code == 2
    assert "known_good.jsonl: E003" in printed
