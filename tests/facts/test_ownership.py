"""Where a party's ultimate parent sits: stated, none, or the top of a chain of majority owners."""

import pytest

from screening.facts.ownership import listed_stake, parent_country
from screening.facts.transaction import Owner, Party


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


# --- What listed owners hold ---------------------------------------------------------------------------------------


def stake(*owners: dict[str, object], listed: str = "Listed", maybe: str = "Maybe", **fields: object):
    """Return what owners whose name begins with `listed` hold (None: may be, for `maybe`)."""

    def counts(each: Owner) -> bool | None:
        return True if each.name.startswith(listed) else None if each.name.startswith(maybe) else False

    given = {"owners": list(owners)} if owners else {}
    return listed_stake(Party.model_validate({"role": "end_user", **given, **fields}), counts)


def held(name: str, share: object, *above: dict[str, object]) -> dict[str, object]:
    """Return an owner with owners of its own."""
    return {"name": name, "share": share, "owners": list(above)}


@pytest.mark.parametrize(
    ("owners", "low", "high", "present", "stated"),
    [
        ([held("Listed A", 60)], 60, 60, True, True),
        ([held("Listed A", 30), held("Listed B", 25)], 55, 55, True, True),
        ([held("Listed A", 30)], 30, 30, True, True),
        ([held("Listed A", None)], 0, 100, True, False),
        ([held("Listed A", None), held("Invented Fund", 60)], 0, 40, True, False),
        ([held("Listed A", None), held("Listed B", None), held("Invented Fund", 60)], 0, 40, True, False),
        ([held("Invented Fund", 100)], 0, 0, False, True),
        ([held("Maybe A", 60)], 0, 60, None, True),
        # an owner counts in full or not at all: half or more of it in listed hands, or less
        ([held("Invented Mid", 50, held("Listed A", 50))], 50, 50, True, True),
        ([held("Invented Mid", 50, held("Listed A", 49))], 0, 0, True, True),
        ([held("Invented Mid", 50, held("Listed A", 30), held("Listed B", 25))], 50, 50, True, True),
        ([held("Invented Mid", 60, held("Listed A", None))], 0, 60, True, False),
        ([held("Invented Mid", 30, held("Listed A", 90)), held("Listed B", 20)], 50, 50, True, True),
        ([held("Invented Top", 80, held("Invented Mid", 70, held("Listed A", 51)))], 80, 80, True, True),
    ],
)
def test_listed_owners_add_up_tier_by_tier(owners: list, low: int, high: int, present: bool | None, stated: bool) -> None:
    """90 FR 47201: directly or indirectly, individually or in aggregate; what is not stated stays between bounds."""
    found = stake(*owners)
    assert found is not None
    assert (found.low, found.high, found.present, found.stated) == (low, high, present, stated)


def test_a_circle_of_owners_is_walked_once() -> None:
    """A owns B, B owns A, and a listed party owns a little of both: the circle adds nothing."""
    found = stake(held("Invented A", 60, held("Invented B", 80, held("Invented A", 90), held("Listed C", 10))))
    assert found is not None
    assert (found.low, found.present) == (0, True)


def test_nobody_said_who_owns_it() -> None:
    """Silence about owners is unknown; an empty list, or a natural person, has none."""
    assert stake() is None
    assert stake(owners=[]).high == 0
    assert stake(kind="individual").high == 0


def test_a_parent_by_name_is_an_owner_of_unknown_share() -> None:
    """A parent that is named is an owner; how much it holds is not said."""
    found = stake(parent="Listed Group")
    assert found is not None
    assert (found.low, found.high, found.present, found.stated) == (0, 100, True, False)
    assert stake(parent="none") is None


def test_the_path_names_every_link_from_the_top() -> None:
    """Who reads it must see through whom the share is held."""
    found = stake(held("Invented Mid", 60, held("Listed A", 51)))
    assert found is not None
    assert found.path.en == "listed owners: Listed A 51% ← Invented Mid 60%"
