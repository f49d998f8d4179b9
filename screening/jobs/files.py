"""The files of jobs: uploads while they come in and are worked on, results until somebody removes them.

Each job has a folder of its own, `<data>/jobs/<id>`, that only this user can read. Nothing has a name that came with an
upload; a file that is there under its own name is whole. What was uploaded is removed when its job is over: what is needed
of it later is in the decision log and in the result.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO

from screening.batch.mapping import mapping_from_text
from screening.batch.output import ENDINGS, disk, rejected_path
from screening.batch.output.kinds import ending
from screening.errors import InvalidInput, NotFound, Problem

JOBS = "jobs"
ID = re.compile(r"j-[0-9a-f]{20}")
LONGEST_NAME = 200
LARGEST_MAPPING = 100_000
"""Bytes."""

TYPES: Mapping[str, str] = {
    "text/csv": ".csv", "application/csv": ".csv", "text/tab-separated-values": ".tsv",
    "application/jsonl": ".jsonl", "application/x-jsonlines": ".jsonl", "application/jsonlines": ".jsonl",
    "application/x-ndjson": ".jsonl", "application/ndjson": ".jsonl",
    "application/vnd.apache.parquet": ".parquet", "application/x-parquet": ".parquet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
"""Content types of uploads that have no telling name."""

SERVED: Mapping[str, str] = {
    ".csv": "text/csv; charset=utf-8", ".tsv": "text/tab-separated-values; charset=utf-8", ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl", ".parquet": "application/vnd.apache.parquet", ".gz": "application/gzip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".zst": "application/zstd",
}  # fmt: skip
"""The content type of a result, by the last part of its ending."""


def kind_of(name: str | None, content_type: str | None = None) -> str:
    """Return the ending of the kind that an upload is, by its name, else by its content type (`.csv`, `.jsonl.gz`, …).

    Raises `InvalidInput` (E606) if neither tells.
    """
    found = ending(name or "") or TYPES.get((content_type or "").partition(";")[0].strip().casefold(), "")
    if not found:
        what = f"`{name[:LONGEST_NAME]}`" if name else "the file"
        message = f"neither name nor content type tell what kind of file {what} is"
        raise InvalidInput([Problem("E606", "file", message, f"give it a name that ends in one of {', '.join(ENDINGS)}")])
    return found


def plain_name(name: str | None, kind: str) -> str:
    """Return the name of an upload without folders and without signs that are not printed; `upload.csv` if it has none."""
    last = PureWindowsPath(PurePosixPath(name or "").name).name
    printed = "".join(sign for sign in last if sign.isprintable()).strip()[-LONGEST_NAME:]
    return printed if ending(printed) == kind else f"{printed.partition('.')[0] or 'upload'}{kind}"


@dataclass(slots=True)
class Incoming:
    """An upload that is coming in; `write` refuses with `InvalidInput` (E609) what is too much."""

    file: BinaryIO
    limit: int
    size: int = field(default=0)

    def write(self, data: bytes) -> None:
        """Take the next piece."""
        self.size += len(data)
        if self.size > self.limit:
            message = f"the file is larger than {self.limit:,} bytes"
            raise InvalidInput([Problem("E609", "file", message, "pack it with gzip or zstd, or divide it")])
        self.file.write(data)


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one job. `kind` is the ending of the upload and of the result."""

    path: Path
    kind: str = ".csv"

    @property
    def upload(self) -> Path:
        """What was sent."""
        return self.path / f"upload{self.kind}"

    @property
    def mapping(self) -> Path:
        """The mapping that was sent with it, if there was one."""
        return self.path / "map.yaml"

    @property
    def recording(self) -> Path:
        """The job's output with its records, until all are logged."""
        return self.path / "recording"

    @property
    def summary(self) -> Path:
        """What the job comes to (`portfolio.v1`); it is there when the recording is whole."""
        return self.path / "summary.json"

    @property
    def result(self) -> Path:
        """The file that is served when the job is done."""
        return self.path / f"result{self.kind}"

    @property
    def rejected(self) -> Path:
        """The rows that were not screened, with reasons; not there if there is none."""
        return rejected_path(self.recording)

    @contextmanager
    def incoming(self, limit: int) -> Iterator[Incoming]:
        """Take an upload in pieces, at most `limit` bytes; on any error nothing of the job's folder stays."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.mkdir(mode=0o700)
        part = self.path / "upload.part"
        try:
            with part.open("wb") as file:
                yield Incoming(file, limit)
            disk.sync_file(part)
            disk.rename(part, self.upload)
            disk.sync_folder(self.path)
        except BaseException:
            self.remove()
            raise

    def keep_mapping(self, text: bytes) -> None:
        """Keep the mapping of an upload that has come in; raise `InvalidInput` with every problem of it."""
        if len(text) > LARGEST_MAPPING:
            raise InvalidInput([Problem("E506", "map", f"the mapping is larger than {LARGEST_MAPPING:,} bytes")])
        try:
            mapping_from_text(text.decode("utf-8-sig"), name="map")
        except UnicodeDecodeError:
            raise InvalidInput([Problem("E002", "map", "the mapping is not UTF-8 text", "save it as UTF-8")]) from None
        self.mapping.write_bytes(text)

    def write_whole(self, path: Path, data: bytes) -> None:
        """Write a file of this folder so that it is there whole or not at all."""
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(data)
        disk.sync_file(part)
        disk.rename(part, path)
        disk.sync_folder(self.path)

    def tidy(self) -> None:
        """Remove what only the work needed: the upload, its mapping, and what is left of the recording."""
        kept = {self.result, self.rejected, self.summary}
        for each in list(self.path.iterdir()) if self.path.is_dir() else []:
            if each not in kept:
                shutil.rmtree(each) if each.is_dir() else disk.remove(each)

    def remove(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.path, ignore_errors=True)


def folder(data: Path, id: str, kind: str = ".csv") -> Folder:
    """Return the folder of a job in a data directory; raise `NotFound` for what is no job's id."""
    if not ID.fullmatch(id):
        raise NotFound(f"there is no job `{id[:60]}`")
    return Folder(data / JOBS / id, kind)


def content_type(kind: str) -> str:
    """Return the content type under which a result of a kind is served."""
    return SERVED[f".{kind.rpartition('.')[2]}"]


def stored(data: Path) -> list[str]:
    """Return the ids of all jobs that have a folder."""
    place = data / JOBS
    return sorted(each.name for each in place.iterdir() if ID.fullmatch(each.name)) if place.is_dir() else []
