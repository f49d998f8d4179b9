"""Parties as rows: who is a US person, whose owners count, what of an identity is given and verified."""

from datetime import date

import pytest

from screening.app import load_screener
from screening.engine.row import PartyRow
from screening.facts.derive import derive
from screening.facts.listed import Listed
from screening.facts.party import party_rows
from screening.facts.transaction import Party, Transaction

DAY = date(2024, 3, 15)


def rows(*parties: dict[str, object]) -> list[PartyRow]:
    """Return the party rows of a deal."""
    return list(party_rows([Party.model_validate(each) for each in parties], Listed(load_screener().rules, load_screener().watchlist, DAY)))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"country": "US"}, True),
        ({"country": "CN", "incorporated_in": "US"}, True),
        ({"country": "CN", "citizenship": "US", "kind": "individual"}, True),
        ({"country": "CN", "permanent_resident_of": "US", "kind": "individual"}, True),
        ({"country": "CN", "incorporated_in": "CN"}, False),
        ({"country": "CN", "headquarters": "CN"}, None),
        ({"country": "CN", "citizenship": "CN", "kind": "individual"}, None),
        ({"country": "CN", "us_person": True}, True),
        ({"country": "US", "us_person": False}, False),
    ],
)
def test_who_is_a_us_person(known: dict[str, object], expected: bool | None) -> None:
    """EO 13984 s. 5(k): one limb is enough; a person abroad may still be a permanent resident, so stays unknown."""
    found = rows({"role": "end_user", **known})[0].values.get("party.us_person")
    assert (found.value if found else None) is expected


def test_the_end_user_always_has_a_row() -> None:
    """So that rules about the user ask instead of passing over a broker."""
    (broker, user) = rows({"role": "broker", "name": "Invented Broker"})
    assert (broker.role, broker.stated, user.role, user.stated, dict(user.values)) == ("broker", True, "end_user", False, {})


def test_owners_of_a_customer_have_rows_and_those_of_a_seller_have_not() -> None:
    """Whether an owner is a beneficial owner is for the rules."""
    owners = [{"name": "Invented Owner", "share": "30", "kind": "individual"}]
    found = rows({"role": "account_holder", "owners": owners}, {"role": "seller", "owners": owners}, {"role": "end_user"})
    owner = [row for row in found if row.role == "beneficial_owner"]
    assert len(owner) == 1
    assert owner[0].values["party.ownership_share"].value == 30
    assert owner[0].values["party.named_beneficial_owner"].value is False


def test_nulls_and_empty_lists_are_not_given() -> None:
    """The contract's own example."""
    identity = {"email": None, "phone": None, "ip_addresses": [], "verified_by": None}
    (user,) = rows({"role": "end_user", "name": "X", "identity": identity})
    assert [name for name in user.values if name.startswith("party.identity.")] == ["party.identity.name"]
    assert user.checked == frozenset()


def test_a_list_of_verified_fields_without_a_method_counts_for_nothing() -> None:
    """Somebody must have checked it somehow."""
    (user,) = rows({"role": "end_user", "name": "X", "identity": {"email": "a@example.com", "verified": ["email"]}})
    assert user.checked == frozenset()


def test_a_consignee_that_is_also_the_forwarder_is_recognised_by_name() -> None:
    """Red flag 9 can then be computed."""
    found = rows({"role": "ultimate_consignee", "name": "Invented Freight"}, {"role": "freight_forwarder", "name": "Invented Freight"})
    assert found[0].values["party.freight_forwarder"].value is True


@pytest.mark.parametrize(
    ("payer", "expected"), [({"country": "CN"}, True), ({"country": "SG"}, False), ({}, None)]
)
def test_a_payer_in_another_country(payer: dict[str, object], expected: bool | None) -> None:
    """Unknown where the payer's country is."""
    parties = [{"role": "payer", "name": "P", **payer}, {"role": "end_user", "name": "U", "country": "SG"}]
    deal = Transaction.model_validate({"date": "2024-03-15", "activity": "cloud_rental", "parties": parties})
    screener = load_screener()
    found = derive(deal, screener.catalogue, screener.rules, screener.watchlist, DAY).whole.values.get("payer_elsewhere")
    assert (found.value if found else None) is expected


@pytest.mark.parametrize(("megawatts", "expected"), [("0.6", True), ("0.7", False), ("1", False)])
def test_an_order_larger_than_the_power_of_the_site(megawatts: str, expected: bool) -> None:
    """A thousand chips of 700 W need 0.7 MW."""
    item = {"description": "NVIDIA H100", "quantity": "1000", "power_w": "700"}
    end_use = {"data_center_power_mw": megawatts}
    deal = Transaction.model_validate({"date": "2024-03-15", "activity": "cloud_rental", "items": [item], "end_use": end_use})
    screener = load_screener()
    values = derive(deal, screener.catalogue, screener.rules, screener.watchlist, DAY).whole.values
    assert values["order_exceeds_power"].value is expected


@pytest.mark.parametrize(
    ("region", "stated", "expected"),
    [("cn-hongkong", None, "CN"), ("ap-southeast-1", None, "SG"), ("ap-southeast-1", "MY", "MY")],
)
def test_a_region_says_where_the_chips_stand_unless_somebody_states_it(region: str, stated: str | None, expected: str) -> None:
    """A region in Hong Kong is in China, as a stated Hong Kong would be; what is stated counts, and the doubt is told."""
    item = {"description": f"Alibaba Cloud ecs.ebmgn7e.32xlarge, {region}"}
    deal = {"date": "2024-03-15", "activity": "cloud_rental", "items": [item]} | ({"hosting": stated} if stated else {})
    screener = load_screener()
    rows = derive(Transaction.model_validate(deal), screener.catalogue, screener.rules, screener.watchlist, DAY)
    assert rows.whole.values["hosting"].value == expected
    assert any(region in warning.en for warning in rows.warnings) is (stated is not None)
