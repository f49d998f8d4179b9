"""Whatever is fed in: exit code 2, one clear message a problem with file, place and mend, never a traceback."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.cli import main
from screening.errors import Invalid
from screening.facts.reading import transaction_from_text

GOOD: dict[str, Any] = {
    "id": "T-1", "date": "2024-03-15", "activity": "export", "origin": "US", "destination": "CN",
    "items": [{"description": "NVIDIA A100", "quantity": 8}],
}  # fmt: skip


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command line in this process; return exit code, output and error output."""
    monkeypatch.setattr(sys, "argv", ["screening", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
        sys.exit(0)
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def with_(**changes: Any) -> str:
    """Return the good transaction with some fields changed, as JSON."""
    return json.dumps({**GOOD, **changes})


def item(**fields: Any) -> str:
    """Return the good transaction with one item of these fields."""
    return with_(items=[{"description": "NVIDIA A100", **fields}])


BAD_TEXT = {
    "unknown key": (with_(destinaton="CN"), "did you mean `destination`"),
    "unknown key in an item": (item(quantitiy=2), "did you mean `quantity`"),
    "unknown activity": (with_(activity="exprot"), "did you mean `export`"),
    "unknown role": (with_(parties=[{"role": "buyer"}]), "role"),
    "impossible date": (with_(date="2024-02-30"), "not a day of the calendar"),
    "another date format": (with_(date="15/03/2024"), "YYYY-MM-DD"),
    "a number as date": (with_(date=20240315), "YYYY-MM-DD"),
    "unknown country": (with_(destination="Chnia"), "is not a country"),
    "a truth value as country": ("activity: export\ndate: 2024-03-15\ndestination: false\nitems: [{chip: x}]", "not a country"),
    "unknown chip": (item(chip="nvidia-a1000000"), "no chip"),
    "negative quantity": (item(quantity=-8), "is not greater than"),
    "absurd quantity": (item(quantity=10**12), "less than or equal"),
    "a word as quantity": (item(quantity="eight"), "is not a number"),
    "NaN": (item(quantity=1).replace('"quantity": 1', '"quantity": NaN'), "NaN"),
    "Infinity": (item(tpp=1).replace('"tpp": 1', '"tpp": Infinity'), "Infinity"),
    "NaN in YAML": ("activity: export\ndate: 2024-01-01\ndestination: CN\nitems: [{tpp: .nan}]", "NaN"),
    "a number with too many digits": (item(tpp=1).replace('"tpp": 1', '"tpp": ' + "9" * 6000), "thousands of digits"),
    "an exponent out of range": (item(tpp="1e999999"), "out of any sensible range"),
    "yes as truth value": (item(data_center="yes"), "true or false"),
    "not an ECCN": (item(eccn="H100"), "is not an ECCN"),
    "an item that says nothing": (with_(items=[{"quantity": 2}]), "an item needs"),
    "no items": (with_(items=[]), "items"),
    "duplicate key": ('{"activity": "export", "activity": "support"}', "stands twice"),
    "a list": ("[1, 2]", "a list"),
    "a bare word": ("hello", "a single value"),
    "broken JSON": ('{"activity": ', "not well-formed"),
    "broken YAML": ("a: [1, 2", "E003"),
    "deep nesting": ('{"a":' * 5000 + "1" + "}" * 5000, "E006"),
    "a YAML bomb": ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "E005"),
    "an unknown answer": (with_(answers={"nac_notifed": True}), "did you mean `nac_notified`"),
    "an answer of the wrong type": (with_(answers={"nac_notified": "yes"}), "true or false"),
    "a control character": (item(description="H100\x1b[2Jno control"), "control character U+001B"),
    "a lone surrogate": (item(description="H20 X").replace("X", "\\ud800"), "control character U+D800"),
    "a blank name": (with_(parties=[{"role": "end_user", "name": " "}]), "blank"),
    "a text too long": (item(description="x" * 5000), "at most 4,000"),
    "too many stops on the way": (with_(via=["CN"] * 60), "at most 50 entries"),
    "a density that contradicts the area": (item(tpp=4000, die_area_mm2=100, performance_density=1), "contradicts"),
    "shares beyond the whole": (
        with_(parties=[{"role": "end_user", "owners": [{"name": "A", "share": 70}, {"name": "B", "share": 50}]}]), "120 percent",
    ),
    "a name of two countries": (with_(destination="Congo"), "CG (Brazzaville) or CD (Kinshasa)"),
    "a word for a list": (with_(parties="nobody"), "a list is expected"),
    "nothing where an item should be": (with_(items=[None]), "a mapping with named fields"),
    "no date": (json.dumps({k: v for k, v in GOOD.items() if k != "date"}), "--as-of"),
}


@pytest.mark.parametrize("name", BAD_TEXT)
def test_bad_transactions_are_refused_with_one_message(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, nothing on standard output, the message says how to mend it."""
    text, expected = BAD_TEXT[name]
    file = tmp_path / "deal.json"
    file.write_text(text)
    code, out, err = run(monkeypatch, capsys, "screen", str(file))
    assert (code, out) == (2, "")
    assert expected in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) <= 6


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "empty"), (b"\xff\xfe{\x00}\x00", "UTF-16"), (b"\x7fELF\x00\x00\x01", "binary"), (b'{"id": "\xe9"}', "not UTF-8"),
        (b"a: 1\n" * 400_000, "bytes"), (b"[" * 900_000, "E006"),
    ],
    ids=["empty", "utf-16", "binary", "latin-1", "2 MB", "brackets"],
)  # fmt: skip
def test_unreadable_files_are_refused_by_name(
    raw: bytes, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Empty, encoded otherwise, binary, too large, too deep: the file is named."""
    file = tmp_path / "deal.yaml"
    file.write_bytes(raw)
    code, out, err = run(monkeypatch, capsys, "screen", str(file))
    assert (code, out) == (2, "")
    assert expected in err
    assert str(file) in err


def test_a_huge_file_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Fifty megabytes are refused by their size."""
    file = tmp_path / "bomb.yaml"
    with file.open("wb") as handle:
        handle.truncate(50 * 1024 * 1024)
    code, _, err = run(monkeypatch, capsys, "screen", str(file))
    assert code == 2
    assert "52,428,800 bytes" in err


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its own words."""
    assert "no such file" in run(monkeypatch, capsys, "screen", str(tmp_path / "none.json"))[2]
    assert "directory" in run(monkeypatch, capsys, "screen", str(tmp_path))[2]


def test_all_problems_come_at_once_with_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Three mistakes, three messages, three places."""
    file = tmp_path / "deal.yaml"
    file.write_text("activity: exprot\ndate: 2024-13-01\ndestination: CN\nitems:\n  - {chip: x, quantity: -1}\n")
    code, _, err = run(monkeypatch, capsys, "screen", str(file))
    assert code == 2
    assert [line.split(": ")[0].removeprefix(str(file)) for line in err.strip().splitlines()] == [":2:7", ":1:11", ":5:25"]


def test_a_byte_order_mark_and_tabs_in_json_are_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What Windows tools write."""
    file = tmp_path / "deal.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD, indent="\t").encode())
    code, out, err = run(monkeypatch, capsys, "screen", str(file), "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["transaction_id"] == "T-1"


@pytest.mark.parametrize("arguments", [["--as-of", "yesterday"], ["--as-of", "2024-13-01"], ["--assume", "us.ear.3a909"]])
def test_bad_options_are_refused(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An option is input like any other."""
    file = tmp_path / "deal.json"
    file.write_text(json.dumps(GOOD))
    code, out, err = run(monkeypatch, capsys, "screen", str(file), *arguments)
    assert (code, out) == (2, "")
    assert arguments[0] in err


def test_problems_found_while_screening_name_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A chip that does not exist, an answer nobody asked for."""
    file = tmp_path / "deal.json"
    for text in (item(chip="nvidia-x"), with_(answers={"nac": True})):
        file.write_text(text)
        assert run(monkeypatch, capsys, "screen", str(file))[2].startswith(f"{file}: ")


@pytest.mark.parametrize("text", ["", "   ", "x" * 5000, "H100\x1b[2J"])
def test_bad_item_texts_are_refused(text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The item command has the same manners."""
    code, out, err = run(monkeypatch, capsys, "item", text)
    assert (code, out) == (2, "")
    assert "TEXT" in err


@pytest.mark.parametrize("arguments", [["rules", "timeline", "-o", "/nowhere/x.html"], ["rules", "lint", "/nowhere"]])
def test_paths_that_do_not_exist_are_named(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """For output as for input."""
    code, _, err = run(monkeypatch, capsys, *arguments)
    assert code == 2
    assert "/nowhere" in err


def test_standard_input_is_read_as_a_file_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`-` reads the transaction from standard input; bad bytes are refused there too."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode())))
    assert run(monkeypatch, capsys, "screen", "-", "--format", "json")[0] == 0
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe")))
    code, _, err = run(monkeypatch, capsys, "screen", "-")
    assert code == 2
    assert "standard input" in err


@settings(max_examples=300)
@given(st.text(max_size=400))
def test_no_text_is_ever_a_traceback(text: str) -> None:
    """Any text is a transaction or a list of problems."""
    try:
        transaction_from_text(text, name="f")
    except Invalid as error:
        assert error.problems


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)
trees = st.recursive(scalars, lambda c: st.lists(c, max_size=3) | st.dictionaries(st.sampled_from(["items", "parties", "date", "activity", "role", "x"]), c), max_leaves=8)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from([*GOOD, "parties", "answers", "end_use", "via"]), trees))
def test_no_json_is_ever_a_traceback(data: dict[str, Any]) -> None:
    """Any JSON is a transaction or a list of problems."""
    try:
        transaction_from_text(json.dumps({**GOOD, **data}), name="f")
    except Invalid as error:
        assert error.problems
