"""`screening serve`: the REST service on this machine's network, or with --dev on this machine alone and without keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Data, Lists, Rules, staying

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

    from screening.app.settings import Settings

BACKLOG = 2048
"""Connections that may wait to be accepted."""
CANNOT_START = 3
"""The exit code with which uvicorn ends a process whose application cannot start."""


def serve(
    host: Annotated[str | None, typer.Option("--host", help="The address to listen on [default: 127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option("--port", help="The port; 0: any that is free [default: 8000].")] = None,
    dev: Annotated[bool, typer.Option("--dev", help="No keys needed; only this machine is answered.")] = False,
    workers: Annotated[int | None, typer.Option("--workers", help="Processes that share the port [default: 1].")] = None,
    store: Annotated[
        str | None, typer.Option("--store", metavar="URL", help="The store [default: store.sqlite in --data].")
    ] = None,
    print_config: Annotated[
        bool, typer.Option("--print-config", help="Print the settings and where each comes from; start nothing.")
    ] = False,
    lists: Lists = None,
    data: Data = None,
    rules: Rules = None,
) -> None:
    """Serve the REST API.

    Settings come from these flags, from SCREENING_… variables, and from settings.toml in the data directory, in this order.
    """
    from screening.app.settings import load_settings, shown

    given: dict[str, Any] = {
        "host": host, "port": port, "dev": dev or None, "workers": workers, "store": store, "lists": lists or None,
        "data": data, "rules": rules,
    }  # fmt: skip
    settings = load_settings(**given)
    if print_config:
        print(shown(settings, **given))
        return
    listening = _listening(settings.host, settings.port)
    try:
        if settings.workers == 1:
            _serve_here(settings, listening)
        else:
            _serve_with_workers(settings, listening, given)
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()


def _serve_here(settings: Settings, listening: socket.socket) -> None:
    """Answer in this process."""
    import uvicorn

    from screening.app.serving import build

    with staying():  # before anything is said: what is wrong with rules, lists or store is one clear message
        app = build(settings)

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            _say(settings, listening)

    _leave_in_order()
    try:
        Server(_config(app, settings)).run([listening])
    except SystemExit as ended:
        raise typer.Exit(2 if ended.code == CANNOT_START else 0) from None


def _serve_with_workers(settings: Settings, listening: socket.socket, given: dict[str, Any]) -> None:
    """Answer in several processes, which read the same settings: flags are handed on as variables."""
    import tempfile

    from uvicorn.supervisors import Multiprocess

    from screening.app.loading import load_screener
    from screening.app.settings import hand_on
    from screening.store import Store

    load_screener(settings.rules, settings.data if settings.data.is_dir() else None, settings.lists)
    Store.open(settings.store).close()  # workers could only say it all at once
    _leave_in_order()
    listening.listen(BACKLOG)  # who comes before the first worker is ready waits
    with tempfile.TemporaryDirectory(prefix="screening-metrics-") as counted:
        hand_on(counted, **given)
        _say(settings, listening)
        config = _config("screening.cli.serve:worker", settings)
        workers = Multiprocess(config, sockets=[listening])
        workers.run()
        failed = any(each.exitcode == CANNOT_START for each in workers.processes)
    if failed:
        raise typer.Exit(2)


def worker() -> FastAPI:
    """Return the application of one of several processes, which ends when the first one does, even if that one was killed."""
    import multiprocessing
    import os
    import signal
    import threading

    from screening.app.serving import application
    from screening.errors import ScreeningError

    parent = multiprocessing.parent_process()
    assert parent is not None

    def outlive_nobody() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=outlive_nobody, daemon=True).start()
    try:
        with staying():
            return application()
    except (ScreeningError, OSError) as error:
        print(f"a worker cannot start: {error}", file=sys.stderr, flush=True)
        raise SystemExit(CANNOT_START) from None  # the first process then ends, too, instead of trying for ever


def _config(app: FastAPI | str, settings: Settings) -> Any:
    import uvicorn

    from screening.app.logs import log_config

    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        workers=settings.workers,
        log_config=log_config(settings.log_level),
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="on",
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies) or None,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        timeout_worker_healthcheck=10,  # seconds
        backlog=BACKLOG,
    )


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address; one line and exit code 2 if it cannot be had."""
    import errno
    import os
    import socket
    from contextlib import ExitStack

    with ExitStack() as opened:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            bound = opened.enter_context(socket.socket(family, kind, protocol))
            if os.name == "posix":
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "the port is in use; choose another with --port, or 0 for any that is free" if taken else error.strerror
            print(f"cannot listen on {host} port {port}: {why}", file=sys.stderr)
            raise typer.Exit(2) from None
        bound.set_inheritable(True)
        opened.pop_all()
    return bound


def _say(settings: Settings, listening: socket.socket) -> None:
    """Print one line: where the service listens, and where it explains itself."""
    host, port = listening.getsockname()[:2]
    where = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    without = " without keys, for this machine only" if settings.dev else ""
    print(f"screening listens on {where}{without} (API: {where}/openapi.json)", flush=True)


def _leave_in_order() -> None:
    """End with exit code 0 on SIGTERM, once the server has answered what was under way and gives the signal back."""
    import signal

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
