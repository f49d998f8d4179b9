"""Which listed names the index finds worth comparing. All names are invented."""

from __future__ import annotations

import pytest

from screening.parties.index import MOST_POSTINGS, NameIndex
from screening.parties.keys import Keys, acronyms, crc
from screening.parties.names import parse
from screening.parties.weights import Weights

LISTED = [
    "Quorvex Brinmar Trading Ltd",
    "Shenzhen Ondrivale Technology Co., Ltd.",
    "Velqua Harn Institute of Applied Optics",
    "TOLVENKRAFT SHIPPING",
    "Grand Perelyn Orbital Research Centre",
    "Kuznetsov, Andrei Dralovich",
    "朗维集团有限公司",
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """An index of the invented names."""
    names = [parse(each) for each in LISTED]
    return NameIndex(names, range(len(names)), Weights())


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("quorvex", 0),
        ("Quorvx Trading", 0),
        ("QUORVEXBRINMAR", 0),
        ("QUORVEXBRINMARTRADINGLTD", 0),
        ("Quor Vex Brin Mar", 0),
        ("Ondrivael", 1),
        ("VHIAO", 2),
        ("Tolven Kraft", 3),
        ("Tolvemkrast", 3),
        ("QUORVEXBRINMARTRADIMG", 0),
        ("T0lvenkraft Sh1pping", 3),
        ("GPORC", 4),
        ("安德烈·库兹涅佐夫", 5),
        ("朗維集團", 6),
        ("Lang Wei Group", 6),
    ],
)
def test_a_variant_leads_to_the_listed_name(index, query, at):
    """One typing error, joined, split, two errors in a long word, acronym, another script."""
    assert at in dict(index.candidates(parse(query), 5))


def test_a_stranger_leads_nowhere(index):
    """No word alike, no candidate."""
    assert index.candidates(parse("Mandrupwick Hollister"), 5) == []


def test_a_name_without_words_leads_nowhere(index):
    """A legal form alone finds nobody."""
    assert index.candidates(parse("CORP"), 5) == []


def test_a_word_that_many_names_hold_is_followed_only_where_nothing_rarer_stands():
    """The cost of a query is bounded however long the list."""
    names = [parse(f"Ondrivale Holdings {number}") for number in range(2 * MOST_POSTINGS)] + [parse("Ondrivale Perelyn")]
    index = NameIndex(names, range(len(names)), Weights({"ondrivale": len(names)}, len(names)))
    assert index.candidates(parse("Ondrivale Perelyn"), 5)[0][0] == len(names) - 1
    assert len(index.candidates(parse("Ondrivale"), 5)) == 5


def test_a_joined_word_is_taken_apart_into_as_few_listed_words_as_possible(index):
    """Pieces are listed words; legal forms are dropped."""
    assert index.lexicon.pieces("quorvexbrinmar") == ["quorvex", "brinmar"]
    assert index.lexicon.pieces("quorvexlimited") == ["quorvex"]
    assert index.lexicon.pieces("quorvexzzzz") == []


def test_keys_give_back_every_number_once():
    """Many numbers under one key, one number under many keys."""
    keys = Keys([(crc("a"), 1), (crc("a"), 2), (crc("b"), 2)])
    assert sorted(keys.get(["a", "b"])) == [1, 2]
    assert keys.get(["c"]) == []
    assert Keys([]).get(["a"]) == []


def test_acronyms_leave_small_words_out_and_may_take_the_legal_form():
    """Both ways are in use."""
    assert acronyms(parse("Quorvex National Tanker Company")) == {"qnt", "qntc"}
    assert acronyms(parse("Institute of Quorvex Optics")) == {"iqo"}
    assert acronyms(parse("Quorvex")) == set()
