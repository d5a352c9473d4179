"""The carriers of a wire."""

from __future__ import annotations

import json
import warnings
from functools import cached_property
from typing import Any

from wirecopy import _native
from wirecopy._data import source
from wirecopy._parameters import READING, TRACE, grouped
from wirecopy._progress import OnProgress, shown
from wirecopy._table import Table
from wirecopy.errors import WirecopyWarning


class Trace:
    """Who carries the stories of a wire, and how.

    >>> import wirecopy
    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> found = wirecopy.trace([{"id": "wire-1", "text": story}], [{"id": "herald-4", "text": story}])
    >>> [(row["wire"], row["carrier"]) for row in found.carriers.to_pylist()]
    [('wire-1', 'herald-4')]
    """

    def __init__(self, carriers: _native.Carriers) -> None:
        self._carriers = carriers

    @cached_property
    def carriers(self) -> Table:
        """One row per story and article that carries it, with scores, passages and credit."""
        return Table(self._carriers.rows())

    @cached_property
    def counts(self) -> dict[str, Any]:
        """Counts of what was read and found."""
        return json.loads(self._carriers.counts())

    @property
    def warnings(self) -> list[str]:
        """What the run warned of."""
        return self._carriers.warnings

    def __repr__(self) -> str:
        counts = self.counts
        return f"<wirecopy.Trace: {counts['stories_carried']} of {counts['wire_stories']} stories are carried>"


def trace(
    wire: Any,
    data: Any,
    *,
    threads: int | None = None,
    progress: bool | OnProgress = False,
    **params: Any,
) -> Trace:
    """Finds who carries the stories of a wire among the articles of the data.

    Both are what ``scan`` takes. The wire is kept in memory; of the data only what is at hand. Other
    parameters have the names and the defaults of the flags of ``wirecopy trace``.

    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> trace([story], ["KARSHOLM - " + story])
    <wirecopy.Trace: 1 of 1 stories are carried>
    """
    reading, search = grouped(params, READING, TRACE)
    folder = json.loads(reading).get("temp_dir")
    sources = source(wire, folder), source(data, folder)
    with shown(progress) as on_progress:
        carriers = _native.trace(sources, (reading, search), threads, on_progress)
    for warning in carriers.warnings:
        warnings.warn(warning, WirecopyWarning, stacklevel=2)
    return Trace(carriers)
