"""The OpenAPI document against the service: what is sent as it says is never an error of ours, nor answered otherwise."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.control import SkipTest
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from screening.access import keys
from screening.api.application import create_app
from screening.api.service import Service
from screening.app import serving
from screening.app.settings import Settings

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 8
"""Requests drawn for each operation and way of drawing."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """A service on embedded defaults; its key may do everything."""
    service: Service = serving.build(Settings(data=tmp_path_factory.mktemp("data"))).state.service
    made = create_app(service)  # without what runs beside the requests, which ends with the first client
    with service.store.writing() as connection:
        _, made.state.secret = keys.make(connection, "schemathesis", keys.SCOPES, 1_000_000, service.clock())
    return made


def operations(app: FastAPI, mode: GenerationMode) -> list[Any]:
    """Everything the document describes, drawn as it says (positive) or just not as it says (negative)."""
    config = schemathesis.Config()
    config.projects.default.generation.update(modes=[mode])
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
    return [each.ok() for each in schema.get_all_operations()]


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
def test_nothing_is_answered_that_is_not_described(app: FastAPI, mode: GenerationMode) -> None:
    """No 5xx, no status, content type or body that the document does not have; every failure of every operation is told."""
    failures: list[str] = []
    statuses: Counter[int] = Counter()
    for operation in operations(app, mode):

        @given(operation.as_strategy(generation_mode=mode))
        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        def ask(case: schemathesis.Case) -> None:
            response = case.call(headers={"Authorization": f"Bearer {app.state.secret}"})
            statuses[response.status_code] += 1
            case.validate_response(response, checks=CHECKS)

        try:
            ask()
        except (Unsatisfiable, SkipTest):
            continue  # nothing can be drawn, e.g. a wrong body for a route that has none
        except (FailureGroup, Failure) as failure:
            failures.append(f"{operation.method.upper()} {operation.path}: {failure}\n" + "\n".join(str(each) for each in getattr(failure, "exceptions", ())))
    assert not failures, "\n\n".join(failures)
    if mode.is_positive:
        assert not {401, 403} & set(statuses)
    assert statuses[200 if mode.is_positive else 422] > 10, statuses


def test_every_route_of_the_contract_is_described(tmp_path: Path) -> None:
    """And says what it answers."""
    paths = serving.build(Settings(data=tmp_path, dev=True)).openapi()["paths"]
    wanted = {
        "/v1/screen": "post", "/v1/screen/batch": "post", "/v1/jobs/{id}": "get", "/v1/jobs/{id}/result": "get",
        "/v1/jobs/{id}/rejected": "get", "/v1/decisions/{id}": "get", "/v1/decisions": "get",
        "/v1/decisions/{id}/dispositions": "post", "/v1/rules": "get", "/v1/rules/{id}": "get", "/v1/rules/timeline": "get",
        "/v1/diff": "post", "/v1/items/resolve": "post", "/v1/parties/match": "post", "/v1/lists": "post", "/healthz": "get",
        "/readyz": "get", "/metrics": "get",
    }  # fmt: skip
    for path, method in wanted.items():
        assert method in paths[path], path
    assert "delete" in paths["/v1/jobs/{id}"]
    assert "get" in paths["/v1/lists"]
    for path, item in paths.items():
        for method, operation in item.items():
            assert operation.get("summary"), (method, path)
            assert operation["responses"], (method, path)
