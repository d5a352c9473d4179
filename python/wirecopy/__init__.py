"""Finds repeated text within and across news articles: republished wire copy, cut and re-headlined
stories, reused captions, boilerplate. Every score is exact, and every pair comes with the passages
that prove it.

>>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
>>> found = scan([story, "KARSHOLM - " + story, "Bread is sold by the metre in the old town."])
>>> [(row["a"], row["b"], row["relation"]) for row in found.pairs.to_pylist()]
[('memory:1', 'memory:2', 'near')]
"""

from wirecopy._native import __version__
from wirecopy._dedup import Dedup, dedup
from wirecopy._scan import Scan, scan
from wirecopy._sketch import sketch
from wirecopy._table import Table
from wirecopy._texts import Comparison, compare, credits, extract, similarity
from wirecopy._trace import Trace, trace
from wirecopy._verify import verify
from wirecopy.errors import Error, FileError, LossError, ParameterError, RejectedError, WirecopyWarning

__all__ = [
    "Comparison",
    "Dedup",
    "Error",
    "FileError",
    "LossError",
    "ParameterError",
    "RejectedError",
    "Scan",
    "Table",
    "Trace",
    "WirecopyWarning",
    "__version__",
    "compare",
    "credits",
    "dedup",
    "extract",
    "scan",
    "similarity",
    "sketch",
    "trace",
    "verify",
]
