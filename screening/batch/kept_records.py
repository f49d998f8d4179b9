"""Records kept between runs: one file for each law, so that a portfolio which is screened again is hardly decided again.

A file holds what can be worked out anew, so nothing that is wrong with it is an error: what is damaged is not read, and what
cannot be written is not kept. Its name is the digest of everything that turns facts into answers: the rules, the assumptions
and this program itself. Lists and known goods are not in it, because what they say of a party is among the facts of a case.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from screening import program
from screening.batch.fact_table import DIGEST
from screening.batch.records import Record, Records, Said
from screening.terms import Outcome, Text

FILES = 4
"""Files kept in a folder: of the rules of today, with and without assumptions, and of those before."""


@dataclass(slots=True)
class KeptRecords:
    """The file of records in a folder under one key (`records_key`); `size` is how many it held."""

    folder: Path
    key: str
    size: int = 0

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / f"cases-{self.key[:24]}.json"

    def load(self, records: Records) -> None:
        """Add what was kept to `records`, if there is anything that can be read."""
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            digest, _, body = self.path.read_bytes().partition(b"\n")
            if hashlib.blake2b(body).hexdigest().encode() == digest:
                records.add(_restored(json.loads(body)))
                self.size = len(records)

    def save(self, records: Records) -> None:
        """Keep the records, if there are more of them than before; files of other laws go when there are too many."""
        if len(records) <= self.size:
            return
        body = json.dumps(_plain(records), ensure_ascii=False, separators=(",", ":")).encode()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            # another run may keep its own at the same time: each writes a file of its own, and the last one stays
            with tempfile.TemporaryDirectory(dir=self.folder) as folder:
                new = Path(folder, self.path.name)
                new.write_bytes(hashlib.blake2b(body).hexdigest().encode() + b"\n" + body)
                new.replace(self.path)
            self.size = len(records)
            ages = sorted(self.folder.glob("cases-*.json"), key=lambda each: -each.stat().st_mtime)
            for old in ages[FILES:]:
                old.unlink(missing_ok=True)


def records_key(rules_digest: str, assumed: Collection[str]) -> str:
    """Return the digest of all that makes a decision of a case's facts."""
    return hashlib.sha256(json.dumps([rules_digest, sorted(assumed), program.digest()]).encode()).hexdigest()


def _plain(records: Records) -> dict[str, Any]:
    """Return records as plain data in which each part stands once."""
    return {
        "said": [[_value(part) for part in each] for each in records.said],
        "because": [[each.en, each.ko] for each in records.because],
        "tiers": records.tiers,
        "rows": np.stack(records.parts(np.arange(len(records))), axis=1).ravel().tolist(),
        "digests": b"".join(records.numbers).hex(),
    }


def _restored(plain: dict[str, Any]) -> list[tuple[bytes, Record]]:
    data = bytes.fromhex(plain["digests"])
    said = [_said(*each) for each in plain["said"]]
    because = [Text(en, ko) for en, ko in plain["because"]]
    tiers = [tuple(each) for each in plain["tiers"]]
    rows = iter(plain["rows"])
    parts = zip(rows, rows, rows, strict=True)
    digests = (data[at : at + DIGEST] for at in range(0, len(data), DIGEST))
    return [(each, Record(said[a], because[b], tiers[c])) for each, (a, b, c) in zip(digests, parts, strict=True)]


def _said(outcome: str, *rest: Any) -> Said:
    *cells, unverified, fired, idle, asked = rest
    rules, would_apply, review_policy, missing_facts, citations = cells
    fired, idle = (tuple((rule, each) for rule, each in many) for many in (fired, idle))
    return Said(
        Outcome[outcome], rules, would_apply, review_policy, missing_facts, citations, Text(*unverified), fired, idle,
        tuple(asked),
    )  # fmt: skip


def _value(value: Any) -> Any:
    if isinstance(value, Outcome):
        return value.name
    return [value.en, value.ko] if isinstance(value, Text) else value
