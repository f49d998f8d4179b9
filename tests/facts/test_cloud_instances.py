"""Cloud instances in a text: their chips and counts, in three languages; and what must never resolve."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from conftest import ROOT, need
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.facts.catalogue import load_catalogue
from screening.facts.item_text import resolve, resolve_instance

CATALOGUE = load_catalogue(ROOT / "rules" / "catalogue")
SHARED = ROOT.parent / "shared" / "facts" / "cloud_instances.yaml"
A100, A100_80, H100, H200 = "nvidia-a100-sxm4-40gb", "nvidia-a100-sxm4-80gb", "nvidia-h100-sxm5-80gb", "nvidia-h200-sxm"


def found(text):
    """The chips of a text that must resolve, with how many of each."""
    result = resolve(CATALOGUE, text)
    assert result.status == "resolved", result
    return {component.entry.id: component.count for component in result.components}


def rented(text):
    """The machines of a text."""
    return {(each.provider, each.type): each.count for each in resolve(CATALOGUE, text).instances}


def shared_rows():
    """The rows of the researched table, or a skip with the reason."""
    need(SHARED.exists(), "cloud_instances.yaml in ../shared (see README, Limits)")
    return yaml.safe_load(SHARED.read_text(encoding="utf-8"))["instances"]


def expected(row):
    """What a row of the table must resolve to."""
    if row["chip"] is None:
        return "ambiguous", {}
    return "resolved", {row["chip"]: None if row["count"] is None else Decimal(str(row["count"]))}


def test_every_researched_row_resolves_to_its_chip_and_count():
    """All 441 rows, written as provider and type: chip, share or number, or the admission that one is not known."""
    rows = shared_rows()
    assert len(rows) == 441
    for row in rows:
        result = resolve(CATALOGUE, f"{row['provider']} {row['instance_type']}")
        chips = {component.entry.id: component.count for component in result.components}
        assert (result.status, chips) == expected(row), row
        assert [each.provider for each in result.instances] == [row["provider"]], row


def test_every_researched_alias_means_its_row():
    """Aliases mean the same machine; those of a whole generation or of eighteen machines are rows of their own."""
    own = {"u-p6e-gb200x72 UltraServer (18 instances)": 72, "u-trn2": 64, "Trn3": None, "A3 High": None}
    for row in shared_rows():
        for alias in row["aliases"]:
            result = resolve(CATALOGUE, f"{row['provider']} {alias}")
            count = own.get(alias, row["count"])
            chips = {component.entry.id: component.count for component in result.components}
            assert chips == {row["chip"]: None if count is None else Decimal(str(count))}, (alias, result)


def test_every_researched_confidence_and_note_is_kept():
    """What the table marks as low or derived says so to the user."""
    for row in shared_rows():
        evidence = resolve(CATALOGUE, f"{row['provider']} {row['instance_type']}").evidence_en
        assert ("low confidence" in evidence) == (row["confidence"] == "low"), row
        assert "derived" in evidence or "derived" not in row.get("note", ""), row


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("p4d.24xlarge and p5.48xlarge", {A100: 8, H100: 8}),
        ("AWS p4d.24xlarge 2대, 300시간", {A100: 16}),
        ("p4d.24xlarge 2대 + p5.48xlarge 1대", {A100: 16, H100: 8}),
        ("2x p4d.24xlarge, 1x p5.48xlarge", {A100: 16, H100: 8}),
        ("p5.48xlarge 2대, p5.4xlarge 1대", {H100: 17}),
        ("3台 p4d.24xlarge", {A100: 24}),
        ("亚马逊云 p4d.24xlarge 实例 4个", {A100: 32}),
        ("아마존 웹 서비스 p4d.24xlarge 인스턴스 4개", {A100: 32}),
        ("4 instances of p4d.24xlarge", {A100: 32}),
        ("two p4d.24xlarge instances", {A100: 16}),
        ("2 Azure ND96isr_H100_v5 VMs", {H100: 16}),
        ("p4d.24xlarge x 2", {A100: 16}),
        ("p4d.24xlargex2", {A100: 16}),
        ("2xp4d.24xlarge", {A100: 16}),
        ("P4D.24XLARGE", {A100: 8}),
        ("ml.p4d.24xlarge", {A100: 8}),
        ("Standard_ND96isr_H100_v5", {H100: 8}),
        ("standard_nd96isr_h100_v5", {H100: 8}),
        ("a2-highgpu-8g", {A100: 8}),
        ("腾讯云 GT4.41XLARGE948 2台", {A100: 16}),
        ("p4d.24xlarge, p4d.24xlarge", {A100: 8}),
        ("p4d.24xlarge (p4d.24xlarge x 3)", {A100: 24}),
        ("p4d.24xlarge + p4d.24xlarge", {A100: 16}),
    ],
)
def test_counts_of_machines_become_counts_of_chips(text, chips):
    """Counts before and after the type, glued to it, in three languages, for one machine or several."""
    assert found(text) == chips


def test_an_instance_in_the_part_number_field_is_read():
    """People write types into the part-number column, as they write model names."""
    result = resolve(CATALOGUE, "see part number", "p4d.24xlarge")
    assert {component.entry.id: component.count for component in result.components} == {A100: 8}


def test_the_machines_are_told_apart_from_the_chips():
    """Two machines of eight chips each."""
    text = "p4d.24xlarge 2대 + p5.48xlarge 1대"
    assert rented(text) == {("AWS", "p4d.24xlarge"): 2, ("AWS", "p5.48xlarge"): 1}
    assert resolve(CATALOGUE, text).form == "computer"


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("p4d.24xlarge (8x A100 40GB)", {A100: 8}),
        ("8x A100 p4d.24xlarge", {A100: 8}),
        ("p4d.24xlarge 2대 (16 GPU)", {A100: 16}),
        ("p5.48xlarge, total 64 GPUs", {H100: 64}),
        ("GN8V / ecs.gn8v-8x.48xlarge (96GB HBM3 x8)", {"nvidia-h20": 8}),
        ("p4d.24xlarge and H100 8장", {A100: 8, H100: 8}),
        ("AWS p4d.24xlarge + A100 40GB 8장", {A100: 16}),
        ("cloud servers with NVIDIA A100 and H100: AWS p4d.24xlarge and p5.48xlarge", {A100: 8, H100: 8}),
        ("AWS EC2 P5en (H200) 8대", {H200: 64}),
        ("p4d.24xlarge 대당 8개 GPU, 2대", {A100: 16}),
        ("p4d.24xlarge 20대 = A100 160장", {A100: 160}),
        ("p5.48xlarge 8卡 2台", {H100: 16}),
        ("H100 8장 (p5.48xlarge급)", {H100: 8}),
    ],
)
def test_a_chip_named_beside_its_machine_is_counted_once(text, chips):
    """The chip in the brackets is the one in the machine; what stands behind a plus is another."""
    assert found(text) == chips


def test_a_number_of_chips_that_does_not_fit_is_said():
    """The type counts; a text that gives it six chips is quoted."""
    assert found("p4d.24xlarge 6 GPU") == {A100: 8}
    assert "the text says 6 chips" in resolve(CATALOGUE, "p4d.24xlarge 6 GPU").evidence_en


def test_a_memory_the_machine_does_not_have_is_said():
    """The p4d has 40 GB a chip, the p4de 80: the type counts, and the evidence tells what the text says."""
    for text in ("8x A100 80GB p4d.24xlarge", "p4d.24xlarge (A100-SXM 80 GB)"):
        assert found(text) == {A100: 8}
        assert "the text says" in resolve(CATALOGUE, text).evidence_en
    for text in ("8x A100 80GB p4de.24xlarge", "p4de.24xlarge (A100)"):
        assert "the text says" not in resolve(CATALOGUE, text).evidence_en


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("ecs.ebmgn7e.32xlarge", {A100_80: 8}),
        ("ebmgn7e.32xlarge", {A100_80: 8}),
        ("ecs.ebmgn7e.*", {A100_80: 8}),
        ("AWS p4d", {A100: 8}),
        ("AWS p5", {H100: None}),
        ("p5 인스턴스 2개", {H100: None}),
        ("EC2 p4d 2대", {A100: 16}),
        ("p4d.*", {A100: 8}),
        ("ND H100 v5", {H100: 8}),
        ("Azure NC A100 v4", {"nvidia-a100-pcie-80gb": None}),
        ("BM.GPU.H100", {H100: 8}),
        ("IBM Cloud gx3 L40S", {"nvidia-l40s": None}),
    ],
)
def test_wildcards_and_families(text, chips):
    """A family is known by its chip where all sizes hold it, and by its count where all hold as many."""
    assert found(text) == chips


def test_a_family_says_what_its_sizes_hold_and_asks():
    """The p5 holds one H100 or eight: the chip is known, the number is a question."""
    result = resolve(CATALOGUE, "AWS p5 2대")
    assert "1, 8" in result.evidence_en
    assert result.question_en == "How many chips does AWS p5 hold?"
    assert "몇 개" in result.question_ko


def test_a_family_with_several_chips_is_asked():
    """IBM's gx3 holds L4 or L40S."""
    result = resolve(CATALOGUE, "IBM Cloud gx3")
    assert result.status == "ambiguous"
    assert {candidate.id for candidate in result.candidates} == {"nvidia-l4", "nvidia-l40s"}
    assert result.question_en
    assert result.question_ko


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("GCP A4", {"nvidia-b200": 8}),
        ("구글 클라우드 A4 2대", {"nvidia-b200": 16}),
        ("谷歌云 A3 Mega", {H100: 8}),
        ("Google Cloud A3 Ultra", {H200: 8}),
        ("TPU v2-8", {"google-tpu-v2": 4}),
        ("tpu-v2-8", {"google-tpu-v2": 4}),
        ("v5e-16 TPU slice", {"google-tpu-v5e": 16}),
        ("GCP v4-512", {"google-tpu-v4": 256}),
        ("Crusoe H100-SXM-80GB", {H100: None}),
        ("Crusoe H100-SXM-80GB 8 GPU", {H100: 8}),
    ],
)
def test_ordinary_words_count_beside_their_provider(text, chips):
    """A4 is a machine of Google Cloud where Google Cloud is named."""
    assert found(text) == chips


