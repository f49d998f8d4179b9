"""A rental line: hours and region of a text, the `instance` field, what counts before what, and how it is shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from screening.app import load_screener
from screening.facts.hardware import item_lines
from screening.facts.item_text import resolve, resolve_instance
from screening.facts.transaction import Item
from screening.reports.items import describe_item, item_text

SCREENER = load_screener()
CATALOGUE = SCREENER.catalogue
DAY = SCREENER.rules.verified_through
A100, H100 = "nvidia-a100-sxm4-40gb", "nvidia-h100-sxm5-80gb"


def found(text):
    """The chips of a text that must resolve, with how many of each."""
    result = resolve(CATALOGUE, text)
    assert result.status == "resolved", result
    return {component.entry.id: component.count for component in result.components}


def line(**item):
    """The line of one item."""
    return item_lines([Item.model_validate(item)], CATALOGUE, SCREENER.rules.modelled_eccns, DAY)[0]


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
        ("p4d.24xlarge for 2 weeks", 336),
        ("p4d.24xlarge 24시간 지원", None),
        ("p4d.24xlarge 720 hours/month", None),
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


def test_hours_of_chips_are_neither_hours_nor_chips():
    """2,400 GPU hours are not 2,400 GPUs."""
    assert found("H100 8장, 2,400 GPU-hours") == {H100: 8}


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


def test_a_count_nobody_sources_stays_unknown():
    """The chip is known, so the tier is; how many is a question, and the line has no count."""
    text = "Standard_NC8lds_xl_RTXPRO6000BSE_v6"
    assert found(text) == {"nvidia-rtx-pro-6000-bse": None}
    assert "unknown number" in resolve(CATALOGUE, text).evidence_en
    assert line(instance=text, quantity=3).counts == (None,)


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
