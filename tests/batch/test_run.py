"""A run that is killed, interrupted or refused: nothing done is lost, and resumed it is as if nothing had happened."""

import shutil
import signal
from pathlib import Path

import pytest
from batch_runs import Forked, Ran, as_csv, batch, blocks, orders, read, until
from conftest import need

ROWS, BLOCKS = 900, 12
SMALL = ("--format", "json", "--block-bytes", "6000")


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nine hundred rows, twelve blocks."""
    path = tmp_path_factory.mktemp("given") / "orders.csv"
    path.write_text(as_csv(orders(ROWS)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def killed(given: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run that was killed after six blocks."""
    folder = tmp_path_factory.mktemp("killed")
    run = Forked(given, "-o", "o.csv", *SMALL, "--data", folder / "data", folder=folder, hold=8)
    until(lambda: blocks(folder / "o.csv") >= 6)
    assert run.kill().code == -signal.SIGKILL
    return folder


def undisturbed(given: Path, folder: Path, out: str = "o.csv") -> Ran:
    """A run nobody disturbs, into `folder`."""
    folder.mkdir()
    ran = batch(given, "-o", out, *SMALL, "--data", folder / "data", folder=folder)
    assert ran.code == 0, ran.err
    return ran


def same(one: Path, other: Path, out: str) -> None:
    """Hold the files of two runs against each other, and see that nothing else is left."""
    for name in (out, "o.rejected.csv"):
        assert (one / name).read_bytes() == (other / name).read_bytes(), name
    assert not list(other.glob("*.part*"))


@pytest.mark.parametrize(
    ("out", "after", "workers", "group"),
    [("o.csv", 0, 1, True), ("o.jsonl", 3, 2, True), ("o.parquet", 6, 2, False), ("o.csv.gz", 9, 1, True)],
)
def test_killed_and_resumed_is_as_if_nothing_had_happened(
    out: str, after: int, workers: int, group: bool, given: Path, tmp_path: Path
) -> None:
    """Output, rejected rows and summary, byte for byte; the workers of a killed run are gone; nothing looked complete."""
    whole = undisturbed(given, tmp_path / "whole", out)
    folder = tmp_path / "cut"
    folder.mkdir()
    arguments = (given, "-o", out, *SMALL, "--workers", workers, "--data", folder / "data")
    run = Forked(*arguments, folder=folder, hold=after + 2)
    until(lambda: blocks(folder / out) >= after)
    assert run.kill(group=group).code == -signal.SIGKILL
    until(lambda: not run.members(), 2)
    assert not (folder / out).exists()
    assert not (folder / "o.rejected.csv").exists()
    assert after <= blocks(folder / out) < BLOCKS
    ran = batch(*arguments, "--resume", folder=folder)
    assert (ran.code, ran.out) == (0, whole.out), ran.err
    same(tmp_path / "whole", folder, out)


def test_a_run_may_be_killed_again_and_again(given: Path, tmp_path: Path) -> None:
    """Also by one worker more or less, and while it goes through what was done."""
    whole = undisturbed(given, tmp_path / "whole")
    folder = tmp_path / "cut"
    folder.mkdir()
    arguments = (given, "-o", "o.csv", *SMALL, "--data", folder / "data")
    for n, more in enumerate([(), ("--resume",), ("--resume",)]):
        run = Forked(*arguments, *more, "--workers", n % 2 + 1, folder=folder, hold=3 * n + 3)
        until(lambda: blocks(folder / "o.csv") >= 3 * n + 1)  # noqa: B023 used at once
        run.kill()
    assert batch(*arguments, "--resume", folder=folder).out == whole.out
    same(tmp_path / "whole", folder, "o.csv")


def test_an_interrupt_is_told_and_resumable(given: Path, tmp_path: Path) -> None:
    """As Ctrl-C does it: the whole group gets the signal. Exit 130, what to do next, no traceback."""
    whole = undisturbed(given, tmp_path / "whole")
    folder = tmp_path / "cut"
    folder.mkdir()
    arguments = (given, "-o", "o.csv", *SMALL, "--workers", 2, "--data", folder / "data")
    run = Forked(*arguments, folder=folder, hold=6)
    until(lambda: blocks(folder / "o.csv") >= 4)
    ended = run.kill(sign=signal.SIGINT)
    assert ended.code == 130
    assert ended.err == "stopped. What is done is kept beside o.csv; the same command with --resume goes on.\n"
    assert not run.members()
    assert batch(*arguments, "--resume", folder=folder).out == whole.out
    same(tmp_path / "whole", folder, "o.csv")


def test_an_unfinished_run_is_not_passed_over(given: Path, killed: Path, tmp_path: Path) -> None:
    """Without --resume the way is told; --restart gives the same as a run into an empty folder."""
    folder = Path(shutil.copytree(killed, tmp_path / "cut"))
    arguments = (given, "-o", "o.csv", *SMALL, "--data", folder / "data")
    refused = batch(*arguments, folder=folder)
    assert refused.code == 2
    assert refused.err == "o.csv.part: E507 an earlier run was not finished (--resume goes on with it, --restart begins again)\n"
    both = batch(*arguments, "--resume", "--restart", folder=folder)
    assert (both.code, "not both" in both.err) == (2, True)
    whole = undisturbed(given, tmp_path / "whole")
    assert batch(*arguments, "--restart", folder=folder).out == whole.out
    same(tmp_path / "whole", folder, "o.csv")
    over = batch(*arguments, "--resume", folder=folder)
    assert (over.code, "o.csv is finished: nothing to resume" in over.err) == (2, True)