@pytest.mark.parametrize(
    "text",
    [
        "A4 paper", "A4 용지 500매", "A4 纸", "GCP A4 paper", "아마존 A4 용지", "A4 instance", "A3 Mega", "v2-8", "version v4-8 of the driver",
        "p5", "p5.js library", "P5 motherboard", "AWS p55", "GT4 racing wheel", "Tencent Cloud office chair", "u-trn", "Lambda function", "g5 guitar",
        "xp4d.24xlarge", "p4d.24xlargest",
    ],
)  # fmt: skip
def test_ordinary_words_alone_do_not_resolve(text):
    """Paper is paper, and a name inside a longer one is no name."""
    result = resolve(CATALOGUE, text)
    assert result.status == "unknown"
    assert not result.instances


def test_a_chip_with_the_name_of_an_instance_stays_a_chip():
    """A100-PCIe-40GB is a card of NVIDIA's unless Crusoe is named."""
    assert found("A100-PCIe-40GB 2개") == {"nvidia-a100-pcie-40gb": 2}
    assert rented("A100-PCIe-40GB 2개") == {}
    assert rented("Crusoe A100-PCIe-40GB") == {("Crusoe", "A100-PCIe-40GB"): 1}


def test_a_gpu_the_provider_does_not_name_is_asked():
    """No guess from 48 or 96 GB; a known machine beside it does not make the list complete."""
    for text in ("Tencent Cloud PNV6.8XLARGE96", "PNV5b.*", "p4d.24xlarge and PNV6.8XLARGE96"):
        result = resolve(CATALOGUE, text)
        assert result.status == "ambiguous"
        assert not result.components
        assert "does not name its GPU" in result.evidence_en
        assert result.question_en
        assert result.question_ko


