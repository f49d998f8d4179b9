"""Delimited text and JSON lines, in whatever encoding and packing: cell for cell, row for row, nothing lost."""

import contextlib
import csv
import gzip
import io
import itertools
import json
import os
import pickle
import threading

import pytest
import zstandard
from hypothesis import example, given, settings
from hypothesis import strategies as st

from screening.batch.intake import open_source
from screening.batch.intake.scan import cells, delimited
from screening.batch.translation import Mapping
from screening.errors import InvalidInput

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949", "gb18030"]


def run(data, *, name="-", **options):
    """All blocks of bytes on standard input, through pickle as to a worker."""
    source = open_source(name, stdin=io.BytesIO(data), **options)
    return source, [pickle.loads(pickle.dumps(raw)).read() for raw in source.raws()]  # noqa: S301


def rows_of(blocks):
    """The cells of all rows."""
    return [
        row for block in blocks for row in zip(*(column.to_pylist() for column in block.table.columns), strict=True)
    ]


def numbers(blocks):
    """The row numbers of all rows."""
    return [int(row) for block in blocks for row in block.rows]


def rejected(blocks):
    """All rejected rows."""
    return [each for block in blocks for each in block.rejected]


def refused(data, **options):
    """The problems for which bytes are refused."""
    with pytest.raises(InvalidInput) as caught:
        run(data, **options)
    return caught.value.problems


def packed(data, packing):
    """Pack bytes."""
    return {"": bytes, "gzip": gzip.compress, "zstd": zstandard.compress}[packing](data)


def texts(encoding):
    """Texts that an encoding can hold, with what is hard in them."""
    alphabet = {
        "cp949": 'abZ09 ,;\t"\r\n가나다라힣한글漢',
        "gb18030": 'abZ09 ,;\t"\r\n的公司北京龍한😀',
    }.get(encoding)
    signs = st.sampled_from(alphabet) if alphabet else st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.text(signs, max_size=8)


@st.composite
def written(draw):
    """An encoding, a header and rows."""
    encoding = draw(st.sampled_from(ENCODINGS))
    width = draw(st.integers(1, 4))
    ids = draw(st.lists(st.sampled_from(["T-1", "T-2", " T-2 ", "T-3", "", '"', "a\nb"]), min_size=1, max_size=25))
    cell = st.one_of(st.sampled_from(["", "007", "NA", "NO", "null", "3E001", "1:30", '15" rack']), texts(encoding))
    table = [(id, *(draw(cell) for _ in range(width - 1))) for id in ids]
    return encoding, [f"c{index}" if index else "transaction_id" for index in range(width)], table


@settings(max_examples=150, deadline=None)
@given(
    written(),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\r\n", "\n"]),
    st.sampled_from(["", "gzip", "zstd"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.integers(1, 400),
    st.integers(1, 5),
)
def test_any_table_comes_back_cell_for_cell(table, delimiter, ending, packing, quoting, block_bytes, block_rows):
    """The law of this package: nothing lost, nothing changed, order and numbers kept, transactions whole."""
    encoding, header, rows = table
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n", quoting=quoting)
    writer.writerows([header, *rows])
    text = file.getvalue()
    if "\r" not in "".join(cell for row in rows for cell in row):
        text = text.replace("\r\n", ending)
    source, blocks = run(
        packed(text.encode(encoding), packing),
        encoding=encoding,
        delimiter=delimiter,
        block_bytes=block_bytes,
        block_rows=block_rows,
    )
    assert source.header == tuple(header)
    assert rows_of(blocks) == rows
    assert numbers(blocks) == list(range(2, len(rows) + 2))
    assert [block.number for block in blocks] == list(range(len(blocks)))
    for block, following in itertools.pairwise(blocks):
        last, first = (
            block.table["transaction_id"][-1].as_py().strip(),
            following.table["transaction_id"][0].as_py().strip(),
        )
        assert not last or last != first, "a transaction lies in two blocks"


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(st.sampled_from([b'"', b",", b"\n", b"\r", b"a", b"\xff", b"\0", b"\xea\xb0\x80"]), max_size=60).map(
            b"".join
        ),
    ),
    st.integers(1, 100),
)
@example(b'a,b\n1,2\n"x\n', 10)
@example(b"a\n\r\r\n1\r", 1)
@example(b"\xef\xbb\xbf", 1)
@example(b'{"!":true}', 1)
def test_any_bytes_are_rows_or_a_clear_refusal(data, block_bytes):
    """Rows read and rejected are all records there are, or the file is refused with a message."""
    for content in (data, b"transaction_id,b\n" + data):
        try:
            source, blocks = run(content, block_bytes=block_bytes, encoding="utf-8", delimiter=",")
        except InvalidInput as error:
            assert all(problem.message for problem in error.problems)
            continue
        body = content.removeprefix(b"\xef\xbb\xbf")
        if body.lstrip().startswith(b"{"):
            continue  # JSON lines, which have no header
        records = delimited(body, b",", final=True)
        assert len(rows_of(blocks)) + len(rejected(blocks)) == records.count(0, len(records.ends)) - 1
        assert sorted(numbers(blocks) + [each.row for each in rejected(blocks)]) == list(
            range(2, records.count(0, len(records.ends)) + 1)
        )
        assert all(len(each.cells) == len(source.header) for each in rejected(blocks))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_without_a_declared_encoding_raise_nothing_else(data):
    """Whatever the first bytes promise, the only exception is the one for people."""
    for content in (
        data,
        b"\x1f\x8b" + data,
        b"PAR1" + data,
        b"PK\x03\x04" + data,
        b'{"a":1}\n' + data,
        b"\xff\xfe" + data,
    ):
        with contextlib.suppress(InvalidInput):
            run(content)


