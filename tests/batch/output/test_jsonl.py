"""JSON lines: one shape of answers, and the source's own text left as it was."""

import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.batch.columns import ADDED
from screening.batch.output.jsonl import ROWS_AT_ONCE, JsonLines

CELLS = st.text(st.one_of(st.sampled_from('"\\\n\x00\x1f\u2028한'), st.characters(codec="utf-8")), max_size=8)


@given(names=st.lists(CELLS, min_size=1, max_size=3, unique=True), data=st.data())
def test_any_cells_come_back(names: list[str], data: st.DataObject) -> None:
    """Whatever needs an escape, in names and in cells."""
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(names), max_size=len(names)), max_size=4))
    table = pa.Table.from_arrays([pa.array([r[n] for r in rows], pa.string()) for n in range(len(names))], names=names)
    lines = JsonLines(tuple(names)).rows(table).decode().split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [dict(zip(names, row, strict=True)) for row in rows]
    assert lines[-1] == ""


@given(
    st.lists(
        st.dictionaries(CELLS, st.one_of(CELLS, st.integers(), st.none(), st.lists(CELLS))), min_size=1, max_size=3
    )
)
def test_an_object_keeps_its_text_and_gains_the_answers(sources: list[dict[str, object]]) -> None:
    """Spacing and order are the source's; an empty object gets no stray comma."""
    objects = tuple(f" {json.dumps(source, ensure_ascii=False, separators=(', ', ' :  '))} " for source in sources)
    answers = {name: ['a "b"; c'] * len(objects) for name in ADDED}
    table = pa.table({"id": ["x"] * len(objects)} | answers)
    lines = JsonLines(tuple(table.column_names)).rows(table, objects).decode().split("\n")[:-1]
    for line, text, source in zip(lines, objects, sources, strict=True):
        assert line.startswith(text.strip()[:-1])
        assert json.loads(line) == source | dict.fromkeys(ADDED, 'a "b"; c')


def test_rows_are_not_lost_or_mixed_where_steps_meet() -> None:
    """Objects and answers are cut into steps alike."""
    count = ROWS_AT_ONCE * 2 + 1
    table = pa.table({"n": [str(n) for n in range(count)]} | {name: [f"{n}" for n in range(count)] for name in ADDED})
    objects = tuple(f'{{"n":{n}}}' for n in range(count))
    encoder = JsonLines(tuple(table.column_names))
    read = [json.loads(line) for line in encoder.rows(table, objects).splitlines()]
    assert [(row["n"], row["outcome"]) for row in read] == [(n, str(n)) for n in range(count)]
    assert [json.loads(line)["n"] for line in encoder.rows(table).splitlines()] == [str(n) for n in range(count)]


def test_objects_must_be_as_many_as_rows() -> None:
    """Else answers would stand with another's row."""
    with pytest.raises(ValueError, match="1 objects for 2 rows"):
        JsonLines(("a",)).rows(pa.table({"a": ["1", "2"]}), ("{}",))