def test_a_derived_chip_says_so_and_gives_way_to_a_question():
    """Nobody at Alibaba Cloud says H20; a text that says H800 for the same machine opens it."""
    assert "derived" in resolve(CATALOGUE, "ecs.gn8v-8x.48xlarge").evidence_en
    assert "추정" in resolve(CATALOGUE, "ecs.gn8v-8x.48xlarge").evidence_ko
    assert "A800" in resolve(CATALOGUE, "ecs.gn7e-c16g1.32xlarge").evidence_en
    result = resolve(CATALOGUE, "ecs.gn8v-8x.48xlarge H800 8卡")
    assert result.status == "ambiguous"
    assert {candidate.id for candidate in result.candidates} == {"nvidia-h20", "nvidia-h800-sxm5"}


def test_alternatives_are_asked():
    """Either machine is not both; with the same chip in both only the number is open."""
    result = resolve(CATALOGUE, "p4d.24xlarge or p5.48xlarge")
    assert result.status == "ambiguous"
    assert {candidate.id for candidate in result.candidates} == {A100, H100}
    assert found("p5.48xlarge or p5.4xlarge") == {H100: None}


def test_an_instance_that_is_only_referred_to_is_asked():
    """Of the class of a p4d is no p4d."""
    result = resolve(CATALOGUE, "p4d.24xlarge급")
    assert result.status == "ambiguous"
    assert [candidate.name for candidate in result.candidates] == ["AWS p4d.24xlarge"]


