"""A month of trade, invented: the portfolio that the batch benchmark screens.

    python tests/benchmarks/portfolio.py month.csv --rows 1000000

A chip distributor that also rents out cloud machines, August 2026, 25 columns of the contract, about 210 bytes a row. 20,000
spellings of names (customers, resellers, brokers, listed parties; Latin, 한글, 漢字; some misspelt) repeat as customers do:
each has a country, headquarters, usual goods, one reseller and habits. Most rows are ordinary business in which nothing is to
be found; some 9 % are data-center chips, machines and GPU instances, about 0.5 % name a listed party, about 2 % cannot be
read. The same seed writes the same bytes. Every company is invented except the listed ones; no row is a real deal.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
import yaml
from portfolio_words import (  # the file beside this one
    END_USES,
    LINE_BREAK,
    ORDINARY_USES,
    ROOTS,
    Goods,
    goods,
    invented,
    misspelt,
)

ENTITY_LIST = Path(__file__).resolve().parents[2] / "rules" / "lists" / "us" / "entity_list.yaml"
NAMES, CUSTOMERS, RESELLERS, BROKERS = 20_000, 15_500, 900, 250
CHUNK = 250_000  # rows made at a time: memory does not grow with the file
COLUMNS = (
    "transaction_id", "date", "activity", "origin", "destination", "hosting", "via", "item", "part_number", "eccn", "quantity", "hours",
    "value", "currency", "exporter_name", "broker_name", "broker_country", "purchaser_name", "purchaser_country", "end_user_name",
    "end_user_country", "end_user_headquarters", "end_user_parent", "end_user_parent_country", "end_use",
)  # fmt: skip
COUNTRIES = dict(
    zip(
        "KR US JP TW DE SG MY VN IN GB FR NL CA AU TH ID PH PL MX BR IL TR CN HK AE SA RU".split(),
        [34, 14, 10, 9, 6, 6, 4, 5, 5, 1.5, 1, 1, 1, 1, 1, 1, 0.8, 0.8, 0.7, 0.6, 0.5, 0.4, 2.5, 1.5, 1, 0.4, 0.3],
        strict=True,
    )
)
WRITTEN_OUT = {"KR": "대한민국", "US": "United States", "TW": "Taiwan", "CN": "中国", "VN": "Vietnam", "DE": "Germany", "JP": "Japan"}
SUPPLIERS = [  # who exports, from where, in which currency; the share of the deals outside their own country
    ("Example Computing Inc.", "US", "USD", 0.62), ("Example Computing Korea Ltd.", "KR", "KRW", 0.12), ("예시반도체유통 주식회사", "KR", "KRW", 0.04),
    ("Example Computing (Singapore) Pte. Ltd.", "SG", "USD", 0.08), ("Example Computing Deutschland GmbH", "DE", "EUR", 0.06),
    ("Example Computing Taiwan Co., Ltd.", "TW", "USD", 0.05), ("例示電算株式会社", "JP", "JPY", 0.03),
]  # fmt: skip
RATES = {"USD": 1.0, "KRW": 1385.0, "EUR": 0.86, "JPY": 147.0}


@dataclass(frozen=True, slots=True)
class Parties:
    """The names (one pool) and, a row for each customer, the habits; numbers point into pools."""

    names: npt.NDArray[np.object_]
    country: npt.NDArray[np.object_]  # of every name
    first_variant: npt.NDArray[np.int64]  # of every customer: the other spellings of the name in the pool
    variants: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]
    written: npt.NDArray[np.object_]  # the country as this customer writes it
    headquarters: npt.NDArray[np.object_]
    parent: npt.NDArray[np.object_]
    parent_country: npt.NDArray[np.object_]
    kind: npt.NDArray[np.int64]  # 0 ordinary, 1 data center, 2 cloud
    goods: npt.NDArray[np.int64]  # six usual ones each
    end_use: npt.NDArray[np.int64]  # two usual ones each
    supplier: npt.NDArray[np.int64]
    reseller: npt.NDArray[np.int64]  # -1: buys directly
    broker: npt.NDArray[np.int64]
    listed: npt.NDArray[np.int64]  # where listed parties stand in the pool


def listed_names(rng: np.random.Generator) -> list[tuple[str, str]]:
    """Return names of the Entity List as printed, in their own script, and misspelt, each with its country."""
    found: dict[str, str] = {}
    for entry in yaml.safe_load(ENTITY_LIST.read_text(encoding="utf-8"))["entries"][:60]:
        country = entry.get("country") or entry["countries"][0]
        official = [entry["name"], *entry.get("aliases", [])[:1], *(each["name"] for each in entry.get("native", [])[:1])]
        for name in [*official, misspelt(rng, entry["name"])]:
            found.setdefault(name.strip(), country)
    return list(found.items())


@dataclass(frozen=True, slots=True)
class Pool:
    """Every spelling with its country: customers, resellers, brokers, listed parties, other spellings of customers."""

    countries: dict[str, str]
    listed: npt.NDArray[np.int64]
    first_variant: npt.NDArray[np.int64]
    variants: npt.NDArray[np.int64]


def pool_of_names(rng: np.random.Generator, codes: npt.NDArray[np.object_], odds: npt.NDArray[np.float64]) -> Pool:
    """Invent the 20,000 names; the most frequent customers are the ones written in several ways."""
    pool: dict[str, str] = {}

    def invent(countries: npt.NDArray[np.object_]) -> None:
        for country in countries:
            while (name := invented(rng, country)) in pool:
                pass
            pool[name] = country

    invent(rng.choice(codes, CUSTOMERS, p=odds))
    invent(rng.choice(codes, RESELLERS, p=odds))
    invent(rng.choice(np.array(["HK", "SG", "AE", "KR", "US", "TW", "MY", "DE"], dtype=object), BROKERS))
    known = list(pool)
    for name, country in listed_names(rng):
        pool.setdefault(name, country)
    listed = np.arange(len(known), len(pool))
    first, count = np.zeros(CUSTOMERS, dtype=np.int64), np.zeros(CUSTOMERS, dtype=np.int64)
    for customer in range(CUSTOMERS):
        if len(pool) >= NAMES:
            break
        first[customer] = len(pool)
        for _ in range(40):
            other = misspelt(rng, known[customer]).strip()
            if other and other not in pool and len(pool) < NAMES:
                pool[other] = pool[known[customer]]
                count[customer] += 1
            if count[customer] == (1 if customer >= 1500 else 2):
                break
    return Pool(pool, listed, first, count)


def parties(rng: np.random.Generator, sold: Goods) -> Parties:
    """Invent the names and the habits of the customers, the most frequent customer first."""
    codes, odds = np.array(list(COUNTRIES), dtype=object), np.array(list(COUNTRIES.values())) / sum(COUNTRIES.values())
    pool = pool_of_names(rng, codes, odds)
    places = np.array(list(pool.countries.values()), dtype=object)
    home = places[:CUSTOMERS]
    kind = np.array([0, 0, 0, 0, 1, 0, 0, 2, 0, 0])[np.arange(CUSTOMERS) % 10]
    popular = 1 / (np.arange(len(sold.groups[0])) + 8.0)
    plain = rng.permutation(sold.groups[0])[rng.choice(len(popular), (CUSTOMERS, 6), p=popular / popular.sum())]
    chips, rented, accelerated = (rng.choice(group, (CUSTOMERS, 6)) for group in sold.groups[1:])
    usual = np.where((kind == 1)[:, None], np.where(np.arange(6) % 2, plain, chips), plain)
    usual = np.where((kind == 2)[:, None], np.where(np.arange(6) % 2, accelerated, rented), usual)
    elsewhere = rng.choice(np.array(["US", "JP", "KR", "CN", "DE", "GB", "TW", "SG", "FR"], dtype=object), CUSTOMERS, p=[0.3, 0.15, 0.15, 0.1, 0.1, 0.08, 0.06, 0.03, 0.03])
    headquarters = np.where(rng.random(CUSTOMERS) < 0.82, home, elsewhere)
    stated = rng.random(CUSTOMERS)  # below 0.70 everything is stated, below 0.82 the headquarters only
    owned = (rng.random(CUSTOMERS) < 0.4) | (headquarters != home)
    groups = np.array([f"{ROOTS[at % len(ROOTS)]} {each}" for at, each in enumerate(["Holdings", "Group", "Corporation"] * 40)], dtype=object)
    parent = np.where(owned, rng.choice(groups, CUSTOMERS), "none")
    everything = stated < 0.70
    own = np.array([country for _, country, _, _ in SUPPLIERS], dtype=object)
    supplier = rng.choice(len(SUPPLIERS), CUSTOMERS, p=np.array([share for *_, share in SUPPLIERS]))
    domestic = (home[:, None] == own[None, :]) & (rng.random(CUSTOMERS) < 0.3)[:, None]
    supplier = np.where(domestic.any(axis=1), domestic.argmax(axis=1), supplier)
    reseller = rng.integers(CUSTOMERS, CUSTOMERS + RESELLERS, CUSTOMERS)
    for country in codes:  # most buy from a reseller at home
        near = CUSTOMERS + np.flatnonzero(places[CUSTOMERS : CUSTOMERS + RESELLERS] == country)
        here = (home == country) & (rng.random(CUSTOMERS) < 0.85)
        if len(near):
            reseller[here] = rng.choice(near, int(here.sum()))
    reseller[rng.random(CUSTOMERS) < 0.4] = -1
    weight = 1 / (np.arange(CUSTOMERS) + 2.7)
    return Parties(
        np.array(list(pool.countries), dtype=object), places, pool.first_variant, pool.variants, weight / weight.sum(),
        np.where(rng.random(CUSTOMERS) < 0.04, np.array([WRITTEN_OUT.get(each, each) for each in home], dtype=object), home),
        np.where(stated < 0.82, headquarters, ""), np.where(everything, parent, ""),
        np.where(everything & owned, headquarters, ""), kind, usual, rng.integers(0, np.where(kind == 0, ORDINARY_USES, len(END_USES))[:, None], (CUSTOMERS, 2)), supplier,
        reseller, rng.integers(CUSTOMERS + RESELLERS, CUSTOMERS + RESELLERS + BROKERS, CUSTOMERS), pool.listed,
    )  # fmt: skip


def month(rng: np.random.Generator, known: Parties, sold: Goods, *, first: int, size: int, rows: int) -> tuple[dict[str, npt.NDArray[np.object_]], int]:
    """Return `size` rows as columns of text, the transactions numbered from `first`, and the number that follows."""
    lines = np.where(rng.random(size) < 0.0077, rng.integers(2, 7, size), 1)
    deal = np.repeat(np.arange(size), lines)[:size]  # the transaction of each row
    deals = int(deal[-1]) + 1
    customer = rng.choice(CUSTOMERS, deals, p=known.weight)
    spelt = np.where((rng.random(deals) < 0.1) & (known.variants[customer] > 0), known.first_variant[customer] + rng.integers(0, 2, deals) % np.maximum(known.variants[customer], 1), customer)
    kind, home = known.kind[customer], known.country[customer]
    rental = kind == 2
    supplier = known.supplier[customer]
    origin = np.array([each[1] for each in SUPPLIERS], dtype=object)[supplier]
    activity = np.where(rental, "cloud_rental", np.where(origin == home, "in_country_transfer", np.where(origin == "US", "export", "reexport")))
    purchaser = np.where((known.reseller[customer] >= 0) & (rng.random(deals) < 0.9) & ~rental, known.reseller[customer], -1)
    broker = np.where((rng.random(deals) < 0.1), known.broker[customer], -1)
    written, headquarters = known.written[customer], known.headquarters[customer]
    parent, parent_country = known.parent[customer], known.parent_country[customer]
    destination = np.where(rng.random(deals) < 0.97, home, rng.choice(np.array(["US", "KR", "SG", "VN", "MY"], dtype=object), deals))
    destination = np.where(activity == "in_country_transfer", home, destination)

    struck = np.flatnonzero(rng.random(deals) < 0.0052)
    one, place = rng.choice(known.listed, len(struck)), rng.random(len(struck))
    for role, low, high in (("end_user", 0, 0.75), ("purchaser", 0.75, 0.92), ("broker", 0.92, 1)):
        here = (place >= low) & (place < high)
        at, who = struck[here], one[here]
        if role == "end_user":
            spelt[at], written[at], destination[at] = who, known.country[who], known.country[who]
            headquarters[at] = np.where(rng.random(len(at)) < 0.7, known.country[who], "")
            parent[at] = parent_country[at] = ""
            moved = activity[at] == "in_country_transfer"
            activity[at] = np.where(moved, np.where(origin[at] == "US", "export", "reexport"), activity[at])
        else:
            (purchaser if role == "purchaser" else broker)[at] = who

    item = known.goods[customer[deal], np.minimum(rng.geometric(0.32, size) - 1, 5) if size else 0]
    amount = np.ceil(rng.lognormal(np.where(kind[deal] == 0, 2.6, 1.1), 1.1, size)).astype(np.int64)
    large = sold.price[item] > 100_000
    amount = np.where(large, np.minimum(amount, 64), amount)
    hours = np.clip(np.ceil(rng.lognormal(4.6, 1.2, size)), 1, 744).astype(np.int64)
    currencies = np.array([each[2] for each in SUPPLIERS], dtype=object)
    currency = currencies[supplier][deal]
    rate = np.array([RATES[each] for each in currencies])[supplier][deal]
    rented = rental[deal]
    value = sold.price[item] * amount * np.where(rented, hours, 1) * rng.lognormal(0, 0.08, size) * rate
    whole = np.isin(currency, ["KRW", "JPY"])
    day = np.minimum((np.arange(deals) + first) * 31 // max(rows, 1), 30) + 1  # orders are entered day by day
    use = known.end_use[customer[deal], (rng.random(size) < 0.25).astype(np.int64)]
    names = np.append(known.names, "")  # -1: nobody
    countries = np.append(known.country, "")
    exporters = np.array([each[0] for each in SUPPLIERS], dtype=object)
    per_deal = {
        "transaction_id": np.char.add("T2608-", np.char.zfill((np.arange(deals) + first + 1).astype(str), 8)).astype(object),
        "date": np.array([f"2026-08-{each:02d}" for each in range(32)], dtype=object)[day],
        "activity": activity, "origin": origin, "destination": destination, "hosting": np.where(rental, origin, ""),
        "via": np.where(~rental & (rng.random(deals) < 0.06), rng.choice(np.array(["SG", "HK", "NL", "JP", "AE"], dtype=object), deals), ""),
        "exporter_name": np.where(rental, "", exporters[supplier]), "broker_name": names[broker], "broker_country": countries[broker],
        "purchaser_name": names[purchaser], "purchaser_country": countries[purchaser], "end_user_name": names[spelt],
        "end_user_country": written, "end_user_headquarters": headquarters, "end_user_parent": parent, "end_user_parent_country": parent_country,
    }  # fmt: skip
    per_row = {
        "item": sold.text[item], "part_number": sold.part[item], "eccn": sold.eccn[item], "quantity": amount.astype(str).astype(object),
        "hours": np.where(rented, hours.astype(str), "").astype(object), "currency": currency, "end_use": np.array(END_USES, dtype=object)[use],
        "value": np.where(whole, np.round(value).astype(np.int64).astype(str), np.char.mod("%.2f", value)).astype(object),
    }  # fmt: skip
    table = per_row | {column: cells.astype(object)[deal] for column, cells in per_deal.items()}
    return {column: table[column] for column in COLUMNS}, first + deals


def spoil(rng: np.random.Generator, table: dict[str, npt.NDArray[np.object_]]) -> npt.NDArray[np.bool_]:
    """Make about 2 % of the rows unreadable in place, and return which rows are to lose cells."""
    size = len(table["date"])
    wrong = {
        "date": ["2026-08-32", "2026-13-01", "31.08.2026", "08/31/26"], "quantity": ["eight", "1,000", "N/A", "다섯 대"], "activity": ["sale", "exprot", "수출"],
        "destination": ["Koera", "XX", "Shenzen"], "end_user_country": ["ZZ", "Unknown"], "value": ["TBD", "1.250,00"],
    }  # fmt: skip
    drawn = rng.random(size)
    for at, (column, values) in enumerate(wrong.items()):
        rows = np.flatnonzero((drawn >= at * 0.0028) & (drawn < (at + 1) * 0.0028))
        table[column][rows] = rng.choice(np.array(values, dtype=object), len(rows))
    cut: npt.NDArray[np.bool_] = (drawn >= 0.0168) & (drawn < 0.0195)
    return cut


def write_portfolio(path: Path, rows: int, seed: int = 2608) -> None:
    """Write `rows` rows with a header to `path` (UTF-8, commas, line feeds)."""
    rng = np.random.default_rng(seed)
    sold = goods(rng)
    known = parties(rng, sold)
    following = 0
    with path.open("wb") as file:
        file.write((",".join(COLUMNS) + "\n").encode())
        for at, start in enumerate(range(0, rows, CHUNK)):
            rng = np.random.default_rng([seed, at])
            table, following = month(rng, known, sold, first=following, size=min(CHUNK, rows - start), rows=rows)
            cut = spoil(rng, table)
            cells = pl.DataFrame(table, schema=dict.fromkeys(COLUMNS, pl.String))
            text = cells.select(pl.all().replace("", None)).write_csv(include_header=False)  # null: an empty cell without quotes
            lines = text.split("\n")[:-1]
            for row in np.flatnonzero(cut):
                lines[row] = ",".join(lines[row].split(",")[:6])  # the first six cells hold no comma
            file.write(("\n".join(lines) + "\n").replace(LINE_BREAK, "\n").encode())


def main() -> None:
    """Write a portfolio and say how long it took."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("path", type=Path)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=2608)
    given = asked.parse_args()
    start = time.perf_counter()
    write_portfolio(given.path, given.rows, given.seed)
    spent = time.perf_counter() - start
    print(f"{given.rows:,} rows, {given.path.stat().st_size / 1e6:,.0f} MB in {spent:.1f} s ({given.rows / spent:,.0f} rows/s)")


if __name__ == "__main__":
    main()
