"""Whatever happened to a list file on its way: it is read, or refused in words. Never a traceback."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import Invalid
from screening.parties.lists.content import open_part
from screening.parties.lists.formats import FORMATS, read

LISTS = ROOT / "fixtures" / "lists"
FILES = ("csl.csv", "csl.json", "sdn.csv", "sdn.xml", "dpl.tsv", "targets.simple.csv", "entities.ftm.json")
PIECES = st.sampled_from([b'"', b",", b"\0", b"\n", b"[", b"{}", b"null", b"\xff", b";", b"\x1a", b"\r", b"<!DOCTYPE x>", b""])
ODD: list[Any] = [None, 1, True, "x", [], {}, [1], [{}], [[1]], {"a": 1}, ["x", None]]


@settings(max_examples=150, deadline=None)
@given(
    file=st.sampled_from(FILES),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), min_size=1, max_size=4),
    format=st.sampled_from([None, None, *FORMATS]),
)
def test_a_damaged_file_is_read_or_refused(file: str, cuts: list[tuple[float, int, bytes]], format: str | None) -> None:
    """Bytes taken out and put in anywhere, also under a format forced on it; what is read is complete enough to count."""
    data = (LISTS / file).read_bytes()
    for where, length, piece in cuts:
        start = int(where * len(data))
        data = data[:start] + piece + data[start + length :]
    try:
        reading = read([open_part(file, data)], format=format)
    except Invalid as error:
        assert error.problems
        return
    assert sum(count.entries for count in reading.sublists.values()) == len(reading.parties) > 0
    assert all(party.entry and party.sublist and party.name for party in reading.parties)
    assert bool(reading.quarantined) <= bool(reading.faults)


def variants(record: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the record with each of its fields set to each odd value."""
    return [{**record, key: value} for key in record for value in ODD]


@pytest.mark.parametrize("file", ["entities.ftm.json", "targets.nested.json"])
def test_an_entity_of_any_shape_is_read_or_left_out(file: str) -> None:
    """JSON says nothing about types."""
    text = (LISTS / file).read_text(encoding="utf-8")
    for record in map(json.loads, text.splitlines()):
        inside = [{**record, "properties": each} for each in variants(record["properties"])]
        for each in (*variants(record), *inside):
            reading = read([open_part(file, (json.dumps(each) + "\n" + text).encode())], format="ftm-json")
            assert reading.parties


def test_a_record_of_any_shape_is_read_or_left_out() -> None:
    """The same for the JSON of the Consolidated Screening List."""
    results = json.loads((LISTS / "csl.json").read_text(encoding="utf-8"))["results"]
    for each in variants(results[0]):
        reading = read([open_part("csl.json", json.dumps({"results": [each, *results]}).encode())])
        assert len(reading.parties) + len(reading.quarantined) == len(results) + 1
