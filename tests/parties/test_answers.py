"""Answers kept between runs: what was put is got back exactly, and nothing that is wrong with the file is an error."""

from __future__ import annotations

import multiprocessing
import pickle
import sqlite3
import struct
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.parties import answers as module
from screening.parties import watchlist as watchlists
from screening.parties.answers import Answers, answers_key, version
from screening.parties.listed import Alias, ListedParty, Listing
from screening.parties.matcher import Matcher, Query
from screening.parties.watchlist import LoadedList, Watchlist

FOUND = ((3, 0, 0.1 + 0.2), (17, 2, 1.0))
SAID = st.sampled_from([None, "CN", "\x1e", "\x1f", "1964", "88 Road"])
QUERIES = st.builds(Query, st.text(max_size=12) | st.sampled_from(["\ud800", "a\x1fb", "[", "\x00", "浪潮"]), st.sampled_from([None, "entity"]), SAID, SAID, SAID)
FOUNDS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9), st.floats(0.7, 1.0)), max_size=3).map(tuple)


def listed(name: str, *more: str) -> ListedParty:
    """An entry of a list."""
    return ListedParty("Test", name, tuple(map(Alias, (name, *more))), "entity", ("CN",), listings=(Listing(),))


def watch(*parties: ListedParty, digest: str = "sha256:0") -> Watchlist:
    """A watchlist over one list."""
    return Watchlist.of({}, [(LoadedList("csl", date(2026, 7, 31), digest, len(parties), len(parties)), parties)])


PARTIES = (listed("Quorvex Brinmar Ltd", "Perelyn Orbital"), listed("Tolvenkraft Shipping"), listed("朗维集团有限公司"))
ASKED = [Query("quorvex brinmar"), Query("Perelyn Orbitl", country="CN"), Query("nobody at all"), Query("朗維集團")]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(QUERIES, FOUNDS, max_size=8))
def test_what_was_put_is_got_back_to_the_last_bit(tmp_path_factory, found):
    """Any text may be a name, and no two queries share an answer."""
    file = tmp_path_factory.mktemp("kept") / "answers.sqlite"
    Answers(file, "k").put_many(found)
    kept = Answers(file, "k")
    assert kept.get_many([*found, Query("somebody else", country="US")]) == found
    for query, answer in found.items():
        again = kept.get_many([query])[query]
        assert [struct.pack("d", score) for *_, score in again] == [struct.pack("d", score) for *_, score in answer]
    assert not kept.trouble


def test_answers_of_another_key_are_not_returned_and_the_oldest_are_purged(tmp_path):
    """Two keys stay: the lists of today, and those of before."""
    file = tmp_path / "answers.sqlite"
    for key in ("old", "before", "today"):
        Answers(file, key).put_many({Query("Quorvex"): FOUND})
    assert Answers(file, "old").get_many([Query("Quorvex")]) == {}
    assert Answers(file, "before").get_many([Query("Quorvex")]) == {Query("Quorvex"): FOUND}
    assert Answers(file, "today").get_many([Query("Quorvex")]) == {Query("Quorvex"): FOUND}
    with sqlite3.connect(file) as plain:
        assert plain.execute("SELECT count(*) FROM answers").fetchone() == (2,)
    plain.close()


def test_a_damaged_file_is_dropped_and_begun_anew(tmp_path):
    """With a line that says so."""
    file = tmp_path / "answers.sqlite"
    file.write_bytes(b"not a database, whatever it was" * 100)
    kept = Answers(file, "k")
    assert kept.get_many([Query("Quorvex")]) == {}
    assert "damaged" in kept.trouble
    file.write_bytes(b"again" * 1000)
    Answers(file, "k").put_many({Query("Quorvex"): FOUND})
    assert Answers(file, "k").get_many([Query("Quorvex")]) == {Query("Quorvex"): FOUND}


@pytest.mark.parametrize("text", ["{", "[1]", '[["a", 0, 0.9]]', "7"])
def test_an_answer_that_cannot_be_read_is_no_answer(tmp_path, text):
    """Nor an error."""
    file = tmp_path / "answers.sqlite"
    Answers(file, "k").put_many({Query("Quorvex"): FOUND})
    with sqlite3.connect(file) as plain:
        plain.execute("UPDATE answers SET answer = ?", (text,))
    plain.close()
    kept = Answers(file, "k")
    assert kept.get_many([Query("Quorvex")]) == {}
    assert "damaged" in kept.trouble