@settings(max_examples=200)
@given(st.text('ab,"\n', max_size=30))
def test_cells_are_split_as_the_csv_module_does(record):
    """The splitting used for rejected rows and ids agrees with an independent parser."""
    ends = delimited(record.encode(), b",", final=True)
    for index in range(len(ends.ends)):
        start, end = ends.bounds(index)
        if not ends.blank[index] and not ends.open:
            assert cells(record[start:end], ",") == next(csv.reader(io.StringIO(record[start:end], newline="")))


def test_ends_of_records_are_those_of_the_csv_module_with_stray_quotes():
    """An inch sign opens no quotation."""
    text = 'a,15" rack,b\n"x\ny",2,3\n4,5" ,"6 ""7"" \n8"\n\n"a"b"\n'
    records = delimited(text.encode(), b",", final=True)
    assert records.count(0, len(records.ends)) == len([row for row in csv.reader(io.StringIO(text, newline="")) if row])


def test_encodings_are_told_apart():
    """Two short rows of names are enough."""
    korean = "item,name\nA100,삼성전자 주식회사\nH100,한국과학기술원\n"
    chinese = "item,name\nA100,北京科技有限公司\nH100,深圳市人工智能研究院\n"
    for encoding, text in [
        ("utf-8", korean),
        ("utf-16-le", korean),
        ("utf-16-be", chinese),
        ("cp949", korean),
        ("gb18030", chinese),
    ]:
        source, blocks = run(text.encode(encoding))
        assert source.form.encoding == encoding
        assert rows_of(blocks) == [tuple(line.split(",")) for line in text.splitlines()[1:]]


def test_an_encoding_shows_itself_far_below_the_first_rows():
    """A megabyte of ASCII says nothing yet."""
    rows = ["A100,none"] * 150_000 + ["A100,삼성전자 주식회사"]
    source, blocks = run("\n".join(["item,name", *rows]).encode("cp949"))
    assert source.form.encoding == "cp949"
    assert rows_of(blocks)[-1] == ("A100", "삼성전자 주식회사")


def test_what_reads_as_neither_korean_nor_chinese_is_asked_for():
    """Nothing is guessed: the user is asked, and believed."""
    (problem,) = refused("item,name\nA100,Société Générale à Orléans\n".encode("latin-1"))
    assert problem.code == "E504"
    assert "--encoding" in problem.hint
    assert rows_of(run("item,name\nA100,Société\n".encode("latin-1"), encoding="latin-1")[1]) == [("A100", "Société")]
    assert refused(b"a\n1\n", encoding="klingon")[0].code == "E504"
    assert refused("a\n1\n".encode("utf-16"), encoding="cp949")[0].code == "E504"


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "gb18030"])
def test_bytes_of_another_encoding_reject_their_row_only(encoding):
    """The row is named, the value shown, its cells kept; all others are read."""
    good = "T-1,한국전자,서울\n" if encoding != "gb18030" else "T-1,北京科技,上海\n"
    data = b"transaction_id,name,city\n" + good.encode(encoding) * 9 + b"T-2,x\xff\xff,y\n" + good.encode(encoding)
    _, blocks = run(data, block_bytes=70)
    (bad,) = rejected(blocks)
    assert (bad.row, bad.column, bad.value) == (11, "name", "x\\xff\\xff")
    assert bad.cells == ("T-2", "x\\xff\\xff", "y")
    assert encoding.upper() in bad.reason.en and encoding.upper() in bad.reason.ko
    assert numbers(blocks) == [*range(2, 11), 12]


