"""Read YAML or JSON text without guessing: every scalar stays text, every value keeps its place.

YAML 1.1 reads `NO` as false, `1:30` as 90, `010` as 8, and YAML 1.2 reads the ECCN `3E001` as 30.0. So here only
`true`, `false`, `null`, `~` and nothing at all are special, and only when written without quotes; the declared type of
a field decides what the text means. Anchors, aliases and tags are refused (a 1 kB file of aliases can expand to
gigabytes), duplicate keys are refused, depth and size are bounded, and nothing here recurses.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from screening.errors import Invalid, Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 60
MAX_PROBLEMS = 50  # a file with more is not the kind of file it should be
MAX_BYTES = 8 * 1024 * 1024  # the largest rule or catalogue file is two orders of magnitude smaller
SPECIAL = {"": None, "~": None, "null": None, "true": True, "false": False}

Step = str | int


@dataclass(slots=True)
class Document:
    """Plain data (`dict`, `list`, `str`, `bool`, `None`) and where each value stands."""

    name: str
    data: Any = None
    values: dict[tuple[Step, ...], tuple[int, int]] = field(default_factory=dict)
    keys: dict[tuple[Step, ...], tuple[int, int]] = field(default_factory=dict)

    def where(self, *path: Step, key: bool = False) -> str:
        """Return `file:line:column` of the value (or its key) at `path`, or of its nearest parent."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        for end in range(len(path), -1, -1):
            place = first.get(path[:end]) or second.get(path[:end])
            if place:
                return f"{self.name}:{place[0]}:{place[1]}"
        return f"{self.name}:1:1"


def load(path: Path, *, limit: int = MAX_BYTES) -> Document:
    """Read one file; raise `Invalid` with every problem found in it."""
    return parse(read_text(path, limit=limit), name=str(path))


def read_text(path: Path, *, limit: int = MAX_BYTES) -> str:
    """Return a file's text without a byte-order mark; raise `Invalid` if it is missing, too large or not UTF-8."""
    name = str(path)
    if path.is_dir():
        raise Invalid([Problem("E001", name, "this is a directory, not a file", "name one file in it")])
    try:
        size = path.stat().st_size
        if size > limit:
            raise Invalid([Problem("E006", name, f"{size:,} bytes; at most {limit:,} are read", "split the file")])
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Invalid([Problem("E001", name, "there is no such file", "check the path")]) from None
    except OSError as error:
        raise Invalid([Problem("E001", name, f"cannot be read: {error.strerror}")]) from None
    return decode(raw, name=name, limit=limit)


def decode(raw: bytes, *, name: str, limit: int = MAX_BYTES) -> str:
    """Decode UTF-8 with or without a byte-order mark; raise `Invalid` naming line and column of the first bad byte."""
    if len(raw) > limit:
        raise Invalid([Problem("E006", name, f"more than {limit:,} bytes", "split the file")])
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Invalid([Problem("E002", name, "this is UTF-16 text", "save it as UTF-8")])
    if b"\0" in raw[:8192]:
        raise Invalid([Problem("E002", name, "this is a binary file", "give a YAML or JSON text")])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        byte = f"0x{raw[error.start]:02x}"
        raise Invalid([Problem("E002", f"{name}:{line}:{column}", f"byte {byte} is not UTF-8", "save it as UTF-8")]) \
            from None
    if not text.strip():
        raise Invalid([Problem("E001", name, "the file is empty", "write a YAML or JSON document in it")])
    return text


@dataclass(slots=True)
class _Frame:
    """An open mapping or sequence; `key` is the mapping key waiting for its value."""

    container: dict[str, Any] | list[Any]
    path: tuple[Step, ...]
    key: str | None = None


class _Builder:
    """Turns parser events into data, one flat step at a time."""

    def __init__(self, name: str) -> None:
        self.document = Document(name)
        self.stack: list[_Frame] = []
        self.problems: list[Problem] = []
        self.documents = 0

    def _problem(self, code: str, event: Any, message: str, hint: str = "") -> None:
        mark = event.start_mark
        place = f"{self.document.name}:{mark.line + 1}:{mark.column + 1}"
        self.problems.append(Problem(code, place, message, hint))

    def feed(self, event: Any) -> bool:
        """Take one event; return False when reading must stop."""
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._problem("E003", event, "a second document starts here", "one document a file: remove `---`")
                    return False
            case yaml.AliasEvent():
                self._problem("E005", event, f"alias *{event.anchor}", "write the value out")
                self._place(None, event)
            case yaml.ScalarEvent():
                self._refuse_tag(event)
                plain = event.implicit[0]
                self._place(SPECIAL.get(event.value, event.value) if plain else event.value, event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_tag(event)
                container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
                path = self._place(container, event)
                if len(self.stack) >= MAX_DEPTH:
                    self._problem("E006", event, f"more than {MAX_DEPTH} levels deep", "flatten the document")
                    return False
                self.stack.append(_Frame(container, path))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
        return True

    def _refuse_tag(self, event: Any) -> None:
        if event.anchor:
            self._problem("E005", event, f"anchor &{event.anchor}", "write the value out where it is needed")
        if event.tag:
            self._problem("E005", event, f"tag {event.tag}", "remove the tag; the field decides the type")

    def _place(self, value: Any, event: Any) -> tuple[Step, ...]:
        """Put a value where the innermost open container wants it; return its path."""
        mark = (event.start_mark.line + 1, event.start_mark.column + 1)
        if not self.stack:
            self.document.data = value
            self.document.values[()] = mark
            return ()
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            path = (*frame.path, len(frame.container))
            frame.container.append(value)
            self.document.values[path] = mark
            return path
        if frame.key is None:
            # A key that reads as true/null in YAML is still the text that was written.
            frame.key = event.value if isinstance(event, yaml.ScalarEvent) else "?"
            path = (*frame.path, frame.key)
            if not isinstance(event, yaml.ScalarEvent):
                self._problem("E003", event, "a key must be a plain word", "write `key: value`")
            elif frame.key in frame.container:
                first = self.document.keys[path]
                self._problem("E004", event, f"`{frame.key}` stands twice (first on line {first[0]})", "keep one")
            else:
                self.document.keys[path] = mark
            return path
        path = (*frame.path, frame.key)
        frame.container.setdefault(frame.key, value)
        self.document.values.setdefault(path, mark)
        frame.key = None
        return path


def parse(text: str, *, name: str) -> Document:
    """Parse one YAML document (JSON is read as the YAML it nearly is); raise `Invalid` with every problem."""
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if not builder.feed(event) or len(builder.problems) >= MAX_PROBLEMS:
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        builder.problems.append(Problem("E003", place, error.problem or "not well-formed", "check indentation, quotes"))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        builder.problems.append(Problem("E003", f"{name}:{line}", "a control character stands here", "remove it"))
    if builder.problems:
        raise Invalid(builder.problems)
    return builder.document
