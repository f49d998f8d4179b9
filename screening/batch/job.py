"""A batch job made ready: input opened, headers understood, output chosen; everything that can be refused is, before a row is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from screening.batch.columns import ADDED
from screening.batch.crew import hire
from screening.batch.decider import Decider
from screening.batch.fitting import fit, resolve, unread
from screening.batch.hand import Hand
from screening.batch.intake import Source, open_source
from screening.batch.mapping import read_mapping
from screening.batch.nested import NestedDecider
from screening.batch.options import Options
from screening.batch.output import Encoder, Unfinished, encoder_for, rejected_path
from screening.batch.output.kinds import ending
from screening.batch.run import Progress, Show, run, run_to_stream
from screening.batch.summary import Json, summary
from screening.batch.translation import Mapping
from screening.errors import InvalidInput, Problem
from screening.parties.answers import Answers
from screening.screen import Screener
from screening.terms import Text

BLOCK_BYTES = 12_000_000
"""Of a large file: small enough that all cores have a block to the end, large enough that a block is mostly work."""
Stages = dict[str, float]

SMALL = 4_000_000
"""Bytes of input below which one process is faster than several."""


@dataclass(frozen=True, slots=True)
class Input:
    """Where rows come from: a path (or `-`), the mapping of its headers, and what cannot be seen in it."""

    path: str
    map: Path | None = None
    encoding: str | None = None
    delimiter: str | None = None

    def opened(self, stdin: BinaryIO | None = None, block_bytes: int = BLOCK_BYTES) -> tuple[Source, Mapping]:
        """Open the input and hold its header against the mapping; raise `InvalidInput`."""
        mapping = read_mapping(self.map) if self.map else Mapping()
        source = open_source(
            self.path, mapping=mapping, encoding=self.encoding, delimiter=self.delimiter, stdin=stdin, block_bytes=block_bytes
        )
        if not source.nested:
            fit(mapping, source.header, name=source.name)
        return source, mapping


@dataclass(frozen=True, slots=True)
class Job:
    """One input, screened as asked."""

    input: Input
    source: Source
    mapping: Mapping
    screener: Screener
    options: Options
    kept: Answers | None = None

    @property
    def notices(self) -> list[Text]:
        """What to tell of the input before a row is read: headers nobody reads."""
        if self.source.nested:
            return []
        return [
            Text(f"column `{header}` is not read{f' ({guess})' if guess else ''}", f"`{header}` 열은 읽지 않음")
            for header, guess in unread(self.mapping, self.source.header)
        ]

    def hand(self, encoder: Encoder) -> Hand:
        """Return one who does the work."""
        resolved = resolve(self.mapping, self.source.header)
        headers = {column: header for header, column in resolved.items()}
        id_header = "transaction_id" if self.source.nested else headers.get("transaction_id")
        decider = (
            NestedDecider(self.screener, self.options)
            if self.source.nested
            else Decider(self.screener, resolved, self.mapping, self.options)
        )
        return Hand(decider, encoder, self.options.language, id_header, self.kept)

    def to_file(
        self, out: Path, show: Show, workers: int, *, resume: bool = False, restart: bool = False
    ) -> tuple[Json, list[Path], Stages]:
        """Screen into a file; return the summary, the files written, and the seconds each stage took. An unfinished run is resumed or begun again."""
        self._apart(out)
        encoder = encoder_for(str(out), self._columns())
        identity = self._identity()
        unfinished = (
            Unfinished.resume(out, identity, encoder, self.source.header)
            if resume
            else Unfinished.begin(out, identity, encoder, self.source.header, overwrite=restart)
        )
        crew = hire(self.hand(encoder), self._workers(workers))
        progress, files = run(self.source, crew, unfinished, show)
        return self._summary(progress, str(out)), files, progress.seconds

    def to_stream(
        self, stream: BinaryIO, rejected: BinaryIO, show: Show, workers: int
    ) -> tuple[Json, list[Path], Stages]:
        """Screen as CSV into a stream, rejected rows into another; return what `to_file` does."""
        encoder = encoder_for("-", self._columns())
        crew = hire(self.hand(encoder), self._workers(workers))
        progress = run_to_stream(self.source, crew, encoder, stream, rejected, show)
        return self._summary(progress, None), [], progress.seconds

    def _workers(self, wanted: int) -> int:
        small = self.source.total_bytes is not None and self.source.total_bytes < SMALL
        return 1 if small else wanted

    def _columns(self) -> tuple[str, ...]:
        return (*self.source.header, *ADDED)

    def _summary(self, progress: Progress, output: str | None) -> Json:
        notices = [*self.notices, *progress.notices()]
        return summary(progress.counts, self.screener, self.options, self.source.name, output, notices)

    def _apart(self, out: Path) -> None:
        path = Path(self.input.path)
        for each in (out, rejected_path(out)):
            if self.input.path != "-" and each.exists() and path.exists() and each.samefile(path):
                raise InvalidInput([Problem("E508", str(each), "the output would replace the input", "give another name")])

    def _identity(self) -> dict[str, object]:
        """Return all that must be the same for an unfinished run to be resumed."""
        path = Path(self.input.path)
        size = path.stat().st_size if self.input.path != "-" and path.exists() else None
        return {
            "input": {"name": self.source.name, "size": size, "digest": _digest(path) if size is not None else None},
            "encoding": self.input.encoding,
            "delimiter": self.input.delimiter,
            "mapping": hashlib.sha256(repr(self.mapping).encode()).hexdigest(),
            "as_of": str(self.options.as_of),
            "assume": sorted(self.options.assume),
            "language": self.options.language,
            "rules": self.screener.rules.digest,
            "lists": self.screener.watchlist.version,
            "known_good": [str(each) for each in self.screener.watchlist.known_good],
        }


def default_output(path: str) -> str:
    """Return where answers go if nobody says: this folder, the input's name and kind (`orders.screened.csv`)."""
    name = Path(path).name if path != "-" else "standard_input.csv"
    kind = ending(name)
    return f"{name[: len(name) - len(kind)]}.screened{kind or '.csv'}"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]
