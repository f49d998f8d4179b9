"""Line items as facts: what wins over what, what stays a bound, and what a classification shows."""

from datetime import date
from decimal import Decimal

import pytest

from screening.app import load_screener
from screening.engine.row import Interval, Known
from screening.errors import InvalidInput
from screening.facts.classification import level
from screening.facts.hardware import item_lines
from screening.facts.reading import transaction_from_text
from screening.facts.transaction import Item

SCREENER = load_screener()
DAY = date(2024, 6, 1)


def facts(day: date = DAY, **item: object) -> dict[str, Known]:
    """Return the facts of one item."""
    lines = item_lines([Item.model_validate(item)], SCREENER.catalogue, SCREENER.rules.modelled_eccns, day)
    return dict(lines[0].rows[0].values)


def value(known: Known | None) -> object:
    """Return the bare value, None for an unknown fact."""
    return known.value if known else None


@pytest.mark.parametrize("eccn", ["3E001", "5E992", "4E091", "3A090.a", "4a090.A", "EAR99", "5A992.z.1", "5D002.z.1.a"])
def test_eccns_are_kept_as_written_whatever_they_look_like(eccn: str) -> None:
    """`3E001` is not 30.0, `5E992` is not infinity."""
    deal = transaction_from_text(f"activity: export\ndate: 2024-06-01\ndestination: NO\nitems:\n  - eccn: {eccn}\n", name="t")
    assert deal.items[0].eccn == eccn[:5].upper() + eccn[5:].lower()
    assert deal.destination is not None
    assert deal.destination.country == "NO"


def test_given_figures_win_over_the_catalogue_and_say_so() -> None:
    """The provenance names what was set aside."""
    values = facts(chip="nvidia-h20", tpp=2500)
    assert value(values["item.tpp"]) == 2500
    assert "2368" in values["item.tpp"].provenance.en


def test_density_follows_from_a_given_tpp_or_die_area() -> None:
    """TPP / applicable die area; a planar die has none and counts as zero."""
    assert value(facts(tpp=4800, die_area_mm2=800)["item.performance_density"]) == 6
    assert value(facts(tpp=4800, non_planar=False)["item.performance_density"]) == 0
    assert value(facts(chip="nvidia-a100-sxm4-80gb", tpp=2494.5)["item.performance_density"]) == Decimal("3.0200")
    assert "item.performance_density" not in facts(tpp=4800)


def test_a_lower_bound_stays_a_lower_bound() -> None:
    """The P40's tensor rate is not sourced: at least 377.6, never "377.6"."""
    assert value(facts(chip="nvidia-p40")["item.tpp"]) == Interval(Decimal("377.6"), None)


def test_a_mixed_system_is_several_rows() -> None:
    """One row a kind of chip, with its count."""
    lines = item_lines([Item(description="4x H20 + 4x H100", quantity=Decimal(2))], SCREENER.catalogue, (), DAY)
    assert [(row.component, count) for row, count in zip(lines[0].rows, lines[0].counts, strict=True)] == [
        ("nvidia-h20", 8), ("nvidia-h100-sxm5-80gb", 8),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("eccn", "expected"),
    [
        ("3A090.a", "a"), ("4A090.a", "a"), ("4A090.a.1", "a"), ("4A090.b", "b"), ("3A090.c", "c"), ("5A992.z.1", "a"), ("4A003.z.2", "b"),
        ("5A002.z", "unstated"), ("3A090", "unstated"), ("4A994.l", "none"), ("5A992.c", "none"), ("EAR99", "none"), ("3A991.p", "none"),
    ],
)  # fmt: skip
def test_an_eccn_shows_a_level(eccn: str, expected: str) -> None:
    """The level a stated ECCN speaks of."""
    assert level(eccn) == expected


def test_figures_overrule_a_stated_ear99() -> None:
    """An A100 called EAR99 is still an A100."""
    values = facts(chip="nvidia-a100-sxm4-80gb", eccn="EAR99")
    assert value(values["item.classification"]) == "unstated"
    assert "us.ear.3a090.a" in SCREENER.tiers(_row(values), DAY)


def test_a_declared_eccn_is_taken_as_declared_where_no_figure_is_known() -> None:
    """5A992.c without figures: below, as declared."""
    values = facts(eccn="5A992.c")
    assert value(values["item.classification"]) == "none"
    assert SCREENER.tiers(_row(values), DAY) == ()


def test_a_vendors_class_of_today_says_nothing_of_the_thresholds_of_2022() -> None:
    """L40G: printed 4A090.b, no figure; before November 2023 there was no such level."""
    assert value(facts(chip="nvidia-l40g")["item.classification"]) == "b"
    assert value(facts(day=date(2023, 1, 1), chip="nvidia-l40g")["item.classification"]) == "unstated"


@pytest.mark.parametrize(("eccn", "modelled"), [("3A090.a", True), ("5A992.c", True), ("EAR99", True), ("3B001.a", False), ("5A002.a", False)])
def test_what_the_rule_set_models_is_a_fact(eccn: str, modelled: bool) -> None:
    """An unmodelled ECCN is for a person, not silently passed."""
    assert value(facts(eccn=eccn)["item.eccn_modelled"]) is modelled


def test_ear99_is_known_only_from_a_class_or_for_processors_of_the_catalogue() -> None:
    """Three ways."""
    assert value(facts(eccn="EAR99").get("item.ear99")) is True
    assert value(facts(chip="nvidia-h20").get("item.ear99")) is False
    assert value(facts(description="office chair").get("item.ear99")) is None


def test_an_unknown_chip_id_names_the_nearest() -> None:
    """An id is exact, unlike a description."""
    with pytest.raises(InvalidInput, match="nvidia-h200-sxm"):
        facts(chip="nvidia-h200-sxmm")


def _row(values: dict[str, Known]):
    from screening.engine.row import Row

    return Row(values)


def test_an_ambiguous_chassis_is_known_by_what_its_boards_share() -> None:
    """Whichever board it holds, it is 3A090.a; which one is still asked."""
    values = facts(description="Supermicro SYS-821GE-TNHR")
    assert value(values["item.identified"]) is False
    assert "item.chip" not in values
    assert "us.ear.3a090.a" in SCREENER.tiers(_row(values), DAY)


def test_an_ambiguous_text_with_different_figures_decides_nothing() -> None:
    """"H 96G" is an H20 or an H100: its performance is a range."""
    values = facts(description="NVIDIA H 96G")
    assert isinstance(value(values["item.tpp"]), Interval)
    assert SCREENER.tiers(_row(values), DAY) == ()


def test_a_name_that_may_be_something_else_altogether_proves_nothing() -> None:
    """Paper of size A2."""
    assert "item.tpp" not in facts(description="A2 용지")
