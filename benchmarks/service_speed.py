"""What a case settled over HTTP costs against the same settled in the process.

Run with `python -m benchmarks.service_speed [SECONDS]`, which needs the extra `serve`. A service of
Suizhou listens on loopback; so many clients, processes of their own with one connection each, send
it one case after the other. Prints for each number of them the requests a second, the median and
the 99th of a hundred answers, and the process time that the service took for each; then the same of
adding claims to ledgers in SQLite. Before, in this process: the same case from JSON to JSON.
"""

import http.client
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polc
from polc.api.exact_json import read_exact_json

ROOT = Path(__file__).parents[1]
CASE = (ROOT / "examples" / "suizhou-dibao.json").read_bytes()
CLIENTS = (1, 2, 8)
HEADERS = {"content-type": "application/json"}
SERVE = "from polc.cli.main import main; main()"


def in_process(seconds):
    """Cases a second from JSON to JSON, with none of HTTP around it."""
    policy = polc.load("suizhou")
    done, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        json.dumps(policy.settle(read_exact_json(CASE.decode())).to_dict(), ensure_ascii=False)
        done += 1
    return done / (time.process_time() - start)


def post(connection, path, body):
    connection.request("POST", path, body, HEADERS)
    answer = connection.getresponse()
    told = answer.read()
    assert answer.status in (200, 201), told
    return told


def ask(port, _name, seconds, into):
    """Sends cases until the time is over; the seconds that each took."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    took, ends = [], time.monotonic() + seconds
    while time.monotonic() < ends:
        start = time.perf_counter()
        post(connection, "/suizhou/settle", CASE)
        took.append(time.perf_counter() - start)
    into.put(took)


def write(port, name, seconds, into):
    """Adds claims to a ledger of its own until the time is over."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    case = json.loads(CASE)
    (claim,) = case.pop("claims")
    del case["policy"]
    opening = {**case, "year": 2022, "id": f"{name}-{time.time_ns()}"}
    post(connection, "/suizhou/ledgers", json.dumps(opening))
    path = f"/suizhou/ledgers/{opening['id']}/entries"
    took, ends = [], time.monotonic() + seconds
    while time.monotonic() < ends:
        entry = json.dumps({"claim": {**claim, "id": f"c{len(took)}"}})
        start = time.perf_counter()
        post(connection, path, entry)
        took.append(time.perf_counter() - start)
    into.put(took)


def cpu_seconds(process):
    """What a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(service, port, work, clients, seconds):
    into = multiprocessing.Queue()
    before = cpu_seconds(service.pid)
    asking = [
        multiprocessing.Process(target=work, args=(port, f"y{at}", seconds, into))
        for at in range(clients)
    ]
    for process in asking:
        process.start()
    took = [each for _ in asking for each in into.get()]
    for process in asking:
        process.join()
    cpu = (cpu_seconds(service.pid) - before) / len(took)
    cuts = [cut * 1000 for cut in statistics.quantiles(took, n=100)]
    print(
        f"  {clients} clients: {len(took) / seconds:.0f} a second, median {cuts[49]:.1f} ms, "
        f"p99 {cuts[98]:.1f} ms; {cpu * 1000:.2f} ms of the service each"
    )


def main(seconds):
    alone = in_process(min(seconds, 3))
    print(f"in the process: {alone:.0f} a second of process time, {1000 / alone:.2f} ms each")
    with tempfile.TemporaryDirectory() as folder:
        words = ("serve", "suizhou", "--port", "0", "--store", f"sqlite:{folder}/years.db")
        service = subprocess.Popen(
            [sys.executable, "-c", SERVE, *words],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "POLC_LANGUAGE": "en"},
        )
        port = int(service.stderr.readline().rpartition(":")[2])
        # The log is read, so that the service never waits for a full pipe.
        reading = multiprocessing.Process(target=service.stderr.read, daemon=True)
        reading.start()
        try:
            for title, work in (("settle", ask), ("entries in SQLite", write)):
                print(f"{title}:")
                for clients in CLIENTS:
                    measure(service, port, work, clients, seconds)
        finally:
            service.terminate()
            service.wait()
            reading.terminate()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
