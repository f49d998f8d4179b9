"""The loaders over real lists, where they are there (../shared/data): counts, refusals, and what changed in four years."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from conftest import ROOT, need

from screening.errors import InvalidInput
from screening.parties.lists.differences import difference
from screening.parties.lists.intake import from_files, read_received, take
from screening.parties.lists.reading import Reading
from screening.parties.lists.store import Store

DATA = ROOT.parent / "shared" / "data"
LABELS = {
    "Specially Designated Nationals (SDN) - Treasury Department": (10026, 19181),
    "Entity List (EL) - Bureau of Industry and Security": (2001, 3420),
    "Denied Persons List (DPL) - Bureau of Industry and Security": (462, 1596),
    "ITAR Debarred (DTC) - State Department": (727, 787),
    "Sectoral Sanctions Identifications List (SSI) - Treasury Department": (290, 286),
    "Unverified List (UVL) - Bureau of Industry and Security": (201, 222),
    "Nonproliferation Sanctions (ISN) - State Department": (163, 161),
    "Palestinian Legislative Council List (PLC) - Treasury Department": (78, 78),
    "Military End User (MEU) List - Bureau of Industry and Security": (71, 70),
    "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department": (68, 68),
    "Capta List (CAP) - Treasury Department": (53, 1),
    "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department": (17, 51),
    "Foreign Sanctions Evaders (FSE) - Treasury Department": (3, 0),
}  # entries on 2022-04-21 and on 2026-07-31: rows of the files by `source`


def reading(file: str) -> Reading:
    """Read a real list, or skip where it is not there."""
    need((DATA / file).exists(), f"{file} in ../shared/data")
    return read_received(from_files([DATA / file]))


@pytest.fixture(scope="module")
def csl() -> tuple[Reading, Reading]:
    """Return the Consolidated Screening List of 2022 and of 2026."""
    return reading("csl-2022-04-21.csv.gz"), reading("csl-2026-07-31.csv.gz")


def test_every_row_of_the_consolidated_list_is_an_entry(csl) -> None:
    """Of each sub-list; nothing is refused, nothing left out."""
    for number, each in enumerate(csl):
        counts = {label: count.entries for label, count in each.sublists.items()}
        assert counts == {label: sizes[number] for label, sizes in LABELS.items() if sizes[number]}
        assert (each.faults, each.quarantined) == ((), ())
    assert [sum(count.names for count in each.sublists.values()) for each in csl] == [34081, 57167]


def test_nearly_every_address_yields_a_country(csl) -> None:
    """The complete columns of 2022 have dates and birth dates as well."""
    old = csl[0].parties
    assert sum(bool(party.countries) for party in old) > 10_500
    assert sum(bool(party.birth_dates) for party in old) > 5_000
    assert sum(party.listings[0].start is not None for party in old) == 2523
    assert sum(party.listings[0].until is not None for party in old) == 417


def test_the_malformed_download_is_refused_without_an_earlier_snapshot() -> None:
    """The header twice, and an end in mid-record: with row numbers."""
    broken = reading("csl-2023-partial-malformed.csv")
    with pytest.raises(InvalidInput) as caught:
        broken.refuse()
    said = str(caught.value)
    assert "a header row stands among the data (row 2)" in said
    assert "the file ends inside this record, within a quoted field (row 4229)" in said
    assert len(broken.refuse(force=True)) == 2
    assert len(broken.parties) == 4226


def test_the_malformed_download_has_shrunk(tmp_path) -> None:
    """Held against the list of 2022 the alarm counts what is gone."""
    need((DATA / "csl-2022-04-21.csv.gz").exists(), "csl-2022-04-21.csv.gz in ../shared/data")
    store, day = Store(tmp_path), date(2023, 6, 1)
    take(store, from_files([DATA / "csl-2022-04-21.csv.gz"]), today=day)
    with pytest.raises(InvalidInput) as caught:
        take(store, from_files([DATA / "csl-2023-partial-malformed.csv"]), today=day)
    assert "8,289 of 10,026 entries are gone (83%)" in str(caught.value)
    assert "Entity List (EL) - Bureau of Industry and Security: 1,082 of 2,001 entries are gone (54%)" in str(caught.value)


def test_ofacs_files_are_found_and_joined_with_their_weak_aliases() -> None:
    """2,438 aliases stand in remarks alone."""
    sdn = reading("ofac-sdn-2021.csv.gz")
    assert (len(sdn.parties), sdn.faults, sdn.quarantined) == (8976, (), ())
    kinds = Counter(alias.kind for party in sdn.parties for alias in party.names)
    assert kinds["weak"] == 2438
    assert kinds["former"] == 369
    assert sum(bool(party.birth_dates) for party in sdn.parties) > 4_200


def test_the_denied_persons_are_counted_by_name() -> None:
    """581 rows, 459 names, two of them under two orders of different dates."""
    denied = reading("bis-dpl-2022.tsv")
    assert (len(denied.parties), denied.faults) == (459, ())
    assert sum(len(party.listings) > 1 for party in denied.parties) == 2


def test_four_years_of_changes_are_matched_by_id_and_by_name(csl) -> None:
    """Treasury kept its ids; BIS and State were renumbered."""
    found = {each.sublist.split("(")[1].split(")")[0]: each for each in difference(*(each.parties for each in csl))}
    assert (found["SDN"].by_id, found["SDN"].by_name) == (8687, 3)
    assert (found["EL"].by_id, found["EL"].by_name) == (0, 1920)
    assert (found["DPL"].by_id, found["DPL"].by_name) == (0, 461)
    assert all("dates" in found[label].not_comparable for label in ("EL", "DPL", "MEU", "ISN"))
    for each in found.values():
        assert each.before == each.by_id + each.by_name + len(each.removed)
        assert each.after == each.by_id + each.by_name + len(each.added)


def test_a_real_list_is_loaded_from_the_store_as_it_was_read(csl, tmp_path) -> None:
    """26,000 entries, every field."""
    store = Store(tmp_path)
    taken = take(store, from_files([DATA / "csl-2026-07-31.csv.gz"]), today=date(2026, 11, 22))
    assert (taken.added.snapshot.date, taken.added.snapshot.name) == (date(2026, 7, 31), "csl")
    assert store.load(taken.added.snapshot) == csl[1].parties
