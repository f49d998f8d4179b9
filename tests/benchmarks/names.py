"""How well and how fast names are matched, beside other engines in the same run.

Run by hand from the repository: `PYTHONPATH=. python tests/benchmarks/names.py [--data DIR] [--peer-python PYTHON] [--part PART]`.
Reads the labelled names and lists described in `../shared/data/README.md`. The peers are rapidfuzz (WRatio, token_sort_ratio)
and, if `--peer-python` names an interpreter that has it, nomenklatura (logic-v2, ofac). nomenklatura needs seconds to score
one name against a whole list, so it is given the 20 names nearest by token_sort_ratio, which flatters it. What is not
there is said to be skipped. An alias that is itself the query is left out of every engine's list for that query.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from name_speed import parties, scale, speed  # the file beside this one: scripts find their neighbours
from rapidfuzz import fuzz, process, utils

from screening.parties.listed import ListedParty
from screening.parties.matcher import MATCH, POSSIBLE, Matcher, Query, compare

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ORGANISATIONS = {"Company", "Organization", "LegalEntity"}
FLAGGED = 0.01
NEAREST = 20
FUZZ = {"rapidfuzz WRatio": fuzz.WRatio, "rapidfuzz token_sort_ratio": fuzz.token_sort_ratio}
PEERS = {"nomenklatura logic-v2": "logic-v2", "nomenklatura ofac": "ofac"}
DEFAULTS = {"rapidfuzz WRatio": 0.85, "rapidfuzz token_sort_ratio": 0.85, "nomenklatura logic-v2": 0.70, "nomenklatura ofac": 0.70}
PEER = """
import json, sys
from followthemoney.proxy import EntityProxy
from nomenklatura.matching import get_algorithm
matcher = get_algorithm(sys.argv[1]); config = matcher.default_config()
kept = {}
def entity(schema, name):
    if (schema, name) not in kept:
        kept[schema, name] = EntityProxy.from_dict({"id": str(len(kept)), "schema": schema, "properties": {"name": [name]}})
    return kept[schema, name]
for line in sys.stdin:
    schema, query, listed, name = json.loads(line)
    print(matcher.compare(entity(schema, query), entity(listed, name), config).score)
"""
Pair = tuple[str, str, str, str]
"""Schema and name of the query, schema and name of the listed party."""


def peer_scores(python: str, algorithm: str, pairs: Sequence[Pair]) -> list[float]:
    """Score pairs in the peer's own interpreter."""
    given = "\n".join(json.dumps(pair) for pair in pairs)
    done = subprocess.run([python, "-c", PEER, algorithm], input=given, capture_output=True, text=True, check=True)
    return [float(each) for each in done.stdout.split()]


