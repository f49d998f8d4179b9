"""Which listed words are alike to a word, whatever was asked before: answers are kept, so none may hang on the order of questions."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Sequence

import pytest
from conftest import ROOT, need
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.parties.alike import shapes
from screening.parties.crowd import meet_words
from screening.parties.index import syllables
from screening.parties.listed import Alias, ListedParty
from screening.parties.matcher import Matcher, Query
from screening.parties.names import parse

DATA = ROOT.parent / "shared" / "data"
PERSONS = ["김정", "김정은", "이소", "박이", "정박", "최정은", "한이정", "Кузнецов", "Kuznetsov", "Юсуф", "Петр Иванов", "毛泽东", "毛 泽东"]
"""Names whose words are read as words of other names are, but are written otherwise or have other readings."""


@pytest.fixture(scope="module")
def real() -> tuple[Matcher, list[list[str]]]:
    """A real list, and its names and some others in groups: in each group a word of all is the same but not written the same."""
    path = DATA / "csl-2026-07-31.csv.gz"
    need(path.is_file(), "the list in ../shared/data")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        texts = [[each.strip() for each in (row["name"], *row["alt_names"].split(";")) if each.strip()] for row in csv.DictReader(file)]
    parties = [ListedParty("Test", str(at), tuple(map(Alias, some))) for at, some in enumerate(texts)]
    with (DATA / "cjk-latin-pairs.csv").open(encoding="utf-8") as file:
        native = [row["native_name"] for row in csv.DictReader(file)]
    matcher = Matcher(parties)
    listed = zip((alias.text for _, alias in matcher._aliases), matcher._names, strict=True)  # parsed once: there are 57,000
    groups = defaultdict(dict)
    for text, name in [*((each, parse(each)) for each in (*PERSONS, *native)), *listed]:
        for word in (*name.words, *syllables(name)):
            groups[word.text, word.origin].setdefault(word, text)
    return matcher, [sorted(set(each.values())) for _, each in sorted(groups.items()) if len(each) > 1]


def answers(matcher: Matcher, names: Sequence[str]) -> dict[str, list[tuple[str, str, float]]]:
    """What is found when these are asked in this order in a new process."""
    matcher._index.lexicon._alike.clear()
    return {name: [(each.party.entry, each.alias.text, each.score) for each in matcher.search(Query(name))] for name in names}


def test_the_real_list_has_such_words_in_three_scripts(real):
    """Else the law below would hold of nothing."""
    _, groups = real
    assert len(groups) > 300
    origins = {word.origin for each in groups for text in each for word in parse(text).words}
    assert {"latin", "han", "hangul"} <= origins


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_order_of_questions_changes_no_answer(real, data):
    """Real names that share a word, asked in two orders; what leads to the listed words is the same as well."""
    matcher, groups = real
    lexicon = matcher._index.lexicon
    names = sorted({name for each in data.draw(st.lists(st.sampled_from(groups), min_size=1, max_size=3)) for name in each})
    one = answers(matcher, names)
    roads = dict(lexicon._alike)
    other = answers(matcher, data.draw(st.permutations(names)))
    assert one == other
    assert roads == lexicon._alike
    for word in [word for each in names for word in parse(each).words]:
        known = lexicon.alike(word)
        lexicon._alike.clear()
        assert lexicon.alike(word) == known, word


def test_a_crowd_remembers_what_each_word_alone_leads_to(real):
    """Two words of one spelling in one crowd are two words."""
    matcher, groups = real
    lexicon = matcher._index.lexicon
    names = [parse(name) for each in groups[::3] for name in each]
    words = [word for name in names for word in (*name.words, *syllables(name))]
    lexicon._alike.clear()
    meet_words(lexicon, shapes(lexicon.words), names)
    assert not lexicon.unmet(words)
    together = [lexicon.alike(each) for each in words]
    for word, found in zip(words, together, strict=True):
        lexicon._alike.clear()
        assert lexicon.alike(word) == found, word


def test_a_name_is_found_whichever_spelling_of_it_was_asked_for_before(monkeypatch):
    """Jose and Josef are one word of the tables; only Josef, as written, is like the listed name. One by one and many at once."""
    monkeypatch.setattr("screening.parties.matcher.FEW", 0)
    listed = [ListedParty("Test", "1", (Alias("Joosef"),))]
    one, many = Matcher(listed), Matcher(listed)
    assert one.graded(Query("Jose")) == ()
    found = one.graded(Query("Josef"))
    assert [at for at, _, _ in found] == [0]
    assert many.graded_many([Query("Jose"), Query("Josef")]) == [(), found]
