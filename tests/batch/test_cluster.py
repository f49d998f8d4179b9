"""On a cluster the answers are those of one process, also if a machine is lost in the middle of its work."""

import importlib
import json
import os
import subprocess
import sys
import time
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT, need

from screening.app import load_screener
from screening.batch.arrow import Settings, law_of
from screening.batch.cluster import Distant, run_on_cluster
from screening.batch.columns import ADDED
from screening.batch.decider import Decider
from screening.batch.intake import open_source
from screening.batch.mapping import Mapping, resolve
from screening.batch.options import Options
from screening.batch.output import encoder_for
from screening.errors import ScreeningError

ROWS, BLOCK_BYTES = 100_000, 800_000  # about 27 blocks
WORKING = "ray::Map"  # how Ray calls a process that is at a block; one without work is ray::IDLE
MEMORY = 300_000_000


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory):
    """Write the month of trade that the benchmark screens, a small one."""
    need(find_spec("polars"), "polars (pip install 'screening[test]')")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tests" / "benchmarks"))
        path = tmp_path_factory.mktemp("cluster") / "month.csv"
        importlib.import_module("portfolio").write_portfolio(path, ROWS)
        return path


@pytest.fixture(scope="module")
def cluster():
    """Start a Ray cluster of one node with one core; end whatever is left of it."""
    need(find_spec("ray"), "Ray (pip install 'screening[ray]')")
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": MEMORY}
    started = Cluster(initialize_head=True, head_node_args=node)
    try:
        yield started
    finally:
        started.shutdown()


def alone(source):
    """Return every row's answer as one process gives it: the row, then eleven columns or three of a rejection."""
    decider = Decider(load_screener(), resolve(Mapping(), source.header), Mapping(), Options())
    answers, counts = [], []
    for raw in source.raws():
        block = raw.read()
        numbered = decider.read(block)
        decider.screener.watchlist.learn(decider.queries(numbered))
        screened = decider.decide(numbered)
        columns = [screened.added.column(name).to_pylist() for name in ADDED]
        rows = list(zip(block.rows[screened.kept].tolist(), *columns, strict=True))
        rows += [(each.row, each.column, each.value, each.reason.en) for each in screened.rejected]
        answers.append(sorted(rows, key=lambda row: row[0]))
        counts.append(json.loads(json.dumps(screened.counts.to_json())))
    return answers, counts


def told(table):
    """Return the same of a table of answers."""
    screened = table.column("__status").to_pylist()
    good = zip(*(table.column(name).to_pylist() for name in ("__row", *ADDED)), strict=True)
    bad = zip(*(table.column(name).to_pylist() for name in ("__row", "__column", "__value", "__reason")), strict=True)
    return [a if status == "screened" else b for status, a, b in zip(screened, good, bad, strict=True)]


def workers_of(node):
    """Return what the processes are called that a node's raylet has started (its pid among the first)."""
    raylet = node.all_processes["raylet"][0].process.pid
    names = {}
    for each in Path("/proc").iterdir():
        try:
            if each.name.isdigit() and int((each / "stat").read_text().rpartition(")")[2].split()[1]) == raylet:
                names[int(each.name)] = (each / "cmdline").read_text().replace("\0", " ").strip()
        except OSError:  # it has ended meanwhile
            continue
    return raylet, names


