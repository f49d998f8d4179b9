"""Questions: who is asked stays clear where one answer stands for several facts."""

from party_steps import CAPTURED

from screening.app import load_screener
from screening.facts.transaction import Transaction
from screening.parties.listed import Alias, ListedParty, Listing
from screening.parties.watchlist import LoadedList, Watchlist
from screening.screen import Screener


def test_a_fact_of_a_party_that_is_asked_as_another_is_asked_of_that_party() -> None:
    """One owner is surely on one list, another possibly on the Entity List: then it is asked who owns the end user."""
    shipped = load_screener()
    sure = ListedParty("US-BIS-MEU", "m#1", (Alias("Zzyzx Avionics Works", "name"),), None, ("RU",), listings=(Listing(None, None),))
    source = LoadedList("scenario", CAPTURED, "sha256:scenario", 1, 1), [sure]
    screener = Screener(shipped.rules, shipped.catalogue, Watchlist.of(shipped.rules.lists, [source]))
    owners = [{"name": "Zzyzx Avionics Works", "share": 10, "country": "RU"}, {"name": "Inspur", "share": 60, "country": "US"}]
    end_user = {"role": "end_user", "name": "Invented Sub", "country": "CN", "headquarters": "CN", "us_person": False, "owners": owners}
    deal = {"activity": "export", "date": "2025-10-10", "origin": "US", "destination": "CN", "items": [{"eccn": "EAR99"}], "parties": [end_user]}
    decision = screener.screen(Transaction.model_validate(deal))
    assert "party.end_user.listed_owner_share" in [question.fact for question in decision.questions]
