"""One portfolio under two laws: flows add up, both sides are what a single run says, and the provision is named."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from screening.app import load_screener
from screening.batch.block import Block
from screening.batch.decider import Decider
from screening.batch.difference import COLUMNS, Comparison
from screening.batch.intake import open_source
from screening.batch.mapping import Mapping, resolve
from screening.batch.options import Options
from screening.language.facts import iso_date

ORDERS = "fixtures/orders.csv"


def _compared(before: Options, after: Options, block_bytes: int) -> tuple[Comparison, list[dict[str, str]], list[int]]:
    source = open_source(ORDERS, block_bytes=block_bytes)
    resolved = resolve(Mapping(), source.header)
    sides = [(Decider(load_screener(), resolved, Mapping(), options), options) for options in (before, after)]
    comparison = Comparison(load_screener(), *sides)
    changed, refused = [], []
    for raw in source.raws():
        table, rejected = comparison.compare(raw.read(), "transaction_id", "date")
        changed += table.to_pylist()
        refused += [each.row for each in rejected]
    return comparison, changed, refused


def _outcomes(options: Options) -> dict[int, str]:
    source = open_source(ORDERS)
    decider = Decider(load_screener(), resolve(Mapping(), source.header), Mapping(), options)
    found: dict[int, str] = {}
    for raw in source.raws():
        block: Block = raw.read()
        result = decider.decide(decider.read(block))
        outcomes = result.added.column("outcome").to_pylist()
        found |= {int(block.rows[at]): outcome for at, outcome in zip(result.kept, outcomes, strict=True)}
    return found


@pytest.mark.parametrize("block_bytes", [2_000, 1_000_000])
def test_both_sides_are_what_a_run_under_either_law_says(monkeypatch: pytest.MonkeyPatch, block_bytes: int) -> None:
    """A change is listed exactly where the outcomes differ; the flows are all transactions."""
    monkeypatch.chdir(Path(__file__).parents[2])
    before, after = Options(iso_date("2022-09-01")), Options(iso_date("2024-06-01"))
    comparison, changed, refused = _compared(before, after, block_bytes)
    one, other = _outcomes(before), _outcomes(after)
    moved = {int(row["row"]): (row["outcome_from"], row["outcome_to"]) for row in changed}
    differing = {row: pair for row, pair in moved.items() if pair[0] != pair[1]}
    assert differing
    assert all((one[row], other[row]) == pair for row, pair in moved.items())
    later = {row for row in one if one[row] != other[row]} - set(differing)
    assert later <= {7, 8, 31, 37, 67}, "only the later rows of deals that changed with their first"
    summary = comparison.summary(ORDERS, [])
    assert sum(flow["transactions"] for flow in summary["flows"]) == summary["transactions"] == 58
    assert sum(flow["transactions"] for flow in summary["flows"] if flow["from"] != flow["to"]) == summary["changed"] == len(differing)
    assert summary["rows"] == {"read": 69, "screened": 63, "rejected": 6}
    assert refused == [17, 35, 42, 50, 55, 63]


def test_the_same_law_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one row, not one rule."""
    monkeypatch.chdir(Path(__file__).parents[2])
    comparison, changed, _ = _compared(Options(iso_date("2024-06-01")), Options(iso_date("2024-06-01")), 1_000_000)
    assert changed == []
    assert comparison.summary(ORDERS, [])["because"] == []


def test_a_provision_that_ended_and_one_that_began_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forwards a rule begins on the day of its first version; backwards it ends."""
    monkeypatch.chdir(Path(__file__).parents[2])
    old, new = Options(iso_date("2022-09-01")), Options(iso_date("2024-06-01"))
    forwards = {each["rule"]: each for each in _compared(old, new, 1_000_000)[0].summary(ORDERS, [])["because"]}
    backwards = {each["rule"]: each for each in _compared(new, old, 1_000_000)[0].summary(ORDERS, [])["because"]}
    rule = "us.ear.742_6.destination"
    assert (forwards[rule]["change"], forwards[rule]["since"]) == ("begins", "2022-10-07")
    assert backwards[rule]["change"] == "ends"
    assert forwards[rule]["transactions"] == backwards[rule]["transactions"] > 0


def test_the_command_writes_the_list_the_page_and_the_summary(screening, tmp_path: Path) -> None:
    """The list of changes as CSV, the page with both languages, the comparison as JSON; the numbers agree."""
    out, page = tmp_path / "changes.csv", tmp_path / "changes.html"
    code, printed = screening(
        "diff", ORDERS, "--from", "2022-09-01", "--to", "2024-06-01", "-o", str(out), "--report", str(page),
        "--format", "json", "--quiet",
    )  # fmt: skip
    assert code == 0
    difference = json.loads(printed)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert sum(row["outcome_from"] != row["outcome_to"] for row in rows) == difference["changed"] > 0
    text = page.read_text(encoding="utf-8")
    assert "us.ear.742_6.destination" in text
    assert "적용 시작" in text
    assert not list(tmp_path.glob("*.part*"))


def test_an_assumed_bill_is_hypothetical(screening) -> None:
    """It is said, and what begins by assumption has no day."""
    code, printed = screening("diff", ORDERS, "--assume", "us.bill.hr2683", "--format", "json", "--quiet")
    difference = json.loads(printed)
    assert code == 0
    assert difference["hypothetical"] is True
    assert difference["from"] == {"as_of": None, "assumed": []}
    assert [(each["rule"], each["since"]) for each in difference["because"]] == [("us.bill.hr2683", None)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((ORDERS,), "nothing can change"),
        ((ORDERS, "--from", "2024-13-01", "--to", "2024-06-01"), "E302"),
        ((ORDERS, "--assume", "us.bill.nothing"), "E204"),
        (("fixtures/none.csv", "--to", "2024-06-01"), "E001"),
        ((ORDERS, "--to", "2024-06-01", "-o", ORDERS), "E508"),
    ],
)
def test_what_cannot_be_compared_is_said(screening, arguments: tuple[str, ...], told: str) -> None:
    """One message, exit code 2."""
    code, printed = screening("diff", *arguments)
    assert (code, told in printed) == (2, True), printed
    assert "Traceback" not in printed
