"""Where a party's ultimate parent sits: stated, none, or the top of a chain of majority owners."""

import pytest

from screening.facts.ownership import parent_country
from screening.facts.transaction import Party


def parent(**fields: object) -> str | None:
    """Return the ultimate parent's country, or None for unknown."""
    found = parent_country(Party.model_validate({"role": "end_user", "headquarters": "SG", **fields}))
    return found[0].country if found else None


def owner(share: object, country: str, **more: object) -> dict[str, object]:
    """Return an owner."""
    return {"name": f"{country} Holding", "share": share, "country": country, **more}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, None),
        ({"parent_country": "CN"}, "CN"),
        ({"parent": "none"}, "SG"),
        ({"parent": "없음"}, "SG"),
        ({"parent": "Invented Holding"}, None),
        ({"owners": [owner(60, "CN")]}, "CN"),
        ({"owners": [owner(50, "CN"), owner(50, "US")]}, None),
        ({"owners": [owner(None, "CN")]}, None),
        ({"owners": [owner(80, "HK", owners=[owner(51, "CN")])]}, "CN"),
        ({"owners": [owner(80, "HK", owners=[owner(30, "CN")])]}, "HK"),
        ({"parent_country": "US", "owners": [owner(60, "CN")]}, "US"),
    ],
)
def test_the_ultimate_parent_is_stated_or_the_top_majority_owner(fields: dict[str, object], expected: str | None) -> None:
    """A minority owner is not a parent; an unstated share is not a majority."""
    assert parent(**fields) == expected


def test_the_chain_is_shown() -> None:
    """The provenance names each owner with the share."""
    party = Party.model_validate({"role": "end_user", "owners": [owner(80, "HK", owners=[owner(51, "CN")])]})
    found = parent_country(party)
    assert found is not None
    assert found[1].en == "majority owner: HK Holding 80% ← CN Holding 51%"
