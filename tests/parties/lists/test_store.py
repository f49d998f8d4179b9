"""Snapshots: written once, never changed, refused when damaged, and held against the next list."""

from __future__ import annotations

import gc
import gzip
import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from screening.errors import InvalidInput, NotFound
from screening.parties.listed import Alias, ListedParty, Listing
from screening.parties.lists.content import open_part
from screening.parties.lists.csl import read_csl_csv
from screening.parties.lists.intake import Received, from_files, take
from screening.parties.lists.packing import pack, unpack
from screening.parties.lists.reading import Part, Reading
from screening.parties.lists.shrinkage import shrinkage
from screening.parties.lists.snapshot import Snapshot, digest_of, list_name
from screening.parties.lists.store import Store

LISTS = ROOT / "fixtures" / "lists"
CSV = (LISTS / "csl.csv").read_bytes()
TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return an empty store."""
    return Store(tmp_path / "data")


def add(store: Store, data: bytes = CSV, day: date = date(2026, 7, 31), **more):
    """Add a Consolidated Screening List."""
    part = open_part("csl.csv", data)
    wanted = {"name": "csl", "retrieved": TODAY, "source": "csl.csv", **more}
    return store.add([part], read_csl_csv(part), day=day, **wanted)


def parties(number: int, sublist: str = "L", names: int = 1) -> tuple[ListedParty, ...]:
    """Return so many invented entries."""
    return tuple(
        ListedParty(sublist, str(n), tuple(Alias(f"Invented {n} {k}", "alias") for k in range(names))) for n in range(number)
    )


def test_a_snapshot_holds_the_source_the_entries_and_what_is_known(store: Store) -> None:
    """Name, date, digest, counts; the source as it came."""
    snapshot = add(store, etag='"v1"', last_modified="Fri, 31 Jul 2026 09:00:00 GMT").snapshot
    assert snapshot.folder == store.data / "lists" / "csl" / f"2026-07-31-{hashlib.sha256(CSV).hexdigest()[:12]}"
    assert sorted(each.name for each in snapshot.folder.iterdir()) == ["entries.jsonl.gz", "snapshot.json", "source-1.gz"]
    assert gzip.decompress((snapshot.folder / "source-1.gz").read_bytes()) == CSV
    assert (snapshot.digest, snapshot.entries, snapshot.names) == (f"sha256:{hashlib.sha256(CSV).hexdigest()}", 8, 13)
    assert store.snapshots() == [snapshot]
    assert store.newest("csl") == snapshot
    assert store.newest("csl").etag == '"v1"'


def test_what_is_loaded_is_what_was_read(store: Store) -> None:
    """Every field of every entry."""
    snapshot = add(store).snapshot
    assert store.load(snapshot) == read_csl_csv(open_part("csl.csv", CSV)).parties


def test_packing_keeps_everything_and_gives_the_same_bytes() -> None:
    """Also what the fixtures do not have."""
    full = ListedParty(
        "L", "1", (Alias("A", "name"), Alias("B", "weak", "a source"), Alias("C", "former"), Alias("D", verified=False)), "aircraft", ("CN",), ("Road",),
        ("1964",), (Listing(date(2020, 1, 1), date(2021, 1, 1), "c", "r", "p", ("P",), verified=False), Listing()), "remarks", "https://u",
    )  # fmt: skip
    bare = ListedParty("L", "2", (Alias("Ü\u2028name", "name"),))
    late = replace(bare, url="https://u")
    assert unpack(pack([full, bare, late])) == (full, bare, late)
    assert pack([full, bare]) == pack([full, bare])


def test_loading_leaves_the_garbage_collector_as_it_was() -> None:
    """Paused for a moment, also when what is loaded is damaged; off stays off."""
    with pytest.raises(ValueError, match="unpack"):
        unpack(gzip.compress(b"[1]\n"))
    assert gc.isenabled()
    gc.disable()
    try:
        unpack(pack(parties(1)))
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_same_content_again_changes_nothing(store: Store) -> None:
    """Gzipped or not, whatever day it is given now."""
    first = add(store)
    before = {path: path.read_bytes() for path in store.data.rglob("*") if path.is_file()}
    again = add(store, gzip.compress(CSV), day=date(2026, 8, 1), source="elsewhere")
    assert (first.new, again.new, again.snapshot) == (True, False, first.snapshot)
    assert {path: path.read_bytes() for path in store.data.rglob("*") if path.is_file()} == before


def test_two_lists_of_one_day_lie_side_by_side(store: Store) -> None:
    """The digest is part of the folder's name; the one retrieved last is the newest."""
    add(store, retrieved=date(2026, 8, 1))
    second = add(store, CSV.replace(b"ICRI", b"ICXX"), retrieved=date(2026, 8, 2)).snapshot
    assert len(store.snapshots()) == 2
    assert store.newest("csl") == second
    assert store.find(f"csl@{second.id}") == second


