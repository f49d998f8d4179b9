"""The engine-free function: what goes in comes out answered, row for row, as a `Decider` answers it."""

import json
import pickle
import shutil
from dataclasses import replace
from datetime import date
from functools import partial

import numpy as np
import pyarrow as pa
import pytest
import yaml
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from screening import program
from screening.app import load_screener
from screening.batch import arrow
from screening.batch.arrow import ANSWERS, Screen, Settings, block_of, block_table, law_of
from screening.batch.block import Block, Rejected
from screening.batch.columns import ADDED
from screening.batch.counts import Counts
from screening.batch.decider import Decider
from screening.batch.intake import open_source
from screening.batch.mapping import Mapping, resolve
from screening.batch.nested import NestedDecider
from screening.batch.options import Options
from screening.errors import InvalidInput, ScreeningError
from screening.terms import Text

ORDERS = str(ROOT / "fixtures" / "orders.csv")
PLAIN = Settings(load_screener)


def blocks_of(path):
    """Open a file and read its blocks."""
    source = open_source(str(path))
    return source, [raw.read() for raw in source.raws()]


def told(row):
    """A row of answers as (row, status, ...)."""
    return row["__row"], row["__status"], *(row[name] for name in (*ADDED, "__column", "__value", "__reason"))


def expected(decider, block, language="en"):
    """The same of a decider, in the order of the rows."""
    screened = decider.decide(decider.read(block))
    kept = zip(block.rows[screened.kept].tolist(), screened.added.to_pylist(), strict=True)
    rows = [(row, "screened", *(added[name] for name in ADDED), None, None, None) for row, added in kept]
    nothing = [None] * len(ADDED)
    rows += [(each.row, "rejected", *nothing, each.column, each.value, each.reason.in_(language)) for each in screened.rejected]
    return sorted(rows, key=lambda each: each[0]), screened.counts.to_json()


def decider(source, options=Options()):  # noqa: B008 frozen
    """Return what the answers are held against."""
    return Decider(load_screener(), resolve(Mapping(), source.header), Mapping(), options)


@pytest.mark.parametrize("options", [Options(), Options(as_of=date(2026, 9, 1), language="ko")], ids=["own", "ko"])
def test_a_csv_with_bad_rows_is_answered_row_for_row(tmp_path, options):
    """Rows that intake rejects and rows that cannot be decided are answered in their places."""
    path = tmp_path / "orders.csv"
    lines = (ROOT / "fixtures" / "orders.csv").read_text(encoding="utf-8").splitlines()
    torn = ",".join(lines[5].split(",")[:4])
    path.write_text("\n".join([*lines[:5], torn, *lines[6:]]) + "\n", encoding="utf-8")
    source, (block,) = blocks_of(path)
    assert block.rejected
    answers = Screen(replace(PLAIN, options=options))(block_table(block))
    rows, counts = expected(decider(source, options), block, options.language)
    assert [told(row) for row in answers.to_pylist()] == rows
    assert answers.schema == ANSWERS
    assert {"screened", "rejected"} == set(answers.column("__status").to_pylist())
    first, *others = answers.column("__counts").to_pylist()
    assert json.loads(first) == json.loads(json.dumps(counts))
    assert Counts.from_json(json.loads(first)).rows == answers.num_rows == block.table.num_rows + len(block.rejected)
    assert not any(others)


def test_json_lines_keep_their_objects_and_are_answered(tmp_path):
    """A line that is no object is a rejected row; the text of the others is in the block again."""
    path = tmp_path / "orders.jsonl"
    row = {"transaction_id": "J-1", "date": "2024-06-03", "activity": "export", "origin": "US", "destination": "CN", "item": "NVIDIA H20"}
    bad = row | {"transaction_id": "J-3", "date": "someday"}
    path.write_text(f'{json.dumps(row)}\n{{"transaction_id": "J-2", broken\n{json.dumps(bad)}\n', encoding="utf-8")
    source, (block,) = blocks_of(path)
    table = block_table(block)
    assert block_of(table).objects == block.objects == (json.dumps(row), json.dumps(bad))
    answers = Screen(PLAIN)(table)
    assert [told(each) for each in answers.to_pylist()] == expected(decider(source), block)[0]
    assert answers.column("__status").to_pylist() == ["screened", "rejected", "rejected"]
    assert answers.column("__column").to_pylist() == [None, "", "date"]


