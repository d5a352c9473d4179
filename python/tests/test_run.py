"""A run can be interrupted, and lets other threads of Python work."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time

import wirecopy

SCAN = """
import sys, wirecopy
print("begins", flush=True)
try:
    wirecopy.scan(sys.argv[1], progress=lambda *_: print("runs", flush=True))
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""


def test_an_interrupt_ends_a_run(dumps, tmp_path):
    big = tmp_path / "big.jsonl"
    # Enough to run for a second on any machine.
    big.write_bytes(dumps["noisy"].read_bytes() * 40)
    command = [sys.executable, "-c", SCAN, str(big)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "begins\n"
    assert process.stdout.readline() == "runs\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out.splitlines()[-1]) == (0, "interrupted"), err
    assert "panicked" not in err


def test_other_threads_work_while_a_scan_runs(dumps):
    ticks = []
    ended = threading.Event()

    def tick() -> None:
        while not ended.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    ticker = threading.Thread(target=tick)
    ticker.start()
    began = time.monotonic()
    for _ in range(3):
        wirecopy.scan(dumps["hub"])
    took = time.monotonic() - began
    ended.set()
    ticker.join()
    during = [tick for tick in ticks if began <= tick <= began + took]
    # A run that kept the lock would leave a gap as long as itself.
    gaps = [later - earlier for earlier, later in zip(during, during[1:])]
    assert max(gaps, default=took) < max(took / 2, 0.2)
