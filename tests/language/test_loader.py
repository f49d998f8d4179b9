"""The loader reports every problem of every file in one run, each with code, place and hint."""

from pathlib import Path

import pytest

from screening.errors import CODES, InvalidRules
from screening.language.loader import load_rules

FACTS = """\
facts:
  activity: {type: enum, values: [export, reexport], from: given, label: {en: activity, ko: 유형}, ask: {en: "?", ko: "?"}}
  destination: {type: country, from: given, label: {en: destination, ko: 도착국}, ask: {en: "?", ko: "?"}}
  item.tpp: {type: number, unit: TPP, min: 0, from: given, label: {en: TPP, ko: TPP}, ask: {en: "?", ko: "?"}}
  item.data_center: {type: bool, from: given, label: {en: dc, ko: dc}, ask: {en: "?", ko: "?"}}
  party.headquarters: {type: country, from: given, label: {en: hq, ko: 본사}, ask: {en: "?", ko: "?"}}
  party.lists: {type: lists, from: groups, label: {en: lists, ko: 명단}, ask: {en: "?", ko: "?"}}
"""
HEAD = "id: t\nversion: '1'\ntitle: {en: t, ko: t}\nverified_through: 2026-01-01\ncovers_from: 2019-01-01\nmodelled_eccns: [EAR99]\n"
GROUPS = "id: g\ntitle: {en: g, ko: g}\ncite: [{ref: supp. 1}]\ngroups:\n  'D:5': {title: {en: d, ko: d}, members: [{country: CN}]}\n"
VERSION = "  - {from: 2022-10-07, status: in_force, verified: true, confidence: official, cite: [{ref: 15 CFR}], "


def rule(id: str, body: str, *, kind: str = "term") -> str:
    """Return a rule file with one version whose remaining keys are `body`."""
    return f"id: {id}\ntitle: {{en: t, ko: t}}\nkind: {kind}\nversions:\n{VERSION}{body}}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a small rule folder without problems."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "all.yaml").write_text(FACTS)
    (tmp_path / "ruleset.yaml").write_text(HEAD)
    (tmp_path / "country_groups.yaml").write_text(GROUPS)
    return tmp_path


def found(folder: Path) -> list[tuple[str, str]]:
    """Return code and place (file:line:column below the folder) of every problem."""
    with pytest.raises(InvalidRules) as caught:
        load_rules(folder)
    return [(p.code, p.where.removeprefix(f"{folder}/")) for p in caught.value.problems]


def test_a_sound_folder_loads(folder: Path) -> None:
    """The fixture itself has no problem."""
    (folder / "a.yaml").write_text(rule("t.a", "when: {item.tpp: {at_least: 4800 TPP}}"))
    assert list(load_rules(folder).rules) == ["t.a"]


