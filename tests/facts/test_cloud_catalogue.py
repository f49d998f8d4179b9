"""The cloud files of the catalogue: names, countries, notes; and every mistake of a file with its place."""

from __future__ import annotations

import pytest
from conftest import ROOT

from screening.errors import InvalidRules
from screening.facts.catalogue import load_catalogue
from screening.language.loader import digest

CATALOGUE = load_catalogue(ROOT / "rules" / "catalogue")
HEAD = "sources: {S: s}\nentries: [{id: c-1, name: C1}]\nproviders: [{name: P, names: [P]}]\n"


def test_providers_have_names_in_three_languages_and_their_country():
    """Every provider of the files is known by name; the home country is that of its head office."""
    countries = {provider.name: provider.country for provider in CATALOGUE.providers.values()}
    assert {countries[name] for name in ("AWS", "Azure", "GCP", "OCI", "IBM Cloud", "Lambda", "Crusoe", "CoreWeave")} == {"US"}
    assert {countries[name] for name in ("Alibaba Cloud", "Tencent Cloud", "Huawei Cloud", "Volcengine")} == {"CN"}
    assert countries["Nebius"] == "NL"
    for name in ("AWS", "Azure", "GCP", "OCI", "Alibaba Cloud", "Tencent Cloud", "Huawei Cloud", "Volcengine"):
        names = CATALOGUE.providers[name].names
        assert any("가" <= each[0] <= "힣" for each in names), name
        assert any("一" <= each[0] <= "龥" for each in names), name


def test_notes_speak_both_languages_and_sources_exist():
    """What a user reads is in English and Korean, and every row says where it is from."""
    for instance in CATALOGUE.instances:
        assert instance.sources
        assert set(instance.sources) <= set(CATALOGUE.sources)
        if instance.note is not None:
            assert any("가" <= letter <= "힣" for letter in instance.note.ko), instance.name


def problems_of(folder, text):
    """The rendered problems of a folder with one cloud file."""
    (folder / "cloud").mkdir()
    (folder / "cloud" / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidRules) as caught:
        load_catalogue(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("rows", "code", "message"),
    [
        ("instances: {P: [{chip: c-2, sizes: {t: 1}, confidence: high, sources: [S]}]}", "E301", "no entry `c-2`"),
        ("instances: {Q: [{chip: c-1, sizes: {t: 1}, confidence: high, sources: [S]}]}", "E301", "no provider `Q`"),
        ("instances: {P: [{chip: c-1, sizes: {t: 1, T: 2}, confidence: high, sources: [S]}]}", "E206", "`T` of P stands twice"),
        ("instances: {P: [{chip: c-1, sizes: {t: 1, u: 2}, aliases: {u: [t]}, confidence: high, sources: [S]}]}", "E206", "`t` of P stands twice"),
        ("instances: {P: [{chip: c-1, sizes: {t: 1}, aliases: {u: [v]}, confidence: high, sources: [S]}]}", "E301", "`u` is none of the sizes"),
        ("instances: {P: [{chip: c-1, sizes: {t: 1}, confidence: high, sources: [X]}]}", "E301", "no source `X`"),
        ("instances: {P: [{chip: c-1, sizes: {t: 1}, confidence: high, sources: [S], note: n}]}", "E301", "no note `n`"),
        ("instances: {P: [{chip: c-1, sizes: {t: 0}, confidence: high, sources: [S]}]}", "E102", "greater than 0"),
        ("instances: {P: [{chip: c-1, sizes: {t: 1}, confidence: high, sources: [S], sise: 1}]}", "E101", "sise"),
        ("regions: {P: {sources: [S], codes: {KR: [r], US: [r]}}}", "E206", "`r` of P stands twice"),
        ("regions: {P: {sources: [X], codes: {KR: [r]}}}", "E301", "no source `X`"),
        ("regions: {Q: {sources: [S], codes: {KR: [r]}}}", "E301", "no provider `Q`"),
        ("regions: {P: {sources: [S], codes: {Korea: [r]}}}", "E102", "pattern"),
    ],
)  # fmt: skip
def test_every_mistake_of_a_cloud_file_is_reported_with_its_place(tmp_path, rows, code, message):
    """Unknown chips, providers, notes and sources, doubles and misspelt keys, at file and line."""
    (problem,) = problems_of(tmp_path, HEAD + rows + "\n")
    assert "a.yaml:4:" in problem
    assert f" {code} " in problem
    assert message in problem


def test_a_provider_declared_twice_is_reported(tmp_path):
    """Two rows of one provider would hide each other's names."""
    text = HEAD.replace("[{name: P, names: [P]}]", "[{name: P, names: [P]}, {name: P, names: [Q]}]")
    problems = problems_of(tmp_path, text)
    assert len(problems) == 2
    assert all("`P` stands twice" in problem and "a.yaml:3:" in problem for problem in problems)


def test_the_digests_cover_the_cloud_files(tmp_path):
    """Another count in a cloud file is another catalogue and another rule set."""
    text = HEAD + "instances: {P: [{chip: c-1, sizes: {t: %s}, confidence: high, sources: [S]}]}\n"
    path = tmp_path / "catalogue" / "cloud" / "a.yaml"
    path.parent.mkdir(parents=True)
    digests = set()
    for count in ("1", "2"):
        path.write_text(text % count, encoding="utf-8")
        digests |= {load_catalogue(tmp_path / "catalogue").digest, digest(tmp_path)}
    assert len(digests) == 4
