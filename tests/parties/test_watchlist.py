"""The loaded lists as one thing: ids and marks by the rules, dates by the list or by the embedded one, known goods."""

from dataclasses import replace
from datetime import date

import pytest

from screening.app import load_screener
from screening.parties.known_good import review
from screening.parties.listed import Alias, ListedParty, Listing
from screening.parties.matcher import Query
from screening.parties.watchlist import EMBEDDED, Hit, LoadedList, Watchlist

RULES = load_screener().rules
CSL = LoadedList("csl", date(2026, 7, 31), "sha256:0", 1, 1)
ENTITY = "Entity List (EL) - Bureau of Industry and Security"
DAY = date(2024, 6, 1)


def listed(name: str, sublist: str = ENTITY, **listing: object) -> ListedParty:
    """Return an entry as a loader would."""
    return ListedParty(sublist, "e1", (Alias(name, "name"),), None, ("CN",), listings=(Listing(**listing),))


def watch(*parties: ListedParty, **more: object) -> Watchlist:
    """Return a watchlist over the embedded list and one more."""
    return Watchlist.of(RULES.lists, [(CSL, parties)], **more)


def hits(watchlist: Watchlist, name: str, day: date = DAY) -> list[Hit]:
    """Return the hits of a name from the loaded list."""
    return [hit for hit in watchlist.hits(Query(name), day) if hit.source is CSL]


def test_the_embedded_list_is_asked_without_any_download() -> None:
    """What ships with the rules has a name, a day and a digest of its own."""
    (own,) = load_screener().watchlist.loaded
    assert (own.name, own.complete) == (EMBEDDED, False)
    assert own.digest.startswith("sha256:")
    assert own.entries >= 70
    assert own.date == date(2026, 7, 31)


def test_the_sub_list_of_an_entry_decides_which_list_it_is_on() -> None:
    """The label of the Consolidated Screening List becomes the id rules ask for."""
    uvl = "Unverified List (UVL) - Bureau of Industry and Security"
    assert hits(watch(listed("Invented Quartz Works")), "Invented Quartz Works")[0].list == "us.entity_list"
    assert hits(watch(listed("Invented Quartz Works", uvl)), "Invented Quartz Works")[0].list == "us.unverified_list"


def test_an_entry_of_a_list_no_rule_speaks_of_is_shown_and_decides_nothing() -> None:
    """A company's own list of parties is searched, too."""
    (hit,) = hits(watch(listed("Invented Quartz Works", "Our own list")), "Invented Quartz Works")
    assert (hit.list, hit.title.en, hit.ids) == (None, "Our own list", frozenset())


@pytest.mark.parametrize(
    ("requirement", "mark"),
    [
        ("For all items subject to the EAR. (See §§ 734.9(e)(2) and 744.11 of the EAR) 4", "us.entity_list.footnote_4"),
        ("For all items subject to the EAR, see §§ 734.9(e)1 and 744.11 of the EAR2", "us.entity_list.footnote_1"),
    ],
)
def test_marks_are_read_off_the_text_of_the_entry(requirement: str, mark: str) -> None:
    """What the list prints says which footnote an entry carries."""
    found = hits(watch(listed("Invented Quartz Works", requirement=requirement)), "Invented Quartz Works")
    assert {each for each in found[0].ids if "footnote" in each} == {mark}


def test_a_list_without_dates_takes_them_from_the_embedded_one() -> None:
    """The newest lists print no first day; the excerpt knows it for its own entries."""
    undated = watch(listed("Inspur Group Co., Ltd."))
    assert hits(undated, "Inspur Group", date(2022, 1, 10)) == []
    assert hits(undated, "Inspur Group")[0].since == date(2023, 3, 2)


def test_what_a_newer_list_says_of_an_entry_is_its_own() -> None:
    """Before the list was published the excerpt speaks, from that day on the list; the first day stays known."""
    newer = watch(listed("Inspur Group Co., Ltd.", policy="Policy of denial"))
    (before,) = hits(newer, "Inspur Group")
    (since,) = hits(newer, "Inspur Group", CSL.date)
    assert (before.listing.policy, before.since) == ("Presumption of denial", date(2023, 3, 2))
    assert (since.listing.policy, since.since) == ("Policy of denial", date(2023, 3, 2))


def test_an_entry_without_a_date_counts_as_listed_all_along_and_says_so() -> None:
    """Better a match too many than one too few; that the date is not known is shown."""
    assert hits(watch(listed("Invented Quartz Works")), "Invented Quartz Works", date(2015, 1, 1))[0].since is None


def test_an_entry_counts_from_its_first_day_to_its_last() -> None:
    """Periods are half-open."""
    dated = watch(listed("Invented Quartz Works", start=date(2023, 1, 1), until=date(2024, 1, 1)))
    days = [date(2022, 12, 31), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [bool(hits(dated, "Invented Quartz Works", day)) for day in days] == [False, True, True, False]


def test_a_known_good_is_shown_with_the_hit() -> None:
    """It stays a hit, so that nobody reads it as no match."""
    entry = listed("Invented Quartz Works")
    query = Query("Invented Quartz Works")
    good = review(query, entry, reason="another", reviewer="J. Park", on=DAY, until=date(2025, 1, 1))
    assert hits(watch(entry, known_good=[good]), "Invented Quartz Works")[0].known_good == good
    changed = replace(entry, addresses=("Invented Road 1",))
    assert hits(watch(changed, known_good=[good]), "Invented Quartz Works")[0].known_good is None


def test_what_is_not_loaded_is_named() -> None:
    """A list rules speak of and of which nothing is loaded was not compared."""
    missing = {each.id for each in load_screener().watchlist.missing()}
    assert {"us.unverified_list", "us.denied_persons", "us.sdn", "us.military_end_user"} <= missing
    assert "us.entity_list" not in missing
    uvl = "Unverified List (UVL) - Bureau of Industry and Security"
    assert "us.unverified_list" not in {each.id for each in watch(listed("Invented Quartz Works", uvl)).missing()}


def test_the_days_of_listings_to_come_are_known() -> None:
    """A deal dated before them is told when the same deal would meet the list."""
    assert date(2023, 3, 2) in load_screener().watchlist.first_days(Query("Inspur Group"))
    assert load_screener().watchlist.first_days(Query("Invented Orchard")) == frozenset()
