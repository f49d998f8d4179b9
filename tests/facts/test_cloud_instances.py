"""Cloud instances in a text: chips, counts, hours and regions, in three languages; and what must never resolve."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml
from conftest import ROOT, need
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.app import load_screener
from screening.errors import InvalidRules
from screening.facts.catalogue import load_catalogue
from screening.facts.hardware import item_lines
from screening.facts.item_text import resolve, resolve_instance
from screening.facts.transaction import Item
from screening.language.loader import digest
from screening.reports.items import describe_item, item_text

FOLDER = ROOT / "rules" / "catalogue"
CATALOGUE = load_catalogue(FOLDER)
SHARED = ROOT.parent / "shared" / "facts" / "cloud_instances.yaml"
SCREENER = load_screener()
DAY = SCREENER.rules.verified_through
A100, A100_80, H100, H200 = "nvidia-a100-sxm4-40gb", "nvidia-a100-sxm4-80gb", "nvidia-h100-sxm5-80gb", "nvidia-h200-sxm"


def found(text):
    """The chips of a text that must resolve, with how many of each."""
    result = resolve(CATALOGUE, text)
    assert result.status == "resolved", result
    return {component.entry.id: component.count for component in result.components}


def rented(text):
    """The machines of a text."""
    return {(each.provider, each.type): each.count for each in resolve(CATALOGUE, text).instances}


def line(**item):
    """The line of one item."""
    return item_lines([Item.model_validate(item)], CATALOGUE, SCREENER.rules.modelled_eccns, DAY)[0]


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
        ("H100 8장 (p5.48xlarge급)", {H100: 8}),
    ],
)
def test_a_chip_named_beside_its_machine_is_counted_once(text, chips):
    """The chip in the brackets is the one in the machine; what stands behind a plus is another."""
    assert found(text) == chips


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("p4d.24xlarge 300 hours", 300),
        ("p4d.24xlarge 300h", 300),
        ("p4d.24xlarge 2대 300시간", 300),
        ("p4d.24xlarge 1,300小时", 1300),
        ("p4d.24xlarge 1만 시간", 10_000),
        ("p4d.24xlarge for 12 days", 288),
        ("p4d.24xlarge 12일", 288),
        ("p4d.24xlarge 12天", 288),
        ("p4d.24xlarge 10 days (240 hours)", 240),
        ("p4d.24xlarge 0.5 hours", Decimal("0.5")),
        ("H100 8장 대여 12일", 288),
        ("p4d.24xlarge", None),
        ("p4d.24xlarge 3월 12일 납품", None),
        ("p4d.24xlarge 8 hours per day, 30 days", None),
        ("p4d.24xlarge 100-200 hours", None),
        ("p4d.24xlarge 100 hours, p5.48xlarge 200 hours", None),
        ("2,400 GPU hours on p4d.24xlarge", None),
        ("H100 8장 납기 30일", None),
        ("8x H100 12H Board", None),
    ],
)
def test_hours_are_read_and_never_counted(text, hours):
    """A stretch of time is hours where it is one; a date, a rate, a range or hours of one chip settle nothing."""
    result = resolve(CATALOGUE, text)
    assert result.hours == hours
    assert all(component.count in (8, 16) for component in result.components)


def test_durations_that_differ_are_told():
    """Two durations give no total, and the evidence says so in both languages."""
    result = resolve(CATALOGUE, "p4d.24xlarge 100 hours, then 200 hours")
    assert "do not give one total" in result.evidence_en
    assert "총 시간을 정할 수 없음" in result.evidence_ko


@pytest.mark.parametrize(
    ("text", "region", "hosting"),
    [
        ("p4d.24xlarge us-east-1", "us-east-1", "US"),
        ("p4d.24xlarge us-east-1a", "us-east-1", "US"),
        ("p4d.24xlarge ap-northeast-2 3대", "ap-northeast-2", "KR"),
        ("p4d.24xlarge ap-southeast-3", "ap-southeast-3", "ID"),
        ("阿里云 ecs.gn7i-8x.32xlarge ap-southeast-3", "ap-southeast-3", "MY"),
        ("화웨이 클라우드 ASCEND_SNT9B ap-southeast-1", "ap-southeast-1", "HK"),
        ("ecs.gn7i-8x.32xlarge ap-southeast-1", "ap-southeast-1", "SG"),
        ("ND96isr_H100_v5 koreacentral", "koreacentral", "KR"),
        ("ND96isr_H100_v5 Korea Central", "koreacentral", "KR"),
        ("a2-highgpu-8g asia-northeast3-b", "asia-northeast3", "KR"),
        ("H100 8장, cn-north-1", "cn-north-1", "CN"),
        ("H100 8장, ap-southeast-3", "ap-southeast-3", None),
        ("p4d.24xlarge us-east-1 / ap-northeast-2", None, None),
        ("p4d.24xlarge us-east-1 / us-west-2", None, "US"),
        ("p4d.24xlarge Korea Central", None, None),
        ("p4d.24xlarge 서울", None, None),
    ],
)
def test_a_region_says_where_the_chips_stand(text, region, hosting):
    """A code means what it means with the provider of the text; where that leaves several countries, none is given."""
    result = resolve(CATALOGUE, text)
    assert (result.region, result.hosting) == (region, hosting)


def test_the_number_in_a_region_is_no_count():
    """ap-southeast-3 is not three."""
    assert found("ap-southeast-3 H100 8장") == {H100: 8}
    assert found("p4d.24xlarge ap-southeast-3") == {A100: 8}


def test_a_region_of_several_countries_is_told():
    """Indonesia, Malaysia or Singapore: the provider decides, and nobody named it."""
    assert "ID, MY, SG" in resolve(CATALOGUE, "H100 8장, ap-southeast-3").evidence_en


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


def test_a_slice_is_a_share_of_one_chip():
    """An eighth of an L4; three of them are three eighths, and the tier is that of the chip."""
    assert found("g6f.xlarge") == {"nvidia-l4": Decimal("0.125")}
    assert found("g6f.xlarge 3대") == {"nvidia-l4": Decimal("0.375")}
    assert found("g6f.4xlarge 2대") == {"nvidia-l4": 1}
    for words, evidence in (("share of one chip", "evidence_en"), ("칩 한 개의 일부", "evidence_ko")):
        assert words in getattr(resolve(CATALOGUE, "Azure NV6ads_A10_v5"), evidence)
    whole, share = line(instance="g6.xlarge", quantity=1), line(instance="g6f.xlarge", quantity=4)
    assert share.counts == (Decimal("0.5"),)
    assert share.rows[0].values["item.tpp"].value == whole.rows[0].values["item.tpp"].value


def test_a_gpu_the_provider_does_not_name_is_asked():
    """No guess from 48 or 96 GB; a known machine beside it does not make the list complete."""
    for text in ("Tencent Cloud PNV6.8XLARGE96", "PNV5b.*", "p4d.24xlarge and PNV6.8XLARGE96"):
        result = resolve(CATALOGUE, text)
        assert result.status == "ambiguous"
        assert not result.components
        assert "does not name its GPU" in result.evidence_en
        assert result.question_en
        assert result.question_ko


def test_a_count_nobody_sources_stays_unknown():
    """The chip is known, so the tier is; how many is a question, and the line has no count."""
    text = "Standard_NC8lds_xl_RTXPRO6000BSE_v6"
    assert found(text) == {"nvidia-rtx-pro-6000-bse": None}
    assert "unknown number" in resolve(CATALOGUE, text).evidence_en
    assert line(instance=text, quantity=3).counts == (None,)


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


@pytest.mark.parametrize(
    ("instance", "chips"),
    [("p4d.24xlarge", {A100: 8}), ("A4", {"nvidia-b200": 8}), ("p4d", {A100: 8}), ("v2-8", {"google-tpu-v2": 4}), ("2x p4d.24xlarge", {A100: 16})],
)  # fmt: skip
def test_a_field_that_holds_an_instance_needs_no_other_word(instance, chips):
    """What is known to be an instance need not be said to be one."""
    result = resolve_instance(CATALOGUE, instance)
    assert {component.entry.id: component.count for component in result.components} == chips


@pytest.mark.parametrize(
    ("instance", "hint"), [("p4d.24xlrage", "p4d.24xlarge"), ("ND96isr_H10_v5", "Standard_ND96isr_H100_v5"), ("H100", None), ("chair", None)]
)  # fmt: skip
def test_an_unknown_instance_is_unknown_with_the_nearest_spelling(instance, hint):
    """A typing error gets a hint, a chip or a chair gets none."""
    result = resolve_instance(CATALOGUE, instance)
    assert result.status == "unknown"
    assert (f"did you mean `{hint}`" in result.evidence_en) if hint else ("did you mean" not in result.evidence_en)
    assert (f"`{hint}`" in result.evidence_ko) if hint else ("`" not in result.evidence_ko)


def test_an_instance_is_a_line_of_chips():
    """Quantity times chips; a machine that is named needs no quantity to be one."""
    assert line(instance="p4d.24xlarge", quantity=3).counts == (24,)
    assert line(instance="p4d.24xlarge").counts == (8,)
    assert line(instance="p5.4xlarge").counts == (1,)
    assert line(instance="p4d.12xlarge", quantity=3).counts == (None,)
    assert line(instance="PNV6.*", quantity=3).counts == (None,)
    assert [row.component for row in line(description="p4d.24xlarge 2대 + p5.48xlarge").rows] == [A100, H100]


def test_the_instance_counts_before_the_description():
    """A description that says another chip or machine is warned of; one that says more of the same is heard."""
    other = line(instance="p4d.24xlarge", description="H100 8장")
    assert [row.component for row in other.rows] == [A100]
    assert "instance given counts" in other.warnings[0].en
    assert "입력된 인스턴스를 따름" in other.warnings[0].ko
    assert "p5.4xlarge" in line(instance="p5.48xlarge", description="p5.4xlarge").warnings[0].en
    more = line(instance="p4d.24xlarge", description="p4d.24xlarge 2대, 300시간, us-east-1")
    assert (more.counts, more.warnings) == ((16,), ())
    stay = line(instance="p4d.24xlarge", description="training, 300 hours, us-east-1").resolution
    assert (stay.hours, stay.region, stay.hosting) == (300, "us-east-1", "US")


def test_the_chip_counts_before_the_instance():
    """A chip that the instance holds takes its count; another one is warned of and counts alone."""
    assert line(chip=A100, instance="p4d.24xlarge").counts == (8,)
    other = line(chip=H100, instance="p4d.24xlarge", quantity=2)
    assert [row.component for row in other.rows] == [H100]
    assert other.counts == (2,)
    assert "chip given counts" in other.warnings[0].en


def test_an_item_is_shown_with_its_machines_hours_and_region():
    """`screening item` keeps its keys and adds four; both languages are readable."""
    shown = describe_item("AWS p4d.24xlarge 2대, 300시간, ap-northeast-2", SCREENER, DAY, "en")
    assert shown["chips"] == [{"chip": A100, "name": "A100 SXM4 40GB", "count": 16}]
    assert shown["instances"] == [{"provider": "AWS", "instance": "p4d.24xlarge", "count": 2}]
    assert (shown["hours"], shown["region"], shown["hosting"]) == (300, "ap-northeast-2", "KR")
    assert describe_item("g6f.xlarge", SCREENER, DAY, "en")["chips"][0]["count"] == 0.125
    assert describe_item("AWS p5", SCREENER, DAY, "en")["chips"][0]["count"] is None
    none = describe_item("8x H100", SCREENER, DAY, "en")
    assert (none["instances"], none["hours"], none["region"], none["hosting"]) == ([], None, None, None)
    lines = {language: printed("AWS p4d.24xlarge 2대, 300시간, ap-northeast-2", language) for language in ("en", "ko")}
    assert "2 × AWS p4d.24xlarge · 300 hours · region ap-northeast-2 · hosted in KR" in lines["en"]
    assert "2 × AWS p4d.24xlarge · 300 시간 · 리전 ap-northeast-2 · 소재국 KR" in lines["ko"]
    assert "? × H100" in printed("AWS p5", "en")


def printed(text, language):
    """What `screening item` prints."""
    return "\n".join(part.plain for part in item_text(describe_item(text, SCREENER, DAY, language), language).renderables)


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


HEAD = "sources: {S: s}\nentries: [{id: c-1, name: C1}]\nproviders: [{name: P, names: [P]}]\n"


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