def test_another_run_does_not_go_on_with_it(given: Path, killed: Path, tmp_path: Path) -> None:
    """What differs is named: the input, the law, the words. And what was done stays."""
    other = tmp_path / "orders.csv"
    other.write_text(as_csv(orders(ROWS)[:-2]), encoding="utf-8")
    map = tmp_path / "map.yaml"
    map.write_text("values: {destination: {Chine: CN}}\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in killed.glob("o.csv*")}
    changes = [
        ((other,), "input.digest"), ((given, "--map", map), "mapping"), ((given, "--assume", "us.bill.gain"), "assume"),
        ((given, "--as-of", "2024-01-01"), "as_of"), ((given, "--lang", "ko"), "language"), ((given, "--block-bytes", "7000"), "block_bytes"),
        ((given, "--encoding", "utf-8"), "encoding"),
    ]  # fmt: skip
    for arguments, named in changes:
        ran = batch(arguments[0], "-o", "o.csv", *SMALL, *arguments[1:], "--resume", "--data", killed / "data", folder=killed)
        assert ran.code == 2
        assert f"{named}: E507 was " in ran.err
        assert "resume it as it was begun, or begin again with --restart" in ran.err
        assert "Traceback" not in ran.err
    assert {path.name: path.read_bytes() for path in killed.glob("o.csv*")} == before


def test_another_version_of_the_program_does_not_go_on_with_it(
    given: Path, killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words may be others: half of an output would be in the old ones."""
    monkeypatch.setattr("screening.program.digest", lambda *_: "another")
    ran = batch(given, "-o", "o.csv", *SMALL, "--resume", "--data", killed / "data", folder=killed)
    assert (ran.code, "program: E507 was " in ran.err) == (2, True)


def test_a_stream_is_not_resumed(given: Path, killed: Path) -> None:
    """Nobody can tell whether what comes now is what came then; and standard output is gone."""
    piped = batch("-", "-o", "o.csv", *SMALL, "--resume", "--data", killed / "data", stdin=given.read_bytes(), folder=killed)
    assert (piped.code, "standard input: E507 what came from a stream" in piped.err) == (2, True)
    out = batch(given, "-o", "-", "--resume")
    assert (out.code, out.out, "E507 what went to standard output cannot be resumed" in out.err) == (2, "", True)


@pytest.mark.parametrize("out", ["o.csv", "o.xlsx"])
def test_a_full_disk_is_told_and_resumable_once_there_is_room(out: str, given: Path, tmp_path: Path) -> None:
    """E508 with what to do; nothing looks complete; the rest is done later."""
    whole = undisturbed(given, tmp_path / "whole", out)
    folder = tmp_path / "full"
    folder.mkdir()
    arguments = (given, "-o", out, *SMALL, "--data", folder / "data")
    ran = Forked(*arguments, folder=folder, most=60_000).wait()
    assert ran.code == 2
    assert "E508 the disk is full, or a file may not grow any further" in ran.err
    assert "make room, then run the same command with --resume" in ran.err
    assert "Traceback" not in ran.err
    assert not (folder / out).exists()
    assert batch(*arguments, "--resume", folder=folder).out == whole.out
    same(tmp_path / "whole", folder, out)


def test_nothing_is_lost_and_doubled_ids_are_told_across_blocks_and_resumption(given: Path, killed: Path, tmp_path: Path) -> None:
    """Read = screened + rejected; the ids that stand again are named with their rows, also those of blocks done before."""
    folder = Path(shutil.copytree(killed, tmp_path / "cut"))
    ran = batch(given, "-o", "o.csv", "--block-bytes", "6000", "--resume", "--data", folder / "data", folder=folder)
    rows, rejected = read(folder / "o.csv"), read(folder / "o.rejected.csv")
    assert len(rows) + len(rejected) == ROWS
    assert len({row["row"] for row in rejected}) == len(rejected) == 2 * len([n for n in range(ROWS // 2) if n % 23 == 5])
    assert f"{ROWS} rows = {len(rows)} screened + {len(rejected)} rejected" in ran.out
    again = [2 + 2 * n for n in range(50, ROWS // 2) if n % 41 == 40]
    named = ", ".join(map(str, again[:5]))
    assert f"{len(again)} transaction ids stand again, apart from their first rows" in ran.out
    assert f"rows {named} (+{len(again) - 5})" in " ".join(ran.out.split())


def test_an_input_that_breaks_off_in_its_first_block_leaves_nothing(tmp_path: Path) -> None:
    """Mended, it is screened by the same command: nobody is asked to resume what never began."""
    file = tmp_path / "a.csv"
    text = as_csv(orders(20))
    file.write_text(text + '"open', encoding="utf-8")
    ran = batch(file, "-o", tmp_path / "o.csv", "--data", tmp_path / "data")
    assert (ran.code, "E505" in ran.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("o.")] == []
    file.write_text(text, encoding="utf-8")
    assert batch(file, "-o", tmp_path / "o.csv", "--data", tmp_path / "data").code == 0


def test_a_second_run_into_the_same_output_is_refused(given: Path, tmp_path: Path) -> None:
    """While the first one writes."""
    need(Path("/proc").exists(), "Linux")
    first = Forked(given, "-o", "o.csv", *SMALL, "--data", tmp_path / "data", folder=tmp_path, hold=3)
    until(lambda: blocks(tmp_path / "o.csv") >= 1)
    second = batch(given, "-o", "o.csv", *SMALL, "--restart", "--data", tmp_path / "data", folder=tmp_path)
    assert (second.code, "another run is writing this output" in second.err) == (2, True)
    first.kill()
    assert batch(given, "-o", "o.csv", *SMALL, "--resume", "--data", tmp_path / "data", folder=tmp_path).code == 0
    assert len(read(tmp_path / "o.csv")) > ROWS / 2
