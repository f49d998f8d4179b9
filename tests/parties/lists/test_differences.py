"""Two states of a list: who came, who went, what changed, and how that was found out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from screening.parties.listed import Alias, ListedParty, Listing
from screening.parties.lists.differences import difference, same_words


def party(entry: str, name: str, *aliases: str, sublist: str = "L", countries: tuple[str, ...] = (), **listing) -> ListedParty:
    """Return a listed party with one listing."""
    return ListedParty(sublist, entry, (Alias(name, "name"), *map(Alias, aliases)), countries=countries, listings=(Listing(**listing),))


A, B, C = party("1", "Invented A"), party("2", "Invented B"), party("3", "Invented C")


def test_the_same_state_has_no_difference() -> None:
    """Whatever its order."""
    found = difference([A, B], [B, A])
    assert [each.empty for each in found] == [True]
    assert (found[0].before, found[0].after, found[0].by_id, found[0].by_name) == (2, 2, 2, 0)


def test_who_came_and_who_went() -> None:
    """Sub-list by sub-list, the larger first; one that is new or gone is there too."""
    other = party("9", "Elsewhere", sublist="M")
    found = difference([A, B, other], [B, C])
    assert [(each.sublist, each.added, each.removed) for each in found] == [("L", (C,), (A,)), ("M", (), (other,))]


def test_an_entry_that_moved_to_another_sub_list_went_and_came() -> None:
    """A list is its own."""
    found = difference([A], [replace(A, sublist="M")])
    assert [(each.sublist, len(each.added), len(each.removed)) for each in found] == [("L", 0, 1), ("M", 1, 0)]


def test_renumbered_entries_are_matched_by_name_and_it_is_said_so() -> None:
    """In any order and case of words."""
    found = difference([party("1", "EXAMPLE, Arash"), B], [party("x", "Arash Example"), B])[0]
    assert (found.by_id, found.by_name, found.added, found.removed, found.changed) == (1, 1, (), (), ())
    assert same_words("ÉXAMPLE, Arash") != same_words("EXAMPLE, Arash")


def test_a_name_that_stands_several_times_is_paired_with_its_like() -> None:
    """One row per address, as the Denied Persons List has it."""
    before = [party("1", "Same", countries=("AE",)), party("2", "Same", countries=("TR",))]
    after = [party("8", "Same", countries=("TR",)), party("9", "Same", countries=("AE",)), party("10", "Same", countries=("JO",))]
    found = difference(before, after)[0]
    assert (found.changed, [each.entry for each in found.added]) == ((), ["10"])


def test_one_id_twice_is_two_entries() -> None:
    """The list of April 2022 has one bank twice."""
    assert difference([A, A], [A])[0].removed == (A,)


def test_changes_name_the_field_and_the_values() -> None:
    """Names added and removed, countries, dates, requirement, policy, programmes."""
    before = party("1", "Name", "Old", countries=("CN",), start=date(2020, 1, 1), requirement="All items.", policy="Denial", programmes=("P1",))
    after = party("1", "Name", "New", countries=("CN", "HK"), start=date(2020, 1, 1), until=date(2027, 1, 1), requirement="Some items.", policy="Case by case", programmes=("P1", "P2"))
    changed = difference([before], [after])[0].changed[0]
    assert (changed.entry, changed.matched) == ("1", "id")
    assert {each.field: (each.removed, each.added) for each in changed.changes} == {
        "names": (("Old",), ("New",)), "countries": ((), ("HK",)),
        "dates": (("2020-01-01 – …",), ("2020-01-01 – 2027-01-01",)), "requirement": (("All items",), ("Some items",)),
        "policy": (("Denial",), ("Case by case",)), "programmes": ((), ("P2",)),
    }  # fmt: skip


def test_printing_is_not_a_change() -> None:
    """A full stop, a space, the case of a name."""
    before, after = party("1", "Name Ltd.", policy="Presumption of denial."), party("1", "NAME LTD", policy="Presumption of  denial")
    assert difference([before], [after])[0].empty


def test_what_a_file_does_not_carry_is_not_a_change_of_everybody() -> None:
    """The CSL of 2026 in our data has no dates: that is a property of the file."""
    before = [party(str(n), f"Name {n}", start=date(2020, 1, n)) for n in range(1, 5)]
    after = [party(str(n), f"Name {n}") for n in range(1, 5)]
    found = difference(before, after)[0]
    assert (found.changed, found.not_comparable) == ((), ("dates",))
    assert difference(before, [*after[:3], before[3]])[0].not_comparable == ()


def test_derived_names_are_not_compared() -> None:
    """Splitting a name better is no news from the publisher."""
    split = replace(A, names=(*A.names, Alias("Derived", "alias", "split")))
    assert difference([A], [split])[0].empty