def test_what_stands_beside_a_machine_stays_open_if_it_was():
    """A chassis with a choice of boards is asked about, whatever is rented beside it."""
    result = resolve(CATALOGUE, "p4d.24xlarge 2대, SYS-821GE-TNHR 1대")
    assert result.status == "ambiguous"
    assert {candidate.id for candidate in result.candidates} == {H100, H200}
    assert rented("p4d.24xlarge 2대, SYS-821GE-TNHR 1대") == {("AWS", "p4d.24xlarge"): 2}


def test_an_unlisted_size_is_no_guess():
    """Another size of a known family: unknown alone, and a question beside one that is known."""
    alone = resolve(CATALOGUE, "p4d.12xlarge")
    assert alone.status == "unknown"
    assert "did you mean `p4d.24xlarge`" in alone.evidence_en
    beside = resolve(CATALOGUE, "p4d.24xlarge and p4d.12xlarge")
    assert beside.status == "ambiguous"
    assert found("p4d.24xlarge and m5.xlarge") == {A100: 8}  # a machine without accelerators takes nothing away


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_raises(text):
    """Any text gets one of the three answers, as an item and as an instance."""
    assert resolve(CATALOGUE, text).status in ("resolved", "ambiguous", "unknown")
    assert resolve_instance(CATALOGUE, text).status in ("resolved", "ambiguous", "unknown")


WORDS = ("2", "x", "p4d.24xlarge", "p5.48xlarge", "g6f.xlarge", "PNV6.*", "Azure", "ND H100 v5", "NC8lds_xl_RTXPRO6000BSE_v6", "A4", "GCP", "TPU", "v2-8", "+", ",",
    "(", ")", "/", "or", "and", "대", "인스턴스", "300시간", "12 days", "us-east-1", "ap-southeast-3", "Korea Central", "A100", "H800", "8장", "GPU", "hours", "SYS-821GE-TNHR",
    "gx3", "IBM Cloud", "L4", "급", "용", "ecs.gn8v-8x.48xlarge", "Crusoe", "H100-SXM-80GB", "p4d.12xlarge", "\ue000", "10000")  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=20), st.sampled_from(["", " "]))
@settings(max_examples=300, deadline=None)
def test_no_combination_of_known_words_raises(words, gap):
    """Every mix of machines, counts, hours and regions is answered, in both languages, and asks where it is open."""
    for read in (resolve, resolve_instance):
        result = read(CATALOGUE, gap.join(words))
        assert (result.status == "resolved") == bool(result.components)
        assert result.evidence_en
        assert result.evidence_ko
        assert result.status != "ambiguous" or (result.question_en and result.question_ko)
        assert all(component.count is None or component.count > 0 for component in result.components)
        assert all(each.count >= 1 for each in result.instances)
