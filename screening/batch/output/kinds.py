"""Which encoder an output file asks for, by the ending of its name."""

from __future__ import annotations

from pathlib import PurePath

from screening.batch.output.compressed import Compressed
from screening.batch.output.delimited import Delimited
from screening.batch.output.encoder import Encoder, refusal
from screening.batch.output.jsonl import JsonLines
from screening.batch.output.parquet import Parquet
from screening.batch.output.sheet import COLUMNS, INSTEAD, Sheet

STANDARD_OUTPUT = "-"
_TEXTS = (".csv", ".tsv", ".jsonl", ".ndjson")
ENDINGS = (*_TEXTS, ".parquet", ".xlsx", *(text + method for text in _TEXTS for method in (".gz", ".zst")))
"""The endings of the kinds that are written."""


def ending(path: str) -> str:
    """Return the ending of `path` that names its kind, "" if it has none; `a.csv.gz` has the ending `.csv.gz`."""
    name = PurePath(path).name.casefold()
    return max((known for known in ENDINGS if name.endswith(known)), key=len, default="")


def encoder_for(path: str, columns: tuple[str, ...]) -> Encoder:
    """Return the encoder for a file named `path` with `columns` (the added ones included); `-` is CSV to standard output.

    Raises `InvalidInput` for an ending that is not known.
    """
    if path == STANDARD_OUTPUT:
        return Delimited(columns, bom=False)
    kind, _, method = ending(path).removeprefix(".").partition(".")
    encoder: Encoder
    match kind:
        case "csv":
            encoder = Delimited(columns)
        case "tsv":
            encoder = Delimited(columns, separator="\t")
        case "jsonl" | "ndjson":
            encoder = JsonLines(columns)
        case "parquet":
            return Parquet(columns)
        case "xlsx":
            if len(columns) > COLUMNS:
                raise refusal(f"an XLSX sheet holds {COLUMNS:,} columns, not {len(columns):,}", INSTEAD, path)
            return Sheet(columns)
        case _:
            raise refusal("the ending of the output's name does not say in which format to write", _hint(), path)
    return Compressed(encoder, "gz" if method == "gz" else "zst") if method else encoder


def _hint() -> str:
    plain = [known for known in ENDINGS if known.count(".") == 1]
    return f"name it {', '.join(plain)}; text also with .gz or .zst after it; - is CSV to standard output"
