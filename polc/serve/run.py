"""The service on a socket, until it is told to end.

In: a `Service`, where it listens. Out: nothing; it returns once every request that was taken has
its answer. Work whose request has been answered as slow may go on: `Service.is_working`.
uvicorn speaks HTTP; what it would log of a request, its address with what was asked in it, is left
out.
"""

import signal
import socket
from collections.abc import Callable
from typing import Any, Final

import uvicorn

from polc.serve.app import make_app
from polc.serve.log import log_to_standard_error
from polc.serve.service import Service

_GRACE: Final = 5.0
"""Seconds beyond the longest answer that a stopping service waits for those it has taken."""

_MOST_HEAD: Final = 64 * 1024
"""Bytes of a request before its body."""

_MOST_CONNECTIONS: Final = 2_000


def run_service(service: Service, host: str, port: int, listening: Callable[[int], None]) -> None:
    """Serves on an address; `listening` is called with the port once it answers. Raises `OSError`
    where the address cannot be had."""
    log_to_standard_error()
    config = uvicorn.Config(
        make_app(service),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=int(service.limits.seconds + _GRACE),
        http="h11",  # httptools is faster, and takes headers without an end
        h11_max_incomplete_event_size=_MOST_HEAD,
        limit_concurrency=_MOST_CONNECTIONS,
    )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # It takes connections from now on; uvicorn, which binds, would do so a moment later.
    listener = socket.create_server((host, port), family=family, backlog=config.backlog)
    # An answer goes out in two pieces; the second would wait for the first to be acknowledged.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listening(listener.getsockname()[1])
    ends: list[signal.Signals] = [signal.SIGTERM, signal.SIGINT]
    # uvicorn raises the signal again once it is done: to be told to end is no failure here.
    before = {end: signal.signal(end, _ended) for end in ends}
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        for end, handler in before.items():
            signal.signal(end, handler)


def _ended(_signal: int, _frame: Any) -> None:
    """Nothing is left to do."""
