"""A batch job made ready: input opened, headers understood, output chosen. What can be refused is, before a row is read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from screening import program
from screening.batch.arrow import Settings
from screening.batch.columns import ADDED
from screening.batch.crew import Crew, hire
from screening.batch.decider import Decider
from screening.batch.difference import COLUMNS as CHANGES
from screening.batch.difference import Comparison
from screening.batch.fitting import fit, resolve, unread
from screening.batch.hand import Hand
from screening.batch.intake import Source, open_source
from screening.batch.mapping import read_mapping
from screening.batch.nested import NestedDecider
from screening.batch.options import Options
from screening.batch.output import Encoder, Unfinished, encoder_for, rejected_path, rejected_rows
from screening.batch.output.kinds import ending
from screening.batch.output.parts import Parts
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
Hiring = Callable[[Hand], Crew]
"""Who does the work: given one hand, a crew of such hands."""

SMALL = 4_000_000
"""Bytes of input below which one process is faster than several."""


@dataclass(frozen=True, slots=True)
class Input:
    """Where rows come from: a path (or `-`), the mapping of its headers, and what cannot be seen in it."""

    path: str
    map: Path | None = None
    encoding: str | None = None
    delimiter: str | None = None
    block_bytes: int = BLOCK_BYTES

    @property
    def file(self) -> Path | None:
        """Return the path if it is a regular file: one that can be read again, and told from another."""
        path = Path(self.path)
        return path if self.path != "-" and path.is_file() else None

    def opened(self, stdin: BinaryIO | None = None) -> tuple[Source, Mapping]:
        """Open the input and hold its header against the mapping; raise `InvalidInput`."""
        mapping = read_mapping(self.map) if self.map else Mapping()
        source = open_source(
            self.path,
            mapping=mapping,
            encoding=self.encoding,
            delimiter=self.delimiter,
            stdin=stdin,
            block_bytes=self.block_bytes,
        )
        if not source.nested:
            fit(mapping, source.header, name=source.name)
        elif self.map:
            message = f"{source.name} holds whole transactions, which have no columns to map"
            raise InvalidInput([Problem("E506", str(self.map), message, "leave out --map")])
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

    def header(self, column: str) -> str | None:
        """Return the header under which the input has a column, None if it has none."""
        if self.source.nested:
            return column if column in self.source.header else None
        found = resolve(self.mapping, self.source.header)
        return next((header for header, each in found.items() if each == column), None)

    def decider(self, options: Options) -> Decider | NestedDecider:
        """Return one who screens blocks of the input as `options` say."""
        if self.source.nested:
            return NestedDecider(self.screener, options)
        return Decider(self.screener, resolve(self.mapping, self.source.header), self.mapping, options)

    def hand(self, encoder: Encoder) -> Hand:
        """Return one who does the work."""
        decider, id_header = self.decider(self.options), self.header("transaction_id")
        return Hand(decider, encoder, self.options.language, id_header, self.kept)

    def compare(self, other: Options, out: Path | None, show: Show) -> tuple[Json, list[Path]]:
        """Screen under this job's law and under another; write the list of changes, return the comparison and the files."""
        comparison = Comparison(
            self.screener, (self.decider(self.options), self.options), (self.decider(other), other), kept=self.kept
        )
        ids, days = self.header("transaction_id"), self.header("date")
        progress = Progress()
        unfinished = self._changes(out) if out else None
        with unfinished or nullcontext():
            for raw in self.source.raws():
                block = raw.read()
                table, rejected = comparison.compare(block, ids, days)
                progress.bytes += raw.size
                progress.counts.rows = comparison.changes.rows
                if unfinished:
                    encoded = unfinished.encoder.rows(table)
                    told = rejected_rows(rejected, self.options.language, len(self.source.header))
                    unfinished.add(block.number, encoded, told, {})
                show(progress)
            files = unfinished.finish() if unfinished else []
        return comparison.summary(self.source.name, self.notices), files

    def _changes(self, out: Path) -> Unfinished:
        self._apart(out)
        encoder = encoder_for(str(out), CHANGES)
        return Unfinished.begin(out, {"list of changes": True}, encoder, self.source.header, overwrite=True)

    def to_file(
        self, out: Path, show: Show, hiring: Hiring, *, resume: bool = False, restart: bool = False
    ) -> tuple[Json, list[Path], Stages]:
        """Screen into a file; return the summary, the files written, and the seconds each stage took.

        An unfinished run is resumed, or begun again.
        """
        self._apart(out)
        encoder = encoder_for(str(out), self._columns())
        if resume and not self.input.file:
            message = "what came from a stream cannot be held against what comes now"
            raise InvalidInput([Problem("E507", self.source.name, message, "save it as a file, or begin again with --restart")])
        identity = self._identity()
        crew = hiring(self.hand(encoder))  # before the output is locked: forked workers would hold the lock after a kill
        try:
            unfinished = (
                Unfinished.resume(out, identity, encoder, self.source.header)
                if resume
                else Unfinished.begin(out, identity, encoder, self.source.header, overwrite=restart)
            )
        except BaseException:
            crew.dismiss()
            raise
        progress, files = run(self.source, crew, unfinished, show)
        return self._summary(progress, str(out)), files, progress.seconds

    def to_stream(
        self, stream: BinaryIO, rejected: BinaryIO, show: Show, hiring: Hiring
    ) -> tuple[Json, list[Path], Stages]:
        """Screen as CSV into a stream, rejected rows into another; return what `to_file` does."""
        encoder = encoder_for("-", self._columns())
        crew = hiring(self.hand(encoder))
        progress = run_to_stream(self.source, crew, encoder, stream, rejected, show)
        return self._summary(progress, None), [], progress.seconds

    def crew(self, workers: int) -> Hiring:
        """Return how to hire so many processes of this machine; a small input is done in this one."""
        small = self.source.total_bytes is not None and self.source.total_bytes < min(SMALL, self.input.block_bytes)
        return lambda hand: hire(hand, 1 if small else workers)

    def cluster(self, address: str, settings: Settings) -> Hiring:
        """Return how to hire the machines of a Ray cluster; `settings` tell them what to load."""
        from screening.batch.cluster import Distant, Machines

        told = replace(settings, mapping=self.mapping, options=self.options, nested=self.source.nested)
        return lambda hand: Machines(address, Distant(told, self.source.header, hand.encoder, hand.id_header))

    def _columns(self) -> tuple[str, ...]:
        return (*self.source.header, *ADDED)

    def _summary(self, progress: Progress, output: str | None) -> Json:
        notices = [*self.notices, *progress.notices()]
        names = [name and name.encode(errors="replace").decode() for name in (self.source.name, output)]
        return summary(progress.counts, self.screener, self.options, names[0] or "", names[1], notices)

    def _apart(self, out: Path) -> None:
        own = [each for each in (self.input.file, self.input.map) if each and each.exists()]
        parts = Parts(out)
        for each in (out, rejected_path(out), parts.data, parts.rejected, parts.journal, parts.converted):
            if each.exists() and any(each.samefile(path) for path in own):
                raise InvalidInput([Problem("E508", str(each), "the output would replace the input", "give another name")])

    def _identity(self) -> dict[str, object]:
        """Return all that must be the same for an unfinished run to be resumed."""
        path = self.input.file
        size, digest = (path.stat().st_size, _digest(path)) if path else (None, None)
        return {
            "input": {"name": self.source.name, "size": size, "digest": digest},
            "block_bytes": self.input.block_bytes,
            "encoding": self.input.encoding,
            "delimiter": self.input.delimiter,
            "mapping": hashlib.sha256(repr(self.mapping).encode()).hexdigest(),
            "as_of": str(self.options.as_of),
            "assume": sorted(self.options.assume),
            "language": self.options.language,
            "program": program.digest(),
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
