"""`screening work` (hidden): the process that does the jobs of a service; `screening serve` starts it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import Data, Lists, Rules, data_folder, load

if TYPE_CHECKING:
    from screening.screen import Screener


def work(
    store: Annotated[
        str | None,
        typer.Option("--store", metavar="URL", envvar="SCREENING_STORE", help="The store [default: in the data folder]."),
    ] = None,
    lists: Lists = None,
    data: Data = None,
    rules: Rules = None,
    forever: Annotated[bool, typer.Option("--forever", help="Wait for jobs when none is left.")] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that screen one file.")] = 1,
    parent: Annotated[int | None, typer.Option("--parent", metavar="PID", help="End with this process.")] = None,
) -> None:
    """Do what is in the queue of jobs: screen uploaded files, screen decisions again."""
    from screening.app import rules_folder
    from screening.audit.kept import keep
    from screening.jobs import rescreening, screening
    from screening.jobs.worker import main
    from screening.store import Store

    folder = data_folder(data)
    opened = Store.open(store or str(folder / "store.sqlite"))

    def law() -> tuple[Screener, str]:
        screener = load(rules, folder, lists)
        return screener, keep(opened, screener, rules or rules_folder(), folder)

    kinds = {"screening": screening.screen, "rescreening": rescreening.work}
    try:
        main(opened, folder, law, _clock, kinds, forever=forever, workers=workers, parent=parent)
    finally:
        opened.close()


def _clock() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
