"""Every feature file is a test; together they must exercise every version of every rule."""

import re

import pytest
import versions
from conftest import ROOT, need
from pytest_bdd import scenarios

scenarios(".")


def test_no_two_scenarios_of_a_feature_bear_one_name() -> None:
    """pytest-bdd would silently run only the last of them."""
    for path in sorted((ROOT / "features").rglob("*.feature")):
        names = re.findall(r"^\s*(?:Scenario(?: Outline)?|시나리오(?: 개요)?): *(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(names) == len(set(names)), f"{path.name}: {sorted(n for n in names if names.count(n) > 1)}"


def test_every_version_is_asserted_to_hold_and_to_fail(request: pytest.FixtureRequest) -> None:
    """For each version one scenario that names it as holding, and one that names it as failing."""
    plain = {test_no_two_scenarios_of_a_feature_bear_one_name.__name__, request.node.name}
    scenarios_here = [item for item in request.session.items if item.path == request.node.path and item.name not in plain]
    chosen = request.config.option.keyword or request.config.option.markexpr
    need(len(versions.RUN) == len(scenarios_here) and not chosen, "every scenario to have run")
    assert versions.unnamed() == []
