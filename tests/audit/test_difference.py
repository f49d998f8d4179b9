"""Where two answers differ is named by path; nothing that differs is passed over."""

from __future__ import annotations

from typing import Any

import pytest

from screening.audit.difference import differences


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ('{"a":1}', '{"a":1}', []),
        ('{"a":1}', '{"a":true}', [("$.a", 1, True)]),
        ('{"a":null}', "{}", [("$.a", None)]),
        ('{"a":[1,2,3]}', '{"a":[1,4,3]}', [("$.a[1]", 2, 4)]),
        ('{"a":[1,2,3]}', '{"a":[2,3]}', [("$.a[0]", 1)]),
        ('{"a":[{"b":1}]}', '{"a":[{"b":2},{"c":1}]}', [("$.a[0]", {"b": 1}), ("$.a[0]", ..., {"b": 2}), ("$.a[1]", ..., {"c": 1})]),
        ('{"a":[1,{"b":1},2]}', '{"a":[1,{"b":2},2,3]}', [("$.a[1].b", 1, 2), ("$.a[3]", ..., 3)]),
        ('{"a": 1}', '{"a":1}', [("$", '{"a": 1}', '{"a":1}')]),
        ("[", "[]", [("$", "[", "[]")]),
    ],
)
def test_differences_are_named_by_path(before: str, now: str, expected: list[tuple[Any, ...]]) -> None:
    """The same bytes have none; whatever else differs is named."""
    found = [each.data() for each in differences(before.encode(), now.encode())]
    wanted = [dict(zip(("path", "before", "after"), each, strict=False)) for each in expected]
    assert found == [{key: value for key, value in each.items() if value is not ...} for each in wanted]
