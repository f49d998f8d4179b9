"""Matching quality does not slip: labelled pairs at the default threshold. The whole picture is `tests/benchmarks/names.py`."""

import csv
from pathlib import Path

from conftest import ROOT, need

from screening.parties.listed import Alias, ListedParty
from screening.parties.matcher import POSSIBLE, Matcher, Query, compare

DATA = ROOT.parent / "shared" / "data"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a labelled file, or skip."""
    path: Path = DATA / name
    need(path.is_file(), f"{name} in ../shared/data")
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_labelled_pairs_of_names_are_told_apart() -> None:
    """F1 at the threshold of `possible`; nomenklatura's logic-v2 reaches 0.81 on these pairs."""
    labelled = [(row["is_match"] == "true", compare(row["name1"], row["name2"]) >= POSSIBLE) for row in rows("name-pairs.csv")]
    right = sum(same and found for same, found in labelled)
    precision, recall = right / sum(found for _, found in labelled), right / sum(same for same, _ in labelled)
    assert 2 * precision * recall / (precision + recall) >= 0.86


def test_hanzi_and_hangul_meet_latin_names_without_a_false_alarm() -> None:
    """Recall between scripts, each Latin side searched as a list of its own; the best open matcher reaches 0.12."""
    found = {True: [], False: []}
    for row in rows("cjk-latin-pairs.csv"):
        names = tuple(Alias(each.strip()) for each in row["latin_names"].split("|"))
        best = Matcher([ListedParty("Pairs", "1", names)]).search(Query(row["native_name"]), top=1)
        found[row["is_match"] == "true"].append(bool(best) and best[0].grade != "none")
    assert sum(found[False]) == 0
    assert sum(found[True]) / len(found[True]) >= 0.6
