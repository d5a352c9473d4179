"""Keys and given pairs, from which another engine makes what a scan does."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest
import wirecopy
from conftest import DUMPS, records, without


@pytest.mark.parametrize("name", DUMPS)
def test_pairs_of_a_scan_share_keys(name, dumps):
    rows = wirecopy.sketch(dumps[name]).to_pylist()
    found = wirecopy.scan(dumps[name], only="articles")
    assert [row["id"] for row in rows] == [row["id"] for row in records(dumps[name])]
    words = {row["id"]: row["words"] for row in found.articles.to_pylist()}
    assert {row["id"]: row["words"] for row in rows} == words
    by_key = defaultdict(list)
    for row in rows:
        assert row["keys"] == sorted(set(row["keys"]), key=lambda key: key % 2**64)
        for key in row["keys"]:
            by_key[key].append(row["id"])
    shared = Counter(pair for ids in by_key.values() for pair in combinations(sorted(ids), 2))
    text = {row["id"]: row["text"] for row in rows}
    for pair in found.pairs.to_pylist():
        assert (text[pair["a"]] == text[pair["b"]]) == (pair["relation"] == "exact")
        assert shared[pair["a"], pair["b"]] >= 1, pair


def test_bands_are_keys_of_whole_texts(dumps):
    rows = wirecopy.sketch(dumps["noisy"], candidates="bands").to_pylist()
    assert {len(row["keys"]) for row in rows} == {32}
    with pytest.raises(wirecopy.ParameterError) as both:
        wirecopy.sketch(dumps["noisy"], candidates="both")
    assert both.value.name == "candidates"


def test_given_pairs_are_compared_as_the_program_does(program, dumps, tmp_path):
    ids = [row["id"] for row in records(dumps["clean"])][:40]
    pairs = list(zip(ids, reversed(ids)))[:20]
    given, out = tmp_path / "given.jsonl", tmp_path / "rows.jsonl"
    given.write_text("".join(f'{{"a": "{a}", "b": "{b}"}}\n' for a, b in pairs))
    for offsets in ("chars", "bytes"):
        program.run("compare", "--in", dumps["clean"], "--pairs", given, "--out", out, "--offsets", offsets)
        found = wirecopy.verify(pairs, records(dumps["clean"]), offsets=offsets)
        assert without(found.to_pylist()) == without(records(out)) != []
        out.unlink()
    with pytest.raises(wirecopy.Error, match="no article of the input"):
        wirecopy.verify([("nobody", ids[0])], dumps["clean"])
