"""The destinations of the advanced-computing control on three days, against lists derived apart from the rule files.

The lists were made by hand from supplement no. 1 to part 740 as of 2026-07-23, rolled back by the Federal Register
changes (89 FR 18780, 91 FR 5091, 91 FR 43034); Macau and the UAE are named by the rules themselves.
"""

from datetime import date

import pytest

from screening.app import load_screener
from screening.engine.explain import Evaluation
from screening.engine.law import Law
from screening.engine.row import Known, Row
from screening.language.condition import Term
from screening.places import CODES
from screening.terms import Text

FIRST = set(
    "AE AF AM AZ BH BY CD CF CN CU EG ER GE HT IQ IR JO KG KH KP KW KZ LA LB LY MD MM MN MO OM PK QA RU SA SD SO SS SY "
    "TJ TM UZ VE VN YE ZW".split()
)
# Ethiopia is in D:5 by operation of the State Department's list (86 FR 60165), never printed in the table: unverified.
ETHIOPIA = {"ET"}


def destinations(day: date) -> tuple[set[str], set[str]]:
    """Return the countries for which the destination term holds, and those for which it rests on unverified data."""
    rules = load_screener().rules
    caught, doubtful = set(), set()
    for country in CODES - {"HK"}:  # Hong Kong arrives as CN
        row = Row({"destination": Known(country, Text("given", "입력값"))})
        trace = Evaluation(Law(rules, day), row).trace(Term("us.ear.advanced_computing.destination"))
        if trace.truth is True:
            caught.add(country)
            if not trace.sound:
                doubtful.add(country)
    return caught, doubtful


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2022, 10, 7), {"CN"}),
        (date(2023, 1, 18), {"CN", "MO"}),
        (date(2023, 11, 17), FIRST | ETHIOPIA),
        (date(2024, 3, 14), FIRST | ETHIOPIA),
        (date(2024, 3, 15), FIRST | ETHIOPIA | {"NI"}),
        (date(2026, 7, 9), FIRST | ETHIOPIA | {"NI"}),
        (date(2026, 7, 10), FIRST | ETHIOPIA | {"NI"}),
    ],
)
def test_the_destinations_are_those_derived_from_the_country_groups(day: date, expected: set[str]) -> None:
    """Country by country, for every ISO code."""
    caught, _ = destinations(day)
    assert caught == expected


def test_only_ethiopia_rests_on_an_unverified_membership() -> None:
    """And the engine says so."""
    assert destinations(date(2024, 6, 1))[1] == ETHIOPIA


@pytest.mark.parametrize("country", ["IL", "TW", "CY", "KR", "JP", "DE", "GB", "SG", "MY", "IN"])
def test_allies_and_a6_countries_are_outside(country: str) -> None:
    """Israel and Taiwan are in D:2-D:4 or D:3 but also in A:6."""
    assert country not in destinations(date(2024, 6, 1))[0]
