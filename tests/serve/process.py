"""`polc serve` as a process of its own, and requests to it over a socket."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import define

ROOT = Path(__file__).parents[2]
SERVE = "from polc.cli.main import main; main()"


@define
class Served:
    """A running service: where it listens, and its process."""

    port: int
    process: "subprocess.Popen[str]"

    def ask(self, method: str, path: str, value: Any = None) -> tuple[int, Any]:
        """The status and the JSON of an answer; raises what the socket raises."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            body = None if value is None else json.dumps(value)
            headers = {"content-type": "application/json", "accept-language": "en"}
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def kill(self) -> None:
        """Ends it at once, whatever it is doing."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> tuple[int, str]:
        """Tells it to end: its exit status, and all that it wrote."""
        self.process.send_signal(signal.SIGTERM)
        _, told = self.process.communicate(timeout=30)
        return self.process.returncode, told


@contextmanager
def serving(*words: str | Path, before: str = "", **environment: str) -> Iterator[Served]:
    """`polc serve WORDS` on a free port, after the Python statements `before`."""
    process = subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{SERVE}", "serve", *map(str, words), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "POLC_LANGUAGE": "en", **environment},
    )
    try:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert first.startswith("listening on http://127.0.0.1:"), first + process.stderr.read()
        yield Served(int(first.rpartition(":")[2]), process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stderr is not None:
            process.stderr.close()
