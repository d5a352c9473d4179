"""A deduplication and its survivors."""

from __future__ import annotations

import json
import os
import warnings
from functools import cached_property
from typing import Any

from wirecopy import _native
from wirecopy._data import Kept, source, with_kept
from wirecopy._parameters import DEDUP, READING, grouped
from wirecopy._progress import OnProgress, shown
from wirecopy._table import Table
from wirecopy.errors import WirecopyWarning


class Dedup:
    """The survivors of a deduplication, and a reason for every removal.

    >>> import wirecopy
    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> found = wirecopy.dedup([{"id": "herald-4", "text": story}, {"id": "wire-1", "text": story}])
    >>> [record["id"] for record in found.kept]
    ['herald-4']
    >>> [(row["id"], row["kept"], row["relation"]) for row in found.removed.to_pylist()]
    [('wire-1', 'herald-4', 'exact')]
    """

    def __init__(self, removals: _native.Removals, kept: Kept) -> None:
        self._removals = removals
        self._kept = kept

    @cached_property
    def kept(self) -> Any:
        """What is kept of data in memory, in its order and its own form: a table with the data's
        own columns, a list of dicts, or a list of texts. Of files, ``write`` writes it."""
        return self._kept(self._removals)

    @cached_property
    def removed(self) -> Table:
        """One row per removed paragraph, removed article and rejected record, with the reason."""
        return Table(self._removals.removed())

    @cached_property
    def summary(self) -> dict[str, Any]:
        """All counts, with losses by outlet and by day."""
        return json.loads(self._removals.summary())

    @property
    def warnings(self) -> list[str]:
        """What the run warned of."""
        return self._removals.warnings

    def write(self, path: str | os.PathLike[str]) -> None:
        """Writes the survivors of files, each record as it is, byte for byte, to a file, or to a
        folder with the names of the inputs if the path ends with a slash."""
        self._removals.write(os.fspath(path))

    def __repr__(self) -> str:
        counts = self.summary
        return f"<wirecopy.Dedup of {counts['read']} records: {counts['kept']} kept, {counts['removed']} removed>"


def dedup(
    data: Any,
    *,
    keep: str = "earliest",
    against: Any = None,
    strip: str | tuple[str, ...] | list[str] = (),
    annotate: bool = False,
    threads: int | None = None,
    memory: int | str | None = None,
    progress: bool | OnProgress = False,
    **params: Any,
) -> Dedup:
    """Removes copies, and says of each which article is kept instead.

    ``data`` is what ``scan`` takes; ``against`` is data of which copies are removed, too, and
    nothing is kept. With ``annotate``, what is kept has three more fields: how many ``copies`` it
    had, their ``cluster``, and all their ``outlets``. Paragraphs are stripped from dicts, texts and
    files, not from columns. Other parameters have the names and the defaults of the flags of
    ``wirecopy dedup``, as ``remove=["exact"]`` or ``max_loss=1``.

    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> dedup([story, story]).kept == [story]
    True
    """
    given = {**params, "keep": keep, "strip": list([strip] if isinstance(strip, str) else strip)}
    reading, policy = grouped({**given, "memory": memory}, READING, DEDUP)
    folder = json.loads(reading).get("temp_dir")
    inputs, kept, writes = with_kept(data, folder, annotate)
    others = None if against is None else source(against, folder)
    with shown(progress) as on_progress:
        removals = _native.dedup((inputs, others), (reading, policy), (writes, annotate), threads, on_progress)
    for warning in removals.warnings:
        warnings.warn(warning, WirecopyWarning, stacklevel=2)
    return Dedup(removals, kept)
