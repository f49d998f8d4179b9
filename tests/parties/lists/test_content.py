"""From bytes to text: gunzip within limits, and encodings that are refused with numbers."""

from __future__ import annotations

import gzip

import pytest
from conftest import ROOT

from screening.errors import InvalidInput
from screening.parties.lists.content import open_part
from screening.parties.lists.csl import read_csl_csv
from screening.parties.lists.reading import Reading

CSV = (ROOT / "fixtures" / "lists" / "csl.csv").read_bytes()


def read(data: bytes) -> Reading:
    """Read bytes as the Consolidated Screening List."""
    return read_csl_csv(open_part("csl.csv.gz", data))


def faults(data: bytes) -> str:
    """Return the reasons to refuse these bytes."""
    return "\n".join(str(fault) for fault in read(data).faults)


def test_gzip_is_transparent_in_one_or_several_members() -> None:
    """Whatever the file is called; the name loses its .gz."""
    half = len(CSV) // 2
    plain = read(CSV).parties
    assert read(gzip.compress(CSV)).parties == plain
    assert read(gzip.compress(CSV[:half]) + gzip.compress(CSV[half:])).parties == plain
    assert open_part("csl.csv.gz", gzip.compress(CSV)).name == "csl.csv"


def test_gzip_that_is_cut_off_is_refused_with_what_came_out() -> None:
    """By force its readable rows are taken."""
    noise = b"".join(b"%d,x,,,,Invented %d,%s\n" % (n, n * 7919 % 10007, b"," * 22) for n in range(3000))
    packed = gzip.compress(CSV + noise)
    reading = read(packed[: len(packed) * 2 // 3])
    assert "the gzip data is cut off after" in str(reading.faults[0])
    assert len(reading.parties) > 100


def test_damaged_gzip_is_refused() -> None:
    """A flipped byte is no list, even where the checksum alone shows it."""
    packed = bytearray(gzip.compress(CSV))
    packed[-6] ^= 0xFF
    with pytest.raises(InvalidInput, match="the gzip data is damaged"):
        read(bytes(packed)).refuse()


def test_a_gzip_bomb_stops_at_the_limit() -> None:
    """A thousand to one; memory stays at the limit."""
    bomb = gzip.compress(b"0" * 5_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(InvalidInput, match=r"E406 more than 100,000 bytes \(after gunzip"):
        open_part("csl.csv.gz", bomb, limit=100_000)
    with pytest.raises(InvalidInput, match="E406 more than 100 bytes"):
        open_part("csl.csv", b"0" * 101, limit=100)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", gzip.compress(b"", mtime=0), b"\0\0\0"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    """Before anything asks for its format."""
    with pytest.raises(InvalidInput, match="the file is empty"):
        open_part("csl.csv", data)


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    """As spreadsheets write it."""
    assert read(b"\xef\xbb\xbf" + CSV).parties == read(CSV).parties


def test_utf_16_is_named() -> None:
    """It is read by force, because it can be."""
    reading = read(CSV.decode().encode("utf-16"))
    assert "E403 this is UTF-16 text" in str(reading.faults[0])
    assert reading.parties == read(CSV).parties


def test_bytes_of_another_encoding_are_counted_and_their_rows_left_out() -> None:
    """Never replaced by a question mark in somebody's name."""
    reading = read(CSV.replace("Café".encode(), "Café".encode("latin-1")))
    assert "2 byte(s) are not UTF-8, the first in line 9" in str(reading.faults[0])
    assert [(each.row, each.reason) for each in reading.quarantined] == [
        (8, "characters that could not be decoded"), (9, "characters that could not be decoded"),
    ]  # fmt: skip
    assert len(reading.parties) == 6


def test_nul_characters_are_counted_and_their_rows_left_out() -> None:
    """As a damaged disk or a half-written file has them."""
    reading = read(CSV.replace(b"SAMPLE FREIGHT", b"SAMPLE\0FREIGHT"))
    assert "1 NUL character(s), the first in line 6" in str(reading.faults[0])
    assert [each.row for each in reading.quarantined] == [5]


def test_mojibake_is_refused_with_a_sample() -> None:
    """UTF-8 read as Windows-1252 and saved again; by force the rows are taken as they are."""
    reading = read(CSV.decode().encode().decode("cp1252").encode())
    assert "E403" in str(reading.faults[0]) and "lines are garbled (such as" in str(reading.faults[0])
    assert len(reading.parties) == 8


def test_a_stray_garbled_name_in_a_long_list_is_only_noted() -> None:
    """The publishers have a few of their own."""
    lines = b"".join(b"%d,An Invented List,,,,Invented Party %d,%s\n" % (n, n, b"," * 22) for n in range(400))
    reading = read(CSV.replace("Café".encode(), b"Cafe").replace("§§ ".encode(), b"") + lines + "9,An Invented List,,,,CafÃ© 9,".encode() + b"," * 22 + b"\n")
    assert reading.faults == ()
    assert any("1 line(s) hold characters garbled by their publisher" in note.en for note in reading.notes)


def test_control_characters_that_were_windows_signs_become_them_again() -> None:
    """An apostrophe came back; a byte that Windows leaves undefined stays."""
    data = CSV.replace(b"INVENTED STAR,", "Xi\x92an B\x81key,".encode(), 1)
    assert "Xi’an B\x81key" in [party.name for party in read(data).parties]
