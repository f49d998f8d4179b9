"""Many names at once get the very answers of one by one: every bound of the sieve is held here. Names are invented but for the list."""

from __future__ import annotations

import csv
import gzip
import random

import numpy as np
import pytest
from conftest import ROOT, need
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.parties.alignment import whole_spelling
from screening.parties.alike import most_alike, shapes
from screening.parties.candidate import needed
from screening.parties.crowd import likely, meet_words
from screening.parties.index import NameIndex
from screening.parties.keys import Keys, crc
from screening.parties.likeness import likeness
from screening.parties.listed import Alias, ListedParty
from screening.parties.matcher import POSSIBLE, Matcher, Query
from screening.parties.names import parse
from screening.parties.rows import form_parts
from screening.parties.sounds import bones, fold, hear, korean, skeleton
from screening.parties.weights import Weights
from screening.parties.word import Word

DATA = ROOT.parent / "shared" / "data"
KINDS = {"Individual": "individual", "Entity": "entity", "Vessel": "vessel", "Aircraft": "aircraft"}
SYLLABLES = ["quor", "vex", "brin", "mar", "hal", "vix", "on", "dri", "vale", "per", "lyn", "tol", "kraft", "zha", "wei", "guang", "xiong", "q", "ab"]
KNOWN = ["group", "trading", "tech", "technologies", "shenzhen", "hong kong", "bank", "star", "muhammad", "oil", "of", "al", "no", "38", "40", "limted"]
NATIVE = ["朗维", "浪潮集团", "深圳市", "有限公司", "张伟", "库兹涅佐夫", "安德烈·彼得罗夫", "랑웨이", "그룹", "(주)", "주식회사", "김정철", "전자", "株式会社", "Кузнецов", "Петр", "علي"]
FORMS = ["", " Ltd", " GmbH", " JSC", " Inc.", " S.A. de C.V.", " Co., Ltd.", " OOO"]
RARE = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map("".join)
TEXTS = st.lists(st.one_of(RARE, RARE, st.sampled_from(KNOWN), st.sampled_from(NATIVE)), min_size=1, max_size=5)
NAMES = st.builds(lambda words, form: " ".join(words) + form, TEXTS, st.sampled_from(FORMS))
QUERIES = st.builds(
    Query, NAMES, st.sampled_from([None, None, "entity", "individual"]), st.sampled_from([None, "CN", "RU"]),
    st.sampled_from([None, None, "1964-03-25", "1970"]), st.sampled_from([None, None, "88 Perelyn Road, Tolvenkraft"]),
)
PARTIES = st.builds(
    lambda entry, names, kind, countries, born, where: ListedParty("Test", str(entry), tuple(map(Alias, names)), kind, countries, where, born),
    st.integers(0, 999), st.lists(NAMES, min_size=1, max_size=3), st.sampled_from([None, "entity", "individual"]),
    st.sampled_from([(), ("CN",), ("RU", "CN")]), st.sampled_from([(), ("1964",), ("1964-03-25",)]),
    st.sampled_from([(), ("Tolvenkraft, Perelyn Rd 88",)]),
)
LAWS = settings(max_examples=150, deadline=None)