def test_rows_with_too_few_or_too_many_cells_are_rejected_with_both_numbers():
    """Blank lines are not counted, and the id stays readable."""
    _, blocks = run(b'transaction_id,b,c\n\n1,2,3\n"4",5\n\n6,7,8,"9,9"\n0,0,0\n')
    few, many = rejected(blocks)
    assert (few.row, few.cells) == (3, ("4", "5", ""))
    assert (many.row, many.cells) == (4, ("6", "7", "8,9,9"))
    assert "4 cells" in many.reason.en and "header 3" in many.reason.en
    assert numbers(blocks) == [2, 5]


def test_an_unreadable_row_stays_with_its_transaction():
    """A broken row between rows of one id does not part them, whatever the block's size."""
    data = b"item,transaction_id\n" + b"a,T-1\nbroken\na,T-1\n" * 3 + b"a,T-2\n"
    for size in range(1, 90):
        _, blocks = run(data, block_bytes=size)
        homes = {
            number
            for number, block in enumerate(blocks)
            for row in block.table["transaction_id"].to_pylist()
            if row == "T-1"
        }
        assert len(homes) == 1
        assert len(rejected(blocks)) == 3


def test_the_id_column_is_found_through_the_mapping():
    """The user's own header may be the id; without one, every row is its own."""
    data = b"n,deal\n" + b"1,A\n" * 20 + b"1,B\n" * 20
    _, blocks = run(data, mapping=Mapping(columns={"deal": "transaction_id"}), block_bytes=10)
    assert [len(block.rows) for block in blocks] == [20, 20]
    assert len(run(data, block_bytes=10)[1]) > 10


