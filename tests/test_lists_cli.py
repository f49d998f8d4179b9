"""`screening lists …` as a person uses it: add, list, show, diff, and what is said when a list is refused."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import typer
from conftest import ROOT

from screening.cli import main
from screening.cli.lists import lists_app

LISTS = ROOT / "fixtures" / "lists"
CSL = str(LISTS / "csl.csv")
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs `screening lists` in this process: exit code, output with errors."""
    app = typer.Typer(pretty_exceptions_enable=False)
    app.add_typer(lists_app, name="lists")
    monkeypatch.setattr("screening.cli.app", app)

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["screening", "lists", *arguments, "--data", str(tmp_path / "data")])
        with pytest.raises(SystemExit) as caught:
            main()
            sys.exit(0)
        printed = capsys.readouterr()
        return int(caught.value.code or 0), printed.out + printed.err

    return run


def held(run: Run) -> list[dict]:
    """Return the lists that were added, without the excerpt that ships with the rules."""
    shipped, *added = json.loads(run("list", "--format", "json")[1])
    assert shipped["name"] == "embedded"
    return added


def changed(tmp_path: Path, name: str, *changes: tuple[str, str]) -> str:
    """Write the fixture with some texts replaced; return the path."""
    text = Path(CSL).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return str(tmp_path / name)


def without(tmp_path: Path, name: str, *ids: str) -> str:
    """Write the fixture without some rows; return the path."""
    lines = Path(CSL).read_text(encoding="utf-8").split("\n")
    (tmp_path / name).write_text("\n".join(line for line in lines if not line.startswith(ids)), encoding="utf-8")
    return str(tmp_path / name)


def test_an_empty_store_says_how_to_begin(run: Run) -> None:
    """In both languages; as JSON only what ships with the rules is there."""
    assert "no list has been added (`screening lists add`)\n" in run("list")[1]
    assert "추가된 목록이 없습니다" in run("list", "--lang", "ko")[1]
    assert held(run) == []


def test_a_list_is_added_listed_and_shown(run: Run) -> None:
    """The contract's keys, and the counts of each sub-list."""
    code, text = run("add", CSL, "--date", "2026-07-31")
    assert code == 0
    assert "added\ncsl@2026-07-31  (as given)" in text
    digest = "sha256:" + hashlib.sha256(Path(CSL).read_bytes()).hexdigest()
    assert held(run) == [
        {"name": "csl", "date": "2026-07-31", "digest": digest, "entries": 8, "names": 13}
    ]
    assert digest[7:19] in run("list")[1]
    shown = json.loads(run("show", "csl", "--format", "json")[1])
    assert shown["sublists"][0] == {"sublist": "Specially Designated Nationals (SDN) - Treasury Department", "entries": 3, "names": 5}
    assert (shown["format"], shown["source"], shown["forced"], shown["dated_by"]) == ("csl-csv", CSL, False, "given")
    korean = run("show", "csl@2026-07-31", "--lang", "ko")[1]
    assert "하위 목록" in korean and "달력에 없는 날짜 1개는" in korean


def test_the_same_list_again_is_said_to_be_there(run: Run) -> None:
    """And nothing is added."""
    run("add", CSL, "--date", "2026-07-31")
    assert "already there, nothing was changed" in run("add", CSL)[1]
    assert json.loads(run("add", CSL, "--format", "json")[1])["added"] is False
    assert len(held(run)) == 1


def test_a_broken_list_is_refused_and_by_force_taken_with_its_warnings(run: Run, tmp_path: Path) -> None:
    """Exit 2, every reason on a line; the store stays as it was."""
    broken = tmp_path / "csl-2026-01-02.csv"
    broken.write_bytes(Path(CSL).read_bytes() + Path(CSL).read_bytes() + b"1,2\n" * 30)
    code, text = run("add", str(broken))
    assert code == 2
    assert "E402 1 row cannot be read: a header row stands among the data (row 10)" in text
    assert "E402 30 rows cannot be read: 2 columns instead of 29 (rows 19, 20, 21, 22, 23 and 25 more)" in text
    assert "Traceback" not in text
    assert held(run) == []
    code, text = run("add", str(broken), "--force")
    assert code == 0
    for part in ("csl@2026-01-02  (from the file's name)", "TAKEN IN SPITE OF:", "rows left out: 31", "row 19: 2 columns instead of 29", "… and 11 more"):
        assert part in text
    assert len(json.loads(run("show", "csl", "--format", "json")[1])["quarantined"]) == 31


