"""Item texts: what they resolve to, what stays a question, and what must never be confused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.facts.catalogue import load_catalogue
from screening.facts.item_text import resolve

CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "rules/catalogue")


def found(text, part_number=None):
    """The components of a text that must resolve, as id -> count."""
    result = resolve(CATALOGUE, text, part_number)
    assert result.status == "resolved", result
    return {component.entry.id: component.count for component in result.components}


def offered(text, part_number=None):
    """The candidates of a text that must stay ambiguous, with its question in both languages."""
    result = resolve(CATALOGUE, text, part_number)
    assert result.status == "ambiguous", result
    assert result.question_en
    assert result.question_ko
    assert not result.components
    return {candidate.id for candidate in result.candidates}


@pytest.mark.parametrize(
    ("text", "chip", "count"),
    [
        ("엔비디아 H100 8장", "nvidia-h100-sxm5-80gb", 8),
        ("H100 8개 서버", "nvidia-h100-sxm5-80gb", 8),
        ("英伟达 A800 80GB PCIe", "nvidia-a800-pcie-80gb", 1),
        ("昇腾910B", "huawei-ascend-910b2", 1),
        ("어센드 910C 384개", "huawei-ascend-910c", 384),
        ("8卡 H200", "nvidia-h200-sxm", 8),
        ("八卡 H800 服务器", "nvidia-h800-sxm5", 8),
        ("英伟达H20 141GB 8卡整机 10台", "nvidia-h20-141gb", 80),
        ("寒武纪 MLU590 16卡", "cambricon-mlu590", 16),
        ("지포스 RTX 4090 10개", "nvidia-rtx-4090", 10),
        ("엔비디아 RTX 6000 에이다 2개", "nvidia-rtx-6000-ada", 2),
        ("中古 A100 80G 40张, 深圳", "nvidia-a100-sxm4-80gb", 40),
        ("H100 1만장", "nvidia-h100-sxm5-80gb", 10_000),
        ("NVIDIA H100 80GB", "nvidia-h100-sxm5-80gb", 1),
    ],
)
def test_three_languages(text, chip, count):
    """English, Korean and Chinese texts name the same chips."""
    assert found(text) == {chip: count}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("8x H100", 8),
        ("8xH100", 8),
        ("H100 x8", 8),
        ("H100x8", 8),
        ("H100 x 8", 8),
        ("8 × H100", 8),
        ("8*H100", 8),
        ("8 H100s", 8),
        ("qty 8 H100", 8),
        ("H100 (8)", 8),
        ("3,000 H100", 3000),
        ("10k H100", 10_000),
        ("8-GPU H100 server", 8),
        ("2 x HGX H100 8-GPU", 16),
        ("4x 8-GPU H100 servers", 32),
        ("10 eight-H100 servers", 80),
        ("DGX H100 3대", 24),
        ("10 HPE systems with H100", 10),
        ("H100 서버 대여 8 개발 과제", 1),
        ("DGX H100 (8x H100 80GB)", 8),
        ("8x H100 SXM5 80GB 서버 2대", 16),
        ("H100", 1),
        ("H100 80GB", 1),
        ("H100 -8", 1),
        ("H100 x -8", 1),
        ("H100 0장", 1),
        ("H100 99999999장", 1),
        ("H100 99999999999999999장", 1),
        ("8x H100 PCIe x16 Gen5", 8),
        ("2025 H100", 1),
    ],
)
def test_counts(text, count):
    """Counts multiply; memory sizes, bus widths and years are no counts; absurd numbers are ignored."""
    assert sum(found(text).values()) == count


def test_a_count_of_machines_alone_is_a_minimum():
    """Twenty servers hold at least twenty chips, and the evidence says that it is a minimum."""
    result = resolve(CATALOGUE, "어센드 910B 서버 20대")
    assert result.components[0].count == 20
    assert result.form == "computer"
    assert "at least one per machine" in result.evidence_en


def test_mixed_items_have_several_components():
    """What stands on both sides of a plus is in the item."""
    assert found("4 x A100 80GB PCIe + 4 x H20") == {"nvidia-a100-pcie-80gb": 4, "nvidia-h20": 4}
    assert found("H100 8장 A100 4장") == {"nvidia-h100-sxm5-80gb": 8, "nvidia-a100-sxm4-40gb": 4}
    assert found("4x H100 + 4x H100") == {"nvidia-h100-sxm5-80gb": 8}
    assert set(found("cloud servers with NVIDIA A100 and H100")) == {"nvidia-a100-sxm4-40gb", "nvidia-h100-sxm5-80gb"}


@pytest.mark.parametrize(
    ("text", "chip", "count", "form"),
    [
        ("HGX H200 8-GPU", "nvidia-h200-sxm", 8, "board"),
        ("HGX H100 8 GPU, SXM5 80GB HBM3 AC", "nvidia-h100-sxm5-80gb", 8, "board"),
        ("HGX H100 4 GPU, SXM5 64GB HBM2e PC", "nvidia-h100-sxm5-64gb", 4, "board"),
        ("HGX H800 8 GPU, SXM5 80GB HBM3 AC", "nvidia-h800-sxm5", 8, "board"),
        ("HGX B200 8 GPU, SXM6 180GB HBM3e AC", "nvidia-b200", 8, "board"),
        ("HGX A100 8 GPU, SXM4 80GB w/HS", "nvidia-a100-sxm4-80gb", 8, "board"),
        ("HGX B300 NVL8, CX8, HBM3e, AC", "nvidia-b300", 8, "board"),
        ("DGX H100 P4387 System 640GB Full", "nvidia-h100-sxm5-80gb", 8, "computer"),
        ("DGX GB200 NVL72 Compute Rack BF", "nvidia-gb200", 72, "rack"),
        ("NVIDIA GB200 (32 NVL72 racks)", "nvidia-gb200", 2304, "rack"),
        ("GB200 1CPU:1GPU Board", "nvidia-gb200", 1, "board"),
        ("GB300 1CPU:2GPU 12H Board PC", "nvidia-gb300", 2, "board"),
        ("DGX A100 640GB", "nvidia-a100-sxm4-80gb", 8, "computer"),
        ("H200 141G SXM ×8 整机", "nvidia-h200-sxm", 8, "computer"),
        ("hgxh100", "nvidia-h100-sxm5-80gb", 8, "board"),
        ("DGX Spark Founders Edition", "nvidia-dgx-spark-gb10", 1, "computer"),
    ],
)
def test_boards_and_systems(text, chip, count, form):
    """Boards, computers and racks hold the chips their name says."""
    assert found(text) == {chip: count}
    assert resolve(CATALOGUE, text).form == form


@pytest.mark.parametrize(
    ("text", "chip"),
    [
        ("RTX 4090 D", "nvidia-rtx-4090-d"),
        ("RTX4090D", "nvidia-rtx-4090-d"),
        ("RTX 4090", "nvidia-rtx-4090"),
        ("RTX 5090 D", "nvidia-rtx-5090-d"),
        ("RTX 5090 D V2", "nvidia-rtx-5090-d-v2"),
        ("L40S", "nvidia-l40s"),
        ("L40", "nvidia-l40"),
        ("L40G", "nvidia-l40g"),
        ("L4", "nvidia-l4"),
        ("L20", "nvidia-l20"),
        ("L2", "nvidia-l2"),
        ("H800", "nvidia-h800-sxm5"),
        ("H200", "nvidia-h200-sxm"),
        ("H20", "nvidia-h20"),
        ("H20 NVL16", "nvidia-h20-nvl16"),
        ("A10", "nvidia-a10"),
        ("A10G", "nvidia-a10g"),
        ("A100", "nvidia-a100-sxm4-40gb"),
        ("A16", "nvidia-a16"),
        ("RTX 6000D", "nvidia-rtx-6000d"),
        ("RTX 6000 Ada", "nvidia-rtx-6000-ada"),
        ("RTX A6000", "nvidia-rtx-a6000"),
        ("RTX PRO 6000 BSE", "nvidia-rtx-pro-6000-bse"),
        ("RTX 4080 SUPER", "nvidia-rtx-4080-super"),
        ("RTX 3090 Ti", "nvidia-rtx-3090-ti"),
        ("H100 NVL", "nvidia-h100-nvl"),
        ("H800 NVL", "nvidia-h800-nvl"),
        ("H100 80GB PCIe", "nvidia-h100-pcie-80gb"),
        ("H100 96GB", "nvidia-h100-sxm5-96gb"),
        ("A100 80GB SXM4", "nvidia-a100-sxm4-80gb"),
        ("A100-PCIE-40GB", "nvidia-a100-pcie-40gb"),
        ("V100S", "nvidia-v100s"),
        ("V100 32GB", "nvidia-v100-sxm2-32gb"),
        ("MI300X", "amd-mi300x"),
        ("MI308X", "amd-mi308x"),
        ("Ascend 910B3", "huawei-ascend-910b3"),
        ("Hygon DCU K100-AI", "hygon-dcu-k100-ai"),
        ("지포스 RTX 5090 D", "nvidia-rtx-5090-d"),
        ("Graphcore Bow IPU", "graphcore-bow"),
    ],
)
def test_neighbours_are_not_confused(text, chip):
    """A name matches whole words only; suffix, memory and form decide the variant."""
    assert found(text) == {chip: 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RTX 6000", {"nvidia-rtx-6000-ada", "nvidia-quadro-rtx-6000"}),
        ("NVIDIA H 96G", {"nvidia-h20", "nvidia-h100-sxm5-96gb"}),
        ("RTX PRO 4500", {"nvidia-rtx-pro-4500-server", "nvidia-rtx-pro-4500-bwe"}),
        (
            "RTX PRO 6000 Blackwell",
            {"nvidia-rtx-pro-6000-bse", "nvidia-rtx-pro-6000-bwe", "nvidia-rtx-pro-6000-maxq"},
        ),
        ("MI300", {"amd-mi300x", "amd-mi300a"}),
        ("Intel Gaudi", {"intel-gaudi1", "intel-gaudi2", "intel-gaudi3"}),
        ("SYS-821GE-TNHR", {"nvidia-h100-sxm5-80gb", "nvidia-h200-sxm"}),
        ("Supermicro SYS-821GE-TNHR 2대", {"nvidia-h100-sxm5-80gb", "nvidia-h200-sxm"}),
        ("A100/H100", {"nvidia-a100-sxm4-40gb", "nvidia-h100-sxm5-80gb"}),
        ("A800 또는 H800 8장", {"nvidia-a800-sxm4-80gb", "nvidia-h800-sxm5"}),
        ("RTX 4090 Ti", {"nvidia-rtx-4090"}),
        ("RTX 4090 Laptop GPU", {"nvidia-rtx-4090"}),
        ("heatsink for H100", {"nvidia-h100-sxm5-80gb"}),
        ("H100용 브래킷", {"nvidia-h100-sxm5-80gb"}),
        ("A100-class accelerator", {"nvidia-a100-sxm4-40gb"}),
        ("server without H100", {"nvidia-h100-sxm5-80gb"}),
        ("A2 용지 8장", {"nvidia-a2"}),
        ("L2 스위치 8대", {"nvidia-l2"}),
        ("room B 200", {"nvidia-b200"}),
        ("RTX A6000 Ada", {"nvidia-rtx-a6000", "nvidia-rtx-6000-ada"}),
        ("NVIDIA AI Enterprise license for H100 1 year", {"nvidia-h100-sxm5-80gb"}),
        ("Samsung Galaxy A10", {"nvidia-a10"}),
        ("IGX Thor DevKit with dGPU", {"nvidia-igx-thor", "igx-thor-dgpu"}),
    ],
)
def test_what_must_be_asked(text, expected):
    """Where the text leaves what decides the tier open, the answer is a question with its candidates."""
    assert offered(text) == expected


def test_a_memory_no_variant_has_is_asked():
    """An H100 with 141 GB may be an H200 or an H20."""
    assert {"nvidia-h200-sxm", "nvidia-h20-141gb"} <= offered("H100 141GB")


def test_a_chassis_is_settled_by_the_board_the_text_names():
    """A spot-market text with chassis and chip resolves, with the count of the whole machine."""
    assert found("NVIDIA H200 SXM 8 SXM整机 超微 SYS-821GE-TNHR 深圳现货") == {"nvidia-h200-sxm": 8}
    assert found("2x Dell XE9680 (8x H200 each)") == {"nvidia-h200-sxm": 16}
    assert found("Dell XE9680 with 8x H100 SXM5 80GB, 2TB DDR5 RAM, 6x PSU") == {"nvidia-h100-sxm5-80gb": 8}


@pytest.mark.parametrize(
    "text",
    [
        "office chair",
        "",
        "   ",
        "AMD A10-7850K",
        "RTX 4070",
        "RTX 5070 Ti",
        "RTX 4070 Ti SUPER",
        "GTX 1080",
        "Robin Hood book",
        "Tesla Model S",
        "steel bracket",
        "12345",
        "😀🔥",
    ],
)
def test_what_the_catalogue_does_not_hold_is_unknown(text):
    """Other goods and unlisted GPUs are never forced onto an entry."""
    assert resolve(CATALOGUE, text).status == "unknown"


def test_nothing_at_all_is_unknown():
    """No text and no part number resolve to nothing."""
    assert resolve(CATALOGUE, None).status == "unknown"


@pytest.mark.parametrize(
    ("text", "chip", "count"),
    [
        ("HGX H100 8 GPU, SXM5 80GB HBM3 AC (935-24287-0000-000)", "nvidia-h100-sxm5-80gb", 8),
        ("HGX H800 8 GPU, SXM5 80GB HBM3 AC (935-24287-00A0-000)", "nvidia-h800-sxm5", 8),
        ("HGX B200 8 GPU, SXM6 180GB HBM3e AC (935-26287-00A0-000)", "nvidia-b200", 8),
        ("DGX H100 P4387 System 640GB Full (920-24387-2540-0R0)", "nvidia-h100-sxm5-80gb", 8),
        ("DGX GB200 NVL72 Compute Rack BF (986-24972-2551-000)", "nvidia-gb200", 72),
        ("NVIDIA H800 NVL w/ NVIDIA AI ENTERPRISE (900-21010-0030-000)", "nvidia-h800-nvl", 1),
        ("NVIDIA A100 80GB PCIE,P1001 SKU230,NO CEC (900-21001-0020-100)", "nvidia-a100-pcie-80gb", 1),
        ("HGX A100 8 GPU, SXM4 80GB w/HS (935-23587-0000-2R4)", "nvidia-a100-sxm4-80gb", 8),
        ("NVIDIA L40S,PG133 SKU242,CEC 1736,GENERIC (900-2G133-0080-000)", "nvidia-l40s", 1),
        ("NVIDIA RTX PRO 6000 BSE,PG153 SKU210 (900-2G153-0000-000)", "nvidia-rtx-pro-6000-bse", 1),
        ("GEFORCE RTX 5090, PG144-A03, SKU30, GB20.. (900-1G144-2530-000)", "nvidia-rtx-5090", 1),
        ("HPE R6B53A", "nvidia-a100-pcie-40gb", 1),
        ("PNY TCSL40SPCIE-PB", "nvidia-l40s", 1),
        ("ASUS 90SKC000-M7LAN0", "nvidia-h100-pcie-80gb", 1),
        ("Dell 7WK28", "nvidia-l40s", 1),
        ("PNY TCSL40SPCIE-PB x 4", "nvidia-l40s", 4),
        ("920-24387-2540-0R0 3대", "nvidia-h100-sxm5-80gb", 24),
    ],
)
def test_messy_descriptions_with_part_numbers(text, chip, count):
    """The descriptions collected in the field resolve, by part number or by name."""
    assert found(text) == {chip: count}


def test_a_part_number_brings_its_printed_class():
    """The class of a part is the one printed for it; a DGX differs from the HGX board with the same chips."""
    assert resolve(CATALOGUE, None, "935-24287-0000-0R0").vendor_eccn == "4A090.a"
    assert resolve(CATALOGUE, None, "920-24387-2540-0R0").vendor_eccn == "5A002.z.1"
    assert resolve(CATALOGUE, "DGX H100").vendor_eccn == "5A002.z.1"


def test_a_part_number_outranks_a_contradicting_name_and_says_so():
    """900-21010-0030-000 is the H800 NVL even where a listing calls it H100 NVL."""
    assert found("H100 NVL (900-21010-0030-000)") == {"nvidia-h800-nvl": 1}
    assert "part number was followed" in resolve(CATALOGUE, "H100 NVL (900-21010-0030-000)").evidence_en


def test_a_part_the_table_does_not_describe_stays_open_but_keeps_its_class():
    """A "Generic Part Number" row has a class and figures, and candidates from parts with the same prefix."""
    assert "nvidia-h200-sxm" in offered(None, "935-24287-2740-000")
    assert resolve(CATALOGUE, None, "935-24287-2740-000").vendor_eccn == "4A090.a"
    assert found("HGX H200 8-GPU", "935-24287-2740-000") == {"nvidia-h200-sxm": 8}


def test_text_and_part_number_of_one_board_are_not_counted_twice():
    """Two boards described by name and number are two boards."""
    assert found("2 x HGX H100 8 GPU", "935-24287-0000-000") == {"nvidia-h100-sxm5-80gb": 16}


def test_a_model_in_the_part_number_field_is_read_as_text():
    """People write model names into the part-number column."""
    assert found("see part number", "L40S") == {"nvidia-l40s": 1}


@pytest.mark.parametrize(
    ("text", "chip"),
    [
        ("Trainum2", "aws-trainium2"),
        ("Guadi 3", "intel-gaudi3"),
        ("H1O0 80GB", "nvidia-h100-sxm5-80gb"),
        ("GeForce RTX 4O90", "nvidia-rtx-4090"),
        ("Asend 910B3", "huawei-ascend-910b3"),
    ],
)
def test_typing_errors_are_mended_and_reported(text, chip):
    """A misspelt name resolves when only one product is that close, and the evidence names both spellings."""
    assert found(text) == {chip: 1}
    result = resolve(CATALOGUE, text)
    assert " read as " in result.evidence_en or chip.endswith("910b3")


def test_a_default_variant_is_said():
    """A bare name takes the entry that carries it, and the evidence lists what else it fits."""
    evidence = resolve(CATALOGUE, "A100").evidence_en
    assert "A100 SXM4 40GB" in evidence
    assert "A100 PCIe 80GB" in evidence


def test_a_memory_the_catalogue_lacks_is_said():
    """A 4090 rebuilt with 48 GB is still a 4090, and the evidence says what differs."""
    assert "48 GB" in resolve(CATALOGUE, "RTX 4090 48GB").evidence_en


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("NVIDIA ConnectX-7 HHHL Adapter Card, 200", "nvidia-connectx-7"),
        ("CARMEL IC BIN1 FT", "nvidia-connectx-7"),
        ("BlueField-3 DPU", "nvidia-bluefield-3"),
        ("NVLink bridge for H100", "nvidia-nvlink-bridge"),
        ("HMC for GB200 NVL72", "nvidia-hmc"),
        ("NVIDIA GB300 NVLink Switch Tray, 144 NVLink5", "nvidia-nvlink-switch"),
        ("NVIDIA Grace CPU Superchip 480GB", "nvidia-grace-cpu"),
        ("HBM3E stack 100 pcs", "hbm3e"),
    ],
)
def test_what_is_not_a_processor(text, entry):
    """Networking, CPUs, memory and parts for a chip are not the chip."""
    (component,) = resolve(CATALOGUE, text).components
    assert component.entry.id == entry
    assert component.entry.kind != "processor"


def test_processors_outrank_what_comes_with_them():
    """A server with network cards and brackets is its processors."""
    text = "8x NVIDIA H100 80GB HBM3 (SXM5), 2x ConnectX-7, 4x 3.84TB NVMe"
    assert found(text) == {"nvidia-h100-sxm5-80gb": 8}
    assert found("H100 NVL with NVLink bridge") == {"nvidia-h100-nvl": 1}
    assert found("RTX 6000D, PG153 SKU235, SHORT BRACKET") == {"nvidia-rtx-6000d": 1}


def test_every_entry_is_found_by_its_own_name():
    """A catalogue name resolves to its entry, or at least offers it."""
    for entry in CATALOGUE.entries.values():
        if entry.kind != "processor":
            continue
        result = resolve(CATALOGUE, f"{entry.vendor} {entry.name}")
        ids = {c.entry.id for c in result.components} | {c.id for c in result.candidates}
        assert entry.id in ids, (entry.name, result)


def test_evidence_speaks_both_languages():
    """Resolved and ambiguous answers explain themselves in English and Korean."""
    for text in ("8x H100", "RTX 6000", "SYS-821GE-TNHR", "Trainum2"):
        result = resolve(CATALOGUE, text)
        assert result.evidence_en
        assert result.evidence_ko


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text):
    """Any text gets one of the three answers."""
    assert resolve(CATALOGUE, text, text[:20]).status in ("resolved", "ambiguous", "unknown")


WORDS = ("8", "x", "H100", "A100", "HGX", "DGX H100", "80GB", "+", ",", "(", ")", "/", "-", "서버", "2대", "8장", "卡", "NVL72", "GB200",
    "for", "용", "RTX", "4090", "D", "Ti", "SYS-821GE-TNHR", "935-24287-0000-000", "L40", "S", "or", "and", "PCIe", "SXM5", "10000", "만")  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(["", " "]))
@settings(max_examples=400, deadline=None)
def test_no_combination_of_known_words_raises(words, gap):
    """Every mix of names, counts and marks is answered, with sane counts."""
    result = resolve(CATALOGUE, gap.join(words))
    assert all(1 <= component.count <= 600_000_000 for component in result.components)
    assert (result.status == "resolved") == bool(result.components)
    assert result.status != "ambiguous" or result.candidates


@pytest.mark.parametrize(
    "text", ["8x H100 " * 300, "x" * 5000, "1" * 5000, "-" * 5000, "A1" * 3000, "가" * 5000, "H100 " * 2000]
)
def test_a_long_text_costs_no_more_than_a_page_of_it(text):
    """A hostile text is read up to a bound: twice the text makes no more work (counted in calls, not seconds)."""
    resolve(CATALOGUE, text)  # what is prepared once; the answer itself is remembered, so the next texts differ
    assert 1000 < _calls(4 * text) <= 1.01 * _calls(2 * text)


def _calls(text):
    """How many functions are called to resolve a text."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        resolve(CATALOGUE, text)
    finally:
        sys.setprofile(before)
    return calls
