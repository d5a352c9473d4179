"""The wheel has the program, and parameters have its names and defaults."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys

import pytest
import wirecopy
from wirecopy._parameters import DEDUP, READING, SEARCH, TRACE

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
    "threads", "wire", "against", "removed", "dry-run", "in", "pairs", "full",
}

#: Defaults that help states in other words.
IN_WORDS = {"only": "everything", "table": None, "level": None}

#: Memory is not limited everywhere.
READ_ALONE = {name: READING[name] for name in READING if name not in ("memory", "ignore_free_space")}

#: Parameters by command.
COMMANDS = {
    "scan": {**READING, **SEARCH},
    "dedup": {**READING, **DEDUP},
    "trace": {**READ_ALONE, **TRACE},
    "compare": {**READ_ALONE, "offsets": inspect.signature(wirecopy.verify).parameters["offsets"].default},
}

UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def flags(program, command: str) -> dict[str, str | None]:
    """Returns the flags of a command with the defaults that its help states."""
    found: dict[str, str | None] = {}
    for paragraph in re.split(r"\n(?= +(?:-\w, )?--)", program.run(command, "--help")):
        if flag := re.match(r" *(?:-\w, )?--([a-z-]+)", paragraph):
            default = re.search(r"\[default: ([^\]]*)\]", " ".join(paragraph.split()))
            # An example may begin a line with a flag.
            found.setdefault(flag[1], default[1] if default else None)
    return found


def as_flag(default: object) -> str | None:
    """Returns a default as help states it."""
    if default in (None, False, [], {}):
        return None
    if isinstance(default, list):
        return ",".join(default)
    return str(default)


def same(default: object, stated: str | None) -> bool:
    if stated and stated[-1] in UNITS and stated[:-1].isdigit():
        return default == int(stated[:-1]) * UNITS[stated[-1]]
    return as_flag(default) == stated


@pytest.mark.parametrize("command", COMMANDS)
def test_parameters_have_the_names_and_defaults_of_flags(command, program):
    known = COMMANDS[command]
    of_program = flags(program, command)
    by_flag = {FLAGS.get(name, name.replace("_", "-")): default for name, default in known.items()}
    assert set(by_flag) == set(of_program) - PROGRAM_ALONE
    for flag, default in by_flag.items():
        stated = IN_WORDS.get(flag, of_program[flag])
        assert same(default, stated), (flag, default, stated)


def test_the_module_is_the_program(program):
    for command in ([sys.executable, "-m", "wirecopy"], [str(program.path)]):
        version = subprocess.run([*command, "--version"], check=True, capture_output=True, text=True).stdout
        assert version.startswith("wirecopy ")
