"""The tiers the rules compute from figures against the classes vendors print for the same products."""

from datetime import date

from screening.app import load_screener
from screening.engine.row import Row
from screening.facts.classification import level
from screening.facts.hardware import item_values
from screening.facts.transaction import Item

CAPTURED = date(2026, 7, 31)  # the day of NVIDIA's table


def test_figures_and_printed_classes_agree_for_every_chip_that_has_both() -> None:
    """Two independent sources, one answer: a, b or none."""
    screener = load_screener()
    compared = 0
    for entry in screener.catalogue.entries.values():
        if entry.kind != "processor" or entry.tpp is None or entry.tpp.lower_bound or not entry.vendor_eccns:
            continue
        values = item_values(Item(chip=entry.id), entry, None, screener.rules.modelled_eccns, CAPTURED)
        levels = {tier.rsplit(".", 1)[1] for tier in screener.tiers(Row(values), CAPTURED)}
        computed = "a" if "a" in levels else ("b" if "b" in levels else "none")
        assert {level(eccn.split()[0]) for eccn in entry.vendor_eccns} == {computed}, entry.id
        compared += 1
    assert compared >= 40
