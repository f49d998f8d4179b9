"""Laws of the matcher that hold for every name, invented by hypothesis."""

from __future__ import annotations

import string

from hypothesis import example, given, settings
from hypothesis import strategies as st

from screening.parties.listed import Alias, ListedParty
from screening.parties.matcher import Matcher, Query, compare
from screening.parties.names import parse

SYLLABLES = st.sampled_from(["quor", "vex", "brin", "mar", "hal", "vix", "on", "dri", "vale", "per", "lyn", "tol", "kraft", "zha", "wei"])
RARE = st.lists(SYLLABLES, min_size=2, max_size=4).map("".join)
KNOWN = st.sampled_from(["group", "trading", "technology", "shenzhen", "international", "bank", "star", "muhammad", "oil", "of", "al"])
FORM = st.sampled_from(["", " Ltd", " GmbH", " JSC", " Inc.", " S.A. de C.V."])
NAMES = st.builds(lambda words, form: " ".join(words) + form, st.lists(st.one_of(RARE, KNOWN), min_size=1, max_size=5), FORM)
ANYTHING = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
SCRIPTS = st.text(st.sampled_from("浪潮集团有限公司深圳市한국전자그룹주식회사АБВорлוםאבعلي ·. " + string.ascii_letters), max_size=24)
LAWS = settings(max_examples=200, deadline=None)


def only(name: str) -> Matcher:
    """A list of one party of this name."""
    return Matcher([ListedParty("Test", "1", (Alias(name),))])


@LAWS
@given(st.one_of(NAMES, SCRIPTS), st.one_of(NAMES, SCRIPTS))
def test_comparing_is_symmetric(a, b):
    """Neither name is the query. (`search` weighs words by its list, so it makes no such promise.)"""
    assert compare(a, b) == compare(b, a)


@LAWS
@given(st.one_of(NAMES, ANYTHING, SCRIPTS), st.one_of(NAMES, ANYTHING))
@example("", "")
@example("😀", "مرحبا بالعالم")
@example("q" * 10_000, "w" * 10_000)
@example("ab " * 4_000, "ab " * 4_000)
@example("·" * 50, "(주)(주)")
def test_any_text_gets_a_score_between_nothing_and_one(a, b):
    """No text is an error, and no score leaves its range."""
    assert 0 <= compare(a, b) <= 1
    for found in only(a).search(Query(b), floor=0.0):
        assert 0 <= found.score <= 1
        assert found.because.en
        assert found.because.ko


@LAWS
@given(st.one_of(NAMES, SCRIPTS))
def test_an_exact_alias_is_always_a_match_unless_it_is_no_name(name):
    """Nothing but legal forms, or nothing that can be read, is no name."""
    found = only(name).search(Query(name))
    if parse(name).words:
        assert found[0].grade == "match"
    else:
        assert found == []


@LAWS
@given(st.lists(RARE, min_size=1, max_size=4, unique=True), st.lists(RARE, min_size=1, max_size=4, unique=True), st.sampled_from(["wuzzock", "jaffimp", "ghubbod"]))
def test_a_word_the_other_name_does_not_have_never_raises_the_score_of_a_covering_name(a, b, added):
    """Where `a` already holds every word of `b`, whatever is added can only contradict."""
    whole = " ".join(dict.fromkeys([*b, *a]))
    assert compare(f"{whole} {added}", " ".join(b)) <= compare(whole, " ".join(b)) + 1e-9


@LAWS
@given(NAMES, st.sampled_from(["Wuzzock", "Jaffimp"]))
def test_a_word_more_than_an_equal_name_never_raises_its_score(name, added):
    """An equal name is the best there is."""
    assert compare(f"{name} {added}", name) <= compare(name, name) + 1e-9


@LAWS
@given(NAMES)
def test_case_punctuation_and_spacing_do_not_matter(name):
    """They are how a name is typed, not who it is."""
    assert compare(name.upper(), name) == compare(name, name)
    assert compare(f"  {name.replace(' ', '  ')} ", name) == compare(name, name)
