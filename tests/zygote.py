"""Starts servers quickly, for tests that kill them: everything is imported and the rules are read once, each server is a fork.

    python tests/zygote.py < one JSON object of settings a line > one process id a line

A server is the leader of its own process group and is what `screening serve` runs; it ends with this process' standard input.
"""

from __future__ import annotations

import json
import os
import signal
import sys

import uvicorn

from screening.app import loading, serving
from screening.app.settings import Settings


def main() -> None:
    """Fork a server for every line."""
    loading.shipped_rules(loading.rules_folder())
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    for line in sys.stdin:
        given = json.loads(line)
        port = given.pop("port")
        pid = os.fork()
        if pid == 0:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(given.pop("log"), os.O_CREAT | os.O_APPEND | os.O_WRONLY), 2)
            os.dup2(2, 1)
            app = serving.build(Settings(**given))
            uvicorn.run(app, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=10)
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
