"""The package and the program are built of the same versions."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from conftest import ROOT


def versions(lock: Path) -> dict[str, set[str]]:
    """Returns the versions of each crate of a lock file."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, version in re.findall(r'name = "([^"]+)"\nversion = "([^"]+)"', lock.read_text(encoding="utf-8")):
        found[name].add(version)
    return found


def test_what_both_lock_files_have_is_of_the_same_versions():
    of_program = versions(ROOT / "Cargo.lock")
    of_package = versions(ROOT / "python/Cargo.lock")
    shared = set(of_program) & set(of_package)
    assert len(shared) > 100
    # A crate that the package has in one version is in that version in the program, too.
    other = {name for name in shared if not of_package[name] & of_program[name]}
    assert not other
