"""The hands of a run: as many as may be, the result is the same; none outlives the run, and one that is lost ends it in words."""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pytest
from batch_runs import Forked, as_csv, batch, blocks, loaded, orders, until
from conftest import need

from screening.batch.crew import Alone, Crew, Lost, Processes, hire
from screening.batch.hand import Hand, Ids, Output
from screening.batch.intake import Raw
from screening.batch.job import Input, Job
from screening.batch.options import Options
from screening.batch.output import encoder_for
from screening.errors import InvalidInput, Problem


@dataclass(frozen=True)
class Broken:
    """A block that cannot be read, for one reason or another."""

    error: BaseException
    number: int = 1
    size: int = 1

    def read(self) -> None:
        raise self.error


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Two hundred rows in blocks of some 20."""
    file = tmp_path / "orders.csv"
    file.write_text(as_csv(orders(200)), encoding="utf-8")
    given = Input(str(file), block_bytes=1500)
    source, mapping = given.opened()
    return Job(given, source, mapping, loaded(None, ()), Options())


def hand(job: Job) -> Hand:
    """One who screens it."""
    return job.hand(encoder_for("o.csv", (*job.source.header, "outcome")))


def hired(job: Job, many: int) -> Iterator[Crew]:
    """Hire so many, and let them go."""
    crew = hire(hand(job), many)
    try:
        yield crew
    finally:
        crew.dismiss()


def told(output: Output) -> Output:
    """An output without what depends on the clock, and its ids as lists."""
    ids: object = (output.ids.hashes.tolist(), output.ids.rows.tolist())
    return replace(output, seconds={}, ids=ids)  # type: ignore[arg-type]


def test_one_hand_or_three_give_the_same_blocks_in_order(job: Job) -> None:
    """Data, rejected rows, counts and ids of every block."""
    found = []
    for many in (1, 2, 3):
        for crew in hired(job, many):
            assert isinstance(crew, Alone if many == 1 else Processes)
            found.append([told(output) for outputs in crew.rounds(iter(list(job.source.raws()))) for output in outputs])
    assert [output.number for output in found[0]] == list(range(len(found[0])))
    assert len(found[0]) > 5
    assert found[0] == found[1] == found[2]


def test_ids_are_those_of_the_run(job: Job) -> None:
    """What a resumed run reads of the blocks that are done."""

    def plain(ids: Ids) -> tuple[list[int], list[int]]:
        return ids.hashes.tolist(), ids.rows.tolist()

    raws: list[Raw] = list(job.source.raws())
    for crew in hired(job, 2):
        before = [plain(ids) for ids in crew.ids(iter(raws))]
        run = [plain(output.ids) for outputs in crew.rounds(iter(raws)) for output in outputs]
    assert before == run


@pytest.mark.parametrize("many", [1, 2])
@pytest.mark.parametrize("error", [InvalidInput([Problem("E502", "a.csv", "the file changed")]), FileNotFoundError(2, "gone", "a.csv")])
def test_what_a_hand_cannot_do_is_told_as_it_is(job: Job, many: int, error: Exception) -> None:
    """A refusal comes back from another process as the problems it had, and an error of the disk as itself."""
    raws = [*job.source.raws()][:3]
    for crew in hired(job, many):
        with pytest.raises(type(error)) as caught:
            list(crew.rounds(iter([raws[0], Broken(error), raws[1]])))
    assert str(caught.value) == str(error)


def test_a_hand_that_is_gone_ends_the_run(job: Job) -> None:
    """Killed by somebody (the system does it when memory runs out)."""
    for crew in hired(job, 2):
        assert isinstance(crew, Processes)
        rounds = crew.rounds(iter(list(job.source.raws())))
        next(rounds)
        os.kill(crew._processes[1].pid or 0, signal.SIGKILL)
        with pytest.raises(Lost, match="was ended from outside"):
            list(rounds)


def test_nobody_is_left_when_a_crew_is_dismissed(job: Job) -> None:
    """Also in the midst of a round."""
    for crew in hired(job, 2):
        assert isinstance(crew, Processes)
        next(crew.rounds(iter(list(job.source.raws()))))
        processes = crew._processes
    assert [process.is_alive() for process in processes] == [False, False]


def test_rows_without_ids_have_none(job: Job) -> None:
    """A file without the column, and cells that are empty, are not taken for one transaction that stands again."""
    block = next(job.source.raws()).read()
    emptied = block.table.set_column(0, "transaction_id", pa.array([""] * block.table.num_rows))
    assert hand(job)._ids(replace(block, table=emptied)).rows.tolist() == []
    without = hand(job)
    without.id_header = None
    assert without._ids(block).rows.tolist() == []


def test_a_lost_worker_is_told_and_the_run_is_resumable(tmp_path: Path) -> None:
    """Exit 2, one line that says what to do, no traceback, no process left; the rest gives what a whole run gives."""
    need(Path("/proc").exists(), "Linux")
    file = tmp_path / "orders.csv"
    file.write_text(as_csv(orders(400)), encoding="utf-8")
    arguments = (file, "--block-bytes", "2000", "--workers", "2", "--format", "json", "--data", tmp_path / "data")
    whole = batch(*arguments, "-o", "o.csv", folder=tmp_path)
    expected = (tmp_path / "o.csv").read_bytes()
    (tmp_path / "o.csv").unlink()
    run = Forked(*arguments, "-o", "o.csv", folder=tmp_path, hold=6)
    until(lambda: blocks(tmp_path / "o.csv") >= 4)
    assert len(run.members()) == 2
    os.kill(run.members()[0], signal.SIGKILL)
    ended = run.wait()
    assert ended.code == 2
    assert ended.err == (
        "a worker process was ended from outside (out of memory?); what is done is kept: the same command with --resume goes on\n"
    )
    assert not run.members()
    assert not (tmp_path / "o.csv").exists()
    assert batch(*arguments, "-o", "o.csv", "--resume", folder=tmp_path).out == whole.out
    assert (tmp_path / "o.csv").read_bytes() == expected


def test_workers_of_a_killed_run_do_not_work_on(tmp_path: Path) -> None:
    """Only the main process is killed, while its workers are in the midst of a long block: nobody is left two seconds later."""
    need(Path("/proc").exists(), "Linux")
    file = tmp_path / "orders.csv"
    file.write_text(as_csv(orders(200)), encoding="utf-8")
    arguments = (file, "-o", "o.csv", "--block-bytes", "2000", "--workers", "3", "--data", tmp_path / "data")
    run = Forked(*arguments, folder=tmp_path, slow=60)
    until(lambda: len(list(tmp_path.glob("busy.*"))) == 3)
    assert run.kill(group=False).code == -signal.SIGKILL
    until(lambda: not run.members(), 2)