def test_a_shrunken_list_is_refused_unless_more_is_tolerated(run: Run, tmp_path: Path) -> None:
    """With the numbers."""
    run("add", CSL, "--date", "2026-07-01")
    small = without(tmp_path, "small.csv", "90001", "90002")
    code, text = run("add", small, "--date", "2026-07-02")
    assert code == 2
    assert "csl: E404 Specially Designated Nationals (SDN) - Treasury Department: 2 of 3 entries are gone (67%) since 2026-07-01" in text
    assert run("add", small, "--date", "2026-07-02", "--shrink", "80")[0] == 0


def test_differences_between_files_and_snapshots(run: Run, tmp_path: Path) -> None:
    """Names, dates and files may be mixed."""
    newer = changed(
        tmp_path, "csl-2026-08-01.csv", ("ICRI;", "ICRI; ICR Institute;"), ("Presumption of denial.", "Policy of denial."),
        ("90002,", "90009,"), ("INVENTED STAR", "INVENTED COMET"),
    )  # fmt: skip
    run("add", CSL, "--date", "2026-07-31")
    run("add", newer)
    expected = {
        "Entity List (EL) - Bureau of Industry and Security": ([], [], ["e1a0c1d2"]),
        "Specially Designated Nationals (SDN) - Treasury Department": (["90009"], ["90002"], []),
    }
    for before, after in ((CSL, newer), ("csl@2026-07-31", "csl"), (CSL, "csl@2026-08")):
        data = json.loads(run("diff", before, after, "--format", "json")[1])
        assert {
            each["sublist"]: tuple([entry["entry"] for entry in each[kind]] for kind in ("added", "removed", "changed"))
            for each in data["sublists"]
            if each["added"] or each["removed"] or each["changed"]
        } == expected
    text = run("diff", "csl@2026-07-31", "csl")[1]
    assert "csl@2026-07-31 → csl@2026-08-01" in text
    assert "  + INVENTED COMET  [90009]" in text and "  − INVENTED STAR  [90002]" in text
    assert "names +“ICR Institute”; license policy −“Presumption of denial” +“Policy of denial”" in text
    assert "허가 심사 방침" in run("diff", "csl@2026-07-31", "csl", "--lang", "ko")[1]
    assert "… and 1 more (--limit)" in run("diff", CSL, newer, "--limit", "0")[1]


def test_no_difference_and_not_comparable_are_said(run: Run, tmp_path: Path) -> None:
    """A file without any dates is not a list of changed dates."""
    assert "no difference" in run("diff", CSL, CSL)[1]
    undated = changed(tmp_path, "u.csv", ("2023-10-19", ""), ("2024-12-05", ""))
    assert "dates: not comparable, one of the two files has none" in run("diff", CSL, undated)[1]


def test_a_broken_file_is_not_compared_unless_forced(run: Run, tmp_path: Path) -> None:
    """Half a list would be half removed."""
    broken = tmp_path / "broken.csv"
    broken.write_bytes(Path(CSL).read_bytes()[:1500])
    code, text = run("diff", CSL, str(broken))
    assert (code, "E402" in text) == (2, True)
    assert run("diff", CSL, str(broken), "--force")[0] == 0


def test_every_format_is_added_by_its_content(run: Run, tmp_path: Path) -> None:
    """Also gzipped; OFAC's files find each other, or are given together."""
    for file, name in (("csl.json", "csl"), ("sdn.xml", "ofac-sdn"), ("dpl.tsv", "bis-dpl"), ("targets.simple.csv", "targets")):
        packed = tmp_path / f"{file}.gz"
        packed.write_bytes(gzip.compress((LISTS / file).read_bytes()))
        assert f"added\n{name}@" in run("add", str(packed))[1]
    assert "sub-list  entries  names\nSDN List        4     11" in run("add", str(LISTS / "sdn.csv"), "--name", "a")[1]
    for file in ("sdn.csv", "alt.csv", "add.csv"):
        shutil.copy(LISTS / file, tmp_path / f"x-{file}")
    code, text = run("add", *(str(tmp_path / f"x-{file}") for file in ("alt.csv", "sdn.csv", "add.csv")), "--name", "b")
    assert (code, "SDN List        4     10" in text) == (0, True)
    assert "the file of aliases is missing" in run("add", str(tmp_path / "x-sdn.csv"), str(tmp_path / "x-add.csv"), "--name", "c")[1]


