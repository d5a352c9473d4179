"""The keys of articles, for another engine."""

from __future__ import annotations

import json
import warnings
from typing import Any

from wirecopy import _native
from wirecopy._data import source
from wirecopy._parameters import READING, grouped
from wirecopy._progress import OnProgress, shown
from wirecopy._table import Table
from wirecopy.errors import WirecopyWarning


def sketch(
    data: Any,
    *,
    candidates: str = "seeds",
    threads: int | None = None,
    progress: bool | OnProgress = False,
    **params: Any,
) -> Table:
    """Returns what another engine groups by to find the pairs that are worth a comparison.

    One row per article: ``id``; ``text``, equal for copies; ``words``; ``shingles``; and ``keys``,
    numbers of 64 bits. By ``"seeds"`` two articles are candidates if they share two keys; one is
    enough if one of them has fewer than 16 shingles, or if one has fewer than 64 and the other has
    more. By ``"bands"``, for whole articles, one is enough. ``verify`` compares them. Each article is
    read alone, so that boilerplate is known by its form and place only; it has no keys. Other
    parameters say how the data is read, as in ``scan``.

    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> rows = sketch([story, "KARSHOLM - " + story, "Bread is sold by the metre."]).to_pylist()
    >>> one, two, other = (set(row["keys"]) for row in rows)
    >>> len(one & two), len(one & other)
    (9, 0)
    """
    (reading,) = grouped(params, READING)
    inputs = source(data, json.loads(reading).get("temp_dir"))
    with shown(progress) as on_progress:
        columns, warned = _native.sketch(inputs, reading, candidates, threads, on_progress)
    for warning in warned:
        warnings.warn(warning, WirecopyWarning, stacklevel=2)
    return Table(columns)