def test_a_locked_file_is_not_used(tmp_path, monkeypatch):
    """Another process may hold it for long; nobody waits for that."""
    monkeypatch.setattr(module, "WAIT", 0.05)
    file = tmp_path / "answers.sqlite"
    Answers(file, "k").put_many({Query("Quorvex"): FOUND})
    plain = sqlite3.connect(file, isolation_level=None)
    plain.execute("BEGIN EXCLUSIVE")
    kept = Answers(file, "k")
    kept.put_many({Query("Brinmar"): ()})
    assert "not used" in kept.trouble
    assert file.exists()
    plain.execute("COMMIT")
    plain.close()
    assert Answers(file, "k").get_many([Query("Quorvex"), Query("Brinmar")]) == {Query("Quorvex"): FOUND}


def test_a_place_that_cannot_be_written_is_no_error(tmp_path):
    """A file where the folder should be."""
    (tmp_path / "folder").write_text("a file")
    kept = Answers(tmp_path / "folder" / "answers.sqlite", "k")
    kept.put_many({Query("Quorvex"): FOUND})
    assert "not used" in kept.trouble
    assert kept.get_many([Query("Quorvex")]) == {}


def _write(file, number):
    for at in range(20):
        Answers(file, "k").put_many({Query(f"Quorvex {number} {at}"): ((number, at, 0.75),)})


def test_processes_may_write_at_once(tmp_path):
    """Transactions are short, and who comes second waits."""
    file = tmp_path / "answers.sqlite"
    writers = [multiprocessing.get_context("fork").Process(target=_write, args=(file, number)) for number in range(3)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    asked = [Query(f"Quorvex {number} {at}") for number in range(3) for at in range(20)]
    assert len(Answers(file, "k").get_many(asked)) == 60


def test_the_key_knows_the_lists_their_order_and_the_version():
    """Whatever changes an answer changes the key."""
    assert len({answers_key(each) for each in (["a", "b"], ["b", "a"], ["a"], ["ab"], [])}) == 5
    assert answers_key(["a"]) == answers_key(["a"])
    assert len(version()) == 64
    one, other = watch(*PARTIES), watch(*PARTIES, digest="sha256:1")
    assert one.version == watch(*PARTIES).version != other.version


def test_what_was_learnt_is_what_would_have_been_found(tmp_path):
    """From the matcher, from the file, and in another process's watchlist, reasons and all."""
    fresh = watch(*PARTIES)
    expected = {query: [each for each in fresh.matcher.search(query) if each.grade != "none"] for query in ASKED}
    assert [len(each) for each in expected.values()] == [1, 1, 0, 1]
    first, kept = watch(*PARTIES), Answers(tmp_path / "answers.sqlite", fresh.version)
    first.learn([*ASKED, *ASKED], kept=kept)
    second = watch(*PARTIES)
    second.learn(ASKED, kept=kept)
    assert not kept.trouble
    assert second._matcher == []  # nothing had to be searched
    for query, found in expected.items():
        assert list(first.graded(query)) == list(second.graded(query)) == found
        for restored, each in zip(second.graded(query), found, strict=True):
            assert (restored.because, restored.words, restored.evidence) == (each.because, each.words, each.evidence)
            assert pickle.loads(pickle.dumps(restored)).because == each.because  # noqa: S301 our own


def test_an_answer_of_other_lists_is_not_believed(tmp_path):
    """Should the key ever be wrong, a position that is not in the list is searched again."""
    file = tmp_path / "answers.sqlite"
    Answers(file, "k").put_many({ASKED[0]: ((99, 0, 0.9),)})
    asked = watch(*PARTIES)
    asked.learn(ASKED[:1], kept=Answers(file, "k"))
    assert [each.party for each in asked.graded(ASKED[0])] == [PARTIES[0]]


def test_nothing_is_learnt_twice(monkeypatch):
    """What is in memory is not searched again."""
    asked = watch(*PARTIES)
    assert list(asked.learn(ASKED)) == ASKED
    monkeypatch.setattr(Matcher, "graded_many", None)
    monkeypatch.setattr(Matcher, "graded", None)
    assert asked.learn(ASKED) == {}
    assert asked.hits(ASKED[0], date(2026, 8, 1))
    with pytest.raises(TypeError):
        asked.hits(Query("new"), date(2026, 8, 1))


def test_the_oldest_answers_make_room(monkeypatch):
    """Memory stays bounded, and a new name does not throw all others away."""
    monkeypatch.setattr(watchlists, "KEPT", 3)
    asked = watch(*PARTIES)
    asked.learn(ASKED[:3])
    assert asked.graded(ASKED[3])
    assert list(asked._found) == ASKED[1:]