def test_a_list_by_mapping(run: Run, tmp_path: Path) -> None:
    """The nameless row of the fixture needs --force; two mapped files can be compared."""
    mapping = ("--map", str(LISTS / "own-mapping.yaml"))
    assert run("add", str(LISTS / "own.csv"), *mapping)[0] == 2
    code, text = run("add", str(LISTS / "own.csv"), *mapping, "--force")
    assert (code, "Invented list        2      5" in text, "row 5: no name" in text) == (0, True, True)
    assert "no difference" in run("diff", str(LISTS / "own.csv"), "own", *mapping, "--force")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "/nowhere/list.csv"], "E001 there is no such file"), (["add", str(LISTS)], "E001 cannot be read"),
        (["add", str(LISTS / "README.md")], "E401 no known list format"), (["add", CSL, "--name", "../x"], "cannot name a list"),
        (["add", CSL, "--date", "31.07.2026"], "--date: E302"), (["add", CSL, "--sha256", "00"], "E409 its SHA-256 is"),
        (["add", CSL, CSL, "--sha256", "00"], "--sha256 is the digest of one file"), (["add", CSL, "https://a.example/x"], "files or addresses, not both"),
        (["add", CSL, "--input-format", "csl-jsn"], "did you mean `csl-json`"), (["add", "http://example.org/csl.csv"], "is not https"),
        (["add", CSL, "--map", "/nowhere.yaml"], "E001 there is no such file"), (["show", "csl"], "there is no list `csl`"),
        (["diff", "csl", CSL], "there is no list `csl`"), (["diff", "/nowhere/a.csv", CSL], "E001 there is no such file"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_message_and_exit_2(arguments: list[str], said: str, run: Run) -> None:
    """Never a traceback."""
    code, text = run(*arguments)
    assert code == 2
    assert said in text
    assert "Traceback" not in text


def test_the_right_checksum_lets_a_file_pass(run: Run) -> None:
    """In capitals or small."""
    assert run("add", CSL, "--sha256", hashlib.sha256(Path(CSL).read_bytes()).hexdigest().upper())[0] == 0


def test_a_damaged_snapshot_is_refused_when_shown(run: Run, tmp_path: Path) -> None:
    """Show verifies the files."""
    run("add", CSL)
    path = next((tmp_path / "data").rglob("entries.jsonl.gz"))
    path.write_bytes(path.read_bytes()[:-1])
    code, text = run("show", "csl")
    assert (code, "E407 this snapshot is damaged" in text) == (2, True)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder with Last-Modified and answers If-Modified-Since."""

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Return a folder and the address it is served at."""
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_list_is_fetched_and_fetched_again_only_if_it_changed(run: Run, site: tuple[Path, str], tmp_path: Path) -> None:
    """It keeps the name it was given; dated by the server where nothing else says a day."""
    folder, address = site
    import os

    shutil.copy(CSL, folder / "consolidated.csv")
    os.utime(folder / "consolidated.csv", (1_785_000_000, 1_785_000_000))
    url = f"{address}/consolidated.csv"
    code, text = run("add", url, "--name", "mine")
    assert (code, "mine@2026-07-25  (the server's Last-Modified)" in text, f"source: {url}" in text) == (0, True, True)
    assert run("add", url)[1] == "mine: unchanged on the server since 2026-07-25\n"
    assert json.loads(run("add", url, "--format", "json")[1])["added"] is False
    newer = changed(tmp_path, "n.csv", ("ICRI;", "ICRX;"))
    shutil.copy(newer, folder / "consolidated.csv")
    os.utime(folder / "consolidated.csv", (1_786_000_000, 1_786_000_000))
    assert "added\nmine@2026-08-06" in run("add", url)[1]
    assert len(held(run)) == 2


def test_ofacs_files_are_fetched_together(run: Run, site: tuple[Path, str]) -> None:
    """Three addresses, one list; again, they are already there."""
    folder, address = site
    for file in ("sdn.csv", "alt.csv", "add.csv"):
        shutil.copy(LISTS / file, folder / file)
    urls = [f"{address}/{file}" for file in ("sdn.csv", "alt.csv", "add.csv")]
    assert "SDN List        4     10" in run("add", *urls)[1]
    assert "already there" in run("add", *urls)[1]
    assert "E408 the server answers 404" in run("add", f"{address}/none.csv")[1]
