"""A run that is disturbed anywhere gives the same bytes as one that never was, and no name before it is whole."""

import errno
import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from batch.output.runs import BLOCKS, COLUMNS, IDENTITY, INPUT, add_rest, files, rejected, table, whole_run

from screening.batch.output import Unfinished, disk, encoder_for, unfinished
from screening.batch.output.parts import Parts
from screening.errors import InvalidInput

KINDS = ["csv", "jsonl", "csv.gz", "parquet", "xlsx"]


@pytest.fixture(autouse=True)
def every_block_journaled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Journal each block at once, and do not wait for the disk."""
    monkeypatch.setattr(unfinished, "SYNC_EVERY", 0)
    monkeypatch.setattr(disk.os, "fsync", lambda _: None)


def left_by_a_crash(out: Path) -> dict[str, bytes]:
    """The files of a run that was killed after its last block."""
    run = Unfinished.begin(out, IDENTITY, encoder_for(out.name, COLUMNS), INPUT)
    add_rest(run, run.encoder)
    left = files(out.parent)
    run.discard()
    return left


def resumed(out: Path, left: dict[str, bytes]) -> dict[str, bytes]:
    """Put back what was left, resume, add what is missing, finish; return the files."""
    for path in out.parent.iterdir():
        path.unlink()
    for name, content in left.items():
        (out.parent / name).write_bytes(content)
    run = Unfinished.resume(out, IDENTITY, encoder_for(out.name, COLUMNS), INPUT)
    assert run.state == ({"blocks": run.blocks_done} if run.blocks_done else {})
    add_rest(run, run.encoder)
    run.finish()
    return files(out.parent)


@pytest.mark.parametrize("kind", KINDS)
def test_torn_at_any_byte_it_resumes_to_the_same_bytes(kind: str, tmp_path: Path) -> None:
    """Each of the three files cut off anywhere (the slow kinds: at some places), alone or with the journal."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "torn").mkdir()
    out = tmp_path / "torn" / f"a.{kind}"
    want = whole_run(tmp_path / "whole" / f"a.{kind}")
    left = left_by_a_crash(out)
    assert set(left) == {f"a.{kind}.part", f"a.{kind}.part.rejected", f"a.{kind}.part.journal"}
    step = 1 if kind in {"csv", "jsonl"} else 131
    for name, content in left.items():
        for end in range(0, len(content), step):
            alone = left | {name: content[:end]}
            assert resumed(out, alone) == want, (name, end)
            journal = left[f"a.{kind}.part.journal"]
            both = alone | {f"a.{kind}.part.journal": journal[: end * len(journal) // len(content)]}
            if both != alone:  # else it is the journal itself that is cut off
                assert resumed(out, both) == want, (name, end)
    garbage = {name: content + b'\0{"block"' for name, content in left.items()}
    assert resumed(out, garbage) == want


def test_a_block_is_kept_only_if_its_bytes_are_those_that_were_written(tmp_path: Path) -> None:
    """A byte changed in the second block: only the first is kept."""
    out = tmp_path / "a.csv"
    left = left_by_a_crash(out)
    lines = [json.loads(line) for line in left["a.csv.part.journal"].splitlines()]
    changed = bytearray(left["a.csv.part"])
    changed[lines[1]["data"] + 1] ^= 1
    for name, content in (left | {"a.csv.part": bytes(changed)}).items():
        (tmp_path / name).write_bytes(content)
    run = Unfinished.resume(out, IDENTITY, encoder_for(out.name, COLUMNS), INPUT)
    assert (run.blocks_done, run.state) == (1, {"blocks": 1})
    run.close()
    assert files(tmp_path)["a.csv.part"] == left["a.csv.part"][: lines[1]["data"]]


class Killed(BaseException):
    """Stands for kill -9: after it, nothing reaches the disk."""


@contextmanager
def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Let `step` operations of the disk happen, and no further one; gives the operations done."""
    done: list[str] = []

    def counted(name: str, real):
        def operation(*arguments: object) -> object:
            if len(done) == step:
                raise Killed
            done.append(name)
            return real(*arguments)

        return operation

    with monkeypatch.context() as patch:
        for name in ("rename", "remove", "sync_file", "sync_folder"):
            patch.setattr(disk, name, counted(name, getattr(disk, name)))
        for name in ("append", "sync", "cut"):
            patch.setattr(disk.Appended, name, counted(name, getattr(disk.Appended, name)))
        yield done


def attempt(out: Path) -> None:
    """Do what a user does: resume if something is left to resume, else begin."""
    encoder = encoder_for(out.name, COLUMNS)
    start = Unfinished.resume if Parts(out).journal.exists() else Unfinished.begin
    run = start(out, IDENTITY, encoder, INPUT)
    try:
        add_rest(run, encoder)
        run.finish()
    finally:
        run._release()


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("older", [False, True])
def test_killed_at_any_step_it_goes_on(kind: str, older: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the two renames, too; and a name that is there is that of a whole file, then and later."""
    want = whole_run(tmp_path / f"a.{kind}")
    old = {f"a.{kind}": b"old", "a.rejected.csv": b"old"} if older else {}
    step, between = 0, 0
    while True:
        for path in tmp_path.iterdir():
            path.unlink()
        for name, content in old.items():
            (tmp_path / name).write_bytes(content)
        with killed_at(step, monkeypatch) as done:
            try:
                attempt(tmp_path / f"a.{kind}")
                break
            except Killed:
                pass
        now = files(tmp_path)
        for name in want:
            assert now.get(name) in {want[name], old.get(name)}, (step, done[-1:])
        between += now.get(f"a.{kind}") == want[f"a.{kind}"] and now.get("a.rejected.csv") != want["a.rejected.csv"]
        attempt(tmp_path / f"a.{kind}")
        assert files(tmp_path) == want, (step, done[-1:])
        step += 1
    assert files(tmp_path) == want
    assert step > 20 and between


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_between_the_two_names_nothing_is_done_again(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output has its name, the rejected rows do not: only the second name is missing."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    want, out = whole_run(tmp_path / "whole" / f"a.{kind}"), tmp_path / "killed" / f"a.{kind}"
    rename = disk.rename

    def killed(old: Path, new: Path) -> None:
        if new.name == "a.rejected.csv":
            raise Killed
        rename(old, new)

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(disk, "rename", killed)
        attempt(out)
    assert out.exists() and not out.with_name("a.rejected.csv").exists()
    run = Unfinished.resume(out, IDENTITY, encoder_for(out.name, COLUMNS), INPUT)
    assert (run.blocks_done, run.state) == (BLOCKS, {"blocks": BLOCKS})
    run.finish()
    assert files(out.parent) == want


def test_nothing_has_the_final_name_before_finish_and_nothing_else_after(tmp_path: Path) -> None:
    """An older file of rejected rows goes when the new run has none."""
    (tmp_path / "a.rejected.csv").write_text("old")
    encoder = encoder_for("a.csv", COLUMNS)
    with Unfinished.begin(tmp_path / "a.csv", IDENTITY, encoder, INPUT) as run:
        run.add(0, encoder.rows(table(0)), b"", {})
    assert not (tmp_path / "a.csv").exists()
    run = Unfinished.resume(tmp_path / "a.csv", IDENTITY, encoder, INPUT)
    assert run.finish() == [tmp_path / "a.csv"]
    assert files(tmp_path) == {"a.csv": encoder.header() + encoder.rows(table(0))}


def test_the_journal_waits_for_the_data_but_not_longer_than_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks within a second share one sync; the data is on the disk before the journal speaks of it."""
    now, synced = [100.0], []
    monkeypatch.setattr(unfinished, "SYNC_EVERY", 1.0)
    monkeypatch.setattr(disk, "clock", lambda: now[0])
    monkeypatch.setattr(disk.Appended, "sync", lambda self: synced.append(self.path.suffix))
    encoder = encoder_for("a.csv", COLUMNS)
    run = Unfinished.begin(tmp_path / "a.csv", IDENTITY, encoder, INPUT)
    run.synced = now[0]
    synced.clear()
    journal = tmp_path / "a.csv.part.journal"
    for number, moment in enumerate([100.1, 100.9, 101.0]):
        assert journal.read_bytes().count(b"\n") == 1 and not synced
        now[0] = moment
        run.add(number, encoder.rows(table(number)), rejected(number), {})
    assert synced == [".part", ".rejected", ".journal"]
    assert journal.read_bytes().count(b"\n") == 4
    run.close()


def test_another_run_is_not_overwritten_and_not_resumed(tmp_path: Path) -> None:
    """Begin refuses, resume names each thing that differs; begun again on purpose, it begins again."""
    out, encoder = tmp_path / "a.csv", encoder_for("a.csv", COLUMNS)
    with Unfinished.begin(out, IDENTITY, encoder, INPUT) as run:
        run.add(0, b"x", b"", {})
        with pytest.raises(InvalidInput, match="E507 another run is writing this output"):
            Unfinished.resume(out, IDENTITY, encoder, INPUT)
    with pytest.raises(InvalidInput, match=r"E507 an earlier run was not finished \(--resume goes on"):
        Unfinished.begin(out, IDENTITY, encoder, INPUT)
    other = {"input": "sha256:2", "options": {"as_of": None, "assume": []}, "rules": "r"}
    with pytest.raises(InvalidInput) as refused:
        Unfinished.resume(out, other, encoder, INPUT)
    assert [problem.where for problem in refused.value.problems] == ["input", "options.as_of", "rules"]
    assert refused.value.problems[0].message == 'was "sha256:1" when a.csv was begun, is "sha256:2"'
    with pytest.raises(InvalidInput, match=r'output: E507 was "csv" .* is "tsv"'):
        Unfinished.resume(out, IDENTITY, encoder_for("a.tsv", COLUMNS), INPUT)
    assert (tmp_path / "a.csv.part").read_bytes() == encoder.header() + b"x"
    with Unfinished.begin(out, other, encoder, INPUT, overwrite=True) as run:
        assert run.blocks_done == 0
    assert (tmp_path / "a.csv.part").read_bytes() == encoder.header()


def test_there_must_be_something_to_resume(tmp_path: Path) -> None:
    """Neither a fresh start nor a finished output is."""
    out, encoder = tmp_path / "a.csv", encoder_for("a.csv", COLUMNS)
    with pytest.raises(InvalidInput, match="E507 there is no unfinished run: nothing to resume"):
        Unfinished.resume(out, IDENTITY, encoder, INPUT)
    whole_run(out)
    with pytest.raises(InvalidInput, match=r"E507 a\.csv is finished: nothing to resume"):
        Unfinished.resume(out, IDENTITY, encoder, INPUT)


def test_blocks_come_in_order(tmp_path: Path) -> None:
    """A block twice, or left out, is a mistake of the program."""
    with Unfinished.begin(tmp_path / "a.csv", IDENTITY, encoder_for("a.csv", COLUMNS), INPUT) as run:
        run.add(0, b"x", b"", {})
        for number in (0, 2):
            with pytest.raises(ValueError, match="does not follow 1 blocks"):
                run.add(number, b"y", b"", {})


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let the system refuse to let any file of this process grow further, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_loses_no_block_and_gives_no_name(kind: str, tmp_path: Path) -> None:
    """Wherever the limit strikes, it is said in words what is kept; with room again, the result is the same."""
    (tmp_path / "whole").mkdir()
    (tmp_path / "full").mkdir()
    out = tmp_path / "full" / f"a.{kind}"
    want = whole_run(tmp_path / "whole" / f"a.{kind}")
    kept = set()
    for size in range(300, max(map(len, want.values())) + 2000, 200):
        try:
            with files_of_at_most(size):
                attempt(out)
        except InvalidInput as error:
            assert error.problems[0].code == "E508"
            assert "the disk is full" in error.problems[0].message
            assert not out.exists()
            if "--resume" in error.problems[0].hint:
                kept.add(error.problems[0].message.partition("; ")[2])
                assert not [path for path in out.parent.iterdir() if ".final" in path.name]
        else:
            assert files(out.parent) == want
            break
    else:
        attempt(out)
    assert files(out.parent) == want
    assert any(f"finished blocks are kept in a.{kind}.part" in each for each in kept)


def test_quota_and_folder_are_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is kept; and the run goes on as soon as there is room."""
    encoder = encoder_for("a.csv", COLUMNS)
    with pytest.raises(
        InvalidInput, match=r"no/a\.csv\.part\.journal: E508 cannot be written: No such file or directory"
    ):
        Unfinished.begin(tmp_path / "no" / "a.csv", IDENTITY, encoder, INPUT)
    (tmp_path / "d.csv").mkdir()
    with pytest.raises(InvalidInput, match="E508 cannot be written: it is a folder"):
        Unfinished.begin(tmp_path / "d.csv", IDENTITY, encoder, INPUT)
    monkeypatch.setattr(
        unfinished, "SYNC_EVERY", 100
    )  # the first block is not journaled when the second meets the limit
    run = Unfinished.begin(tmp_path / "a.csv", IDENTITY, encoder, INPUT)
    run.add(0, encoder.rows(table(0)), b"", {})

    append = disk.Appended.append

    def refuse(self: disk.Appended, data: bytes) -> None:
        if self.path.suffix == ".rejected":  # the rows were taken, the rejected ones are too much
            raise OSError(errno.EDQUOT, "Disk quota exceeded")
        append(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(disk.Appended, "append", refuse)
        with pytest.raises(
            InvalidInput,
            match=r"E508 the disk is full.*; 1 finished blocks are kept in a\.csv\.part .make room, then run the same command with --resume",
        ):
            run.add(1, encoder.rows(table(1)), b"", {})
    assert run.blocks_done == 1
    assert (tmp_path / "a.csv.part").read_bytes() == encoder.header() + encoder.rows(table(0))
    add_rest(run, encoder)
    run.finish()
    assert sum(b"T-" in line for line in (tmp_path / "a.csv").read_bytes().splitlines()) == BLOCKS * 2
