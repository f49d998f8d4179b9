"""Records of requests that come together: in one transaction, each once, and nobody is answered if they cannot be written."""

import asyncio
from collections.abc import Sequence
from unittest.mock import patch

import pytest
import sqlalchemy as sa
from audit_logs import decided

from screening.api.problems import Refused
from screening.api.recorder import Once, Recorded, Recorder
from screening.audit import log
from screening.audit.log import Receipt
from screening.audit.verify import verify
from screening.store import Store, Unavailable
from screening.store.tables import idempotency

AT = "2026-11-22T22:50:00.000001Z"


def recorder(store: Store) -> Recorder:
    """One whose clock stands still."""
    return Recorder(store, lambda: AT)


def once(key: str = "k", request: str = "r", caller: str = "c") -> Once:
    """A request under a key."""
    return Once(caller, key, request)


def logged(store: Store) -> list[log.Record]:
    """The whole log, which must be intact."""
    with store.reading() as connection:
        assert verify(connection).intact
        return list(log.find(connection, log.Sought()))


def test_requests_at_the_same_time_are_written_in_their_order(store: Store) -> None:
    """Each gets the receipts of its own records."""

    async def ask() -> list[Recorded]:
        own = recorder(store)
        found = await asyncio.gather(*(own.record([decided(n * 10 + k) for k in range(n % 3 + 1)]) for n in range(40)))
        await own.close()
        return found

    found = asyncio.run(ask())
    records = {each.seq: each for each in logged(store)}
    assert sorted(receipt.seq for each in found for receipt in each.receipts) == list(range(1, len(records) + 1))
    for n, each in enumerate(found):
        own = [records[receipt.seq] for receipt in each.receipts]
        assert [record.hash for record in own] == [receipt.hash for receipt in each.receipts]
        assert [record.transaction_id for record in own] == [decided(n * 10 + k).transaction_id for k in range(n % 3 + 1)]


def test_a_group_is_one_transaction(store: Store) -> None:
    """What comes while one is written waits for the next: forty requests cost two or three, not forty."""
    begun: list[int] = []
    commit = Recorder._commit

    def counted(self: Recorder, groups: Sequence[object], *, wait: bool = True) -> object:
        begun.append(len(groups))
        return commit(self, groups, wait=wait)  # type: ignore[arg-type]

    async def ask() -> None:
        own = recorder(store)
        await asyncio.gather(*(own.record([decided(n)]) for n in range(40)))
        await own.close()

    with patch.object(Recorder, "_commit", counted):
        asyncio.run(ask())
    assert sum(begun) == 40
    assert len(begun) <= 3


def test_the_same_request_under_its_key_is_recorded_once(store: Store) -> None:
    """At the same time, later, and after a restart; another caller's key is another key."""

    async def ask(own: Recorder) -> list[Recorded]:
        found = list(await asyncio.gather(*(own.record([decided(n)], once()) for n in range(5))))
        found.append(await own.record([decided(9)], once()))
        found.append(await own.record([decided(10)], once(caller="somebody else")))
        await own.close()
        return found

    found = asyncio.run(ask(recorder(store)))
    assert [each.again for each in found] == [False, True, True, True, True, True, False]
    assert len({each.receipts[0] for each in found[:6]}) == 1
    later = asyncio.run(ask(recorder(store)))
    assert all(each.again for each in later)
    assert later[0].receipts == found[0].receipts
    assert len(logged(store)) == 2


def test_a_key_that_came_with_another_request_is_refused(store: Store) -> None:
    """Before, and in the same group; the others of the group are recorded."""

    async def ask() -> list[object]:
        own = recorder(store)
        asked = [own.record([decided(1)], once()), own.record([decided(2)], once(request="another")), own.record([decided(3)])]
        found: list[object] = list(await asyncio.gather(*asked, return_exceptions=True))
        found += await asyncio.gather(own.record([decided(4)], once(request="another")), own.earlier(once()), return_exceptions=True)
        await own.close()
        return found

    first, refused, third, later, earlier = asyncio.run(ask())
    assert isinstance(first, Recorded)
    assert isinstance(third, Recorded)
    for each in (refused, later):
        assert isinstance(each, Refused)
        assert each.status == 422
        assert each.errors[0].where == "header.Idempotency-Key"
    assert earlier == Recorded(first.receipts, again=True)
    assert [each.transaction_id for each in logged(store)] == [decided(1).transaction_id, decided(3).transaction_id]


def test_a_list_of_which_nothing_could_be_read_is_remembered_too(store: Store) -> None:
    """It has no records, and is answered the same."""

    async def ask() -> list[Recorded]:
        own = recorder(store)
        found = [await own.record([], once(), refused={"0": "{}"}), await own.record([], once())]
        await own.close()
        return found

    assert asyncio.run(ask()) == [Recorded([], refused={"0": "{}"}), Recorded([], again=True, refused={"0": "{}"})]


def test_what_is_written_beside_is_written_with_the_records_or_not_at_all(store: Store) -> None:
    """An announcement that fails takes its own records with it, and no other request's."""

    def fails(connection: sa.Connection, receipts: Sequence[Receipt], at: str) -> None:
        connection.execute(idempotency.insert(), {"caller": "x", "key": "x", "at": at, "fingerprint": "x", "result": "{}"})
        raise RuntimeError(str(receipts[0].seq))

    async def ask() -> list[object]:
        own = recorder(store)
        found = await asyncio.gather(own.record([decided(1)]), own.record([decided(2)], beside=fails), return_exceptions=True)
        after = await own.record([decided(3)])
        await own.close()
        return [*found, after]

    first, second, after = asyncio.run(ask())
    assert isinstance(first, Recorded)
    assert isinstance(second, RuntimeError)
    assert isinstance(after, Recorded)
    assert [each.transaction_id for each in logged(store)] == [decided(1).transaction_id, decided(3).transaction_id]
    with store.reading() as connection:
        assert connection.execute(sa.select(idempotency)).all() == []


def test_while_the_store_is_away_everybody_is_told(store: Store) -> None:
    """And the recorder goes on when it is back."""

    async def ask() -> list[object]:
        own = recorder(store)
        with patch.object(Store, "writing", side_effect=Unavailable("away")):
            found = await asyncio.gather(*(own.record([decided(n)]) for n in range(3)), return_exceptions=True)
        after = await own.record([decided(4)])
        await own.close()
        return [*found, after]

    *away, after = asyncio.run(ask())
    assert all(isinstance(each, Unavailable) for each in away)
    assert isinstance(after, Recorded)
    assert len(logged(store)) == 1


def test_another_writer_of_the_file_is_waited_for_beside_the_loop(tmp_path) -> None:
    """The event loop goes on meanwhile."""
    store = Store.open(str(tmp_path / "store.sqlite"))
    other = Store.open(str(tmp_path / "store.sqlite"))

    async def ask() -> int:
        own, turns = recorder(store), 0
        with other.writing():
            asked = asyncio.create_task(own.record([decided(1)]))
            for _ in range(20):
                await asyncio.sleep(0.01)
                turns += 1
            assert not asked.done()
        await asked
        await own.close()
        return turns

    assert asyncio.run(asyncio.wait_for(ask(), 10)) == 20
    assert len(logged(store)) == 1


def test_a_request_that_is_given_up_is_recorded_all_the_same(store: Store) -> None:
    """Whoever hung up did not stop what was decided from being true."""

    async def ask() -> None:
        own = recorder(store)
        asked = asyncio.create_task(own.record([decided(1)]))
        await asyncio.sleep(0)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        await own.record([decided(2)])
        await own.close()

    asyncio.run(ask())
    assert len(logged(store)) == 2