def test_nested_json_lines_are_answered_by_the_explaining_reader(tmp_path):
    """The whole transaction travels as its text."""
    path = tmp_path / "deals.jsonl"
    deal = yaml.load((ROOT / "fixtures" / "h100_sg_parent_cn.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 all text
    path.write_text("".join(json.dumps(each) + "\n" for each in (deal | {"id": "N-1"}, deal | {"date": "someday"})), encoding="utf-8")
    source, (block,) = blocks_of(path)
    assert source.nested
    answers = Screen(replace(PLAIN, nested=True))(block_table(block))
    assert [told(row) for row in answers.to_pylist()] == expected(NestedDecider(load_screener(), Options()), block)[0]
    assert answers.column("outcome").to_pylist() == ["license_required", None]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
ANY = st.text(max_size=5)  # also halves of surrogate pairs, which Arrow cannot hold


@st.composite
def blocks(draw):
    """Draw a block of rows and rejected rows, whatever is written in them."""
    width, good, bad = draw(st.integers(1, 3)), draw(st.integers(0, 4)), draw(st.integers(0, 3))
    numbers = draw(st.permutations(range(1, good + bad + 1)))
    rows = sorted(numbers[:good])
    table = pa.table([pa.array([draw(TEXTS) for _ in range(good)], pa.string()) for _ in range(width)], names=list("abc"[:width]))
    rejected = tuple(
        Rejected(row, draw(ANY), draw(ANY), Text(draw(ANY), draw(ANY)), tuple(draw(ANY) for _ in range(width))) for row in sorted(numbers[good:])
    )
    objects = tuple(draw(TEXTS) for _ in range(good)) if draw(st.booleans()) else ()
    return Block(draw(st.integers(0, 9)), table, np.array(rows, dtype=np.int64), rejected, objects)


@settings(max_examples=150, deadline=None)
@given(blocks())
def test_a_block_comes_back_from_its_table_whole(block):
    """Nothing is lost on the way, through Arrow's own bytes."""
    table = block_table(block)
    assert table.num_rows == block.table.num_rows + len(block.rejected)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    back = block_of(pa.ipc.open_stream(sink.getvalue()).read_all())
    assert back.table.equals(block.table)
    assert back.rows.tolist() == block.rows.tolist()
    assert (back.number, back.rejected, back.objects) == (block.number, block.rejected, block.objects)


def test_a_table_of_an_engines_own_needs_only_row_numbers():
    """Columns of other types are text, nulls are empty; numbers out of order are refused, and so is their absence."""
    own = pa.table({"quantity": [8, None], "__row": pa.array([2, 3], pa.int32())})
    block = block_of(own)
    assert block.table.to_pydict() == {"quantity": ["8", ""]}
    assert block.rows.tolist() == [2, 3]
    with pytest.raises(ValueError, match="do not ascend"):
        block_of(own.take([1, 0]))
    with pytest.raises(ValueError, match="__row"):
        block_of(own.drop_columns(["__row"]))
    with pytest.raises(InvalidInput, match="E503"):
        block_table(Block(0, own, np.array([2, 3])))


def test_what_travels_is_small_and_loads_once_in_a_process(monkeypatch):
    """A copy of a copy screens with the rules that the first has loaded; rules are not in its bytes."""
    _, (block,) = blocks_of(ORDERS)
    table = block_table(block)
    sent = pickle.dumps(Screen(PLAIN))
    assert len(sent) < 2_000
    first = pickle.loads(sent)(table)  # noqa: S301 our own
    held = arrow.decider_for(PLAIN, tuple(block.table.column_names))
    monkeypatch.setattr(arrow, "_screener", lambda *_: pytest.fail("loaded again"))
    assert pickle.loads(sent)(table).equals(first)  # noqa: S301
    assert arrow.decider_for(PLAIN, tuple(block.table.column_names)) is held


def test_a_process_with_other_rules_or_another_version_refuses(tmp_path, monkeypatch):
    """An output rests on one law, read by one program."""
    _, (block,) = blocks_of(ORDERS)
    table = block_table(block)
    assert Screen(replace(PLAIN, law=law_of(load_screener())))(table).num_rows == table.num_rows
    with pytest.raises(ScreeningError, match="other rules or lists"):
        Screen(replace(PLAIN, law="0" * 64))(table)
    before = law_of(load_screener())
    shutil.copytree(program.PACKAGE, tmp_path / "screening", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(program, "digest", partial(program.digest.__wrapped__, tmp_path / "screening"))
    assert law_of(load_screener()) == before
    (tmp_path / "screening" / "terms.py").write_text("# another version\n", encoding="utf-8")
    assert law_of(load_screener()) != before
