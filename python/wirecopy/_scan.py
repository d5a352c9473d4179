"""A scan and its findings."""

from __future__ import annotations

import html
import json
import os
import warnings
from functools import cached_property
from typing import Any

from wirecopy import _native
from wirecopy._data import source
from wirecopy._parameters import READING, SEARCH, grouped
from wirecopy._progress import OnProgress, shown
from wirecopy._table import Table
from wirecopy.errors import ParameterError, WirecopyWarning

_CLUSTERS_SHOWN = 10

# The words of the program, so that both make the same page.
_ADVICE = (
    "A larger page has more of them: wirecopy report SCAN_DIR -o FILE --bytes-max 60M. Any two articles"
    " are shown by wirecopy compare A B, with their inputs."
)


class Scan:
    """The findings of a scan. Each table is read when it is asked for first.

    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> found = scan([story, story])
    >>> [row["size"] for row in found.clusters.to_pylist()], found.summary["counts"]["articles"]
    ([2], 2)
    """

    def __init__(self, findings: _native.Findings, inputs: _native.Source) -> None:
        self._findings = findings
        # Texts in memory are read again for a page.
        self._inputs = inputs

    def _table(self, name: str) -> Table:
        return Table(self._findings.table(name))

    @cached_property
    def articles(self) -> Table:
        """One row per article, by id."""
        return self._table("articles")

    @cached_property
    def pairs(self) -> Table:
        """One row per reported pair of articles, with exact scores and the passages that prove it."""
        return self._table("pairs")

    @cached_property
    def clusters(self) -> Table:
        """One row per cluster of articles, the largest first."""
        return self._table("clusters")

    @cached_property
    def members(self) -> Table:
        """One row per member of a cluster."""
        return self._table("members")

    @cached_property
    def fragments(self) -> Table:
        """One row per paragraph that occurs more than once."""
        return self._table("fragments")

    @cached_property
    def occurrences(self) -> Table:
        """One row per occurrence of a fragment."""
        return self._table("occurrences")

    @cached_property
    def rejects(self) -> Table:
        """One row per record that is no article, with the reason."""
        return self._table("rejects")

    @cached_property
    def summary(self) -> dict[str, Any]:
        """Counts, parameters, and the fields that were found to have what."""
        return json.loads(self._findings.summary())

    @property
    def warnings(self) -> list[str]:
        """What the run warned of."""
        return self._findings.warnings

    def save(self, folder: str | os.PathLike[str]) -> None:
        """Writes the files that the program writes, but for its record of times, into a folder."""
        self._findings.save(os.fspath(folder))

    def report(
        self, path: str | os.PathLike[str], *, anonymous: bool = False, bytes_max: int | None = None
    ) -> list[str]:
        """Writes one page for a browser, with pairs side by side, and returns what it has no room
        for. It is the page that the program's ``report`` makes of the saved scan.

        >>> import tempfile
        >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     scan([story, story]).report(f"{folder}/report.html")
        []
        """
        return self._findings.report(os.fspath(path), (anonymous, bytes_max), _ADVICE)

    def clusters_at(self, *, jaccard: float | None = 0.5, containment: float | None = 0.5) -> Table:
        """Clusters the articles again at other thresholds, without a new run, the largest first.

        A pair joins its articles from this Jaccard on, or from this containment on if it also shares
        50 runs of five words outside boilerplate; ``None`` leaves that score out. Every member
        reaches a threshold with the representative. Only rows of pairs are looked at, so that pairs
        which the scan did not report join nothing.

        >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
        >>> found = scan([story, story + " Islanders had complained about it for years."])
        >>> [row["members"] for row in found.clusters_at().to_pylist()]
        [['memory:1', 'memory:2']]
        >>> len(found.clusters_at(jaccard=0.8, containment=None))
        0
        """
        return Table(self._findings.clusters_at(jaccard, containment))

    def nearest(
        self, n: int = 20, *, jaccard: float | None = None, containment: float | None = None
    ) -> list[dict[str, Any]]:
        """Returns the pairs whose score is next to a threshold, the nearest first, with their
        passages: whoever chooses the threshold reads them.

        >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
        >>> found = scan([story, story, story + " Islanders had complained about it for years."])
        >>> [pair["jaccard"] for pair in found.nearest(1, jaccard=0.6)]
        [0.5625]
        """
        if (jaccard is None) == (containment is None):
            raise ParameterError(
                "one threshold is expected, jaccard or containment",
                name="jaccard",
                value=str(jaccard),
                expected="one threshold, jaccard or containment",
            )
        pairs = self.pairs.to_pylist()

        def distance(pair: dict[str, Any]) -> float:
            if jaccard is not None:
                return abs(pair["jaccard"] - jaccard)
            return abs(max(pair["a_in_b"], pair["b_in_a"]) - containment)

        return sorted(pairs, key=distance)[:n]

    def __repr__(self) -> str:
        counts = self.summary["counts"]
        return f"<wirecopy.Scan of {counts['articles']} articles: {counts['pairs']} pairs, {counts['clusters']} clusters>"

    def _repr_html_(self) -> str:
        counts = self.summary["counts"]
        named = ["read", "rejected", "articles", "pairs", "clusters", "fragments"]
        head = "".join(f"<th>{name}</th>" for name in named)
        row = "".join(f"<td>{counts.get(name, 0):,}</td>" for name in named)
        largest = "".join(
            f"<tr><td>{cluster['size']}</td><td>{html.escape(cluster['representative'])}</td>"
            f"<td>{html.escape(', '.join(cluster['outlets'] or []))}</td></tr>"
            for cluster in self.clusters.to_pylist()[:_CLUSTERS_SHOWN]
        )
        return (
            f"<table><tr>{head}</tr><tr>{row}</tr></table>"
            f"<table><tr><th>copies</th><th>article</th><th>outlets</th></tr>{largest}</table>"
        )


def scan(
    data: Any,
    *,
    text: str | None = None,
    id: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    author: str | None = None,
    threads: int | None = None,
    memory: int | str | None = None,
    progress: bool | OnProgress = False,
    **params: Any,
) -> Scan:
    """Finds repeated articles and paragraphs.

    ``data`` is a path or a list of ``pathlib.Path``, anything that offers a stream of Arrow (a
    data frame of polars or pandas, a table of pyarrow, a relation of DuckDB, a ``Dataset``), a list
    of texts or of dicts, or an iterator of batches. Which field has what is guessed as the program
    does, unless it is named; ``summary`` says what was found. Other parameters have the names and
    the defaults of the flags of ``wirecopy scan``, as ``jaccard=0.8`` or ``within="7d"``.

    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> found = scan([{"id": "wire-1", "body": story}, {"id": "herald-4", "body": story}])
    >>> found
    <wirecopy.Scan of 2 articles: 1 pairs, 1 clusters>
    >>> found.pairs.to_pylist()[0]["jaccard"]
    1.0
    """
    fields = dict(text=text, id=id, outlet=outlet, published=published, url=url, title=title, author=author)
    reading, search = grouped({**params, **fields, "memory": memory}, READING, SEARCH)
    inputs = source(data, json.loads(reading).get("temp_dir"))
    with shown(progress) as on_progress:
        findings = _native.scan(inputs, (reading, search), threads, on_progress)
    for warning in findings.warnings:
        warnings.warn(warning, WirecopyWarning, stacklevel=2)
    return Scan(findings, inputs)