def gone(pid):
    """Whether a process is no more, or only its exit status is left."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_what_a_worker_refuses_is_said_as_ever(cluster):
    """An error for people crosses the cluster as it is, and nothing is answered."""
    source = open_source(str(ROOT / "fixtures" / "orders.csv"))
    with pytest.raises(ScreeningError, match="other rules or lists"):
        next(run_on_cluster(cluster.address, source, Settings(load_screener, law="0" * 64)))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc for what the workers do")
def test_a_machine_lost_at_work_changes_nothing(portfolio, cluster):
    """100,000 rows; the second machine is killed while it is at a block; every row's answer is that of one process."""
    import ray

    victim = cluster.add_node(num_cpus=1, object_store_memory=MEMORY)
    answers, counts = alone(open_source(str(portfolio), block_bytes=BLOCK_BYTES))
    total = len(answers)
    assert total >= 20
    found, killed_after, lost, alive = [], 0, [], set()
    settings = Settings(load_screener, law=law_of(load_screener()))
    with closing(run_on_cluster(cluster.address, open_source(str(portfolio), block_bytes=BLOCK_BYTES), settings)) as results:
        for result in results:
            found.append(result)
            if killed_after:
                alive = {each["NodeID"] for each in ray.nodes() if each["Alive"]}
                continue
            deadline = time.monotonic() + 20
            while not (lost := [pid for pid, name in workers_of(victim)[1].items() if name.startswith(WORKING)]):
                assert time.monotonic() < deadline, f"the second machine has no work: {workers_of(victim)[1]}"
                time.sleep(0.01)
            raylet = workers_of(victim)[0]
            cluster.remove_node(victim, allow_graceful=False)
            killed_after = len(found)
            assert gone(raylet)
    assert 0 < killed_after <= total - 3, "the machine was lost when there was nothing left to do"
    assert all(gone(pid) for pid in lost)
    assert alive
    assert victim.node_id not in alive
    assert [number for number, _ in found] == list(range(total))
    for (number, table), rows, counted in zip(found, answers, counts, strict=True):
        assert told(table) == rows, f"block {number}"
        assert json.loads(table.column("__counts")[0].as_py()) == counted
    assert sum(table.num_rows for _, table in found) == ROWS
    assert not ray.is_initialized()


LOCALLY = """
import sys
from test_cluster import hired
from screening.batch.cluster import Machines
source, distant = hired(sys.argv[1])
crew = Machines("local", distant)
for (output,) in crew.rounds(source.raws()):
    print(output.number, output.data.hex(), output.rejected.hex())
crew.dismiss()
"""


def hired(path):
    """Open a file; return it, and a hand that writes its answers as CSV."""
    source = open_source(path, block_bytes=4000)
    return source, Distant(Settings(load_screener), source.header, encoder_for("-", (*source.header, *ADDED)), "transaction_id")


def test_a_ray_of_ones_own_gives_the_same_bytes_and_says_nothing_of_itself():
    """`local` starts Ray, ends it, and leaves standard output and standard error to the run."""
    need(find_spec("ray"), "Ray (pip install 'screening[ray]')")
    orders = str(ROOT / "fixtures" / "orders.csv")
    source, distant = hired(orders)
    outputs = [distant.output(raw) for raw in source.raws()]
    assert len(outputs) > 1
    path = os.pathsep.join(map(str, (ROOT, ROOT / "tests", ROOT / "tests" / "batch")))
    done = subprocess.run(
        [sys.executable, "-c", LOCALLY, orders], env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [f"{each.number} {each.data.hex()} {each.rejected.hex()}" for each in outputs]


def test_without_ray_there_is_a_hint(monkeypatch):
    """Nothing of this package needs Ray but this."""
    monkeypatch.setitem(sys.modules, "ray", None)
    source = open_source(str(ROOT / "fixtures" / "orders.csv"))
    with pytest.raises(ScreeningError, match=r"screening\[ray\]"):
        next(run_on_cluster("local", source, Settings(load_screener)))


@pytest.mark.parametrize(("address", "told"), [("127.0.0.1:1", "nobody answers"), ("ray://127.0.0.1:1", "HOST:PORT"), ("cluster", "HOST:PORT")])
def test_an_address_without_a_cluster_is_told_at_once(address, told):
    """Nobody waits for a cluster that is not there."""
    need(find_spec("ray"), "Ray (pip install 'screening[ray]')")
    with pytest.raises(ScreeningError, match=told):
        next(run_on_cluster(address, open_source(str(ROOT / "fixtures" / "orders.csv")), Settings(load_screener)))
