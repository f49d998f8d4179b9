"""Bodies: what is no proper JSON is refused at once; what does not fit says where."""

import json
import time
from decimal import Decimal

import pytest
from pydantic import BaseModel

from screening.api.bodies import checked, parsed
from screening.api.problems import Refused
from screening.errors import InvalidInput
from screening.facts.transaction import Transaction


def refused(raw: bytes, depth: int = 32) -> Refused:
    """What is said of a body that is refused."""
    with pytest.raises(Refused) as caught:
        parsed(raw, depth)
    return caught.value


def test_numbers_keep_their_digits():
    """A float would lose some."""
    assert parsed(b'{"a": 0.10000000000000000001, "b": [1, 2]}', 32) == {
        "a": Decimal("0.10000000000000000001"),
        "b": [1, 2],
    }


def test_a_byte_order_mark_is_passed_over():
    """Windows writes one."""
    assert parsed(b'\xef\xbb\xbf{"a": 1}', 32) == {"a": 1}


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        (b"", "E609", "empty"),
        (b'{"a": 1', "E003", "line 1, column 8"),
        (b'{"a": NaN}', "E609", "NaN is not a number"),
        (b'{"a": -Infinity}', "E609", "-Infinity is not a number"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "E004", "`c` stands twice"),
        (b'{"a": "\xff"}', "E002", "byte 8 (0xff)"),
        ('{"a": 1}'.encode("utf-16"), "E002", "not UTF-8"),
        (b'{"a": ' + b"9" * 5000 + b"}", "E609", "thousands of digits"),
        (b'{"a": 1e99999999999999999999}', "E609", "thousands of digits"),
        (b'{"a": "x\\u0000y"}', "E609", "U+0000"),
        (b'{"\\ud800": 1}', "E609", "U+D800"),
    ],
)  # fmt: skip
def test_what_is_no_proper_json_is_refused_with_its_reason(raw: bytes, code: str, said: str):
    """Each with its code, as a 400."""
    error = refused(raw)
    assert (error.status, error.errors[0].code) == (400, code)
    assert said in error.detail


def test_a_text_that_only_writes_of_nul_is_a_text():
    r"""`\\u0000` is six characters."""
    assert parsed(rb'{"a": "\\u0000"}', 32) == {"a": r"\u0000"}


@pytest.mark.parametrize(
    "raw", [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 33 + b"]" * 33, b"[1, " + b"[" * 40 + b"]" * 40 + b"]"]
)
def test_what_is_nested_too_deeply_is_refused_quickly(raw: bytes):
    """Also what would be deep enough to end an interpreter."""
    began = time.perf_counter()
    assert refused(raw).errors[0].code in {"E003", "E006"}
    assert time.perf_counter() - began < 1


def test_depth_counts_levels_not_brackets():
    """A long list is not deep, nor is a text of brackets."""
    assert len(parsed(json.dumps([[{"a": "[[[["}]] * 500).encode(), 3)) == 500
    assert refused(b"[[[[1]]]]", 3).errors[0].code == "E006"
    assert parsed(b"[[[1]]]", 3) == [[[1]]]


class Deals(BaseModel, extra="forbid"):
    """A list of deals."""

    transactions: list[Transaction]


def test_a_mistake_is_named_by_its_path():
    """From the root of the body, with what it should have been."""
    deal = {"activity": "cloud_rental", "items": [{"description": "H100", "quantity": "many"}]}
    odd = {"activity": "cloud_rental", "orign": "US"}
    with pytest.raises(InvalidInput) as caught:
        checked(Deals, {"transactions": [deal, odd]})
    assert [(p.code, p.where, p.hint) for p in caught.value.problems] == [
        ("E102", "transactions[0].items[0].quantity", ""),
        ("E101", "transactions[1].orign", "did you mean `origin`?"),
    ]


def test_the_path_of_a_part_begins_where_the_part_stands():
    """For what is read in parts."""
    with pytest.raises(InvalidInput) as caught:
        checked(Transaction, {"activity": "cloud_rental", "date": "tomorrow"}, "[3]")
    assert caught.value.problems[0].where == "[3].date"


def test_a_body_that_is_no_object_is_named_as_such():
    """Not as a missing field."""
    with pytest.raises(InvalidInput) as caught:
        checked(Deals, [1])
    assert [(p.code, p.where) for p in caught.value.problems] == [("E102", "body")]
