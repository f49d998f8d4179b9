"""What a list is called and what day it is of, as far as its files say so; and which files of OFAC's belong together.

A day is taken only where all of it is written (2026-07-31, 2026_07_31, 20260731): "2021" is no day.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

WRITTEN = re.compile(r"(?<!\d)(20\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
YEAR = re.compile(r"(?<!\d)20\d{2}(?!\d)")
ENDINGS = re.compile(r"(\.(gz|csv|tsv|txt|json|jsonl|xml|ftm|nested|simple))+$", re.IGNORECASE)
GENERIC = {"targets", "entities"}  # OpenSanctions names the dataset in the folder of the address
COMPANIONS = ("alt", "add", "comments")
MAIN = re.compile(r"(?<![a-z])(sdn|prim)(?![a-z])", re.IGNORECASE)


def day_in_name(path: str) -> date | None:
    """Return the day written in a file's name, None if none is."""
    if found := WRITTEN.search(_file(path)):
        try:
            return date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            return None
    return None


def name_in_name(path: str) -> str:
    """Return what a file's name leaves as the name of a list: without endings, day or year; "list" if nothing is left."""
    stem = ENDINGS.sub("", _file(path).lower())
    if stem in GENERIC and "://" in path:
        stem = _file(path.rpartition("/")[0]).lower() or stem
    stem = YEAR.sub("", WRITTEN.sub("", stem))
    return re.sub(r"[^a-z0-9._]+", "-", stem).strip("-._")[:64].strip("-._") or "list"


def companions(path: Path) -> list[Path]:
    """Return the alias, address and comments files that lie beside OFAC's main file, told by their names.

    sdn.csv → alt.csv, add.csv, sdn_comments.csv · ofac-sdn-2021.csv.gz → ofac-alt-2021.csv.gz · cons_prim.csv →
    cons_alt.csv. Upper case, as OFAC writes it, is kept.
    """
    if not MAIN.search(path.name) or not path.parent.is_dir():
        return []
    beside = {each.name.lower(): each for each in path.parent.iterdir() if each.is_file()}
    found = []
    for role in COMPANIONS:
        # The role takes the place of `sdn`; of the comments alone OFAC keeps both words.
        names = [MAIN.sub(role, path.name), MAIN.sub(rf"\1_{role}", path.name), MAIN.sub(f"sdn_{role}", path.name)]
        match = next((beside[name.lower()] for name in names if name.lower() in beside), None)
        if match and match != path:
            found.append(match)
    return found


def _file(path: str) -> str:
    return re.split(r"[/\\]", path.partition("?")[0].rstrip("/"))[-1]
