"""Where rows come from: CSV, JSON lines, Parquet and XLSX, packed or not, from a file or standard input.

What a file is, its first bytes decide, then its name. Every record of it becomes a row or a rejected row, in order and with
its number, every cell as it is written; a file of which that cannot be promised is refused with what to do about it. No
value is converted, and no column is looked for here but the transaction id, so that a block holds whole transactions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from screening.batch.intake.cutting import Limits
from screening.batch.intake.delimited import open_delimited
from screening.batch.intake.encoding import SAMPLE, detect
from screening.batch.intake.feed import Origin, origin_of
from screening.batch.intake.jsonlines import open_lines
from screening.batch.intake.source import BLOCK_BYTES, BLOCK_ROWS, MAX_RECORD, MAX_TRANSACTION, Raw, Source, refusal
from screening.batch.intake.text import TextOrigin

if TYPE_CHECKING:
    from screening.batch.translation import Mapping

__all__ = ["BLOCK_BYTES", "BLOCK_ROWS", "MAX_RECORD", "MAX_TRANSACTION", "Raw", "Source", "open_source"]

PARQUET, ZIP = b"PAR1", b"PK\x03\x04"
OTHERS = {
    b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"%PDF-": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls), or a workbook with a password", b"7z\xbc\xaf": "a 7-Zip archive",
    b"BZh": "a bzip2 archive", b"\xfd7zX": "an xz archive", b"Rar!": "a RAR archive", b"\x7fELF": "a program",
    b"ARROW1": "an Arrow file", b"Obj\x01": "an Avro file", b"SQLite format": "an SQLite database", b"{\\rtf": "an RTF document",
}  # fmt: skip
JSON_ENDINGS, PLAIN_ENDINGS = (".jsonl", ".ndjson", ".json"), (".csv", ".tsv", ".tab")
READ = "give CSV, JSON lines, Parquet or XLSX (CSV and JSON lines may be packed with gzip or zstd)"


def open_source(
    path: str,
    *,
    mapping: Mapping | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    block_bytes: int = BLOCK_BYTES,
    block_rows: int = BLOCK_ROWS,
    max_record: int = MAX_RECORD,
    stdin: BinaryIO | None = None,
) -> Source:
    """Open an input (`-` is standard input) and read its header; raise `InvalidInput` if it cannot be read as rows."""
    limits = Limits(block_bytes, block_rows, max_record)
    separator = _given(delimiter)
    origin = origin_of(path, stdin)
    feed, file = origin.feed()
    try:
        if not feed.start:
            raise refusal("E501", origin.name, "the file is empty", "give a file with a header and rows")
        head, compressed = feed.peek(16), feed.compression
        if not compressed and head.startswith((PARQUET, ZIP)):
            return _tabular(origin.local(), mapping, limits, parquet=head.startswith(PARQUET))
        _known(head, origin.name, path.casefold(), compressed)
        sample, size = feed.peek(SAMPLE), SAMPLE
        if len(sample) == size < block_bytes and sample.isascii():  # says nothing yet about names far below
            sample, size = feed.peek(block_bytes), block_bytes
        text = TextOrigin(origin, detect(sample, encoding, origin.name, whole=len(sample) < size))
    finally:
        if file is not None:
            file.close()
    if _is_json(sample, text.encoding, path.casefold().removesuffix(".gz").removesuffix(".zst")):
        return open_lines(text, mapping, limits)
    return open_delimited(text, separator, mapping, limits)


def _given(delimiter: str | None) -> str | None:
    if delimiter is None:
        return None
    sign = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if len(sign) != 1 or not sign.isascii() or sign in '"\r\n\0':
        message = f"`{delimiter[:20]}` cannot separate cells"
        raise refusal("E502", "--delimiter", message, "give one sign, such as ; or | or tab")
    return sign


def _tabular(origin: Origin, mapping: Mapping | None, limits: Limits, *, parquet: bool) -> Source:
    if parquet:
        from screening.batch.intake.parquet import open_parquet

        return open_parquet(origin, mapping, limits)
    from screening.batch.intake.workbook import open_workbook

    return open_workbook(origin, mapping, limits)


def _known(head: bytes, where: str, ending: str, compressed: str | None) -> None:
    """Refuse what is plainly something else than text."""
    if not head:
        raise refusal("E501", where, f"the {compressed} file is empty inside", "give a file with a header and rows")
    if compressed and head.startswith((PARQUET, ZIP, b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
        raise refusal(
            "E502", where, f"what is packed with {compressed} is no text", "unpack it and give the file inside"
        )
    if other := next((name for magic, name in OTHERS.items() if head.startswith(magic)), None):
        raise refusal("E502", where, f"this is {other}", READ)
    if ending.endswith((".parquet", ".xlsx", ".gz", ".zst")) and not compressed:
        raise refusal("E502", where, f"the content is not that of a {ending[ending.rfind('.') :]} file", READ)


def _is_json(sample: bytes, encoding: str, name: str) -> bool:
    if name.endswith(PLAIN_ENDINGS):
        return False
    return name.endswith(JSON_ENDINGS) or sample[:1024].decode(encoding, "ignore").lstrip("\ufeff\r\n\t ").startswith(
        "{"
    )
