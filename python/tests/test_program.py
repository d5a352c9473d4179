"""The wheel has the program, and parameters have its names and defaults."""

from __future__ import annotations

import re
import subprocess
import sys

from wirecopy._parameters import READING, SEARCH

#: Parameters whose flags have other names.
FLAGS = {
    "text": "text-field",
    "id": "id-field",
    "outlet": "outlet-field",
    "published": "date-field",
    "url": "url-field",
    "title": "title-field",
    "author": "author-field",
}

#: Flags of the program alone: where it reads names and writes, and what it prints.
PROGRAM_ALONE = {
    "files-from", "out", "tables", "annotate", "report", "top", "quiet", "resume", "format", "color", "help",
    "threads",
}

UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def flags(program, command: str) -> dict[str, str | None]:
    """Returns the flags of a command with the defaults that its help states."""
    found: dict[str, str | None] = {}
    for paragraph in re.split(r"\n(?= +(?:-\w, )?--)", program.run(command, "--help")):
        if flag := re.match(r" *(?:-\w, )?--([a-z-]+)", paragraph):
            default = re.search(r"\[default: ([^\]]*)\]", " ".join(paragraph.split()))
            found[flag[1]] = default[1] if default else None
    return found


def as_flag(default: object) -> str | None:
    """Returns a default as help states it."""
    if default in (None, False, [], {}):
        return None
    return str(default)


def same(default: object, stated: str | None) -> bool:
    if stated and stated[-1] in UNITS and stated[:-1].isdigit():
        return default == int(stated[:-1]) * UNITS[stated[-1]]
    return as_flag(default) == stated


def test_parameters_of_a_scan_have_the_names_and_defaults_of_its_flags(program):
    known = {**READING, **SEARCH}
    of_program = flags(program, "scan")
    by_flag = {FLAGS.get(name, name.replace("_", "-")): default for name, default in known.items()}
    assert set(by_flag) == set(of_program) - PROGRAM_ALONE
    stated_elsewhere = {"only": "everything", "table": None}
    for flag, default in by_flag.items():
        stated = stated_elsewhere.get(flag, of_program[flag])
        assert same(default, stated), (flag, default, stated)


def test_the_module_is_the_program(program):
    for command in ([sys.executable, "-m", "wirecopy"], [str(program.path)]):
        version = subprocess.run([*command, "--version"], check=True, capture_output=True, text=True).stdout
        assert version.startswith("wirecopy ")
