"""Steps about lists, matches and known goods; imported by conftest.py."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_bdd import given, parsers, then

from screening.app import load_screener
from screening.decision import Decision
from screening.facts.listed import PartyMatch
from screening.parties.listed import Alias, ListedParty, Listing
from screening.parties.watchlist import LoadedList, Watchlist
from screening.screen import Screener

CAPTURED = date(2026, 7, 31)


@pytest.fixture
def loaded() -> list[ListedParty]:
    """Return the entries of lists a scenario loads besides the embedded one."""
    return []


@given(parsers.re(r'the list "(?P<label>[^"]+)" names$'))
@given(parsers.re(r'명단 "(?P<label>[^"]+)"에는 다음이 있다$'))
def names(loaded: list[ListedParty], label: str, datatable: list[list[str]]) -> None:
    """Load a list of a table: name, and any of aliases (`;`), country, from, until, requirement, policy, programmes (`;`)."""
    head, *rows = datatable
    for number, row in enumerate(rows, 1):
        told = {key: value for key, value in zip(head, row, strict=True) if value}
        start, until = (date.fromisoformat(told[key]) if key in told else None for key in ("from", "until"))
        listing = Listing(
            start, until, told.get("cite", ""), told.get("requirement", ""), told.get("policy", ""),
            tuple(each.strip() for each in told.get("programmes", "").split(";") if each.strip()),
        )  # fmt: skip
        aliases = [Alias(each.strip()) for each in told.get("aliases", "").split(";") if each.strip()]
        countries = (told["country"],) if "country" in told else ()
        every = (Alias(told["name"], "name"), *aliases)
        loaded.append(ListedParty(label, f"{label}#{number}", every, None, countries, listings=(listing,)))


@given(parsers.re(r'its owners are "(?P<owners>[^"]+)"$'))
@given(parsers.re(r'그 소유자는 "(?P<owners>[^"]+)"이다$'))
def owners_are(deal: dict[str, Any], owners: str) -> None:
    """Give the party named last its owners: names with a share in percent each, or `?`, separated by commas."""
    shares = (each.strip().rpartition(" ") for each in owners.split(","))
    deal["parties"][-1]["owners"] = [
        {"name": name} if share == "?" else {"name": name, "share": share} for name, _, share in shares
    ]


def screener_with(loaded: list[ListedParty]) -> Screener:
    """Return a screener that asks the embedded list and what the scenario loads."""
    shipped = load_screener()
    if not loaded:
        return shipped
    count = sum(len(party.names) for party in loaded)
    source = (LoadedList("scenario", CAPTURED, "sha256:scenario", len(loaded), count), loaded)
    rules = shipped.rules
    return Screener(rules, shipped.catalogue, Watchlist.of(rules.lists, [source]))


@then(parsers.re(r'the (?P<role>[a-z_]+) is a (?P<grade>match|possible) for "(?P<name>[^"]+)" on "(?P<list>[a-z0-9_.]+)"$'))
@then(parsers.re(r'(?P<role>[a-z_]+)(은|는) "(?P<list>[a-z0-9_.]+)"의 "(?P<name>[^"]+)"(와|과) (?P<grade>match|possible)이다$'))
def meets(decision: Decision, role: str, grade: str, name: str, list: str) -> None:
    """Say which listed party a name met, and how surely."""
    found = [(m.hit.candidate.grade, m.hit.candidate.party.name) for m in _of(decision, role) if m.hit.list == list]
    assert (grade, name) in found, found


@then(parsers.re(r"the (?P<role>[a-z_]+) meets no list$"))
@then(parsers.re(r"(?P<role>[a-z_]+)의 이름은 명단에 없다$"))
def meets_none(decision: Decision, role: str) -> None:
    """Say that a name met no entry that was listed on the day."""
    assert _of(decision, role) == []


@then(parsers.re(r'the match of the (?P<role>[a-z_]+) cites "(?P<citation>[^"]+)" and tells "(?P<words>[^"]+)"$'))
def tells(decision: Decision, role: str, citation: str, words: str) -> None:
    """Find the Federal Register citation of the entry, and words in what explains the score."""
    found = [m.hit for m in _of(decision, role) if m.hit.listing.citation == citation]
    assert found, [m.hit.listing.citation for m in _of(decision, role)]
    assert any(words in hit.candidate.because.en for hit in found), [hit.candidate.because.en for hit in found]


def _of(decision: Decision, role: str) -> list[PartyMatch]:
    return [match for match in decision.party_matches if match.role == role]

