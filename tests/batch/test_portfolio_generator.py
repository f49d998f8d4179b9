"""The invented portfolio is what the benchmark says of it; what is measured on anything else would mean little."""

import csv
import importlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT

ROWS = 6000


@pytest.fixture(scope="module")
def portfolio() -> Iterator[ModuleType]:
    """The generator, found as scripts find their neighbours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "tests" / "benchmarks"))
        yield importlib.import_module("portfolio")


@pytest.fixture(scope="module")
def written(portfolio: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The rows of a small month, as a spreadsheet would read them."""
    path = tmp_path_factory.mktemp("portfolio") / "month.csv"
    portfolio.write_portfolio(path, ROWS)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_seed_writes_the_same_bytes_and_another_does_not(portfolio: ModuleType, tmp_path: Path) -> None:
    """Figures of two days can be compared."""
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        portfolio.write_portfolio(tmp_path / name, 500, seed=seed)
    first, again, other = ((tmp_path / name).read_bytes() for name in "abc")
    assert first == again != other


def test_it_has_every_row_asked_for_in_25_columns(written: list[dict[str, str]]) -> None:
    """No row is lost in writing, not even those cut short on purpose."""
    assert len(written) == ROWS
    assert len(written[0]) == 25
    whole = [row for row in written if None not in row.values()]
    assert 0 < ROWS - len(whole) < 0.01 * ROWS, "a few rows are cut short"


def test_names_of_the_same_customer_repeat_and_all_three_scripts_occur(portfolio: ModuleType, written: list[dict[str, str]]) -> None:
    """Portfolios repeat: that is why distinct names are compared once."""
    names = [row["end_user_name"] for row in written if row["end_user_name"]]
    assert len(set(names)) < len(names) / 2
    assert any("가" <= letter <= "힣" for name in names for letter in name)
    assert any("一" <= letter <= "鿿" for name in names for letter in name)
    homes: dict[str, set[str]] = {}
    for row in written:
        if row["end_user_name"]:
            homes.setdefault(row["end_user_name"], set()).add(row["end_user_country"])
    assert len(set(portfolio.parties(portfolio.np.random.default_rng(1), portfolio.goods(portfolio.np.random.default_rng(1))).names)) == 20_000
    moved = [name for name, countries in homes.items() if len(countries - {"ZZ", "Unknown"}) > 1]
    assert not moved, "a customer stands in one country"


def test_rows_of_one_transaction_follow_each_other_and_share_their_parties(written: list[dict[str, str]]) -> None:
    """A transaction of several lines is not torn apart."""
    ids = [row["transaction_id"] for row in written]
    changes = sum(before != after for before, after in itertools.pairwise(ids))
    assert changes + 1 == len(set(ids)) < ROWS
    buyers: dict[str, set[str]] = {}
    for row in written:
        buyers.setdefault(row["transaction_id"], set()).add(row["end_user_name"])
    assert all(len(names - {None}) <= 1 for names in buyers.values())


def test_about_two_percent_of_the_rows_are_bad_and_half_a_percent_name_a_listed_party(
    portfolio: ModuleType, written: list[dict[str, str]]
) -> None:
    """The shares that the benchmark names."""
    days = {f"2026-08-{day:02d}" for day in range(1, 32)}
    activities = {"export", "reexport", "in_country_transfer", "cloud_rental"}
    places = set(portfolio.COUNTRIES) | set(portfolio.WRITTEN_OUT.values())
    bad = sum(
        None in row.values()
        or row["date"] not in days
        or row["activity"] not in activities
        or not row["quantity"].isdigit()
        or not row["value"].replace(".", "").isdigit()
        or row["destination"] not in places
        or row["end_user_country"] not in places
        for row in written
    )
    assert 0.01 < bad / ROWS < 0.03
    listed = {name for name, _ in portfolio.listed_names(portfolio.np.random.default_rng(0))}
    struck = sum(bool(listed & {row["end_user_name"], row["purchaser_name"], row["broker_name"]}) for row in written)
    assert 0.001 < struck / ROWS < 0.01