def test_the_newest_is_the_latest_by_its_own_date(store: Store) -> None:
    """Not by the day it was added; one of an earlier day can be asked for."""
    newer = add(store, day=date(2026, 7, 31)).snapshot
    older = add(store, CSV.replace(b"ICRI", b"ICXX"), day=date(2022, 4, 21)).snapshot
    assert store.snapshots() == [older, newer]
    assert store.find("csl") == newer
    assert store.find("csl@2022-04-21") == older
    assert store.newest("csl", until=date(2026, 1, 1)) == older
    assert store.newest("csl", until=date(2020, 1, 1)) is None


def test_a_list_that_is_not_there_names_what_is(store: Store) -> None:
    """The nearest name, or the dates there are."""
    add(store)
    with pytest.raises(NotFound, match="did you mean `csl`"):
        store.find("cls")
    with pytest.raises(NotFound, match=r"there is no list `csl@2020` .*there is 2026-07-31"):
        store.find("csl@2020")
    with pytest.raises(NotFound, match="see `screening lists list`"):
        store.find("zzz")


@pytest.mark.parametrize("file", ["entries.jsonl.gz", "source-1.gz"])
def test_an_edited_snapshot_is_refused(store: Store, file: str) -> None:
    """One byte is enough."""
    snapshot = add(store).snapshot
    path = snapshot.folder / file
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(InvalidInput, match="E407 this snapshot is damaged: its content is not what was stored"):
        store.load(snapshot)


def test_a_snapshot_that_lost_a_file_is_refused(store: Store) -> None:
    """It says which."""
    snapshot = add(store).snapshot
    (snapshot.folder / "source-1.gz").unlink()
    with pytest.raises(InvalidInput, match=r"source-1.gz: E407 .* No such file"):
        store.load(snapshot)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"layout": 1}', "\ufffd"])
