"""The YAML and CSV traps measured in the design, and everything a hostile file can hold."""

from pathlib import Path

import pytest

from screening.errors import Invalid
from screening.language.source import MAX_DEPTH, load, parse


@pytest.mark.parametrize("text", ["NO", "no", "off", "1:30", "010", "1e26", "3E001", "5E992", "4E091", "0084", "NA", ".inf", "2023-11-17", "0x10"])
def test_a_plain_scalar_stays_the_text_that_was_written(text: str) -> None:
    """Norway is not false, an ECCN is not a number, a date is not converted."""
    assert parse(f"value: {text}", name="f").data == {"value": text}


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False), ("null", None), ("~", None), ("", None)])
def test_only_true_false_and_null_are_special(text: str, value: object) -> None:
    """The five words that are not text."""
    assert parse(f"value: {text}", name="f").data == {"value": value}


def test_quoted_words_are_text() -> None:
    """Quotes always make text."""
    assert parse("value: 'true'", name="f").data == {"value": "true"}


def test_a_key_that_looks_like_a_truth_value_is_still_a_key() -> None:
    """`true:` as a key is the word."""
    assert parse("true: a\n'null': b", name="f").data == {"true": "a", "null": "b"}


def problems(text: str) -> list[tuple[str, str]]:
    """Return code and place of every problem in a text."""
    with pytest.raises(Invalid) as caught:
        parse(text, name="f.yaml")
    return [(p.code, p.where) for p in caught.value.problems]


def test_a_duplicate_key_is_refused_with_its_place() -> None:
    """PyYAML would keep the last one silently."""
    assert problems("a: 1\nb:\n  c: 1\n  c: 2\n") == [("E004", "f.yaml:4:3")]


def test_anchors_aliases_and_tags_are_refused_all_at_once() -> None:
    """The YAML bomb cannot even be written."""
    assert problems("a: &x [1]\nb: *x\nc: !!python/object:os.system x\n") == [
        ("E005", "f.yaml:1:4"), ("E005", "f.yaml:2:4"), ("E005", "f.yaml:3:4"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 30_000 + "a"])
def test_deep_nesting_is_refused_without_recursion(text: str) -> None:
    """A hundred thousand brackets are one message."""
    assert problems(text)[0][0] in {"E006", "E003"}
    assert MAX_DEPTH < 100


def test_a_second_document_is_refused() -> None:
    """Nothing after `---` is silently dropped."""
    assert problems("a: 1\n---\nb: 2\n") == [("E003", "f.yaml:2:1")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "E001"), (b"  \n", "E001"), (b"\xff\xfea\x00", "E002"), (b"\x00\x01\x02", "E002"), (b"a: \xe9t\xe9", "E002"),
        ("a: 한글".encode("cp949"), "E002"), (b"a: [1", "E003"), (b"a: \x07", "E003"),
    ],
)  # fmt: skip
def test_unreadable_files_are_named_with_code_and_place(tmp_path: Path, raw: bytes, code: str) -> None:
    """Empty, binary, not UTF-8, not YAML."""
    file = tmp_path / "bad.yaml"
    file.write_bytes(raw)
    with pytest.raises(Invalid) as caught:
        load(file)
    assert caught.value.problems[0].code == code
    assert caught.value.problems[0].where.startswith(str(file))


def test_a_byte_order_mark_is_not_part_of_the_first_key(tmp_path: Path) -> None:
    """Windows editors write one."""
    file = tmp_path / "bom.yaml"
    file.write_bytes(b"\xef\xbb\xbfid: a")
    assert load(file).data == {"id": "a"}


def test_a_directory_a_missing_file_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    """Each with its own message."""
    huge = tmp_path / "huge.yaml"
    huge.write_bytes(b"a: 1\n" * 2_000_000)
    for path, code in ((tmp_path, "E001"), (tmp_path / "none.yaml", "E001"), (huge, "E006")):
        with pytest.raises(Invalid) as caught:
            load(path)
        assert caught.value.problems[0].code == code


def test_every_value_knows_its_line_and_column() -> None:
    """Places are what error messages are made of."""
    document = parse("a:\n  - b: 1\n    c: [x, y]\n", name="f")
    assert document.where("a", 0, "c", 1) == "f:3:12"
    assert document.where("a", 0, "c", key=True) == "f:3:5"
    assert document.where("a", 0, "missing") == "f:2:5"
