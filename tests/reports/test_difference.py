"""Two laws over one portfolio: the page and the terminal say what moves, because of what, and what was supposed."""

import re
from copy import deepcopy
from io import StringIO
from typing import Any

import pytest
from reports.test_portfolio import CITE, assert_self_contained, charts, counted
from rich.cells import cell_len
from rich.console import Console

from screening.reports.difference import difference_page, difference_text

FLOWS = {
    ("no_control_found", "no_control_found"): 210,
    ("no_control_found", "license_required"): 31,
    ("no_control_found", "information_needed"): 4,
    ("license_required", "license_required"): 55,
    ("license_required", "conditions_apply"): 12,
    ("license_required", "prohibited"): 1,
    ("prohibited", "prohibited"): 7,
}
DIFFERENCE: dict[str, Any] = {
    "schema": "difference.v1",
    "input": "orders.csv",
    "from": {"as_of": "2023-10-01", "assumed": []},
    "to": {"as_of": "2024-01-01", "assumed": []},
    "hypothetical": False,
    "rows": {"read": 1402, "screened": 1380, "rejected": 22},
    "transactions": 320,
    "changed": 48,
    "flows": [{"from": a, "to": b, "transactions": n} for (a, b), n in FLOWS.items()],
    "because": [
        {
            "rule": "us.ear.742_6.destination", "title": {"en": "Advanced computing item to a controlled destination", "ko": "첨단 컴퓨팅 품목의 통제 목적지 반출"},
            "citations": [CITE], "text": {"en": "Two performance levels; D:1, D:4 and D:5.", "ko": "두 성능 등급, D:1·D:4·D:5 국가."}, "since": "2023-11-17", "change": "changes", "transactions": 36,
        },
        {
            "rule": "us.ear.740_8.nac", "title": {"en": "Notified advanced computing", "ko": "NAC 허가 예외"},
            "citations": [{**CITE, "ref": "15 CFR 740.8"}], "text": None, "since": "2023-11-17", "change": "begins", "transactions": 12,
        },
    ],
    "changes": [
        {"row": 2, "transaction_id": "T-1", "date": "2023-12-02", "from": "no_control_found", "to": "license_required",
         "because": ["us.ear.742_6.destination"], "rules_from": [], "rules_to": ["us.ear.742_6.destination", "us.ear.774.3a090.a"]},
        {"row": 1311, "transaction_id": "T-300", "date": "2023-12-09", "from": "license_required", "to": "conditions_apply",
         "because": ["us.ear.740_8.nac"], "rules_from": ["us.ear.letters.nvidia_2022"], "rules_to": ["us.ear.740_8.nac"]},
    ],
    "notices": [{"en": "The same lists were compared both times.", "ko": "두 번 모두 같은 명단과 대조했습니다."}],
}  # fmt: skip
SUPPOSED = {
    **DIFFERENCE,
    "hypothetical": True,
    "to": {"as_of": None, "assumed": ["us.bill.gain", "us.bill.chip_security", "us.bill.overwatch"]},
}
NOTHING = {
    **DIFFERENCE, "rows": {"read": 0, "screened": 0, "rejected": 0}, "transactions": 0, "changed": 0,
    **{key: [] for key in ("flows", "because", "changes", "notices")},
}  # fmt: skip


def printed(difference: dict[str, Any], language: str) -> str:
    """Return the comparison as a terminal of eighty columns shows it."""
    console = Console(file=StringIO(), width=80)
    console.print(difference_text(difference, language, files=["changes.csv"]))  # type: ignore[arg-type]
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("difference", [DIFFERENCE, SUPPOSED, NOTHING])
def test_the_page_is_whole_bilingual_and_fetches_nothing(difference: dict[str, Any]) -> None:
    """Also where nothing was screened."""
    assert_self_contained(difference_page(difference))


def test_the_chart_moves_every_transaction_once() -> None:
    """Both sides hold all of them; the bands are the flows; only what changed is coloured."""
    chart = charts(difference_page(DIFFERENCE), "flow")[0]
    bands = re.findall(r'class="band (same|changed [a-z_]+)" data-count="(\d+)"', chart)
    assert sorted(int(n) for _, n in bands) == sorted(FLOWS.values())
    assert sum(int(n) for kind, n in bands if kind != "same") == DIFFERENCE["changed"]
    assert counted(chart) == 2 * DIFFERENCE["transactions"]


def test_a_changed_row_leads_to_its_provision() -> None:
    """And says which rules it gains and loses."""
    html = difference_page(DIFFERENCE)
    assert {"#us.ear.742_6.destination", "#us.ear.740_8.nac", CITE["url"]} <= set(
        assert_self_contained(html).all("href")
    )
    assert "us.ear.letters.nvidia_2022" in html
    assert "us.ear.774.3a090.a" in html


def test_what_was_supposed_is_named_everywhere() -> None:
    """Every assumption in the banner, two of three beside the chart."""
    html, text = difference_page(SUPPOSED), " ".join(printed(SUPPOSED, "en").split())
    for each in SUPPOSED["to"]["assumed"]:  # type: ignore[index]
        assert each in html
        assert each in text
    assert "HYPOTHETICAL" in html
    assert "HYPOTHETICAL" in text
    assert "assuming us.bill.gain, us.bill.chip_security + 1" in html
    assert "law of each date + 3 assumed" in charts(html, "flow")[0]
    assert "HYPOTHETICAL" not in difference_page(DIFFERENCE) + printed(DIFFERENCE, "en")


def test_flows_that_do_not_add_up_are_said_aloud() -> None:
    """A lost transaction is never passed over."""
    short = {**DIFFERENCE, "flows": DIFFERENCE["flows"][1:]}
    assert "do not add up" in difference_page(short)
    assert "do not add up" in printed(short, "en")
    assert "do not add up" not in difference_page(DIFFERENCE) + printed(DIFFERENCE, "en")


def test_what_was_given_stays_text() -> None:
    """Ids and names of an attacker are shown and never run."""
    evil = '"><script>alert(1)</script>'
    difference = deepcopy(DIFFERENCE)
    difference |= {"input": evil, "to": {"as_of": evil, "assumed": [evil]}, "hypothetical": True}
    difference["changes"][0] |= {
        "transaction_id": evil,
        "because": [evil],
        "rules_from": [evil + "a"],
        "rules_to": [evil + "b"],
    }
    difference["because"][0] |= {
        "rule": evil,
        "title": {"en": evil, "ko": evil},
        "since": evil,
        "citations": [{**CITE, "url": "data:text/html,x"}],
    }
    html = difference_page(difference)
    assert_self_contained(html)
    assert "<script" not in html
    assert "data:" not in html


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("difference", [DIFFERENCE, SUPPOSED, NOTHING])
def test_the_terminal_fits_eighty_columns(difference: dict[str, Any], language: str) -> None:
    """In both languages, nothing cut."""
    text = printed(difference, language)
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    assert "…" not in text


def test_the_terminal_says_what_moves_and_why() -> None:
    """Counts, flows that change, provisions with their day, files, and what this is not."""
    text = " ".join(printed(DIFFERENCE, "en").split())
    assert "48 of 320 transactions change (15.0 %)" in text
    assert "[us.ear.740_8.nac]: begins to apply since 2023-11-17" in text
    assert "changes.csv" in text
    assert "210" not in text  # what stays as it is needs no line
    assert text.endswith("A screening aid, not legal advice and not a clearance.")
    assert "거래 320건 중 48건의 판정이 바뀜 (15.0 %)" in " ".join(printed(DIFFERENCE, "ko").split())
    assert "No outcome changes." in printed(NOTHING, "en")
