"""Deals in a decision log, as the service puts them there, for tests of what becomes of them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conftest import ROOT

from screening.api.answers import Answers, read
from screening.audit.log import Receipt, append
from screening.screen import Screener
from screening.store import Store
from screening.wire.answer import Asked

AT = "2026-11-22T22:50:00.123456Z"
RULES = ROOT / "rules"
CHANGED = "us/ear/742_6/destination.yaml"

A100: Mapping[str, Any] = {
    "id": "T-1", "date": "2023-05-08", "activity": "export", "origin": "US", "destination": "CN",
    "items": [{"description": "NVIDIA A100 80GB", "quantity": 8}],
    "parties": [
        {"role": "exporter", "name": "Example Systems Inc.", "country": "US", "headquarters": "US", "parent": "none"},
        {"role": "end_user", "name": "Invented Shenzhen Computing", "country": "CN", "headquarters": "CN", "parent": "none"},
    ],
}  # fmt: skip
"""A license is required because of `CHANGED`."""
MONITOR: Mapping[str, Any] = {**A100, "id": "T-2", "destination": "DE", "items": [{"description": "27-inch monitor", "eccn": "EAR99"}]}


def log_deal(
    store: Store, screener: Screener, context: str, deal: Mapping[str, Any], asked: Asked | None = None, at: str = AT
) -> tuple[Receipt, bytes]:
    """Screen a deal into the log; return where it stands and the bytes that were answered."""
    asked = asked or Asked(explain="short")
    answered = Answers(screener).decide(read(deal), asked)
    with store.writing() as connection:
        [receipt] = append(connection, [answered.entry("cli", context, asked.to_json())], at)
    return receipt, answered.body


def rules_in(folder: Path) -> Path:
    """Copy the shipped rules into a folder, to be changed there."""
    shutil.copytree(RULES, folder)
    return folder


def change_rule(folder: Path) -> None:
    """Let the control on `A100` prohibit: another law, as if it had been amended."""
    path = folder / CHANGED
    text = path.read_text(encoding="utf-8")
    assert "outcome: license_required" in text
    path.write_text(text.replace("outcome: license_required", "outcome: prohibited"), encoding="utf-8")