def f1(rows: Sequence[tuple[bool, float]], threshold: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 of (is match, score) rows at a threshold."""
    hits = sum(score >= threshold for truth, score in rows if truth)
    flagged = sum(score >= threshold for _, score in rows)
    positives = sum(truth for truth, _ in rows)
    precision, recall = hits / max(1, flagged), hits / positives
    return precision, recall, 2 * hits / max(1, flagged + positives)


def pair_sets(data: Path, python: str | None) -> None:
    """Print F1 on the labelled pairs and recall between scripts, per engine."""
    with (data / "name-pairs.csv").open(encoding="utf-8") as file:
        pairs = list(csv.DictReader(file))
    with (data / "cjk-latin-pairs.csv").open(encoding="utf-8") as file:
        crossed = list(csv.DictReader(file))
    latin = [(row, name.strip()) for row in crossed for name in row["latin_names"].split(" | ")]
    flat: list[Pair] = [(row["schema"], row["name1"], row["schema"], row["name2"]) for row in pairs]
    flat += [(row["schema"], row["native_name"], row["schema"], name) for row, name in latin]
    engines: dict[str, Callable[[], list[float]]] = {"screening": lambda: [compare(one, two) for _, one, _, two in flat]}
    for name, scorer in FUZZ.items():
        engines[name] = lambda scorer=scorer: [scorer(one, two, processor=utils.default_process) / 100 for _, one, _, two in flat]
    for name, algorithm in PEERS.items() if python else ():
        engines[name] = lambda algorithm=algorithm: peer_scores(str(python), algorithm, flat)
    print(f"\n## pairs: {len(pairs)} names, {len(crossed)} hanzi or hangul against Latin\n")
    print("| engine | at | names F1 | organisations F1 | persons F1 | between scripts: recall | false positives |")
    print("|---|---|---|---|---|---|---|")
    for engine, run in engines.items():
        scores = run()
        named = [(row["schema"] in ORGANISATIONS, row["is_match"] == "true", score) for row, score in zip(pairs, scores, strict=False)]
        best: dict[int, float] = {}
        for (row, _), score in zip(latin, scores[len(pairs):], strict=True):
            best[id(row)] = max(best.get(id(row), 0.0), score)
        across = [(row["is_match"] == "true", best[id(row)]) for row in crossed]
        for at in (POSSIBLE, MATCH) if engine == "screening" else (DEFAULTS[engine],):
            figures = [f1([(truth, score) for org, truth, score in named if keep(org)], at)[2] for keep in (lambda _: True, bool, lambda org: not org)]
            false = sum(score >= at and not truth for truth, score in across)
            print(f"| {engine} | {at:.2f} | {figures[0]:.3f} | {figures[1]:.3f} | {figures[2]:.3f} | {f1(across, at)[1]:.3f} | {false} |")


Found = list[tuple[str, float]]
"""Entries and their scores, best first."""


def ours(queries: Sequence[dict[str, Any]], innocent: Sequence[str], listed: Sequence[ListedParty]) -> tuple[list[Found], list[float]]:
    """Search with this engine, by name alone; held-out aliases are taken off the list in as few rounds as can be."""
    rounds: list[tuple[dict[str, str], list[int]]] = [({}, [at for at, each in enumerate(queries) if not each.get("heldout")])]
    for at, each in enumerate(queries):
        if each.get("heldout"):
            place = next((one for one in rounds[1:] if not one[0].keys() & set(each["gold"])), None)
            if place is None:
                rounds.append(place := ({}, []))
            place[0].update(dict.fromkeys(each["gold"], each["name"].strip()))
            place[1].append(at)
    found: list[Found] = [[] for _ in queries]
    flags: list[float] = []
    for out, members in rounds:
        matcher = Matcher([without(each, out[each.entry]) if each.entry in out else each for each in listed])
        answers = matcher.search_many([Query(queries[at]["name"]) for at in members], top=10)
        for at, answer in zip(members, answers, strict=True):
            found[at] = [(each.party.entry, each.score) for each in answer]
        if not out:
            flags = [answer[0].score if answer else 0.0 for answer in matcher.search_many([Query(each) for each in innocent], top=1)]
    return found, flags


def without(party: ListedParty, name: str) -> ListedParty:
    """Return the party without one of its names, unless it is the only one."""
    names = tuple(each for each in party.names if each.text.strip() != name)
    return ListedParty(party.sublist, party.entry, names or party.names, party.kind)


def fuzzed(scorer: Any, queries: Sequence[dict[str, Any]], innocent: Sequence[str], listed: Sequence[ListedParty], nearest: int) -> list[list[tuple[int, float]]]:
    """Return the nearest flat names (position, score) of every query and innocent by a rapidfuzz scorer over the whole list."""
    flat = [(each.entry, alias.text.strip()) for each in listed for alias in each.names]
    choices = [utils.default_process(name) for _, name in flat]
    asked = [each["name"] for each in queries] + list(innocent)
    out: list[list[tuple[int, float]]] = []
    for start in range(0, len(asked), 200):
        some = [utils.default_process(each) for each in asked[start : start + 200]]
        scores = process.cdist(some, choices, scorer=scorer, workers=2, dtype=np.float32)
        for row, at in zip(scores, range(start, start + len(some)), strict=True):
            if at < len(queries) and queries[at].get("heldout"):
                gold = set(queries[at]["gold"])
                for place in np.argsort(-row)[:300]:
                    if flat[place][0] in gold and flat[place][1] == queries[at]["name"].strip():
                        row[place] = 0
            best = np.argpartition(-row, nearest)[:nearest]
            out.append([(int(place), float(row[place]) / 100) for place in best[np.argsort(-row[best])]])
    return out


def list_search(data: Path, python: str | None, *, wratio: bool) -> None:
    """Print recall against the 2022 list, per engine and per kind of query."""
    listed = parties(data / "csl-2022-04-21.csv.gz")
    queries = [each for line in (data / "list-queries.jsonl").read_text(encoding="utf-8").splitlines() if (each := json.loads(line))["gold"]]
    innocent = [each for each in (data / "innocent-companies.txt").read_text(encoding="utf-8").splitlines() if each.strip()]
    flat = [(each, alias.text.strip()) for each in listed for alias in each.names]
    results = {"screening": ours(queries, innocent, listed)}
    near = fuzzed(fuzz.token_sort_ratio, queries, innocent, listed, 60)
    tables = {"rapidfuzz token_sort_ratio": near}
    if wratio:
        tables["rapidfuzz WRatio"] = fuzzed(fuzz.WRatio, queries, innocent, listed, 60)
    names = [(each["type"], each["name"]) for each in queries] + [("Company", each) for each in innocent]
    for engine, algorithm in PEERS.items() if python else ():
        schema = {"individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane", None: "LegalEntity"}
        pairs = [(*names[at], schema[flat[place][0].kind], flat[place][1]) for at, row in enumerate(near) for place, _ in row[:NEAREST]]
        scores = iter(peer_scores(str(python), algorithm, pairs))
        tables[engine] = [sorted(((place, next(scores)) for place, _ in row[:NEAREST]), key=lambda each: -each[1]) for row in near]
    for engine, table in tables.items():
        found = [list(dict(sorted(((flat[place][0].entry, score) for place, score in row), key=lambda each: each[1])).items())[::-1] for row in table]
        ranked = [sorted(row, key=lambda each: -each[1]) for row in found]
        results[engine] = (ranked[: len(queries)], [row[0][1] for row in ranked[len(queries) :]])
    print(f"\n## list: {len(queries)} queries and {len(innocent)} innocent companies against {len(flat)} names\n")
    print("| engine | threshold at 1 % flagged | recall there | first | in the first five | flagged at default |")
    print("|---|---|---|---|---|---|")
    per_kind: dict[str, dict[str, list[bool]]] = {}
    for engine, (found, flags) in results.items():
        threshold = sorted(flags, reverse=True)[int(FLAGGED * len(flags))] + 1e-9
        scored = [max([score for entry, score in row if entry in each["gold"]], default=0.0) >= threshold for each, row in zip(queries, found, strict=True)]
        first, five = (sum(any(entry in each["gold"] for entry, _ in row[:top]) for each, row in zip(queries, found, strict=True)) for top in (1, 5))
        default = POSSIBLE if engine == "screening" else DEFAULTS[engine]
        over = sum(score >= default for score in flags) / len(flags)
        print(f"| {engine} | {threshold:.3f} | {sum(scored) / len(queries):.3f} | {first / len(queries):.3f} | {five / len(queries):.3f} | {over:.2%} |")
        for each, hit in zip(queries, scored, strict=True):
            per_kind.setdefault(each["set"], {}).setdefault(engine, []).append(hit)
    print("\nRecall at 1 % flagged, by kind of query:\n\n| kind | queries | " + " | ".join(results) + " |\n|---|---|" + "---|" * len(results))
    for kind, by_engine in per_kind.items():
        shown = " | ".join(f"{sum(by_engine[engine]) / len(by_engine[engine]):.2f}" for engine in results)
        print(f"| {kind} | {len(by_engine['screening'])} | {shown} |")


def main() -> None:
    """Print the figures asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, default=DATA)
    asked.add_argument("--peer-python", help="an interpreter that has nomenklatura")
    asked.add_argument("--part", choices=["pairs", "list", "speed", "scale"], action="append")
    asked.add_argument("--wratio", action="store_true", help="also WRatio against the list (minutes)")
    asked.add_argument("--sizes", type=int, nargs="+", default=[25_000, 100_000, 1_000_000])
    given = asked.parse_args()
    todo = given.part or ["pairs", "list", "speed", "scale"]
    print(f"thresholds: match {MATCH:.2f}, possible {POSSIBLE:.2f}")
    if not given.peer_python:
        print("skipped: nomenklatura (no --peer-python)")
    if not given.data.exists() and set(todo) - {"scale"}:
        sys.exit(f"{given.data}: no such directory; give --data, or --part scale, which needs none")
    if "pairs" in todo:
        pair_sets(given.data, given.peer_python)
    if "list" in todo:
        list_search(given.data, given.peer_python, wratio=given.wratio)
    if "speed" in todo:
        speed(given.data)
    if "scale" in todo:
        scale(given.sizes)


if __name__ == "__main__":
    main()
