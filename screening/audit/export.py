"""The decision log as a file: JSON lines that lose nothing, or a table that people read.

JSONL has every field as it was hashed, and what stands beside a record with its nonce: whoever has the file can compute the
chain again without this program (`audit.chain` says how). CSV is for reading in a spreadsheet: a row a record, with what
was found and who disposed of it; cells that would run as a formula are defused. Neither decides what may be handed out: nonces
and names are in it, so an export is as confidential as the log.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, BinaryIO, Literal, get_args

import orjson
import sqlalchemy as sa

from screening.audit.log import PAGE, Kept, Record, Sought, find, kept
from screening.errors import InvalidInput, Problem

Format = Literal["jsonl", "csv"]
FORMATS: tuple[str, ...] = get_args(Format)

COLUMNS = (
    "seq", "at", "kind", "outcome", "decision", "transaction_id", "client_reference", "as_of", "parties", "rules",
    "listed_matches", "caller", "verdict", "state", "reviewer", "reason", "content", "details", "context", "hash",
)  # fmt: skip
"""The columns of the table. `content` says whether what was screened is kept or erased."""

BOM = b"\xef\xbb\xbf"
LARGEST = 32_000
"""Characters of a cell: Excel takes 32,767, and cuts what is longer without a word."""

_NUMBER = re.compile(r" *[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?%? *\Z")


def export(connection: sa.Connection, sought: Sought, stream: BinaryIO, format: str) -> int:
    """Write the records sought in their order, within `Store.reading`; return how many they were.

    Raises `InvalidInput` (E102) for another format than "jsonl" and "csv". Memory does not grow with the log.
    """
    if format not in FORMATS:
        hint = f"one of {', '.join(FORMATS)}"
        raise InvalidInput([Problem("E102", "format", f"`{format}` is no format of an export", hint)])
    if format == "csv":
        stream.write(BOM + _line(COLUMNS))
    write = _jsonl if format == "jsonl" else _row
    count = 0
    for page in _pages(find(connection, sought)):
        beside = kept(connection, [record.seq for record in page])
        stream.write(b"".join(write(record, beside.get(record.seq)) for record in page))
        count += len(page)
    return count


def _pages(found: Iterator[Record]) -> Iterator[list[Record]]:
    while page := list(islice(found, PAGE)):
        yield page


def _jsonl(record: Record, content: Kept | None) -> bytes:
    """Return a record as a line. Texts that are JSON stay texts, or their bytes could not be hashed again."""
    beside = content and {
        "nonce": content.nonce, "reference": content.reference, "parties": list(content.parties),
        "input": content.input.decode(), "answer": content.answer.decode(),
    }  # fmt: skip
    return orjson.dumps({**asdict(record), "content": beside}, option=orjson.OPT_APPEND_NEWLINE)


def _row(record: Record, content: Kept | None) -> bytes:
    said = _object(record.body)
    answer = _object(content.answer) if content else {}
    cells = {
        **asdict(record),
        "client_reference": content.reference if content else None,
        "parties": "; ".join(content.parties) if content else "",
        "rules": _rules(answer),
        "listed_matches": _matches(answer),
        "content": "kept" if content else "erased" if record.input else "",
        **{name: said.get(name) for name in ("verdict", "state", "reviewer", "reason")},
        "details": "" if record.kind == "disposition" else record.body,
    }
    return _line([cells[name] for name in COLUMNS])


def _rules(answer: dict[str, Any]) -> str:
    """Name the rules that an answer rests on, each once."""
    if isinstance(answer.get("rules"), str):
        return str(answer["rules"])  # the row of a batch
    return "; ".join(dict.fromkeys(str(each.get("rule")) for each in _objects(answer.get("findings"))))


def _matches(answer: dict[str, Any]) -> str:
    if isinstance(answer.get("listed_matches"), str):
        return str(answer["listed_matches"])
    return "; ".join(
        f"{each.get('owner') or each.get('party')} = {each.get('name')} ({each.get('list')}, {each.get('grade')})"
        for each in _objects(answer.get("party_matches"))
    )


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _object(text: str | bytes) -> dict[str, Any]:
    """Return the object that a text is, an answer without its ids too; empty for anything else."""
    raw = text.encode() if isinstance(text, str) else text
    try:
        value = json.loads(b"{" + raw[1:] if raw.startswith(b",") else raw)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _line(cells: Sequence[Any]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow([_cell(each) for each in cells])
    return written.getvalue().encode()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    if len(text) > LARGEST:
        text = f"{text[:LARGEST]} …"
    return f"'{text}" if _runs(text) else text


def _runs(text: str) -> bool:
    """Whether a spreadsheet would run a cell as a formula: as in `batch.output.formulas`, which stands higher in the house."""
    if text[:1] in ("\t", "\r", "\n"):
        return True
    shown = next((at for at, each in enumerate(text) if unicodedata.category(each) not in ("Cc", "Cf", "Zs", "Zl", "Zp")), None)
    return shown is not None and text[shown] in "=+-@＝＋－＠" and not _NUMBER.match(text)
