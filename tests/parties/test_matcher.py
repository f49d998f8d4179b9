"""Who is found, how surely, and why. All names are invented."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from screening.parties.listed import Alias, ListedParty
from screening.parties.matcher import FLOOR, MATCH, POSSIBLE, Candidate, Matcher, Query, compare, grade


def party(entry: str, *names: str, **more) -> ListedParty:
    """A listed party of these names."""
    return ListedParty("Test", entry, tuple(Alias(each) for each in names), **more)


PARTIES = [
    party("langwei", "Langwei Group Co., Ltd.", "朗维集团有限公司", "랑웨이 그룹", kind="entity", countries=("CN",)),
    party("orvane", "Guangzhou Orvane Communications Group Co., Ltd.", kind="entity", addresses=("88 Perelyn Road, Tolvenkraft, Guangzhou",)),
    party("qarnoc", "QARNOC ENERGY TECHNOLOGY & SERVICES LIMITED", kind="entity"),
    party("drelkoil", "Drelkoil OAO", "OIL COMPANY DRELKOIL", kind="entity"),
    party("almir", "Almir Vantey Telecommunications LLC", kind="entity"),
    party("emma", "EMMA LLC", kind="entity"),
    party("corp", "CORP", "THE GROUP", kind="entity"),
    party("research", "Research Center", kind="entity"),
    party("star", "STAR LTD", kind="entity"),
    party("kuz", "DRALOV, Andrei Petrovich", "Andrei Dralov", kind="individual", birth_dates=("1964-03-25",), countries=("RU",)),
    party("kuz2", "DRALOV, Andrei", kind="individual", birth_dates=("1990",)),
    party("kim", "KIM, Jong Chwil", kind="individual"),
    party("r38", "No. 38 Velqua Research Institute", kind="entity"),
    party("r40", "No. 40 Velqua Research Institute", kind="entity"),
]


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    """The invented list, ready to be searched."""
    return Matcher(PARTIES)


def first(matcher: Matcher, name: str, **more) -> Candidate:
    """The best candidate for a name."""
    return matcher.search(Query(name, **more))[0]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("LANGWEI GROUP CO LTD", "langwei"),
        ("Langwei Grp", "langwei"),
        ("langwei group", "langwei"),
        ("LANG WEI GROUP", "langwei"),
        ("LANGWEIGROUP CO LTD", "langwei"),
        ("Group Langwei", "langwei"),
        ("Langwei", "langwei"),
        ("朗維集團", "langwei"),
        ("朗维集团", "langwei"),
        ("랑웨이그룹", "langwei"),
        ("랑웨이 그룹 유한공사", "langwei"),
        ("(주)랑웨이그룹", "langwei"),
        ("GUANGZHOU ORVANE COMM GRP", "orvane"),
        ("ORVANE GUANGZHOU", "orvane"),
        ("QARNOC ENERGY TECH & SRVCES LTD", "qarnoc"),
        ("DRELKOIL OIL COMP", "drelkoil"),
        ("Almir Vantey Telecom", "almir"),
        ("Dralov Andrei Petrovich", "kuz"),
        ("Andrei DRALOV", "kuz"),
        ("Андрей Петрович Дралов", "kuz"),
        ("김정췰", "kim"),
    ],
)
def test_the_same_party_written_otherwise_is_a_match(matcher, name, entry):
    """Legal form, abbreviation, order, spacing, script."""
    found = first(matcher, name)
    assert (found.party.entry, found.grade) == (entry, "match")


@pytest.mark.parametrize("name", ["CORP", "Co., Ltd.", "Group", "The Halvix Group", "A-B-C Company", "Holdings", "11420 CORP.", "", "   ", "!!!"])
def test_a_name_that_says_nothing_matches_nobody(matcher, name):
    """Generic words and legal forms never make a match."""
    assert all(each.grade != "match" for each in matcher.search(Query(name)))


def test_one_shared_given_name_is_not_a_match(matcher):
    """A person is not a company that bears her first name."""
    assert all(each.grade == "none" for each in matcher.search(Query("emma daniels")))


def test_sharing_only_place_and_trade_is_nothing(matcher):
    """'Guangzhou ... Communications Group' is said of thousands."""
    assert all(each.grade == "none" for each in matcher.search(Query("Guangzhou Halvix Communications Group Co., Ltd.")))


def test_a_generic_alias_is_met_by_itself_and_at_most_possible_for_anything_else(matcher):
    """A list cannot mean every research center, but who is called exactly that must be looked at first."""
    assert (first(matcher, "RESEARCH CENTER").party.entry, first(matcher, "RESEARCH CENTER").grade) == ("research", "match")
    assert first(matcher, "Research Center Inc.").grade == "possible"
    assert first(matcher, "Star Limited").grade == "match"
    assert first(matcher, "Star").grade == "possible"
    assert all(each.grade == "none" for each in matcher.search(Query("Star GmbH & Co. KG")))


def test_numbers_must_agree(matcher):
    """Institute No. 38 is not No. 40."""
    found = {each.party.entry: each for each in matcher.search(Query("Velqua Research Institute No 38"))}
    assert found["r38"].grade == "match"
    assert found["r40"].grade != "match"


def test_each_party_stands_once_with_its_best_alias_best_first(matcher):
    """A reviewer sees parties, not spellings."""
    found = matcher.search(Query("OIL COMPANY DRELKOIL"), floor=0.0)
    assert [each.party.entry for each in found].count("drelkoil") == 1
    assert found[0].alias.text == "OIL COMPANY DRELKOIL"
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_top_and_floor_cut_the_list(matcher):
    """Nothing below the floor, no more than asked for."""
    assert len(matcher.search(Query("Andrei Dralov"), top=1)) == 1
    assert all(each.score >= 0.9 for each in matcher.search(Query("Andrei Dralov"), floor=0.9))


def test_a_date_of_birth_supports_and_contradicts(matcher):
    """Two people of one name are told apart."""
    found = {each.party.entry: each.score for each in matcher.search(Query("Andrei Dralov", birth_date="1964-03-25"))}
    assert found["kuz"] > found["kuz2"]
    assert first(matcher, "Andrei Dralov", birth_date="1990").party.entry == "kuz2"


def test_a_country_supports_and_contradicts_a_little(matcher):
    """Never enough to lose a match."""
    plain, same, other = (first(matcher, "Langvei Group", **more).score for more in ({}, {"country": "CN"}, {"country": "BR"}))
    assert other < plain < same
    assert first(matcher, "Langwei Group", country="BR").grade == "match"


def test_an_address_that_shares_its_telling_words_supports(matcher):
    """A differing address says nothing: companies have many."""
    plain = first(matcher, "Orvane").score
    assert first(matcher, "Orvane", address="Perelyn Rd 88, Tolvenkraft").score > plain
    assert first(matcher, "Orvane", address="1 Elsewhere Street").score == plain


def test_the_wrong_kind_of_party_lowers_the_score(matcher):
    """A legal form in the query says company even where the caller does not."""
    assert first(matcher, "Andrei Dralov", kind="entity").score < first(matcher, "Andrei Dralov").score
    assert first(matcher, "Andrei Dralov GmbH").score < first(matcher, "Andrei Dralov").score


def test_a_candidate_explains_itself_in_both_languages(matcher):
    """Which alias, which words, which weights, what lowered it, what raised it."""
    found = first(matcher, "Orvane Halvix Comm GmbH", country="CN", address="Perelyn Tolvenkraft 88")
    for text in (found.because.en, found.because.ko):
        assert "Guangzhou Orvane Communications Group Co., Ltd." in text
        assert f"{found.score:.2f}" in text
        assert "orvane" in text
        assert "halvix" in text
    assert "comm = communications" in found.because.en
    assert "raised by: address" in found.because.en
    assert {each.how for each in found.words} == {"same"}
    assert all(0 < each.weight <= 1 and 0 < each.likeness <= 1 for each in found.words)


@pytest.mark.parametrize(("a", "b", "how"), [("Quorvexx Brin", "Quorvex Brin", "alike"), ("QuorvexBrin Ltd Hall", "Quorvex Brin Hall", "joined"), ("QBHT Dram", "Quorvex Brin Halvix Trade Dram", "acronym"), ("Q Brinmar", "Quorvex Brinmar", "initial")])
def test_the_way_two_words_met_is_told(a, b, how):
    """Reviewers ask why before they ask how much."""
    found = Matcher([party("1", b)]).search(Query(a))[0]
    assert how in {each.how for each in found.words}


def test_many_names_get_the_answers_of_one_by_one(matcher):
    """Processes and shared caches change nothing; order is kept."""
    queries = [Query(each) for each in ("Langwei Grp", "nobody at all", "朗維集團", "DRELKOIL OIL COMP", "emma daniels") * 60]
    alone = [matcher.search(each, top=3) for each in queries]
    assert matcher.search_many(queries, top=3) == alone
    assert matcher.search_many(queries, top=3, workers=2) == alone


def test_threads_may_search_one_list_at_once(matcher):
    """A server does."""
    queries = [Query(each) for each in ("Langwei Grp", "DRELKOIL OIL COMP", "Andrei Dralov", "Velqua Research Institute") * 50]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(matcher.search, queries)) == [matcher.search(each) for each in queries]


def test_grades_are_cut_by_the_two_thresholds():
    """At the threshold counts as over it."""
    assert [grade(each) for each in (MATCH, MATCH - 0.001, POSSIBLE, POSSIBLE - 0.001, FLOOR)] == ["match", "possible", "possible", "none", "none"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Shenzhen Quorvex Technology Co., Ltd.", "Shenzhen Brinmar Technology Co., Ltd."),
        ("Ilmar Khasanovich Dralov", "Ilmar Yuryevich Dralov"),
        ("Dralov Trading", "Brinmar Trading"),
        ("이퀄형", "이퀄명"),
    ],
)
def test_names_that_differ_in_the_telling_word_do_not_match(a, b):
    """What is left over on both sides contradicts."""
    assert grade(compare(a, b)) == "none"


def test_an_empty_list_finds_nobody():
    """And is no error."""
    assert Matcher([]).search(Query("Langwei")) == []


def test_what_kind_of_alias_was_met_is_said():
    """A list's weak alias is a match like any other, and the reader is told what the list thinks of it."""
    weak = ListedParty("Test", "w", (Alias("DRALOV, Andrei", "name"), Alias("Quorvex", "weak"), Alias("Melvanto Works", "former")))
    found = Matcher([weak])
    assert "weak, says the list" in first(found, "Quorvex").because.en
    assert "이전 이름" in first(found, "Melvanto Works").because.ko
