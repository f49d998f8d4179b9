"""The catalogue: figures with their sources, and a loader that names every mistake and its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from screening.errors import InvalidRules
from screening.facts.catalogue import load_catalogue

FOLDER = Path(__file__).resolve().parents[2] / "rules/catalogue"


@pytest.fixture(scope="module")
def catalogue():
    """The catalogue that ships."""
    return load_catalogue(FOLDER)


def write(folder, text, name="a.yaml"):
    """Write one catalogue file."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def problems_of(folder):
    """The rendered problems of a folder that does not load."""
    with pytest.raises(InvalidRules) as caught:
        load_catalogue(folder)
    return [str(problem) for problem in caught.value.problems]


def test_every_source_row_is_here(catalogue):
    """The 176 researched processors and those only NVIDIA's table names are entries; so are systems and part numbers."""
    processors = [entry for entry in catalogue.entries.values() if entry.kind == "processor"]
    assert len(processors) >= 176 + 30
    assert len(catalogue.systems) >= 30
    assert len(catalogue.parts) >= 661


def test_vendor_published_tpp_wins(catalogue):
    """NVIDIA prints 15840 for the H100 SXM5; the data sheet's 15832 is kept as set aside."""
    entry = catalogue.entries["nvidia-h100-sxm5-80gb"]
    assert (entry.tpp.value, entry.tpp.basis) == (15840, "vendor")
    assert entry.tpp_set_aside.value == 15832


def test_the_a100_40gb_misprint_is_set_aside_with_its_reason(catalogue):
    """NVIDIA's 3822 for the HGX A100 40GB contradicts its own 4989; the computed 4992 is used."""
    entry = catalogue.entries["nvidia-a100-sxm4-40gb"]
    assert entry.tpp.value == 4992
    assert entry.tpp_set_aside.value == 3822
    assert "3822" in entry.tpp_set_aside_why.en
    assert "3822" in entry.tpp_set_aside_why.ko


@pytest.mark.parametrize(
    ("name", "tpp", "density"),
    [
        ("nvidia-h20", "2368", "2.9091"),
        ("nvidia-l4", "1952", "6.6395"),
        ("nvidia-l20", "1912", "3.1396"),
        ("nvidia-a40", "2392", "3.8089"),
        ("nvidia-a30", "2644", "3.2010"),
        ("amd-mi325x", "20919.2", "20.5695"),
        ("huawei-ascend-910b4", "4480", "6.7307"),
    ],
)
def test_density_is_tpp_over_die_area(catalogue, name, tpp, density):
    """The density follows from the TPP that is used, finely enough not to round across a threshold."""
    entry = catalogue.entries[name]
    assert entry.tpp.value == Decimal(tpp)
    assert entry.performance_density.value == Decimal(density)


def test_a_lower_bound_stays_one_and_has_no_density(catalogue):
    """A TPP from vector rates alone never leads to a density."""
    for name in ("nvidia-p40", "nvidia-a10g", "nvidia-rtx-a5000", "intel-max-1550"):
        entry = catalogue.entries[name]
        assert entry.tpp.lower_bound
        assert entry.performance_density is None


def test_planar_logic_has_density_zero(catalogue):
    """28 nm planar dies have no applicable area."""
    entry = catalogue.entries["nvidia-k80"]
    assert (entry.performance_density.value, entry.performance_density.basis) == (0, "planar")
    assert entry.non_planar is False


def test_every_named_node_is_finfet_unless_the_row_says_planar():
    """`non_planar` is read off the node: nothing above 16 nm may stand without `planar`."""
    for path in FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        for number in ("20nm", "22nm", "28nm", "32nm", "40nm"):
            for line in text.splitlines():
                assert f"node: {number}" not in line.replace("TSMC ", "") or "planar: true" in line


def test_estimated_areas_are_marked(catalogue):
    """Blackwell and MI300 areas are third-party estimates, and so are the densities."""
    for name in ("nvidia-b200", "nvidia-gb200", "amd-mi300x", "huawei-ascend-910c"):
        assert catalogue.entries[name].performance_density.estimate
    assert not catalogue.entries["nvidia-h100-sxm5-80gb"].performance_density.estimate
    assert catalogue.entries["nvidia-b30a"].announced
    assert catalogue.entries["nvidia-b30a"].tpp.estimate