def test_the_separator_is_sniffed_outside_quotations():
    """Or it is given; a single column needs none."""
    assert run(b'"a,b,c";d\n1;2\n')[0].header == ("a,b,c", "d")
    assert run(b"a\tb\n1\t2\n")[0].header == ("a", "b")
    assert run(b"one\nx\n")[0].header == ("one",)
    assert run(b"a|b\n1|2\n", delimiter="|")[0].header == ("a", "b")
    assert refused(b"a\n1\n", delimiter="ab")[0].where == "--delimiter"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "E501", "empty"),
        (b"\n\r\n", "E501", "blank"),
        (b"a,b\n\n", "E501", "no rows"),
        (gzip.compress(b"", mtime=0), "E501", "empty"),
        (b"\x89PNG\r\n\x1a\n\0", "E502", "PNG"),
        (b"%PDF-1.7\n", "E502", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "E502", "password"),
        (b"a,b\n1,\0\0\0\n", "E502", "NUL"),
        (b"PK\x03\x04 no", "E502", "workbook"),
        (b"PAR1 no PAR1", "E502", "Parquet"),
        (gzip.compress(b"PAR1", mtime=0), "E502", "unpack"),
        (b"\x1f\x8bno", "E502", "damaged"),
        (b"a,,b,\n1,2,3,4\n", "E503", "column 2, 4"),
        (b"a,b,a\n1,2,3\n", "E503", "columns 1, 3"),
        (b"a,Outcome\n1,2\n", "E503", "screening adds"),
        (b'a,b\n1,2\n3,"4\n', "E505", "row 3"),
        (b'a,"b\n1,2\n', "E505", "never ends"),
        (b'{"outcome":1}\n', "E503", "screening adds"),
        (b"{broken\n[1]\n", "E502", "no line"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_clear_message(data, code, words):
    """One problem, its code, and how to mend it."""
    (problem,) = refused(data)
    assert problem.code == code
    assert words in str(problem)
    assert problem.hint


class Endless(io.RawIOBase):
    """A stream that never ends, and counts what was taken."""

    def __init__(self, start, fill):
        self.data, self.fill, self.taken = start, fill, 0

    def read(self, size=-1):
        self.taken += size
        data, self.data = self.data[:size], self.data[size:]
        return data + self.fill * (size - len(data))


@pytest.mark.parametrize("start", [b"a,b\n1,2\n3,", b'a,b\n1,2\n"3,', b"a", b'{"a":1}\n{"a":"'])
def test_a_row_without_end_is_refused_before_it_fills_the_memory(start):
    """Ten gigabytes on one line are noticed after a few megabytes."""
    stream = Endless(start, b"x")
    with pytest.raises(InvalidInput) as caught:
        list(open_source("-", stdin=stream, block_bytes=1000, max_record=20_000).raws())
    assert caught.value.problems[0].code == "E505"
    assert f"row {1 if start == b'a' else 2 if start[:1] == b'{' else 3}" in caught.value.problems[0].message
    assert ("quotation" in caught.value.problems[0].message) == (b'"' in start)
    assert stream.taken < 3_000_000


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_packed_file_that_is_cut_off_gives_its_whole_blocks_and_then_an_error(packing, tmp_path):
    """What came before is given; the end is never taken for a whole file."""
    rows = "".join(f"T-{index},{index * 7919 % 10007},{'x' * (index % 40)}\n" for index in range(200_000))
    path = tmp_path / "a.csv.x"
    path.write_bytes(packed(("transaction_id,b,c\n" + rows).encode(), packing)[:-500])
    given = []
    with pytest.raises(InvalidInput) as caught:
        for raw in open_source(str(path), block_bytes=500_000).raws():
            given.extend(raw.read().table.to_pylist())
    assert caught.value.problems[0].code == "E502"
    assert "cut off" in caught.value.problems[0].message
    assert len(given) > 100_000


def test_a_file_is_read_as_often_as_wanted_and_must_not_change(tmp_path):
    """Workers read spans of the file itself, so it has to be the same file."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfa,b\n" + b"1,2\n" * 500)
    source = open_source(str(path), block_bytes=100)
    assert source.total_bytes == path.stat().st_size == sum(raw.size for raw in source.raws())
    raws = list(source.raws())
    assert rows_of([raw.read() for raw in raws]) == [("1", "2")] * 500
    path.write_bytes(path.read_bytes() + b"3,4\n")
    with pytest.raises(InvalidInput, match="changed"):
        raws[0].read()


def test_a_missing_file_a_folder_and_a_pipe(tmp_path):
    """What is there once is read once."""
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InvalidInput) as caught:
            open_source(str(path))
        assert caught.value.problems[0].code == "E001"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"a,b\n1,2\n"))
    writer.start()
    source = open_source(str(pipe))
    assert rows_of([raw.read() for raw in source.raws()]) == [("1", "2")]
    writer.join()
    with pytest.raises(InvalidInput, match="once"):
        list(source.raws())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", ""]), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
        ),
        min_size=1,
        max_size=20,
    ),
    st.integers(1, 300),
    st.booleans(),
)
def test_json_lines_come_back_as_they_are(rows, block_bytes, ascii_only):
    """Values and source text of every line."""
    lines = [json.dumps({"transaction_id": id, "v": value}, ensure_ascii=ascii_only) for id, value in rows]
    source, blocks = run("\n".join(lines).encode(), block_bytes=block_bytes, encoding="utf-8")
    assert source.header == ("transaction_id", "v") and not source.nested
    assert rows_of(blocks) == rows
    assert [text for block in blocks for text in block.objects] == lines
    assert numbers(blocks) == list(range(1, len(rows) + 1))


def test_json_values_are_kept_as_written_and_what_is_wrong_is_set_aside():
    """Exponents and zeros stay; each broken line has its own reason and, where it can be read, its id."""
    lines = [
        '{"transaction_id":"T-1","quantity":1e26,"ok":true,"via":["SG",1],"no":null}',
        '{"transaction_id":"T-2","quantity":0.10,"quantety":2}',
        "",
        '{"transaction_id":"T-3","quantity":NaN}',
        '{"transaction_id":"T-4","ok":false,"ok":true}',
        '{"transaction_id":"T-5","quantity":',
        '{"transaction_id":"T-6","via":[{}]}',
        '{"transaction_id":"\\ud800"}',
        "[1]",
        "[" * 100_000,
        '{"transaction_id":12345678901234567890,"quantity":007}',
        '{"no":"last"}',
    ]
    # the misspelt key is not among those of the first block, which the first line fills
    _, blocks = run("\n".join(lines).encode(), block_bytes=len(lines[0]) + 1)
    assert rows_of(blocks) == [("T-1", "1e26", "true", "SG;1", ""), ("", "", "", "", "last")]
    assert numbers(blocks) == [1, 11]
    bad = rejected(blocks)
    assert [each.row for each in bad] == list(range(2, 11))
    assert bad[0].column == "quantety" and "nearest is `quantity`" in bad[0].reason.en
    assert [each.cells[0] for each in bad[:5]] == ["T-2", "T-3", "T-4", "T-5", "T-6"]
    assert bad[4].column == "via"


def test_transactions_as_the_contract_writes_them():
    """One transaction a line: the id is its only column, the text is passed on."""
    lines = ['{"id":"T-1","items":[{"chip":"a"}]}', '{"items":[]}', '{"id":"T-3","id":"T-4"}', "nonsense"]
    source, blocks = run("\n".join(lines).encode())
    assert source.nested and source.header == ("transaction_id",)
    assert rows_of(blocks) == [("T-1",), ("",)]
    assert blocks[0].objects == tuple(lines[:2])
    assert [(each.row, each.cells) for each in rejected(blocks)] == [(3, ("T-3",)), (4, ("",))]
