"""The process that starts the servers of these tests."""

from collections.abc import Iterator

import pytest
from servers import Zygote


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """One for the session."""
    made = Zygote()
    yield made
    made.close()
