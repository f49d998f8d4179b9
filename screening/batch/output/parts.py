"""The names of a run's files while it lasts, all beside the output and beginning with its name."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from screening.batch.output import disk
from screening.errors import InvalidInput, Problem


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the unfinished files of the output `out` are."""

    out: Path

    @property
    def data(self) -> Path:
        """The rows so far."""
        return self._named(".part")

    @property
    def rejected(self) -> Path:
        """The rejected rows so far."""
        return self._named(".part.rejected")

    @property
    def journal(self) -> Path:
        """What is whole in the other two."""
        return self._named(".part.journal")

    @property
    def converted(self) -> Path:
        """The finished file before it has its name, for kinds that are converted at the end."""
        return self._named(".part.final")

    @property
    def scratch(self) -> Path:
        """A folder for a conversion's own files."""
        return self._named(".part.scratch")

    def opened(self, handles: ExitStack, *, new: bool) -> tuple[disk.Appended, disk.Appended, disk.Appended]:
        """Open rows, rejected rows and journal, emptied if `new`; the journal first: who has its lock may touch the rest."""
        journal = disk.Appended.opened(self.journal, new=False)
        handles.callback(journal.close)
        if not journal.lock():
            hint = "wait until it has ended, or write to another file"
            raise InvalidInput([Problem("E507", str(self.journal), "another run is writing this output", hint)])
        data = disk.Appended.opened(self.data, new=new)
        handles.callback(data.close)
        rejected = disk.Appended.opened(self.rejected, new=new)
        handles.callback(rejected.close)
        return data, rejected, journal

    def remove(self) -> None:
        """Remove what is left beside the output; the journal last: while it is there, the run is not over."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        for path in (self.converted, self.data, self.rejected, self.journal):
            disk.remove(path)

    def _named(self, ending: str) -> Path:
        return self.out.with_name(self.out.name + ending)
