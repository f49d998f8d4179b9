"""The files of a run while it lasts: nothing has the output's name before the output is whole, and nothing done is lost.

Beside OUT stand `OUT.part` (the blocks so far), `OUT.part.rejected` (the rejected rows so far) and `OUT.part.journal`
(journal.py). A killed run is resumed from the last block whose bytes are found as the journal says, and gives the same
bytes as one that was never disturbed. Finishing is a sequence of steps each of which may be the last before a crash:
resumed, it goes on with the next. Never resumed is a run whose input, rules, lists or options have changed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from errno import EISDIR
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from screening.batch.output import disk
from screening.batch.output.encoder import Encoder
from screening.batch.output.journal import Entry, Finishing, Journal, Start, checks, differences, plain, read_journal
from screening.batch.output.parts import Parts
from screening.batch.output.rejected import rejected_header, rejected_path
from screening.errors import InvalidInput, Problem

SYNC_EVERY = 1.0  # seconds: a fast run must not wait for the disk, a killed one may lose this much


@dataclass(slots=True)
class Unfinished:
    """An output that is being written; made by `begin` or `resume`, ended by `finish`, left for later by `close`."""

    parts: Parts
    encoder: Encoder
    data: disk.Appended
    rejected: disk.Appended
    journal: disk.Appended
    start: Start
    entries: list[Entry] = field(default_factory=list)
    journaled: int = 0  # entries whose lines are written
    finishing: Finishing | None = None
    synced: float = field(default_factory=disk.clock)

    @property
    def blocks_done(self) -> int:
        """How many blocks are in the files; the next one has this number."""
        return len(self.entries)

    @property
    def state(self) -> dict[str, Any]:
        """What was given with the last block."""
        return self.entries[-1].state if self.entries else {}

    @classmethod
    def begin(
        cls,
        out: Path,
        identity: Mapping[str, object],
        encoder: Encoder,
        rejected_columns: Sequence[str],
        *,
        overwrite: bool = False,
    ) -> Self:
        """Begin an output; refuse to overwrite what is left of another unfinished run unless told to."""
        parts = Parts(out)
        if not overwrite and (parts.data.exists() or parts.journal.exists()):
            hint = "--resume goes on with it, --restart begins again"
            raise InvalidInput([Problem("E507", str(parts.data), "an earlier run was not finished", hint)])
        return cls._begun(out, identity, encoder, rejected_columns)

    @classmethod
    def resume(
        cls, out: Path, identity: Mapping[str, object], encoder: Encoder, rejected_columns: Sequence[str]
    ) -> Self:
        """Go on after the last whole block of an unfinished run; refuse, naming what differs, if it was another one."""
        parts = Parts(out)
        with disk.in_words(out):
            if not parts.journal.exists():
                rows = parts.data.exists()
                what = f"{out.name} is finished" if out.exists() and not rows else "there is no unfinished run"
                hint = "--restart begins again" if rows else "run without --resume"
                raise InvalidInput([Problem("E507", str(parts.journal), f"{what}: nothing to resume", hint)])
            read = read_journal(parts.journal.read_bytes())
        if read.start is None:  # the crash came before the first block
            return cls._begun(out, identity, encoder, rejected_columns)
        if differing := differences(out.name, read.start.identity, _identity(identity, encoder)):
            raise InvalidInput(differing)
        with disk.in_words(out), ExitStack() as opened:
            self = cls(parts, encoder, *parts.opened(opened, new=False), read.start)
            if read.finishing:
                self.entries, self.journaled, self.finishing = list(read.entries), len(read.entries), read.finishing
            else:
                self._restore(read, rejected_header(rejected_columns))
            opened.pop_all()
        return self

    @classmethod
    def _begun(cls, out: Path, identity: Mapping[str, object], encoder: Encoder, columns: Sequence[str]) -> Self:
        with disk.in_words(out), ExitStack() as opened:
            if out.is_dir():
                raise IsADirectoryError(EISDIR, "it is a folder", str(out))
            parts = Parts(out)
            self = cls(parts, encoder, *parts.opened(opened, new=True), Start(_identity(identity, encoder), 0, 0))
            try:
                self._empty(rejected_header(columns))
            except OSError:  # there was nothing to keep, so nothing stays
                parts.remove()
                raise
            opened.pop_all()
        return self

    def add(self, number: int, data: bytes, rejected: bytes, state: dict[str, Any]) -> None:
        """Append a block; it is safe at the latest a second later, with the next block, or after `close`."""
        if number != self.blocks_done or self.finishing:
            raise ValueError(f"block {number} does not follow {self.blocks_done} blocks")
        before = self.entries[-1].rows if self.entries else 0
        try:
            rows = self.encoder.total(before, data)
        except InvalidInput:  # the kind cannot hold the run: what is there can never be finished
            self.discard()
            raise
        with self._guarded():
            self.data.append(data)
            self.rejected.append(rejected)
            kept = json.loads(json.dumps(state))  # as it is now, and as it will be read back
            self.entries.append(Entry(number, self.data.end, self.rejected.end, checks(data, rejected), rows, kept))
            if disk.clock() - self.synced >= SYNC_EVERY:
                self._sync()

    def close(self) -> None:
        """Leave everything so that the run can be resumed."""
        try:
            if not self.journal.file.closed:
                with self._guarded():
                    self._sync()
        finally:
            self._release()

    def discard(self) -> None:
        """Give up: remove the unfinished files."""
        self._release()
        with disk.in_words(self.parts.out):
            self.parts.remove()

    def finish(self) -> list[Path]:
        """Give the whole output its name, then the rejected rows theirs if there are any; return the files."""
        out, beside = self.parts.out, rejected_path(self.parts.out)
        whole = self.parts.data if self.encoder.ready else self.parts.converted
        found = bool(self.entries) and self.entries[-1].rejected > self.start.rejected
        with self._guarded():
            if not self.finishing:
                self._sync()
                if not self.encoder.ready:
                    self._convert()
                finishing = Finishing(whole.stat().st_size)
                self.journal.append(finishing.line())
                self.journal.sync()
                self.finishing = finishing
            self.data.close()
            self.rejected.close()
            if whole.exists() and whole.stat().st_size == self.finishing.size:
                disk.rename(whole, out)
            elif not out.exists() or out.stat().st_size != self.finishing.size:
                hint = "run again with --restart"
                raise InvalidInput([Problem("E507", str(whole), "the finished file is gone or was changed", hint)])
            if not found:
                disk.remove(beside)  # of an earlier run into the same file
            elif self.parts.rejected.exists() and self.parts.rejected.stat().st_size:
                disk.rename(self.parts.rejected, beside)
            disk.sync_folder(out.parent)
            self._release()
            self.parts.remove()
        return [out, beside] if found else [out]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _empty(self, header: bytes) -> None:
        """Write what stands before the first block; the journal's first line last, so that it speaks of what is there."""
        for file in (self.journal, self.data, self.rejected):
            file.cut(0)
        self.data.append(self.encoder.header())
        self.rejected.append(header)
        self.data.sync()
        self.rejected.sync()
        self.start = Start(self.start.identity, self.data.end, self.rejected.end)
        self.journal.append(self.start.line())
        self.journal.sync()
        disk.sync_folder(self.parts.out.parent)

    def _restore(self, read: Journal, header: bytes) -> None:
        """Keep the blocks that are found as the journal says, up to the first that is not."""
        at, at_rejected, lines_end = self.start.data, self.start.rejected, len(self.start.line())
        if self.data.read(0, at) != self.encoder.header() or self.rejected.read(0, at_rejected) != header:
            self._empty(header)
            return
        for entry, line_end in zip(read.entries, read.ends, strict=True):
            if checks(self.data.read(at, entry.data), self.rejected.read(at_rejected, entry.rejected)) != entry.checks:
                break
            self.entries.append(entry)
            at, at_rejected, lines_end = entry.data, entry.rejected, line_end
        self.data.cut(at)
        self.rejected.cut(at_rejected)
        self.journal.cut(lines_end)
        self.journaled = len(self.entries)
        self._forget()

    def _forget(self) -> None:
        """Keep the counts of the last block only: a long run's memory must not grow with its blocks."""
        for n in range(len(self.entries) - 2, -1, -1):
            if not self.entries[n].state:
                break
            self.entries[n] = replace(self.entries[n], state={})

    def _sync(self) -> None:
        """Put all blocks on the disk, then the journal's lines about them."""
        if self.journaled < len(self.entries):
            self.data.sync()
            self.rejected.sync()
            self.journal.append(b"".join(entry.line() for entry in self.entries[self.journaled :]))
            self.journaled = len(self.entries)
            self.journal.sync()
            self._forget()
        self.synced = disk.clock()

    def _convert(self) -> None:
        whole, scratch = self.parts.converted, self.parts.scratch
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        try:
            self.encoder.convert(self._pieces(), whole, scratch)
            disk.sync_file(whole)
        except BaseException:
            disk.remove(whole)
            raise
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _pieces(self) -> Iterator[bytes]:
        at = self.start.data
        if at:
            yield self.data.read(0, at)
        for entry in self.entries:
            yield self.data.read(at, entry.data)
            at = entry.data

    def _release(self) -> None:
        for file in (self.data, self.rejected, self.journal):
            file.close()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Say in words what the disk refuses, after having kept what can be kept."""
        with disk.in_words(self.parts.out, self._kept):
            try:
                yield
            except OSError:
                if not self.finishing:
                    with suppress(OSError, ValueError):
                        end = self.entries[-1] if self.entries else self.start
                        self.data.cut(end.data)
                        self.rejected.cut(end.rejected)
                        self._sync()
                raise

    def _kept(self) -> str:
        return f"{self.journaled:,} finished blocks are kept in {self.parts.data.name}"


def _identity(identity: Mapping[str, object], encoder: Encoder) -> dict[str, Any]:
    return plain({**identity, "output": encoder.kind})
