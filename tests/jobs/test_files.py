"""The files of jobs: nothing half, nothing outside its folder, and no name that came with an upload."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from screening.errors import InvalidInput, NotFound
from screening.jobs.files import Folder, content_type, folder, kind_of, plain_name, stored

ID = "j-" + "0a" * 10


@pytest.mark.parametrize(
    ("name", "content_type", "kind"),
    [
        ("orders.csv", None, ".csv"), ("주문.XLSX", "application/octet-stream", ".xlsx"), ("a.b.jsonl.gz", "text/csv", ".jsonl.gz"),
        (None, "text/csv; charset=utf-8", ".csv"), ("upload", "Application/X-NDJSON", ".jsonl"), ("a.tsv.zst", "", ".tsv.zst"),
        ("", "application/vnd.apache.parquet", ".parquet"),
    ],
)  # fmt: skip
def test_the_kind_of_an_upload_is_known_by_its_name_or_type(name: str | None, content_type: str | None, kind: str) -> None:
    """The name is asked first."""
    assert kind_of(name, content_type) == kind


@pytest.mark.parametrize(("name", "content_type"), [("orders.pdf", None), (None, None), ("orders", "application/json"), ("csv", "")])
def test_an_upload_of_no_known_kind_is_refused(name: str | None, content_type: str | None) -> None:
    """With the kinds that are read."""
    with pytest.raises(InvalidInput, match=r"E606.*\.parquet"):
        kind_of(name, content_type)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/orders.csv", "orders.csv"), ("C:\\orders\\주문.csv", "주문.csv"), ("a\r\nb\x1b[2J.csv", "ab[2J.csv"),
        (None, "upload.csv"), ("", "upload.csv"), ("orders.pdf", "orders.csv"), ("x" * 500 + ".csv", "x" * 196 + ".csv"),
    ],
)  # fmt: skip
def test_the_name_of_an_upload_loses_what_a_name_has_not(name: str | None, shown: str) -> None:
    """Folders, line ends, signs for terminals."""
    assert plain_name(name, ".csv") == shown


@pytest.mark.parametrize("id", ["", "..", "../jobs", "j-0", ID.upper(), ID + "/..", ID + "\n"])
def test_what_is_no_id_has_no_folder(tmp_path: Path, id: str) -> None:
    """Whatever it is, nothing is looked for on the disk."""
    with pytest.raises(NotFound):
        folder(tmp_path, id)


def test_an_upload_is_there_when_it_is_whole(tmp_path: Path) -> None:
    """And not before; nobody else can read it."""
    files = folder(tmp_path, ID, ".jsonl.gz")
    with files.incoming(10) as incoming:
        incoming.write(b"12345")
        assert not files.upload.exists()
        incoming.write(b"67890")
    assert files.upload.read_bytes() == b"1234567890"
    assert [each.name for each in files.path.iterdir()] == ["upload.jsonl.gz"]
    assert stat.S_IMODE(files.path.stat().st_mode) == 0o700
    assert stored(tmp_path) == [ID]


@pytest.mark.parametrize("cause", ["too much", "cut off"])
def test_nothing_stays_of_an_upload_that_fails(tmp_path: Path, cause: str) -> None:
    """Too large, or given up by who sent it."""
    files = folder(tmp_path, ID)
    with pytest.raises((InvalidInput, ConnectionError)) as caught, files.incoming(9) as incoming:
        incoming.write(b"12345")
        if cause == "cut off":
            raise ConnectionError
        incoming.write(b"67890")
    assert cause == "cut off" or "E609 the file is larger than 9 bytes" in str(caught.value)
    assert stored(tmp_path) == []


def received(tmp_path: Path) -> Folder:
    """The folder of an upload that has come in."""
    files = folder(tmp_path, ID)
    with files.incoming(9) as incoming:
        incoming.write(b"12345")
    return files


def test_a_mapping_is_read_before_it_is_kept(tmp_path: Path) -> None:
    """A good one is kept as it is."""
    files = received(tmp_path)
    for text, why in ((b"columns: {a: nothing}", "E506"), (b"\xff\xfe", "E002"), (b"columns: [", "E00"), (b"#" * 1_000_001, "E506")):
        with pytest.raises(InvalidInput, match=why):
            files.keep_mapping(text)
        assert not files.mapping.exists()
    good = "columns: {품목: item}\n".encode()
    files.keep_mapping(b"\xef\xbb\xbf" + good)
    assert files.mapping.read_bytes().endswith(good)


def test_what_only_the_work_needed_goes(tmp_path: Path) -> None:
    """Results stay; then everything goes."""
    files = received(tmp_path)
    (files.path / "scratch").mkdir()
    for each in (files.mapping, files.recording, files.result, files.rejected, files.path / "scratch" / "x"):
        each.touch()
    files.write_whole(files.summary, b"{}")
    files.tidy()
    assert {each.name for each in files.path.iterdir()} == {"result.csv", "recording.rejected.csv", "summary.json"}
    files.remove()
    files.tidy()
    assert stored(tmp_path) == []


def test_every_kind_of_result_has_a_content_type() -> None:
    """What is packed is of the packing's type."""
    from screening.batch.output import ENDINGS

    assert content_type(".csv.gz") == "application/gzip"
    assert content_type(".tsv") == "text/tab-separated-values; charset=utf-8"
    assert all(content_type(kind) for kind in ENDINGS)
