"""Load the hardware catalogue: processors, systems, part numbers and cloud instances under `rules/catalogue`.

Every problem of every file is collected with its place; nothing loads while one is left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from screening.errors import Invalid, InvalidRules, Problem
from screening.facts.catalogue.cloud import instances, providers
from screening.facts.catalogue.entries import entry, part, system, wording
from screening.facts.catalogue.product import Catalogue
from screening.facts.catalogue.references import cross_check
from screening.facts.catalogue.shape import FileShape
from screening.language.source import Document, load


def load_catalogue(folder: Path) -> Catalogue:
    """Read every YAML file under `folder`; raise `InvalidRules` with all problems, each with file:line:column."""
    files = sorted(folder.rglob("*.yaml"))
    if not files:
        raise InvalidRules([Problem("E001", str(folder), "no catalogue files here", "name the folder rules/catalogue")])
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return _join(_read(files), digest=f"sha256:{digest.hexdigest()}")


def _read(files: Sequence[Path]) -> list[FileShape]:
    """Read and check the files; raise `InvalidRules` with every problem."""
    read: list[tuple[Document, FileShape]] = []
    problems: list[Problem] = []
    for path in files:
        try:
            document = load(path)
            read.append((document, FileShape.model_validate(document.data)))
        except Invalid as error:
            problems.extend(error.problems)
        except ValidationError as error:
            problems.extend(_problem(document, detail) for detail in error.errors())
    problems.extend(cross_check(read))
    if problems:
        raise InvalidRules(problems)
    return [file for _, file in read]


def _join(files: Sequence[FileShape], *, digest: str) -> Catalogue:
    vendors = {vendor.name: vendor for file in files for vendor in file.vendors}
    notes = {key: note for file in files for key, note in file.notes.items()}
    words, values = wording(file.wording for file in files)
    rental: dict[str, tuple[str, ...]] = {}
    for file in files:
        for label, more in file.rental.items():
            rental[label] = (*rental.get(label, ()), *more)
    return Catalogue(
        entries={shape.id: entry(shape, vendors) for file in files for shape in file.entries},
        systems={shape.id: system(shape) for file in files for shape in file.systems},
        parts={row.number: part(row) for file in files for row in file.parts},
        instances=tuple(instances(files, notes)),
        providers={provider.name: provider for provider in providers(files)},
        vendors={name: (name, *vendor.aliases) for name, vendor in vendors.items()},
        wording=words,
        rental=rental,
        durations={word: hours for file in files for word, hours in file.durations.items()},
        values=values,
        sources={key: text for file in files for key, text in file.sources.items()},
        captured=max((file.captured for file in files if file.captured), default=None),
        digest=digest,
    )


def _problem(document: Document, detail: Any) -> Problem:
    path = [step for step in detail["loc"] if isinstance(step, int | str)]
    code = "E101" if detail["type"] in {"extra_forbidden", "missing"} else "E102"
    name = str(path[-1]) if path else "file"
    return Problem(code, document.where(*path, key=code == "E101"), f"`{name}`: {detail['msg'].lower()}")