@pytest.fixture(autouse=True, scope="module")
def _sieved():
    """However few the names."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("screening.parties.matcher.FEW", 0)
        yield


def searched(matcher: Matcher, query: Query) -> list[tuple[ListedParty, Alias, float]]:
    """What `search` grades."""
    return [(each.party, each.alias, each.score) for each in matcher.search(query) if each.score >= POSSIBLE]


def graded(matcher: Matcher, queries: list[Query], workers: int = 1) -> list[list[tuple[ListedParty, Alias, float]]]:
    """What `graded_many` says, in the same shape."""
    found = matcher.graded_many(queries, workers)
    return [[(matcher.parties[at], matcher.parties[at].names[alias], score) for at, alias, score in each] for each in found]


@LAWS
@given(st.lists(PARTIES, min_size=1, max_size=12), st.lists(QUERIES, min_size=1, max_size=12))
def test_many_names_at_once_get_the_answers_of_one_by_one(parties, queries):
    """Same parties, aliases, scores, order: in three scripts, with and without what is known beside the name."""
    queries += [Query(parties[0].names[0].text), Query(parties[-1].names[-1].text.upper(), country="CN"), Query(""), Query("Ltd")]
    alone = Matcher(parties)
    assert graded(Matcher(parties), queries) == [searched(alone, each) for each in queries]


def mutated(name: str, pick: random.Random) -> str:
    """A name as somebody else would write it."""
    words = name.split() or [""]
    at, other = pick.randrange(len(words)), pick.randrange(len(words))
    place = pick.randrange(len(name) + 1)
    return pick.choice([
        lambda: name,
        lambda: name.lower().replace(",", ""),
        lambda: name[:place] + pick.choice("aeirx") + name[place:],
        lambda: name[:place] + name[place + 1 :],
        lambda: name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
        lambda: " ".join(words[:at] + words[at + 1 :]),
        lambda: " ".join([*words[at:], *words[:at]]),
        lambda: "".join(words),
        lambda: " ".join(words[:at]) + "".join(words[at : at + 2]) + " " + " ".join(words[at + 2 :]),
        lambda: " ".join([*words, pick.choice(["Ltd", "Technology", "Quorvex", "GmbH", "Shenzhen"])]),
        lambda: " ".join([words[at], words[other]]),
        lambda: "".join(each[:1] for each in words) + " " + words[at],
        lambda: name[: len(name) // 2] + " " + name[len(name) // 2 :],
        lambda: " ".join(each[:pick.randrange(3, 8)] for each in words),
    ])()  # fmt: skip


@pytest.fixture(scope="module")
def real() -> tuple[Matcher, list[Query]]:
    """The list of 2026, and thousands of names: innocent ones, listed ones, and listed ones written otherwise."""
    path = DATA / "csl-2026-07-31.csv.gz"
    need(path.is_file(), "the list in ../shared/data")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    parties = [
        ListedParty(
            row["source"], str(at), tuple(Alias(each.strip()) for each in (row["name"], *row["alt_names"].split(";")) if each.strip()),
            KINDS.get(row["type"]), ("CN",) if at % 3 else (), ("88 Perelyn Road, Tolvenkraft",) if at % 5 == 0 else (), ("1964-03-25",) if at % 7 == 0 else (),
        )
        for at, row in enumerate(rows)
    ]
    pick = random.Random(7)  # noqa: S311 nothing secret
    names = (DATA / "innocent-companies.txt").read_text(encoding="utf-8").splitlines()[::4]
    with (DATA / "cjk-latin-pairs.csv").open(encoding="utf-8") as file:
        names += [row["native_name"] for row in csv.DictReader(file)][::5]
    flat = [alias.text for each in parties for alias in each.names]
    names += [mutated(pick.choice(flat), pick) for _ in range(1500)]
    said = [{}, {"country": "CN"}, {"country": "RU", "kind": "entity"}, {"birth_date": "1964-03-25"}, {"address": "Tolvenkraft, Perelyn 88", "country": "CN"}]
    return Matcher(parties), [Query(each, **pick.choice(said)) for each in names]


def test_the_real_list_answers_many_names_as_it_answers_one(real):
    """Thousands of names, among them hundreds of hits."""
    matcher, queries = real
    found = graded(matcher, queries)
    assert found == [searched(matcher, each) for each in queries]
    assert sum(map(bool, found)) > 500
    assert sum(not each for each in found) > 500


def test_processes_change_no_answer(real):
    """Order is kept."""
    matcher, queries = real
    assert graded(matcher, queries[:1200], workers=2) == graded(matcher, queries[:1200])


def test_only_names_with_an_answer_are_searched(real, monkeypatch):
    """Else nothing would be won."""
    matcher, _ = real
    names = (DATA / "innocent-companies.txt").read_text(encoding="utf-8").splitlines()[:1000]
    asked = []
    find = Matcher._find
    monkeypatch.setattr(Matcher, "_find", lambda self, query, *more: asked.append(query) or find(self, query, *more))
    found = matcher.graded_many([Query(each, country="US") for each in names])
    assert len(asked) == sum(map(bool, found)) < 50


@pytest.mark.parametrize(("said", "least"), [({}, POSSIBLE), ({"country": "CN"}, 0.6470588), ({"birth_date": "1964", "country": "CN", "address": "x"}, 0.0950226)])
def test_what_is_said_beside_the_name_lowers_what_the_name_needs(said, least):
    """Support can raise a score to the threshold from there, and from no lower."""
    assert least - 1e-5 < needed(Query("Quorvex", **said)) <= least + 1e-7


def test_whoever_a_search_compares_is_looked_at_by_the_sieve(real):
    """The candidates of a crowd hold those of each name, and the alike words are the same."""
    matcher, queries = real
    names = [name for each in queries[::7] if (name := parse(each.name, each.kind)).words]
    index, alone = (NameIndex(matcher._names, [at for at, _ in matcher._aliases], matcher.weights) for _ in range(2))
    meet_words(index.lexicon, shapes(index.lexicon.words), names)
    kept = dict(index.lexicon._alike)
    asked, found = likely(index, names, 12)
    pairs = set(zip(asked.tolist(), found.tolist(), strict=True))
    for at, name in enumerate(names):
        assert {(at, each) for each, _ in alone.candidates(name, 12)} <= pairs
    assert kept == {key: roads for key, roads in alone.lexicon._alike.items() if key in kept}
    assert len(kept) > 300


WORDS = st.one_of(
    st.builds(lambda text: Word(text, text), RARE),
    st.builds(lambda text: next(iter(parse(text).words), Word("x", "x")), st.one_of(st.sampled_from(KNOWN), st.sampled_from(NATIVE), RARE)),
    st.builds(lambda text: Word(text, text), st.text("abcehiknotxyz1", min_size=1, max_size=9)),
    st.builds(lambda text, native, foreign: Word(text, native, "hangul", (), foreign), RARE, st.sampled_from(["김", "정철", "랑웨이"]), st.booleans()),
    st.builds(lambda text, foreign: Word(text, "浪潮", "han", (), foreign), RARE, st.booleans()),
    st.builds(lambda text: Word(text, "김", "hangul", ("kim", "ghim")), RARE),
)


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.lists(WORDS, min_size=1, max_size=12))
def test_no_two_words_are_liker_than_their_bound(ones, others):
    """The bound of likeness, from nothing to the same sound in another script."""
    pairs = [(i, j) for i, one in enumerate(ones) for j, other in enumerate(others) if one.text != other.text]
    if not pairs:
        return
    at = np.array(pairs, dtype=np.intp)
    bounds = most_alike(shapes(ones), shapes(others), at[:, 0], at[:, 1])
    for (i, j), bound in zip(pairs, bounds.tolist(), strict=True):
        assert likeness(ones[i], others[j]) <= bound + 1e-9


@LAWS
@given(st.lists(st.one_of(RARE, st.text("abcdeghijkqstuwxyz019", min_size=1, max_size=12)), min_size=1, max_size=20))
def test_words_sound_the_same_together_and_alone(words):
    """Each pattern stays within its line."""
    hear(words)
    together = [(fold(each), bones(each), skeleton(each), korean(each)) for each in words]
    from screening.parties import sounds

    for kept in (sounds._folds, sounds._bones, sounds._skeletons, sounds._koreans):
        kept.clear()
    assert together == [(fold(each), bones(each), skeleton(each), korean(each)) for each in words]


def test_keys_of_many_groups_are_those_of_each():
    """With repetition where two keys lead to one number."""
    keys = Keys([(crc("a"), 1), (crc("a"), 2), (crc("b"), 2), (crc("c"), 3)])
    groups = [["a", "b"], [], ["x"], ["c"]]
    asked, found = keys.pairs(groups)
    pairs = list(zip(asked.tolist(), found.tolist(), strict=True))
    assert sorted(pairs) == [(0, 1), (0, 2), (0, 2), (3, 3)]
    assert [sorted({each for at, each in pairs if at == group}) for group in range(4)] == [sorted(keys.get(each)) for each in groups]


def test_every_part_of_a_legal_form_is_known():
    """A word may lose its weight where it looks like one, so the sieve has to know them all."""
    names = [parse(f"Quorvex Brinmar{form}") for form in FORMS] + [parse(f"{each}랑웨이") for each in ("주식회사", "(주)")]
    known = form_parts([])
    assert {part for name in names for part in name.form_parts if part[0] != "("} <= known


def test_a_whole_spelling_is_bounded_by_letters():
    """The one way to a score without any word that meets."""
    one, two = parse("Tolven Kraftwerk"), parse("Tolvenkraftwerg")
    weigh = Weights().of
    score = whole_spelling(one, two, [weigh(each.text) for each in one.words], [weigh(each.text) for each in two.words])
    assert score > POSSIBLE
    assert graded(Matcher([ListedParty("Test", "1", (Alias("Tolvenkraftwerg"),))]), [Query("Tolven Kraftwerk")])[0]
