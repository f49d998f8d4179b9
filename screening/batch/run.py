"""A batch run: blocks in, answers out, in order, resumable at every block; and the counts of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from screening.batch.counts import Counts
from screening.batch.crew import Crew, Lost
from screening.batch.hand import Ids, Output
from screening.batch.intake import Raw, Source
from screening.batch.output import Encoder, Unfinished
from screening.batch.output.delimited import BOM
from screening.batch.output.rejected import rejected_header
from screening.errors import Invalid
from screening.terms import Text

TOLD = 5
"""Rows with an id that stood before that a notice names."""


class SeenIds:
    """Which ids stood before: sorted arrays of hashes, merged when they have grown alike, 8 bytes an id."""

    def __init__(self) -> None:
        self.again: list[int] = []
        self._sorted: list[npt.NDArray[np.uint64]] = []

    def add(self, ids: Ids) -> None:
        """Note the ids of the next block, and the rows whose ids stood before."""
        order = np.argsort(ids.hashes, kind="stable")
        hashes, rows = ids.hashes[order], ids.rows[order]
        before = np.zeros(len(hashes), dtype=bool)
        before[1:] = hashes[1:] == hashes[:-1]
        for known in self._sorted:
            at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
            before |= known[at] == hashes
        self.again += sorted(rows[before].tolist())
        if len(hashes):
            self._sorted.append(hashes)
        while len(self._sorted) > 1 and len(self._sorted[-1]) * 2 > len(self._sorted[-2]):
            last = self._sorted.pop()
            self._sorted[-1] = np.sort(np.concatenate([self._sorted[-1], last]))


@dataclass(slots=True)
class Progress:
    """How far a run is; handed to whoever shows it after every block."""

    counts: Counts = field(default_factory=Counts)
    bytes: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    ids: SeenIds = field(default_factory=SeenIds)

    def notices(self) -> Iterator[Text]:
        """Yield what the run as a whole has to say."""
        if self.ids.again:
            rows = ", ".join(f"{row:,}" for row in self.ids.again[:TOLD])
            more = f" (+{len(self.ids.again) - TOLD:,})" if len(self.ids.again) > TOLD else ""
            yield Text(
                f"{len(self.ids.again):,} transaction ids stand again, apart from their first rows, and were screened as "
                f"transactions of their own: rows {rows}{more}",
                f"떨어진 행에 다시 나온 transaction_id {len(self.ids.again):,}건은 별개의 거래로 심사함: 행 {rows}{more}",
            )


Show = Callable[[Progress], None]


def run(source: Source, crew: Crew, unfinished: Unfinished, show: Show) -> tuple[Progress, list[Path]]:
    """Screen what is left of a source into an unfinished output, and finish it; return the counts and the files written.

    On any error, and when interrupted, what is done stays resumable.
    """
    progress = Progress()
    with closing(_Dismissal(crew)), unfinished:
        raws = source.raws()
        done = list(_counted(islice(raws, unfinished.blocks_done), progress))
        if unfinished.state:
            progress.counts = Counts.from_json(unfinished.state)
            for ids in crew.ids(iter(done)):
                progress.ids.add(ids)
        try:
            for output in _outputs(crew, raws, progress):
                unfinished.add(output.number, output.data, output.rejected, progress.counts.to_json())
                show(progress)
        except Lost as error:
            raise Lost(f"{error}; what is done is kept: the same command with --resume goes on") from None
        except Invalid as error:
            if not unfinished.blocks_done and error.problems[0].code != "E508":
                unfinished.discard()  # nothing is lost, and nobody need be asked what to do with it once the input is mended
            raise
        return progress, unfinished.finish()


def run_to_stream(source: Source, crew: Crew, encoder: Encoder, stream: BinaryIO, rejected: BinaryIO, show: Show) -> Progress:
    """Screen a source into a stream; rejected rows go to another one. Nothing of it can be resumed."""
    progress = Progress()
    header = rejected_header(source.header).removeprefix(BOM)
    with closing(_Dismissal(crew)):
        stream.write(encoder.header())
        for output in _outputs(crew, source.raws(), progress):
            stream.write(output.data)
            if output.rejected:
                rejected.write(header + output.rejected)
                header = b""
            show(progress)
        stream.flush()  # a full disk or a closed pipe is an error of the run, not of its last breath
        rejected.flush()
    return progress


def _outputs(crew: Crew, raws: Iterator[Raw], progress: Progress) -> Iterator[Output]:
    for outputs in crew.rounds(_counted(raws, progress)):
        for output in outputs:
            progress.counts.add(Counts.from_json(output.counts))
            progress.ids.add(output.ids)
            _add(progress.seconds, output.seconds)
            yield output


def _counted(raws: Iterator[Raw], progress: Progress) -> Iterator[Raw]:
    for raw in raws:
        progress.bytes += raw.size
        yield raw


def _add(total: dict[str, float], more: Mapping[str, float]) -> None:
    for stage, seconds in more.items():
        total[stage] = total.get(stage, 0.0) + seconds


@dataclass(frozen=True, slots=True)
class _Dismissal:
    crew: Crew

    def close(self) -> None:
        self.crew.dismiss()
