"""Parameters by the names of the command line."""

from __future__ import annotations

import datetime
import json
import os
import re
from typing import Any

from wirecopy._native import defaults
from wirecopy.errors import ParameterError

READING: dict[str, Any]
SEARCH: dict[str, Any]
DEDUP: dict[str, Any]
TRACE: dict[str, Any]
READING, SEARCH, DEDUP, TRACE = map(json.loads, defaults())

_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_BYTES = {"": 1, "B": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


def grouped(given: dict[str, Any], *groups: dict[str, Any]) -> list[str]:
    """Returns the JSON of the parameters of each group that were given."""
    known = {name for group in groups for name in group}
    for name in given:
        if name not in known:
            expected = f"one of {', '.join(sorted(known))} is expected"
            raise ParameterError(f"there is no parameter {name}: {expected}", name=name, value=name, expected=expected)
    found = {name: _plain(name, value) for name, value in given.items() if value is not None}
    return [json.dumps({name: found[name] for name in group if name in found}) for group in groups]


def _plain(name: str, value: Any) -> Any:
    if name == "within":
        if isinstance(value, datetime.timedelta):
            return int(value.total_seconds())
        return _quantity(name, value, _SECONDS, "a number and s, m, h, d or w is expected, as in 7d")
    if name in ("memory", "text_bytes_max"):
        return _quantity(name, value, _BYTES, "a number of bytes is expected, or one with K, M, G or T")
    if name in ("glob", "exclude", "remove", "strip", "drop_kinds", "key", "prefer") and isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, set, frozenset)):
        return sorted(value) if isinstance(value, (set, frozenset)) else list(value)
    return os.fspath(value) if isinstance(value, os.PathLike) else value


def _quantity(name: str, value: Any, units: dict[str, int], expected: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    matched = re.fullmatch(r"([0-9]{1,9})([A-Za-z]?)", value) if isinstance(value, str) else None
    if matched is None or matched[2] not in units:
        message = f"{name} is {value}: {expected}"
        raise ParameterError(message, name=name, value=str(value), expected=expected)
    return int(matched[1]) * units[matched[2]]
