"""A Spark of its own on this machine: a master and two workers, on loopback.

`python -m tests.spark.standalone_cluster` starts it and says its address until a key is hit. It
needs the extra `spark` and Java 17; nothing is written but to a folder that is removed.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark

SECONDS = 60
"""So long a process may take to listen."""


@contextmanager
def standalone_cluster(workers: int = 2) -> Iterator[str]:
    """The address of the master, while it and its workers run."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        port = _free_port()
        address = f"spark://127.0.0.1:{port}"
        master = ("--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        stack.enter_context(_running("master.Master", master))
        _wait_for(port)
        for _ in range(workers):
            options = ("--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "1g")
            of_worker = (*options, "--work-dir", folder, address)
            stack.enter_context(_running("worker.Worker", of_worker))
        yield address


@contextmanager
def _running(name: str, arguments: tuple[str, ...]) -> Iterator[None]:
    home = Path(pyspark.__file__).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    command = (str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments)
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    for _ in range(SECONDS * 10):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens at {port}")


if __name__ == "__main__":
    with standalone_cluster() as running:
        sys.stdout.write(f"{running}\n")
        sys.stdin.readline()
