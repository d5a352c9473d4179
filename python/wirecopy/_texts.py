"""What is known of one text, of two, or of one page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from wirecopy import _native


@dataclass(frozen=True)
class Comparison:
    """Two texts: exact scores, the passages that both have, and what follows from these alone.

    Passages have ``a_start``, ``a_end``, ``b_start`` and ``b_end`` in bytes of UTF-8, as rows of
    pairs do.

    >>> import wirecopy
    >>> compared = wirecopy.compare("Herons nest on the roof of the old mill.", "Cranes do not.")
    >>> compared.jaccard, compared.relation, compared.passages
    (0.0, None, [])
    """

    jaccard: float
    a_in_b: float
    b_in_a: float
    shared_shingles: int
    longest_match_words: int
    relation: str | None
    evidence: list[Any]
    passages: list[dict[str, Any]]

    @property
    def containment(self) -> float:
        """The larger of both containments."""
        return max(self.a_in_b, self.b_in_a)


def compare(a: str, b: str) -> Comparison:
    """Compares two texts, whatever they share.

    >>> wire = "The ferry stays in port until Friday, the harbour office said on Monday."
    >>> compare(wire, "KARSHOLM - " + wire).a_in_b
    1.0
    """
    return Comparison(**json.loads(_native.compare(a, b)))


def similarity(a: str, b: str) -> float:
    """Returns the Jaccard similarity of two texts over runs of five words, from 0 to 1.

    >>> text = "The ferry stays in port until Friday, the harbour office said on Monday."
    >>> similarity(text, text)
    1.0
    """
    return compare(a, b).jaccard


def credits(text: str, *, author: str | None = None, url: str | None = None) -> list[dict[str, Any]]:
    """Returns the credits of a text in its order, and those of the fields beside it.

    >>> found = credits("KARSHOLM (Reuters) - The ferry stays in port until Friday.")
    >>> [(credit["class"], credit["agency"]) for credit in found]
    [('dateline', 'Reuters')]
    """
    return json.loads(_native.credits(text, author, url))


def extract(html: str | bytes, url: str | None = None) -> dict[str, Any]:
    """Returns the article of a page: ``text``, ``title``, ``author``, ``published``, ``outlet``.

    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said. Its engine"
    >>> story += " lost power twice last week."
    >>> page = f"<html><title>Ferry</title><body><article><p>{story}</p></article></body></html>"
    >>> extract(page, "https://herald.example/ferry")["outlet"]
    'herald.example'
    """
    return json.loads(_native.extract_page(html.encode() if isinstance(html, str) else html, url))