def test_a_damaged_description_is_refused(store: Store, text: str) -> None:
    """Never a traceback."""
    snapshot = add(store).snapshot
    (snapshot.folder / "snapshot.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match="E407 this snapshot is damaged"):
        store.snapshots()


def test_a_description_of_another_layout_is_named(store: Store) -> None:
    """A later program may have written it."""
    path = add(store).snapshot.folder / "snapshot.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"layout": 1', '"layout": 2'), encoding="utf-8")
    with pytest.raises(InvalidInput, match="written in layout 2, this program reads 1"):
        store.snapshots()


def _rewritten(store: Store, content: bytes) -> Snapshot:
    """Replace the entries and their digest, as somebody would who knows how."""
    snapshot = add(store).snapshot
    (snapshot.folder / "entries.jsonl.gz").write_bytes(content)
    return replace(snapshot, files={**snapshot.files, "entries.jsonl.gz": hashlib.sha256(content).hexdigest()})


def test_entries_that_cannot_be_read_or_counted_are_refused(store: Store) -> None:
    """Even if their digest is right."""
    with pytest.raises(InvalidInput, match="its entries cannot be read"):
        store.load(_rewritten(store, gzip.compress(b"[1]\n")))
    with pytest.raises(InvalidInput, match="its entries cannot be read"):
        store.load(_rewritten(store, b"no gzip"))
    with pytest.raises(InvalidInput, match="2 entries, not 8"):
        store.load(_rewritten(store, pack(parties(2))))


def test_a_half_written_snapshot_is_never_seen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills up: an error that says so, and nothing left behind."""

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(Path, "write_bytes", full)
        with pytest.raises(InvalidInput, match="the snapshot cannot be written: No space left on device"):
            add(store)
    assert store.snapshots() == []
    assert list((store.data / "lists" / "csl").iterdir()) == []


def test_a_folder_in_the_way_is_not_replaced(store: Store) -> None:
    """What is there is never overwritten, even if it is no snapshot."""
    folder = add(store).snapshot.folder
    (folder / "snapshot.json").unlink()
    with pytest.raises(InvalidInput, match="the snapshot cannot be written"):
        add(store)
    assert not (folder / "snapshot.json").exists()
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]


@pytest.mark.parametrize("name", ["../up", "a/b", "", "A", ".hidden", "a@b", "x" * 65, "a..b", "목록"])
def test_a_name_that_cannot_be_a_folder_is_refused(name: str) -> None:
    """It would leave the store, or could not be asked for."""
    with pytest.raises(InvalidInput, match="cannot name a list"):
        list_name(name)


def test_the_digest_of_several_files_does_not_depend_on_their_order_or_names() -> None:
    """Of one file it is the digest of its content."""
    parts = [Part("a", b"1"), Part("b", b"2")]
    assert digest_of(parts) == digest_of([Part("x", b"2"), Part("y", b"1")]) != digest_of(parts[:1])
    assert digest_of(parts[:1]) == "sha256:" + hashlib.sha256(b"1").hexdigest()


def test_a_sub_list_that_lost_more_than_a_tenth_is_a_fault() -> None:
    """A tenth is tolerated, and more if asked; a sub-list that is gone is named."""
    before = Snapshot("x", TODAY, "sha256:0", 21, 21, Reading("f", (*parties(20), *parties(1, "M"))).sublists)
    assert shrinkage(Reading("f", (*parties(18), *parties(1, "M"))), before) == []
    found = [str(each) for each in shrinkage(Reading("f", parties(17)), before)]
    assert "L: 3 of 20 entries are gone (15%) since 2026-11-22" in found[0]
    assert "M: 1 of 1 entries are gone (100%)" in found[1]
    assert [text.endswith("--shrink PERCENT)") for text in found] == [False, True]
    assert shrinkage(Reading("f", parties(17)), before, tolerated=100) == []


def test_a_lost_alias_file_shows_in_the_names() -> None:
    """The entries are all there."""
    before = Snapshot("x", TODAY, "sha256:0", 10, 30, Reading("f", parties(10, names=3)).sublists)
    assert "L: 20 of 30 names are gone (67%)" in str(shrinkage(Reading("f", parties(10)), before)[0])


def received(data: bytes = CSV, name: str = "csl.csv", **more) -> Received:
    """Return bytes as a file just received."""
    return Received((open_part(name, data),), name, **more)


def test_a_list_is_dated_by_the_best_there_is(store: Store) -> None:
    """As given, else by its content, else its file's name, else the server, else today."""
    json_list = (LISTS / "csl.json").read_bytes()
    server = date(2026, 5, 1)
    taken = [
        take(store, received(json_list, "csl-2026-04-01.json", modified=server), today=TODAY, name="a", day=date(2026, 1, 1)),
        take(store, received(json_list, "csl-2026-04-01.json", modified=server), today=TODAY, name="b"),
        take(store, received(CSV, "csl-2026-04-01.csv", modified=server), today=TODAY, name="c"),
        take(store, received(CSV, modified=server), today=TODAY, name="d"),
        take(store, received(CSV), today=TODAY, name="e"),
    ]
    assert [(str(each.added.snapshot.date), each.added.snapshot.dated_by) for each in taken] == [
        ("2026-01-01", "given"), ("2026-03-02", "content"), ("2026-04-01", "file name"), ("2026-05-01", "server"), ("2026-11-22", "today"),
    ]  # fmt: skip


def test_a_shrunken_list_is_refused_against_the_last_one_before_it(store: Store) -> None:
    """A list of an earlier day is not a shrunken one; force takes it and remembers why."""
    take(store, received(), today=TODAY, day=date(2026, 7, 1))
    shrunk = b"\n".join(line for line in CSV.split(b"\n") if b"90002" not in line)
    assert take(store, received(shrunk), today=TODAY, day=date(2026, 6, 1)).before is None
    with pytest.raises(InvalidInput, match=r"E404 Specially Designated Nationals .* 1 of 3 entries are gone \(33%\)"):
        take(store, received(shrunk + b"\n"), today=TODAY, day=date(2026, 8, 1))
    taken = take(store, received(shrunk + b"\n"), today=TODAY, day=date(2026, 8, 1), force=True)
    assert taken.added.snapshot.forced
    assert "E404" in taken.added.snapshot.reasons[0]
    assert store.newest("csl").reasons == taken.added.snapshot.reasons


def test_a_forced_list_names_every_row_it_left_out(store: Store) -> None:
    """In the snapshot, for whoever asks later."""
    taken = take(store, received(CSV + b"1,2\n" * 7), today=TODAY, force=True)
    assert len(taken.added.snapshot.quarantined) == 7
    assert taken.added.snapshot.quarantined[0] == "csl.csv: row 10: 2 columns instead of 29"
    assert json.loads((taken.added.snapshot.folder / "snapshot.json").read_text(encoding="utf-8"))["forced"] is True


def test_the_mapping_is_part_of_what_is_digested(store: Store, tmp_path: Path) -> None:
    """The same file read in another way is another list."""
    mapping = tmp_path / "map.yaml"
    digests = set()
    for sublist in ("One", "Two"):
        mapping.write_text(f"sublist: {sublist}\ncolumns: {{name: name}}\n", encoding="utf-8")
        digests.add(take(store, received(), today=TODAY, name="own", mapping=mapping, force=True).added.snapshot.digest)
    assert len(digests) == len(store.snapshots()) == 2


def test_a_mapping_reads_one_file(store: Store) -> None:
    """Several are added one by one."""
    both = Received((open_part("a.csv", CSV), open_part("b.csv", CSV)), "a, b")
    with pytest.raises(InvalidInput, match="a mapping reads one file"):
        take(store, both, today=TODAY, mapping=LISTS / "own-mapping.yaml")


def test_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    """Not there, a folder, too large."""
    with pytest.raises(InvalidInput, match="E001 there is no such file"):
        from_files([tmp_path / "nowhere.csv"])
    with pytest.raises(InvalidInput, match="E001 cannot be read"):
        from_files([tmp_path])
    (tmp_path / "large.csv").write_bytes(b"x" * 100)
    with pytest.raises(InvalidInput, match="E406 100 bytes; at most 99 are read"):
        from_files([tmp_path / "large.csv"], limit=99)