# `^` stands right before the place the message must point at.
CASES = {
    "unknown fact": ("when: {^item.tpp_total: {at_least: 1}}", "E103"),
    "unknown operator": ("when: {item.tpp: {^atleast: 1}}", "E105"),
    "operator that does not fit": ("when: {destination: {^at_least: 1}}", "E106"),
    "value of the wrong type": ("when: {item.tpp: {at_least: ^many}}", "E106"),
    "yes is not a truth value": ("when: {item.data_center: {is: ^yes}}", "E106"),
    "a negative number": ("when: {item.tpp: {at_least: ^-1}}", "E106"),
    "wrong unit": ("when: {item.tpp: {at_least: ^600 GB/s}}", "E107"),
    "unknown group": ("when: {destination: {in_group: ^'D:6'}}", "E108"),
    "unknown term": ("when: ^{is: t.nowhere}", "E104"),
    "party fact outside a quantifier": ("when: {all: [{^party.headquarters: {is: CN}}, {item.tpp: {at_least: 1}}]}", "E109"),
    "two keys in one condition": ("when: ^{is: t.a, not: {is: t.a}}", "E110"),
    "an unknown role": ("when: {any_party: {roles: [^buyer], where: {party.headquarters: {is: CN}}}}", "E301"),
    "an impossible count": ("when: {at_least: {n: ^3, of: [{item.tpp: {at_least: 1}}]}}", "E110"),
    "an unknown key": ("^whenn: 1, when: {item.tpp: {at_least: 1}}", "E101"),
    "a term with an outcome": ("^outcome: license_required, when: {item.tpp: {at_least: 1}}", "E207"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_mistake_has_its_code_and_place(folder: Path, name: str) -> None:
    """File, line and column point at the mistake itself."""
    body, code = CASES[name]
    column = len(VERSION) + body.index("^") + 1
    (folder / "a.yaml").write_text(rule("t.a", body.replace("^", "")))
    assert (code, f"a.yaml:5:{column}") in found(folder)


COLLECT = {
    "an unknown role": ("roles: [^buyer], where: {party.headquarters: {is: CN}}, fields: [{fact: party.lists}]", "E301"),
    "a fact that is not declared": ("roles: [end_user], where: {party.headquarters: {is: CN}}, fields: [{fact: ^party.mail}]", "E103"),
    "a fact of no party": ("roles: [end_user], where: {party.headquarters: {is: CN}}, fields: [{fact: ^item.tpp}]", "E103"),
    "a wrong condition": ("roles: [end_user], where: {^party.hq: {is: CN}}, fields: [{fact: party.lists}]", "E103"),
    "a wrong limit": ("roles: [end_user], where: {party.headquarters: {is: CN}}, fields: [{fact: party.lists, when: {^party.hq: {is: CN}}}]", "E103"),
    "an unknown term": ("roles: [end_user], where: ^{is: t.nowhere}, fields: [{fact: party.lists}]", "E104"),
}


@pytest.mark.parametrize("name", COLLECT)
def test_each_mistake_in_what_a_duty_collects_has_its_code_and_place(folder: Path, name: str) -> None:
    """The same for the fields of a duty."""
    inner, code = COLLECT[name]
    body = f"obligations: [{{what: {{en: o, ko: o}}}}], when: {{item.tpp: {{at_least: 1}}}}, collect: [{{{inner}}}]"
    column = len(VERSION) + body.index("^") + 1
    (folder / "a.yaml").write_text(rule("t.a", body.replace("^", ""), kind="duty"))
    assert found(folder) == [(code, f"a.yaml:5:{column}")]


def test_only_a_duty_collects(folder: Path) -> None:
    """A control asks for nothing of this kind."""
    collect = "collect: [{roles: [end_user], where: {party.headquarters: {is: CN}}, fields: [{fact: party.lists}]}]"
    (folder / "a.yaml").write_text(rule("t.a", f"outcome: license_required, when: {{item.tpp: {{at_least: 1}}}}, {collect}", kind="control"))
    assert [code for code, _ in found(folder)] == ["E207"]


def test_a_threshold_may_be_undefined_where_things_are_ordered_and_nowhere_else(folder: Path) -> None:
    """A number nobody has set is written as such, never invented."""
    (folder / "a.yaml").write_text(rule("t.a", "when: {item.tpp: {more_than: undefined}}"))
    load_rules(folder)
    (folder / "a.yaml").write_text(rule("t.a", "when: {item.tpp: {is: undefined}}"))
    assert [code for code, _ in found(folder)] == ["E106"]
    (folder / "a.yaml").write_text(rule("t.a", "when: {activity: {is: undefined}}"))
    assert [code for code, _ in found(folder)] == ["E106"]


def test_law_in_force_cannot_rest_on_the_definition_of_a_proposal(folder: Path) -> None:
    """A proposal may; whoever is bound today is not bound by words that are no law."""
    proposed = rule("t.p", "stage: proposed, when: {item.tpp: {at_least: 1}}").replace("status: in_force", "status: proposed")
    (folder / "p.yaml").write_text(proposed)
    (folder / "a.yaml").write_text(rule("t.a", "outcome: license_required, when: {is: t.p}", kind="control"))
    assert [code for code, _ in found(folder)] == ["E208"]
    (folder / "a.yaml").write_text((folder / "p.yaml").read_text().replace("t.p", "t.a").replace("{item.tpp: {at_least: 1}}", "{is: t.p}"))
    load_rules(folder)


def test_a_flag_may_ask_for_a_fact_of_a_role(folder: Path) -> None:
    """`party.end_user.headquarters` is the fact of the end user; a role that does not exist is not."""
    flag = "text: {en: t, ko: t}, when: {item.tpp: {at_least: 1}}, outcome: information_needed, asks: [party.end_user.headquarters]"
    (folder / "a.yaml").write_text(rule("t.a", flag, kind="flag"))
    load_rules(folder)
    (folder / "a.yaml").write_text(rule("t.a", flag.replace("end_user", "user"), kind="flag"))
    assert [code for code, _ in found(folder)] == ["E103"]


def test_all_problems_of_all_files_are_reported_in_one_run(folder: Path) -> None:
    """Seeded errors in six files: one run, correct lines."""
    (folder / "a.yaml").write_text(rule("t.a", "when: {item.tpp_total: {at_least: 1}}"))
    (folder / "b.yaml").write_text(
        "id: t.b\ntitle: {en: t, ko: t}\nkind: control\nversions:\n"
        "  - from: 2022-10-07\n    until: 2023-11-17\n    status: in_force\n    verified: true\n    confidence: official\n"
        "    cite: []\n    outcome: license_required\n    when: {item.tpp: {at_least: 1}}\n"
        "  - from: 2023-12-01\n    until: 2024-06-01\n    status: in_force\n    verified: true\n    confidence: memory\n"
        "    cite: [{ref: 15 CFR}]\n    outcome: license_required\n    when: {item.tpp: {at_least: 1}}\n"
        "  - from: 2024-01-01\n    status: letter\n    verified: true\n    confidence: official\n"
        "    cite: [{ref: 15 CFR}]\n    outcome: license_required\n    when: {item.tpp: {at_least: 1}}\n"
    )
    (folder / "c.yaml").write_text(rule("t.c", "when: {is: t.d}"))
    (folder / "d.yaml").write_text(rule("t.d", "when: {not: {is: t.c}}"))
    (folder / "e.yaml").write_text(
        "id: t.a\ntitle: {en: t}\nkind: exception\nexcepts: [t.nothing]\nversions: []\n"
    )
    (folder / "f.yaml").write_text("a: 1\na: 2\n")
    (folder / "g.yaml").write_text(
        "id: t.g\ntitle: {en: t, ko: t}\nkind: exception\nexcepts: [t.bb]\nversions:\n" + VERSION
        + "when: {item.tpp: {at_least: 1}}}\n"
    )  # fmt: skip
    problems = found(folder)
    lines = {(code, ":".join(where.split(":")[:2])) for code, where in problems}
    assert lines >= {
        ("E103", "a.yaml:5"), ("E205", "b.yaml:10"), ("E202", "b.yaml:13"), ("E208", "b.yaml:16"), ("E201", "b.yaml:21"),
        ("E207", "b.yaml:22"), ("E203", "c.yaml:1"), ("E101", "e.yaml:2"), ("E102", "e.yaml:5"), ("E004", "f.yaml:2"),
        ("E204", "g.yaml:4"),
    }  # fmt: skip
    assert {code for code, _ in problems} <= set(CODES)


def test_an_unknown_name_comes_with_the_nearest_one(folder: Path) -> None:
    """"did you mean" for facts, terms and keys."""
    (folder / "a.yaml").write_text(rule("t.a", "when: {item.tp: {at_least: 1}}"))
    with pytest.raises(InvalidRules, match=r"did you mean `item\.tpp`"):
        load_rules(folder)


def test_a_party_term_may_not_stand_outside_a_quantifier(folder: Path) -> None:
    """Whose headquarters? A term about one party needs a party."""
    (folder / "hq.yaml").write_text(rule("t.hq", "when: {party.headquarters: {is: CN}}"))
    (folder / "ok.yaml").write_text(rule("t.ok", "when: {any_party: {roles: [end_user], where: {is: t.hq}}}"))
    load_rules(folder)
    (folder / "bad.yaml").write_text(rule("t.bad", "outcome: license_required, when: {is: t.hq}", kind="control"))
    assert [code for code, _ in found(folder)] == ["E109"]


def test_a_declared_hole_is_accepted(folder: Path) -> None:
    """A hole that is meant is written down with its reason."""
    text = rule("t.a", "when: {item.tpp: {at_least: 1}}, until: 2023-01-01")
    second = VERSION.replace("2022-10-07", "2023-06-01") + "when: {item.tpp: {at_least: 2}}}\n"
    (folder / "a.yaml").write_text(text + second)
    assert [code for code, _ in found(folder)] == ["E202"]
    gap = "gaps: [{from: 2023-01-01, until: 2023-06-01, why: {en: w, ko: w}}]\n"
    (folder / "a.yaml").write_text(text.replace("versions:", gap + "versions:") + second)
    assert len(load_rules(folder).rules["t.a"].versions) == 2


def test_a_letter_binds_only_its_addressee(folder: Path) -> None:
    """The loader adds the addressee to the condition; the list must exist."""
    (folder / "lists").mkdir()
    listed = "id: t.parties\ntitle: {en: t, ko: t}\ncite: [{ref: letter}]\nentries: [{name: Example Chips Inc.}]\n"
    (folder / "lists" / "t.yaml").write_text(listed)
    body = "when: {item.tpp: {at_least: 1}}, outcome: license_required, addressee: t.parties"
    (folder / "l.yaml").write_text(rule("t.letter", body, kind="control").replace("in_force", "letter"))
    version = load_rules(folder).rules["t.letter"].versions[0]
    assert version.condition != version.when
    assert "exporter" in repr(version.condition)


def control(id: str, body: str) -> str:
    """Return a control with one version whose remaining keys are `body`."""
    return rule(id, "when: {item.tpp: {at_least: 1}}, " + body, kind="control")


WHOLE_FILES = {
    "a control without an outcome": ("E207", control("t.a", "note: {en: n, ko: n}")),
    "a control with a flag's outcome": ("E207", control("t.a", "outcome: review")),
    "a policy without `when` before the last": (
        "E207", control("t.a", "outcome: license_required, review: [{policy: case_by_case}, {policy: policy_of_denial}]"),
    ),
    "excepts on a control": ("E207", control("t.a", "outcome: prohibited").replace("versions:", "excepts: [t.b]\nversions:")),
    "an exception from nothing": ("E207", rule("t.a", "when: {item.tpp: {at_least: 1}}", kind="exception")),
    "a flag that asks for an unknown fact": (
        "E103", rule("t.a", "when: {item.tpp: {at_least: 1}}, text: {en: t, ko: t}, asks: [item.tp]", kind="flag"),
    ),
    "a letter without addressee": ("E207", control("t.a", "outcome: prohibited").replace("in_force", "letter")),
    "an unknown addressee": ("E108", control("t.a", "outcome: prohibited, addressee: t.nobody").replace("in_force", "letter")),
    "a proposal without stage": ("E208", control("t.a", "outcome: prohibited").replace("in_force", "proposed")),
    "verified from memory": ("E208", rule("t.a", "when: {item.tpp: {at_least: 1}}").replace("official", "memory")),
    "a period that ends before it begins": ("E201", rule("t.a", "when: {item.tpp: {at_least: 1}}, until: 2022-01-01")),
    "a text in one language": ("E101", rule("t.a", "when: {item.tpp: {at_least: 1}}").replace("{en: t, ko: t}", "{en: t}")),
    "a date in another form": ("E102", rule("t.a", "when: {item.tpp: {at_least: 1}}").replace("2022-10-07", "7.10.2022")),
    "a title that is no mapping": ("E102", rule("t.a", "when: {item.tpp: {at_least: 1}}").replace("{en: t, ko: t}", "t")),
    "is without a name": ("E110", rule("t.a", "when: {is: [t.b]}")),
    "all without a list": ("E110", rule("t.a", "when: {all: {item.tpp: {at_least: 1}}}")),
    "at_least without members": ("E110", rule("t.a", "when: {at_least: 2}")),
    "a quantifier without roles": ("E110", rule("t.a", "when: {any_party: {where: {item.tpp: {at_least: 1}}}}")),
    "two comparisons in one leaf": ("E110", rule("t.a", "when: {item.tpp: {at_least: 1, at_most: 2}}")),
    "known is yes or no": ("E106", rule("t.a", "when: {item.tpp: {known: maybe}}")),
    "in without a list": ("E106", rule("t.a", "when: {destination: {in: CN}}")),
    "a lower-case country": ("E106", rule("t.a", "when: {destination: {is: cn}}")),
    "a word outside the enum": ("E106", rule("t.a", "when: {activity: {is: import}}")),
}


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_each_mistake_in_a_rule_is_found(folder: Path, name: str) -> None:
    """And nothing else is blamed."""
    code, text = WHOLE_FILES[name]
    (folder / "a.yaml").write_text(text)
    assert {c for c, _ in found(folder)} == {code}


def test_an_id_used_twice_is_found(folder: Path) -> None:
    """In two files."""
    for file in ("a.yaml", "b.yaml"):
        (folder / file).write_text(rule("t.a", "when: {item.tpp: {at_least: 1}}"))
    assert found(folder) == [("E206", "b.yaml:1:5")]


def test_a_rule_that_refers_to_a_broken_one_is_not_blamed(folder: Path) -> None:
    """One mistake, one message."""
    (folder / "a.yaml").write_text(rule("t.a", "whenn: 1, when: {item.tpp: {at_least: 1}}"))
    (folder / "b.yaml").write_text(rule("t.b", "when: {is: t.a}"))
    assert [code for code, _ in found(folder)] == ["E101"]


def test_without_facts_or_head_there_is_one_problem_not_hundreds(folder: Path) -> None:
    """Every condition would look wrong."""
    (folder / "a.yaml").write_text(rule("t.a", "when: {item.tpp: {at_least: 1}}"))
    (folder / "facts" / "all.yaml").write_text("facts: nonsense")
    assert [code for code, _ in found(folder)] == ["E102"]
    (folder / "facts" / "all.yaml").write_text(FACTS.replace("type: number", "type: nmber"))
    assert [code for code, _ in found(folder)] == ["E102"]
    (folder / "facts" / "all.yaml").unlink()
    assert [code for code, _ in found(folder)] == ["E001"]
    (folder / "facts" / "all.yaml").write_text(FACTS)
    (folder / "ruleset.yaml").unlink()
    assert [code for code, _ in found(folder)] == ["E001"]


def test_a_fact_is_declared_once(folder: Path) -> None:
    """Two files of facts may not both declare one."""
    (folder / "facts" / "more.yaml").write_text(FACTS)
    assert {code for code, _ in found(folder)} == {"E206"}


def test_a_broken_group_or_list_is_found(folder: Path) -> None:
    """Dated data is checked like rules."""
    (folder / "country_groups.yaml").write_text(GROUPS.replace("country: CN", "country: China"))
    (folder / "lists").mkdir()
    (folder / "lists" / "x.yaml").write_text("id: t.x\ntitle: {en: t, ko: t}\ncite: []\nentries: [{name: X, from: soon}]\n")
    places = {(code, where.split(":")[0]) for code, where in found(folder)}
    assert places == {("E102", "country_groups.yaml"), ("E102", "lists/x.yaml")}
