"""Every feature file is a test; together they must exercise every version of every rule."""

import pytest
import versions
from pytest_bdd import scenarios

scenarios(".")


def test_every_version_is_asserted_to_hold_and_to_fail(request: pytest.FixtureRequest) -> None:
    """For each version one scenario that names it as holding, and one that names it as failing."""
    collected = [item for item in request.session.items if "bdd/test_features.py" in item.nodeid]
    ran = len(versions.RUN) + 1
    if ran < len(collected) or request.config.option.keyword or request.config.option.markexpr:
        pytest.skip("only some scenarios ran")
    assert versions.unnamed() == []
