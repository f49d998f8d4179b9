"""Hypothesis strategies: transactions as rows of a batch file, good ones and bad ones, as people write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hypothesis import strategies as st

from screening.app import load_screener
from screening.batch.columns import COLUMNS
from screening.terms import ROLES

Cells = dict[str, str]

RULES = load_screener().rules

DAYS = (
    "2018-06-01", "2019-05-16", "2020-12-22", "2020-12-23", "2021-06-01", "2022-08-30", "2022-10-06", "2022-10-07", "2022-10-21",
    "2023-03-09", "2023-11-16", "2023-11-17", "2024-04-04", "2024-06-03", "2025-01-16", "2025-05-12", "2025-05-14",
    "2025-09-28", "2025-10-10", "2025-11-10", "2026-02-02", "2026-06-01", "2026-08-03", "2026-09-24", "2026-09-25", "2027-04-06", "2031-01-01",
)  # fmt: skip
BAD_DAYS = ("31.02.2024", "2024-02-30", "tomorrow")
COUNTRIES = ("CN", "HK", "MO", "SG", "US", "NO", "AE", "KH", "RU", "IR", "DE", "KR", "TW", "중국", "Hong Kong", " CN ", "crimea", "TWN")
ACTIVITIES = ("export", "reexport", "in_country_transfer", "cloud_rental", "model_access", "technology_release", "support")

ITEMS: tuple[Cells, ...] = (
    {"item": "NVIDIA A100"}, {"item": "NVIDIA H20 96GB"}, {"item": "HGX H100 8-GPU"}, {"item": "GeForce RTX 4090"},
    {"item": "엔비디아 A800"}, {"item": "英伟达 A800"}, {"item": "32 GB200 NVL72 racks"}, {"item": "Huawei Ascend 910C"},
    {"item": "AWS p4d.24xlarge and p5.48xlarge"}, {"instance": "p4d.24xlarge"}, {"item": "p5.48xlarge ap-northeast-1"},
    {"item": "p4d.24xlarge us-east-1"}, {"item": "p4d.24xlarge us-west-2"}, {"item": "p4d.24xlarge eu-central-1"},
    {"item": "2x p5.48xlarge for 300 hours"}, {"instance": "p4d.24xlarge", "item": "p5.48xlarge in us-east-1"},
    {"item": "Dell XE9680"}, {"item": "Dell PowerEdge XE9680 with 8x H100"}, {"item": "servers with NVIDIA GPUs"},
    {"item": "wired optical mouse", "part_number": "0042-7710", "eccn": "EAR99"}, {"item": "office laptop", "eccn": "5A992.c"},
    {"item": "network cable"}, {"chip": "nvidia-h100-pcie-80gb"}, {"chip": "nvidia-h20", "item": "NVIDIA A100"},
    {"chip": "nvidia-connectx-7"}, {"part_number": "900-21010-0000-000"}, {"eccn": "3A090.a"}, {"eccn": "4A090"}, {"eccn": "3E001"},
    {"tpp": "4800", "performance_density": "5.92", "data_center": "yes"}, {"tpp": "2400", "die_area_mm2": "800"},
    {"tpp": "4799.5", "data_center": "no", "designer_country": "CN", "node_nm": "7"}, {"item": "logic dies, 7 nm", "transistors_billion": "55"},
    {"item": "HBM3 stack", "kind": "memory_stack", "memory_bandwidth_density": "3.5"}, {"item": "model", "model_weights": "예"},
    {"item": "weights", "model_weights": "true", "item_training_operations": "2e26", "published": "no"},
    {"item": "design files", "eccn": "3E001", "kind": "technology"}, {"item": "=1+1 mouse", "hs_chapter": "84", "us_origin": "no"},
    {"item": "NVIDIA H100", "us_origin": "no", "foreign_direct_product": "yes", "us_content_percent": "12.50"},
)  # fmt: skip
BAD_ITEMS: tuple[Cells, ...] = (
    {"chip": "nvidia-h9000"}, {"eccn": "3A90"}, {"tpp": "4800", "performance_density": "50", "die_area_mm2": "800"},
    {"item": "\x07bell"}, {"item": "A100", "data_center": "maybe"}, {"item": "A100", "form": "brick"}, {"tpp": "-1"}, {"tpp": "1,000"},
)  # fmt: skip
AMOUNTS: dict[str, tuple[str, ...]] = {
    "quantity": ("1", "8", "8.0", "10000", "1e3", " 4 "), "hours": ("720", "0", "8760"),
    "value": ("100", "1e5", "120000.50", "0.10", " 7 "), "currency": ("USD", "EUR"),
}  # fmt: skip
BAD_AMOUNTS = {"quantity": ("0", "eight", "-1"), "hours": ("1:30",), "value": ("n/a", "1,000"), "currency": ("usd",)}

DEALS: tuple[Cells, ...] = (
    {"activity": "export", "origin": "US", "destination": "CN", "exporter_name": "Example Systems Inc.", "exporter_country": "US",
     "end_user_name": "Invented Cloud Ltd", "end_user_country": "CN", "end_user_headquarters": "CN", "end_user_parent": "none"},
    {"activity": "export", "origin": "US", "destination": "CN", "exporter_name": "NVIDIA Corporation", "exporter_country": "US",
     "end_user_name": "Invented Cloud Ltd", "end_user_country": "CN", "end_user_headquarters": "CN", "military_end_use": "false"},
    {"activity": "export", "origin": "US", "destination": "SG", "end_user_name": "Beispiel GmbH", "end_user_country": "SG",
     "end_user_headquarters": "SG", "end_user_parent": "Invented Holding", "end_user_parent_country": "CN"},
    {"activity": "export", "origin": "US", "destination": "NO", "end_user_name": "Beispiel GmbH", "end_user_country": "NO",
     "end_user_headquarters": "NO", "end_user_parent": "none", "military_end_use": "no"},
    {"activity": "reexport", "origin": "IN", "destination": "RU", "end_user_name": "ООО «Пример»", "end_user_country": "RU", "end_user_headquarters": "RU"},
    {"activity": "cloud_rental", "origin": "US", "destination": "CN", "hosting": "US", "provider_name": "Amazon Web Services",
     "provider_country": "US", "provider_headquarters": "US", "end_user_name": "Inspur Group", "end_user_country": "CN", "end_user_headquarters": "CN"},
    {"activity": "cloud_rental", "origin": "KR", "destination": "KR", "hosting": "KR", "provider_name": "가상클라우드 주식회사", "provider_country": "KR",
     "account_holder_name": "Invented Cloud Ltd", "account_holder_country": "HK", "payer_name": "P", "payer_country": "CN"},
    {"activity": "export", "origin": "US", "destination": "AE", "end_user_name": "G42 Cloud", "end_user_country": "AE", "end_user_headquarters": "AE"},
    {"activity": "in_country_transfer", "origin": "CN", "destination": "CN"},
    {"activity": "model_access", "destination": "CN", "hosting": "US"},
)  # fmt: skip

OTHERS: dict[str, tuple[str, ...]] = {
    "hosting": COUNTRIES, "via": ("MY;TH", "HK", "SG, US", ";"), "destination_region": ("crimea", "elsewhere"),
    "end_use": ("training", "inference \u3000", "two\nlines", " hospitals ", "\u3000"), "training_operations": ("1e23", "1E+27", "100"),
    "military_end_use": ("true", "no", "아니요"), "end_user_email": ("a@example.com", " ", "\u3000", "a@example.com\u00a0"),
    "end_user_phone": ("+82 2 0000", "0"), "end_user_national_id": ("0001", " 1"), "end_user_payment_source": ("card",),
    "end_user_ip": ("192.0.2.1;192.0.2.2", "192.0.2.1", " "),
}  # fmt: skip
BAD_OTHERS = {
    "activity": ("gift", ""), "destination": ("Freedonia",), "via": ("CN;Freedonia",), "training_operations": ("lots",), "destination_region": ("kyiv",),
    "military_end_use": ("maybe",), "end_use": ("bell\x07",), "end_user_ip": ("\x01",), "end_user_country": ("Freedonia",), "date": BAD_DAYS,
}  # fmt: skip


def _listed() -> Iterator[str]:
    """Yield names of the lists that ship with the rules, in all their scripts, and the same names with slips."""
    for each in RULES.lists.values():
        for entry in each.entries[:12]:
            yield from (entry.name, *entry.aliases[:3], *(native.text for native in entry.native[:2]))
            yield entry.name.replace("o", "0", 1)
            yield entry.name[:-4] + entry.name[-3:]
            yield f" {entry.name.upper()} ".replace(" ", "  ")


NAMES = ("Invented Cloud Ltd", "Invented Cloud Ltd ", "Beispiel GmbH", "가상전자 주식회사", "虚构科技有限公司", "ООО «Пример»", "NA", *dict.fromkeys(_listed()))
names = st.sampled_from(NAMES)
countries = st.sampled_from(COUNTRIES)
roles = st.sampled_from(("end_user",) * 3 + ("freight_forwarder", "broker", "exporter", "beneficial_owner", "payer", "account_holder", "reseller", *ROLES))
optional_places = dict.fromkeys(("country", "headquarters", "parent_country"), countries)
party_cells = st.fixed_dictionaries(
    {}, optional={"name": names, "parent": names | st.just("none"), "address": st.just("1 Example Road"), **optional_places}
)


def _one_of(pools: dict[str, tuple[str, ...]], most: int) -> st.SearchStrategy[Cells]:
    pairs = st.sampled_from([(column, text) for column, texts in pools.items() for text in texts])
    return st.lists(pairs, max_size=most).map(dict)


def _line(*, bad: bool) -> st.SearchStrategy[Cells]:
    what = st.sampled_from(ITEMS + (BAD_ITEMS if bad else ()) + ({},))
    much = _one_of(AMOUNTS | ({} if not bad else {name: AMOUNTS[name] + BAD_AMOUNTS[name] for name in AMOUNTS}), 3)
    return st.builds(lambda a, b: {**a, **b}, what, much)


@st.composite
def transactions(draw: st.DrawFn, days: Sequence[str]) -> list[Cells]:
    """Draw the rows of one transaction on one of these days, without id; about one in six cannot be read."""
    bad = draw(st.integers(0, 5)) == 0
    head = {"date": draw(st.sampled_from(days)), **draw(st.sampled_from(DEALS))}
    head |= draw(st.fixed_dictionaries({}, optional={"activity": st.sampled_from(ACTIVITIES), "destination": countries | st.just("")}))
    head |= draw(_one_of(OTHERS, 3))
    for role in draw(st.lists(roles, max_size=3, unique=True)):
        head |= {f"{role}_{name}": text for name, text in draw(party_cells).items()}
    if draw(st.integers(0, 4)) == 0 and "end_user_name" in head:
        other = draw(st.sampled_from(["freight_forwarder", "payer"]))
        head[f"{other}_name"] = draw(st.sampled_from([head["end_user_name"], f" {head['end_user_name']}"]))
    if bad:
        head |= draw(_one_of(BAD_OTHERS, 1))
    lines = draw(st.lists(_line(bad=bad), min_size=1, max_size=3 if draw(st.booleans()) else 1))
    rows = [head | lines[0]]
    repeated = draw(st.sampled_from([(), ("date", "activity"), tuple(head)]))
    spaced = draw(st.sampled_from(["", " "]))
    for line in lines[1:]:
        rows.append({name: head[name] + spaced for name in repeated if head[name]} | line)
        if bad and draw(st.booleans()):
            rows[-1] |= draw(_one_of({"destination": ("US",), "end_user_name": ("Somebody Else",), "end_use": ("other",)}, 1))
    return rows


@st.composite
def tables(draw: st.DrawFn) -> list[list[Cells]]:
    """Draw transactions on few days, so that they meet the same law; some of them twice."""
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3))
    table = draw(st.lists(transactions(days), min_size=2, max_size=12))
    return table + draw(st.lists(st.sampled_from(table), max_size=2))


def numbered(table: list[list[Cells]]) -> list[list[Cells]]:
    """Return transactions with ids; one of a single row may do without, or have spaces for one."""
    ids = [f"T-{at}" if len(rows) > 1 or at % 5 < 3 else "" if at % 5 == 3 else " " for at, rows in enumerate(table)]
    return [[{"transaction_id": id} | row for row in rows] for id, rows in zip(ids, table, strict=True)]


def header(table: list[list[Cells]], more: int) -> list[str]:
    """Return the columns these rows need, and some that stay empty."""
    filled = {name for rows in table for row in rows for name in row} | {"transaction_id", "activity"}
    return [*(name for at, name in enumerate(COLUMNS) if name in filled or (more and at % more == 0)), "own remark"]


AS_OF = st.none() | st.sampled_from([date(2020, 12, 22), date(2024, 6, 3), date(2025, 10, 10), date(2026, 9, 30)])
ASSUMED = st.sampled_from([(), (), ("all",), ("us.bill.gain", "us.ear.744_11.affiliate")])
