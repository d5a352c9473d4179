"""What Spark finds is what the program finds; the engine is Sail, which needs no Java."""

from __future__ import annotations

import doctest
import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest
import wirecopy
from conftest import DUMPS, ROOT, Program, records, without

pyarrow = pytest.importorskip("pyarrow")
pytest.importorskip("pyspark")

PLACE = ("file", "line")


@pytest.fixture(scope="session")
def spark():
    server = pytest.importorskip("pysail.spark").SparkConnectServer()
    server.start()
    from pyspark.sql import SparkSession

    # A session of its own: one that an earlier test left may be that of another server.
    session = SparkSession.builder.remote(f"sc://localhost:{server.listening_address[1]}").create()
    yield session
    session.stop()
    server.stop()


def frame(spark, rows: list[dict[str, object]]):
    """Returns rows as a data frame of several partitions."""
    return spark.createDataFrame(pyarrow.Table.from_pylist(rows)).repartition(3)


def rows_of(found) -> list[dict[str, object]]:
    """Returns the rows of a data frame, with columns of JSON parsed."""
    table = found.toArrow().to_pylist()
    of_json = ("passages", "evidence", "direction", "credits")
    return [
        {name: json.loads(value) if name in of_json and value is not None else value for name, value in row.items()}
        for row in table
    ]


def test_examples(spark):
    import wirecopy.spark

    failed, tried = doctest.testmod(wirecopy.spark, extraglobs={"spark": spark})
    assert (failed, tried > 0) == (0, True)


def carriers(program: Program, wire: Path, data: Path) -> list[dict[str, object]]:
    printed = program.run("trace", "--wire", wire, data, "--format", "jsonl", "--quiet")
    return without([json.loads(line) for line in printed.splitlines()], *PLACE)


def test_carriers_are_those_of_the_program(spark, program, dumps, tmp_path):
    import wirecopy.spark

    data, wire = ROOT / "data/sample/tarnwick-herald.jsonl", ROOT / "data/sample/wire.jsonl"
    by_names = lambda row: (row["wire"], row["carrier"])  # noqa: E731
    expected = carriers(program, wire, data)
    found = without(rows_of(wirecopy.spark.trace(frame(spark, records(wire)), frame(spark, records(data)))))
    assert sorted(found, key=by_names) == sorted(expected, key=by_names) != []
    for name, dump in dumps.items():
        stories = tmp_path / f"{name}.jsonl"
        stories.write_text("".join(dump.read_text().splitlines(keepends=True)[::5]))
        expected = carriers(program, stories, dump)
        found = wirecopy.spark.trace(frame(spark, records(stories)), frame(spark, records(dump)))
        assert sorted(without(rows_of(found)), key=by_names) == sorted(expected, key=by_names) != []


def proposed(rows: list[dict[str, object]], limit: int) -> set[tuple[str, str]]:
    """The definition of candidates, plainly."""
    by_key, shingles = defaultdict(set), {}
    firsts: dict[str, str] = {}
    sketches = wirecopy.sketch(rows).to_pylist()
    for row in sketches:
        firsts[row["text"]] = min(row["id"], firsts.get(row["text"], row["id"]))
    for row in sketches:
        shingles[row["text"]] = row["shingles"]
        for key in row["keys"]:
            by_key[key].add(row["text"])
    shared: Counter[tuple[str, str]] = Counter()
    for texts in by_key.values():
        ordered = sorted(texts)
        if len(ordered) <= limit:
            shared.update(combinations(ordered, 2))
        else:
            shared.update({(ordered[0], text) for text in ordered[1:]} | set(zip(ordered, ordered[1:])))

    def needed(a: str, b: str) -> int:
        short, long = sorted((shingles[a], shingles[b]))
        return 1 if short < 16 or short < 64 <= long else 2

    near = {tuple(sorted((firsts[a], firsts[b]))) for (a, b), keys in shared.items() if keys >= needed(a, b)}
    copies = {(firsts[row["text"]], row["id"]) for row in sketches if firsts[row["text"]] != row["id"]}
    return near | copies


@pytest.mark.parametrize("name", DUMPS)
@pytest.mark.parametrize("limit", [256, 3])
def test_pairs_are_those_that_share_keys_and_rows_those_of_the_program(name, limit, spark, program, dumps, tmp_path):
    import wirecopy.spark

    rows = records(dumps[name])
    found = rows_of(wirecopy.spark.pairs(frame(spark, rows), group_len_max=limit))
    names = [(row["a"], row["b"]) for row in found]
    assert len(names) == len(set(names)) > 0
    assert set(names) == proposed(rows, limit)
    given, out = tmp_path / "given.jsonl", tmp_path / "rows.jsonl"
    given.write_text("".join(json.dumps({"a": a, "b": b}) + "\n" for a, b in names))
    program.run("compare", "--in", dumps[name], "--pairs", given, "--out", out)
    by_ids = lambda row: (row["a"], row["b"])  # noqa: E731
    assert sorted(without(found), key=by_ids) == without(records(out))
    if limit == 256:
        of_scan = {(row["a"], row["b"]) for row in wirecopy.scan(rows).pairs.to_pylist()}
        assert of_scan - set(names) == set()


def test_bands_find_whole_copies(spark, dumps):
    import wirecopy.spark

    rows = records(dumps["noisy"])
    found = {(row.a, row.b) for row in wirecopy.spark.pairs(frame(spark, rows), candidates="bands").collect()}
    near = {(row["a"], row["b"]) for row in wirecopy.scan(rows).pairs.to_pylist() if row["jaccard"] >= 0.9}
    assert near and near <= found


def test_rows_without_ids_are_refused(spark):
    import wirecopy.spark

    with pytest.raises(wirecopy.ParameterError, match="id"):
        wirecopy.spark.pairs(frame(spark, [{"body": "The ferry stays in port until Friday."}]))
