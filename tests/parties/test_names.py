"""What a name becomes before it is compared: words, legal forms, numbers, in any script. All names are invented."""

from __future__ import annotations

import subprocess
import sys

import pytest

from screening.parties.names import LONGEST, parse
from screening.parties.vocabulary import vocabulary


def words(text: str) -> list[str]:
    """The canonical words of a name."""
    return [each.text for each in parse(text).words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quorvex Grp", ["quorvex", "group"]),
        ("QUORVEX TECH & SRVCES LTD", ["quorvex", "technology", "and", "service"]),
        ("Quorvex Int'l Mfg. Co.", ["quorvex", "international", "manufacturing"]),
        ("Quorvex Technologies", ["quorvex", "technology"]),
        ("A.B.C. Company", ["abc"]),
        ("A-B-C Company", ["abc"]),
        ("Brigade Forty-Four", ["brigade", "44"]),
        ("1st Quorvex Bank", ["1", "quorvex", "bank"]),
        ("Quorvex (Hong Kong) Ltd", ["quorvex", "hongkong"]),
    ],
)
def test_abbreviations_plurals_and_numbers_become_the_word_they_stand_for(text, expected):
    """The tables, not the list, say what a common word is."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("朗维集团有限公司", ["langwei", "group"]),
        ("朗維集團", ["langwei", "group"]),
        ("深圳市朗维电子技术有限公司", ["shenzhen", "city", "langwei", "electronic", "technology"]),
        ("북경퀄벡스전자주식회사", ["beijing", "kwolbekseu", "electronic"]),
        ("(주)퀄벡스", ["kwolbekseu"]),
        ("株式会社朗维", ["langwei"]),
        ("ООО «Кворвекс»", ["kvorveks"]),
    ],
)
def test_running_text_of_other_scripts_is_cut_at_known_words(text, expected):
    """Places, trades and legal forms are recognised; the rest is the party's own word in Latin letters."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("王永朗", ["wang", "yonglang"]), ("单朗", ["shan", "lang"]), ("欧阳朗维", ["ouyang", "langwei"]), ("김퀄웅", ["kim", "kwolung"])],
)
def test_a_short_native_name_is_read_as_a_person_family_name_first(text, expected):
    """Surnames have readings of their own."""
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "kept", "family"),
    [
        ("Quorvex GmbH", ["quorvex"], "limited"),
        ("Quorvex S.A. de C.V.", ["quorvex"], "stock"),
        ("Limited Liability Company Quorvex", ["quorvex"], "liability"),
        ("OJSC Quorvex", ["quorvex"], "stock"),
        ("朗维股份有限公司", ["langwei"], "stock"),
    ],
)
def test_legal_forms_are_set_aside_wherever_they_stand(text, kept, family):
    """The family tells forms that contradict each other from forms that do not."""
    name = parse(text)
    assert [each.text for each in name.words] == kept
    assert family in name.forms


def test_a_form_of_two_letters_counts_only_at_an_end_of_the_name():
    """'SA' in the middle of a name is a word."""
    assert words("Quorvex SA") == ["quorvex"]
    assert words("Quorvex SA Brinmar") == ["quorvex", "sa", "brinmar"]


def test_a_name_of_legal_forms_only_has_no_words():
    """There is nothing to find a party by."""
    assert parse("CORP").words == ()
    assert parse("有限公司").words == ()


def test_joined_and_split_spellings_have_the_same_letters():
    """The key under which they meet in the index."""
    assert parse("Quor Vex Brinmar").letters == parse("QuorVex Brin Mar").letters


def test_unreadable_and_very_long_text_is_dropped_not_refused():
    """Emoji, control characters and endless names are no error: there is simply less to compare."""
    assert parse("😀😀").words == ()
    assert parse("").words == ()
    assert len("".join(words("q" * (10 * LONGEST)))) <= LONGEST


def test_a_latin_name_needs_no_transliteration_library():
    """Importing opencc and pypinyin costs a quarter of a second: it waits for the first hanzi name."""
    code = "import sys, screening.parties.matcher as m; m.compare('Quorvex Ltd', 'Quorvex Inc'); print([x for x in ('opencc', 'pypinyin') if x in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_tables_know_no_word_by_two_classes():
    """A word that meets another is filed under that word only."""
    known = vocabulary()
    assert {known.canonical[each] for each in known.classes if each in known.canonical} <= set(known.classes)
