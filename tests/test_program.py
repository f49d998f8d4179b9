"""What the program is, as a digest: another file, another text, another name make another program."""

from pathlib import Path

from screening import program


def test_the_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    """Sources and tables count, under their names; what is no source does not."""
    seen = set()
    for name, text in (("a.py", "x = 1"), ("a.py", "x = 2"), ("b.py", "x = 1"), ("a.yaml", "x = 1")):
        folder = tmp_path / str(len(seen))
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        seen.add(program.digest(folder))
    assert len(seen) == 4
    same = tmp_path / "same"
    same.mkdir()
    (same / "a.py").write_text("x = 1", encoding="utf-8")
    (same / "a.pyc").write_text("something else", encoding="utf-8")
    assert program.digest(same) in seen


def test_the_version_is_the_one_that_is_packaged() -> None:
    """Said twice, because a checkout is no package."""
    import tomllib

    from conftest import ROOT

    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == program.VERSION
