"""Shared by all tests: markers, and the switch that turns skips for missing things into failures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers that tags become."""
    config.addinivalue_line("markers", "rule(id): the provision a scenario is about")
    config.addinivalue_line("markers", "article(row): the row of the source articles a scenario states")


def need(present: object, what: str) -> None:
    """Skip, with the reason, if something the test needs is absent; fail instead where everything must be there."""
    if present:
        return
    if os.environ.get("SCREENING_REQUIRE_ALL"):
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")
