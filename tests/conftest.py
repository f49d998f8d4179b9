"""Shared by all tests: markers, and the switch that turns skips for missing things into failures."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from screening.cli import main

ROOT = Path(__file__).resolve().parent.parent
pytest_plugins = ["stores"]

# How long an example takes is no law of the program: two test processes share two cores with servers, crews and clusters.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers that tags become."""
    config.addinivalue_line("markers", "rule(id): the provision a scenario is about")
    config.addinivalue_line("markers", "article(row): the row of the source articles a scenario states")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two processes for the whole suite; who names files or chooses tests gets them at once, in this one."""
    chosen = config.args_source is pytest.Config.ArgsSource.ARGS or config.option.keyword or config.option.markexpr or config.option.collectonly
    return 0 if chosen else min(2, os.cpu_count() or 1)


def need(present: object, what: str) -> None:
    """Skip, with the reason, if something the test needs is absent; fail instead where everything must be there."""
    if present:
        return
    if os.environ.get("SCREENING_REQUIRE_ALL"):
        pytest.fail(f"needs {what}")
    pytest.skip(f"needs {what}")


@pytest.fixture(autouse=True)
def no_lists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the lists and known goods of whoever runs the tests out of them."""
    monkeypatch.setenv("SCREENING_DATA", str(tmp_path / "data"))


@pytest.fixture
def screening(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Return a function that runs the command line in this process: exit code, output."""
    monkeypatch.chdir(ROOT)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["screening", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
            sys.exit(0)
        printed = capsys.readouterr()
        return int(caught.value.code or 0), printed.out + printed.err

    return run
