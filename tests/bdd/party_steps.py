"""Steps about lists, matches and known goods; imported by conftest.py."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_bdd import given, parsers, then

from screening.app import load_screener
from screening.decision import Decision
from screening.facts.listed import PartyMatch
from screening.parties.known_good import KnownGood, review
from screening.parties.listed import Alias, ListedParty, Listing
from screening.parties.matcher import Query
from screening.parties.watchlist import LoadedList, Watchlist
from screening.screen import Screener

CAPTURED = date(2026, 7, 31)


@pytest.fixture
def loaded() -> list[ListedParty | KnownGood]:
    """Return what a scenario knows besides the embedded list: entries of other lists, and reviews."""
    return []


@given(parsers.re(r'the list "(?P<label>[^"]+)" names$'))
@given(parsers.re(r'명단 "(?P<label>[^"]+)"에는 다음이 있다$'))
def names(loaded: list[ListedParty | KnownGood], label: str, datatable: list[list[str]]) -> None:
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


def screener_with(loaded: list[ListedParty | KnownGood]) -> Screener:
    """Return a screener that asks the embedded list and what the scenario loads, knowing the reviews it states."""
    shipped = load_screener()
    if not loaded:
        return shipped
    parties = [each for each in loaded if isinstance(each, ListedParty)]
    reviews = [each for each in loaded if isinstance(each, KnownGood)]
    count = sum(len(party.names) for party in parties)
    sources = [(LoadedList("scenario", CAPTURED, "sha256:scenario", len(parties), count), parties)] if parties else []
    return Screener(shipped.rules, shipped.catalogue, Watchlist.of(shipped.rules.lists, sources, reviews))


@given(parsers.re(r'its name in (?P<country>[A-Z]{2}) was reviewed and is not "(?P<entry>[^"]+)", because "(?P<reason>[^"]+)"$'))
@given(parsers.re(r'(?P<country>[A-Z]{2})의 그 이름은 검토 결과 "(?P<entry>[^"]+)"(이|가) 아니다: "(?P<reason>[^"]+)"$'))
def reviewed(deal: dict[str, Any], loaded: list[ListedParty | KnownGood], country: str, entry: str, reason: str) -> None:
    """Record a known good for the party named last, as it was asked for in a country."""
    query = Query(deal["parties"][-1]["name"], country=country)
    (party,) = [each.candidate.party for each in screener_with(loaded).watchlist.hits(query, CAPTURED) if each.candidate.party.name == entry]
    loaded.append(review(query, party, reason=reason, reviewer="A reviewer", on=CAPTURED, until=date(2999, 1, 1)))


@then(parsers.re(r'the (?P<role>[a-z_]+) is shown as known good, because "(?P<reason>[^"]+)"$'))
@then(parsers.re(r'(?P<role>[a-z_]+)(은|는) "(?P<reason>[^"]+)"(으로|로) 확인된 비해당자로 표시된다$'))
def shown_as_known_good(decision: Decision, role: str, reason: str) -> None:
    """Say that a match is shown with the review that put it to rest, and not left out."""
    assert [m.hit.known_good.reason for m in _of(decision, role) if m.hit.known_good] == [reason]


@then(parsers.re(r"no match of the (?P<role>[a-z_]+) is known good$"))
def none_known_good(decision: Decision, role: str) -> None:
    """Say that the review does not cover what is asked now."""
    assert _of(decision, role)
    assert all(m.hit.known_good is None for m in _of(decision, role))


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

