#!/usr/bin/env python3
"""Runs a command and prints its peak memory and its time.

    benches/peak_memory.py wirecopy scan dump.jsonl --out found --memory 512M

Reads RssAnon (anonymous memory) and VmRSS (all resident memory, including pages of mapped files)
of /proc/PID/status every 20 ms. Linux only.
"""

import subprocess
import sys
import time

INTERVAL_SECONDS = 0.02


def resident_kilobytes(pid):
    """Returns the anonymous and the resident memory of a process, 0 once it has ended."""
    fields = {"RssAnon": 0, "VmRSS": 0}
    try:
        with open(f"/proc/{pid}/status") as status:
            for line in status:
                name, _, rest = line.partition(":")
                if name in fields:
                    fields[name] = int(rest.split()[0])
    except (FileNotFoundError, ProcessLookupError):
        pass
    return fields["RssAnon"], fields["VmRSS"]


def main(command):
    start = time.monotonic()
    process = subprocess.Popen(command)
    anonymous, resident = 0, 0
    while process.poll() is None:
        now_anonymous, now_resident = resident_kilobytes(process.pid)
        anonymous, resident = max(anonymous, now_anonymous), max(resident, now_resident)
        time.sleep(INTERVAL_SECONDS)
    seconds = time.monotonic() - start
    print(f"anonymous {anonymous / 1024:.0f} MB, resident {resident / 1024:.0f} MB, {seconds:.1f} s", file=sys.stderr)
    return process.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
