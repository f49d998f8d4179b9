"""A reviewed false positive: shown as known good while nothing changes, and raised again when anything does."""

from dataclasses import replace
from datetime import date

import pytest

from screening.parties.known_good import KnownGood, current, from_json, review, to_json
from screening.parties.listed import Alias, ListedParty, Listing
from screening.parties.matcher import Query

TODAY = date(2026, 11, 22)
LISTED = ListedParty("Invented List", "17", (Alias("Invented Quartz Works", "name"),), countries=("CN",))
QUERY = Query("Invented Quartz Works", country="KR")


def reviewed() -> KnownGood:
    """Return a review of the query above."""
    return review(
        QUERY, LISTED, reason="another company: registration 123", reviewer="J. Park", on=TODAY, until=date(2027, 11, 22)
    )


def test_it_covers_the_query_and_the_entry_it_was_made_for() -> None:
    """Case and spacing are not a change."""
    assert reviewed().covers(QUERY, LISTED)
    assert reviewed().covers(replace(QUERY, name=" INVENTED  quartz works "), LISTED)


@pytest.mark.parametrize(
    "query",
    [
        Query("Invented Quartz Work", country="KR"),
        Query("Invented Quartz Works", country="CN"),
        Query("Invented Quartz Works"),
        Query("Invented Quartz Works", country="KR", address="Invented-ro 1"),
        Query("Invented Quartz Works", country="KR", birth_date="1970"),
    ],
)
def test_it_lapses_when_the_query_changes(query: Query) -> None:
    """Another name, place or date asks about somebody else."""
    assert not reviewed().covers(query, LISTED)


@pytest.mark.parametrize(
    "entry",
    [
        replace(LISTED, names=(*LISTED.names, Alias("IQW"))),
        replace(LISTED, countries=("CN", "KR")),
        replace(LISTED, listings=(Listing(policy="Policy of denial"),)),
        replace(LISTED, sublist="Another List"),
    ],
)
def test_it_lapses_when_the_entry_changes(entry: ListedParty) -> None:
    """A new alias, address or policy may make it the same party after all."""
    assert not reviewed().covers(QUERY, entry)


def test_it_ends_on_its_last_day() -> None:
    """Periods are half-open, and a review does not hold before it was made."""
    each = reviewed()
    assert current([each], date(2027, 11, 21)) == (each,)
    assert current([each], date(2027, 11, 22)) == ()
    assert current([each], date(2026, 11, 21)) == ()


def test_it_needs_a_reason_a_reviewer_and_a_future() -> None:
    """Nobody suppresses a match without saying why and until when."""
    for bad in ({"reason": " "}, {"reviewer": ""}, {"until": TODAY}):
        with pytest.raises(ValueError, match=r"needs a reason|lapse"):
            review(QUERY, LISTED, **{"reason": "r", "reviewer": "v", "on": TODAY, "until": date(2027, 1, 1), **bad})


def test_what_is_written_is_read_back() -> None:
    """Korean and all."""
    many = (reviewed(), replace(reviewed(), reason="다른 회사"))
    assert from_json(to_json(many)) == many
