"""NVIDIA's public export-classification table as an answer key: descriptions alone must never yield a wrong tier."""

import runpy
from pathlib import Path

import pytest
from conftest import ROOT, need

BENCHMARK = ROOT / "tests" / "benchmarks" / "nvidia_parts.py"


def test_no_description_in_the_vendors_table_gets_a_wrong_tier(capsys: pytest.CaptureFixture[str]) -> None:
    """At least nine of ten describable rows resolve, and every resolved one agrees with the printed class."""
    benchmark = runpy.run_path(str(BENCHMARK))
    table = next((place for place in benchmark["PLACES"] if Path(place).exists()), None)
    need(table, "nvidia_parts.csv in ../shared (see README, Limits)")
    assert benchmark["main"]([str(table)]) == 0
    printed = capsys.readouterr().out
    assert "disagrees 0" in printed
    resolved = float(printed.split("resolved ")[1].split("(")[1].split("%")[0])
    assert resolved >= 90
