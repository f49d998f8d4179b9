"""The timeline: what is in force, suspended and proposed must look different, in text and on the page."""

from dataclasses import replace
from datetime import date

import pytest

from screening.app import load_screener
from screening.language.rule import RuleSet
from screening.reports.terminal import citation_lines
from screening.reports.timeline import GLYPHS, timeline_data, timeline_html, timeline_text
from screening.terms import Kind, Status, Text


@pytest.fixture
def rules() -> RuleSet:
    """Return a rule set of one control that was in force, is suspended, and is proposed anew."""
    shipped = load_screener().rules
    rule = shipped.rules["us.ear.742_6.destination"]
    version = rule.versions[-1]
    versions = (
        replace(version, start=date(2023, 1, 1), until=date(2024, 1, 1)),
        replace(version, start=date(2024, 1, 1), until=date(2025, 1, 1), status=Status.suspended),
        replace(version, start=date(2025, 1, 1), until=None, status=Status.proposed, stage="committee", verified=False),
    )
    one = replace(rule, id="t.control", title=Text("A <control>", "통제"), kind=Kind.control, versions=versions)
    return replace(shipped, rules={one.id: one})


def printed(rules: RuleSet) -> str:
    """Return the text page as a terminal would show it."""
    from io import StringIO

    from rich.console import Console

    console = Console(file=StringIO(), width=140)
    console.print(timeline_text(rules, date(2026, 1, 1), "en"))
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_each_status_has_a_sign_of_its_own() -> None:
    """Except letters and license conditions, which both bind only some."""
    signs = [sign for status, sign in GLYPHS.items() if status is not Status.license_condition]
    assert len(set(signs)) == len(signs)


def test_the_text_shows_the_three_periods_one_after_the_other(rules: RuleSet) -> None:
    """Full, dotted, ringed; and that the latest is unverified."""
    row = next(line for line in printed(rules).splitlines() if "t.control" in line)
    order = [row.index(GLYPHS[status]) for status in (Status.in_force, Status.suspended, Status.proposed)]
    assert order == sorted(order)
    assert "UNVERIFIED" in row


def test_the_page_draws_them_differently_and_escapes_texts(rules: RuleSet) -> None:
    """Self-contained, no script, one bar a version."""
    html = timeline_html(rules, date(2026, 1, 1), "en")
    for status in ("in_force", "suspended", "proposed unverified"):
        assert html.count(f'class="bar {status}"') == 1
    assert "A &lt;control&gt;" in html
    assert "<script" not in html
    assert "http-equiv" not in html


def test_the_data_are_in_order_of_the_days(rules: RuleSet) -> None:
    """One row a version, with its citations."""
    rows = timeline_data(rules, "ko")
    assert [row["status"] for row in rows] == ["in_force", "suspended", "proposed"]
    assert rows[0]["citations"] == list(citation_lines(rules.rules["t.control"].versions[0].cite))