def test_pcie_bandwidth_says_what_it_rests_on(catalogue):
    """A bandwidth derived from the PCIe generation is no chip-to-chip link."""
    assert catalogue.entries["nvidia-l40s"].io_bandwidth_gb_s.basis == "pcie_generation"
    link = catalogue.entries["nvidia-a800-sxm4-80gb"].io_bandwidth_gb_s
    assert (link.value, link.basis) == (400, "chip_link")


def test_designers_have_their_country_where_it_is_known(catalogue):
    """The country is the designer's; an unsure one is unknown."""
    countries = {entry.vendor: entry.designer_country for entry in catalogue.entries.values()}
    assert {countries[name] for name in ("NVIDIA", "AMD", "Intel", "Google", "AWS", "Qualcomm")} == {"US"}
    assert {countries[name] for name in ("Huawei", "Cambricon", "Hygon", "Baidu", "MetaX")} == {"CN"}
    assert countries["Graphcore"] == "GB"
    assert countries["Tenstorrent"] is None


def test_data_center_is_what_the_vendor_markets(catalogue):
    """Data center is true for the market of that name, false for others, unknown where nobody said."""
    assert catalogue.entries["nvidia-rtx-pro-6000-bse"].data_center is True
    assert catalogue.entries["nvidia-rtx-pro-6000-bwe"].data_center is False
    assert catalogue.entries["nvidia-drive-constellation"].data_center is None


def test_products_of_the_table_carry_no_invented_figure(catalogue):
    """A GPU that only the vendor's table names has the table's class, and its TPP only if printed."""
    entry = catalogue.entries["nvidia-rtx-4000-ada"]
    assert entry.tpp is None
    assert entry.vendor_eccns == ("4A994.l",)
    assert catalogue.entries["nvidia-h100-sxm5-64gb"].tpp.value == 15840


def test_notes_speak_both_languages(catalogue):
    """What a user reads is in English and Korean."""
    for entry in catalogue.entries.values():
        if entry.note is not None:
            assert entry.note.en
            assert any("가" <= letter <= "힣" for letter in entry.note.ko), entry.id


def test_figures_name_sources_that_exist(catalogue):
    """Every source key stands in the sources map."""
    for entry in catalogue.entries.values():
        assert set(entry.sources) <= set(catalogue.sources)
        for figure in (entry.tpp, entry.performance_density, entry.io_bandwidth_gb_s, entry.dram_bandwidth_gb_s):
            assert figure is None or figure.sources


def test_the_digest_is_of_the_content(catalogue, tmp_path):
    """The same files give the same digest, another byte another."""
    assert catalogue.digest == load_catalogue(FOLDER).digest
    assert catalogue.digest.startswith("sha256:")
    text = "sources: {A: b}\n"
    first = load_catalogue(write(tmp_path, text)).digest
    assert load_catalogue(write(tmp_path, text + "\n")).digest != first


def test_a_misspelt_figure_is_an_error_with_its_place(tmp_path):
    """Unknown keys are refused where they stand, never ignored."""
    text = "entries:\n- {id: a-1, name: A1,\n   tpp: {vendr: 5}}\n"
    (problem,) = problems_of(write(tmp_path, text))
    assert "a.yaml:3:10: E101" in problem
    assert "vendr" in problem


def test_all_mistakes_are_reported_together(tmp_path):
    """Wrong numbers, unknown vendors, missing entries and doubles in one go."""
    write(tmp_path, "entries:\n- {id: a-1, name: A1, vendor: Nobody, sources: [X]}\n- {id: a-1, name: A2}\n")
    write(tmp_path, "systems:\n- {id: s-1, name: S, contains: [8x b-2]}\n", "b.yaml")
    write(tmp_path, "entries:\n- {id: c-1, name: C1, die: {mm2: large}}\n", "c.yaml")
    problems = problems_of(tmp_path)
    for part in ("no vendor `Nobody`", "no source `X`", "`a-1` stands twice", "no entry `b-2`", "c.yaml:2:"):
        assert any(part in problem for problem in problems), part


def test_an_empty_folder_is_an_error(tmp_path):
    """A wrong path is not an empty catalogue."""
    assert "no catalogue files" in problems_of(tmp_path)[0]
