"""Services for the tests of the routes, over SQLite only or over each kind of store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from served import service_over

from screening.api.service import Service
from screening.store import Store


@pytest.fixture
def service(fresh: Callable[[str], str], tmp_path: Path) -> Iterator[Service]:
    """A service over SQLite, for routes that do not ask the store."""
    store = Store.open(fresh("sqlite"))
    yield service_over(store, tmp_path / "data")
    store.close()


@pytest.fixture
def stored(store: Store, tmp_path: Path) -> Service:
    """A service over each kind of store."""
    return service_over(store, tmp_path / "data")
