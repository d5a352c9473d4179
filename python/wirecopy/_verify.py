"""Given pairs of articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from wirecopy import _native
from wirecopy._data import source
from wirecopy._parameters import READING, grouped
from wirecopy._table import Table


def verify(
    pairs: Iterable[tuple[str, str]],
    data: Any,
    *,
    offsets: str = "bytes",
    threads: int | None = None,
    **params: Any,
) -> Table:
    """Compares pairs of ids of the data, whatever their scores, and returns rows of pairs, by ids.

    Offsets of passages count bytes of UTF-8, or characters, as strings of Python do, with
    ``offsets="chars"``. Other parameters say how the data is read, and have the names and the
    defaults of the program's flags.

    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> data = [{"id": "wire-1", "text": story}, {"id": "herald-4", "text": "KARSHOLM – " + story}]
    >>> [row] = verify([("wire-1", "herald-4")], data, offsets="chars").to_pylist()
    >>> row["a"], row["b_in_a"], row["passages"][0]["a_start"]
    ('herald-4', 1.0, 11)
    """
    (reading,) = grouped(params, READING)
    inputs = source(data, json.loads(reading).get("temp_dir"))
    return Table(_native.verify(inputs, [(str(a), str(b)) for a, b in pairs], reading, offsets, threads))
