"""What this program is, as a digest of its sources: what was worked out by another version is not taken for our own."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

VERSION = "0.1.0"
"""As in `pyproject.toml`."""

PACKAGE = Path(__file__).resolve().parent
READ = (".py", ".yaml")
"""Sources and tables."""


@cache
def digest(folder: Path = PACKAGE) -> str:
    """Return the digest of all sources and tables below a folder of this package, by default of all of it."""
    found = hashlib.sha256()
    for file in sorted(each for each in folder.rglob("*.*") if each.suffix in READ):
        found.update(f"{file.relative_to(folder).as_posix()}\0".encode())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()
