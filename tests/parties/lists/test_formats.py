"""Formats are told from the content, files are named and dated by what they say, and OFAC's files find each other."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from screening.errors import InvalidInput
from screening.parties.lists.content import open_part
from screening.parties.lists.formats import default_name, read, recognise
from screening.parties.lists.naming import companions, day_in_name, name_in_name
from screening.parties.lists.reading import Part

LISTS = ROOT / "fixtures" / "lists"
FORMATS = {
    "csl.csv": "csl-csv", "csl.json": "csl-json", "sdn.csv": "ofac-csv", "alt.csv": "ofac-csv", "sdn.xml": "ofac-xml",
    "dpl.tsv": "bis-dpl", "targets.simple.csv": "opensanctions-csv", "entities.ftm.json": "ftm-json",
    "targets.nested.json": "ftm-json", "own.csv": None, "README.md": None,
}  # fmt: skip


@pytest.mark.parametrize("file", FORMATS)
def test_a_format_is_recognised_whatever_the_file_is_called(file: str) -> None:
    """Also gzipped, with a byte-order mark, and under a name that lies."""
    raw = (LISTS / file).read_bytes()
    assert recognise(open_part("list.txt", raw)) == FORMATS[file]
    assert recognise(open_part("list.txt", gzip.compress(raw))) == FORMATS[file]
    if FORMATS[file] and FORMATS[file] != "ofac-csv":
        assert recognise(Part("list", b"\xef\xbb\xbf" + raw)) == FORMATS[file]


def test_json_that_is_no_list_is_not_recognised() -> None:
    """Nor is a CSV of other columns."""
    assert recognise(Part("x", b'{"hits": []}')) is None
    assert recognise(Part("x", b"id,name\n1,A\n")) is None


def test_an_unknown_format_names_the_known_ones() -> None:
    """And how to read any other CSV."""
    with pytest.raises(InvalidInput, match=r"starts `id;who`.*known: csl-csv.*describe any other CSV with --map"):
        read([Part("x.csv", b"id;who\n1;A\n")])


def test_a_format_can_be_forced_and_a_wrong_one_names_the_nearest() -> None:
    """Forcing skips the recognition, nothing else."""
    with pytest.raises(InvalidInput, match="the header has no column"):
        read([Part("x.csv", b"id;who\n1;A\n")], format="csl-csv")
    with pytest.raises(InvalidInput, match="did you mean `csl-csv`"):
        read([Part("x.csv", b"id;who\n1;A\n")], format="csl-cvs")


def test_only_ofac_has_lists_of_several_files() -> None:
    """Anything else is added one by one."""
    part = open_part("csl.csv", (LISTS / "csl.csv").read_bytes())
    with pytest.raises(InvalidInput, match="a list in csl-csv is one file"):
        read([part, part])


def test_known_lists_have_a_name_of_their_own() -> None:
    """OpenSanctions and mapped files are named by their file."""
    names = {}
    for file in ("csl.csv", "csl.json", "sdn.xml", "dpl.tsv", "targets.simple.csv"):
        names[file] = default_name(read([open_part(file, (LISTS / file).read_bytes())]))
    assert names == {"csl.csv": "csl", "csl.json": "csl", "sdn.xml": "ofac-sdn", "dpl.tsv": "bis-dpl", "targets.simple.csv": None}
    parts = [open_part(name, (LISTS / file).read_bytes()) for name, file in (("cons_prim.csv", "sdn.csv"), ("a", "alt.csv"), ("b", "add.csv"))]
    assert default_name(read(parts)) == "ofac-consolidated"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("csl-2026-07-31.csv.gz", date(2026, 7, 31)), ("/2020-01-01/csl_20260731.csv", date(2026, 7, 31)),
        ("https://example.org/lists/2026.07.31.csv?v=2", date(2026, 7, 31)), ("csl-2026-02-30.csv", None), ("ofac-sdn-2021.csv", None),
        ("x120260731.csv", None), ("2026-0731.csv", None),
    ],
)  # fmt: skip
def test_a_day_is_taken_from_a_name_only_if_all_of_it_is_there(path: str, day: date | None) -> None:
    """A year is no day, and digits within a number are none."""
    assert day_in_name(path) == day


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("dir/csl-2026-07-31.csv.gz", "csl"), ("My List (2021).CSV", "my-list"), ("20240131.csv", "list"),
        ("https://data.example.org/datasets/latest/invented_list/targets.simple.csv", "invented_list"),
        ("targets.simple.csv", "targets"), ("목록.csv", "list"), ("..csv", "list"),
    ],
)  # fmt: skip
def test_a_file_names_its_list_without_day_and_ending(path: str, name: str) -> None:
    """The name can be a folder, and stand before an @."""
    assert name_in_name(path) == name


def test_companions_are_found_by_the_pattern_of_the_name(tmp_path: Path) -> None:
    """Of sdn: alt, add, sdn_comments, in the case the publisher used; only beside a main file."""
    for name in ("SDN.CSV", "ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV", "ofac-sdn-2021.csv.gz", "ofac-alt-2021.csv.gz", "cons_prim.csv", "cons_alt.csv", "other.csv"):
        (tmp_path / name).touch()
    found = {name: [each.name for each in companions(tmp_path / name)] for name in ("SDN.CSV", "ofac-sdn-2021.csv.gz", "cons_prim.csv", "ALT.CSV", "other.csv")}
    assert found == {
        "SDN.CSV": ["ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV"], "ofac-sdn-2021.csv.gz": ["ofac-alt-2021.csv.gz"],
        "cons_prim.csv": ["cons_alt.csv"], "ALT.CSV": [], "other.csv": [],
    }  # fmt: skip
    assert companions(tmp_path / "nowhere" / "sdn.csv") == []
