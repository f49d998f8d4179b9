"""What the design forbids below the doors: clocks, networks, environments, random numbers; and files too long to read."""

import ast
from pathlib import Path

import pytest
from conftest import ROOT

DOORS = {"cli", "app", "api"}
ALL = sorted(p for p in (ROOT / "screening").rglob("*.py") if p.name != "__main__.py")
CORE = [path for path in ALL if not DOORS & set(path.parts)]
MACHINE = {
    "batch/output/disk.py": "files are synced, and at most once a second",
    "batch/hand.py": "seconds by stage",
    "batch/crew.py": "processes, and their end with the main one",
    "batch/cluster.py": "asks whether a cluster answers at an address",
    "store/database.py": "waits for whoever makes the file",
    "audit/log.py": "random nonces of what may be erased",
    "jobs/queue.py": "random ids, which nobody can guess",
    "jobs/worker.py": "a process, its signals, and its end with the one that started it",
    "access/keys.py": "random secrets, and threads that wait for one hash",
    "access/addresses.py": "asks the system for the addresses of a host",
    "parties/answers.py": "a cache knows which of its answers are the oldest",
}
"""Modules of volume and caches that deal with the machine, each with why; none of them decides anything."""
FORBIDDEN = {"time", "socket", "random", "os", "subprocess", "urllib", "http", "secrets", "uuid", "threading"}


@pytest.mark.parametrize("path", CORE, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_core_has_no_clock_no_network_and_no_environment(path: Path) -> None:
    """A decision is a function of its arguments."""
    if str(path.relative_to(ROOT / "screening")) in MACHINE:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert not {alias.name.split(".")[0] for alias in node.names} & FORBIDDEN
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in FORBIDDEN
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"today", "now", "utcnow"}


@pytest.mark.parametrize("path", ALL, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_says_what_it_is_for_and_stays_readable(path: Path) -> None:
    """A docstring first, and at most three hundred lines."""
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), path
    assert text.count("\n") <= 300, path
