"""Wires traced and pairs found on Spark, by PySpark's data frames alone: one program for Spark 4,
Spark Connect and Sail.

``trace`` gives the rows that ``wirecopy trace`` gives. ``pairs`` finds pairs by shared keys and
gives the rows that ``wirecopy compare --pairs`` gives of them: each is judged by its two texts. What
a scan concludes from the whole corpus is not here: boilerplate by what else its carriers share,
and so ``shared_outside``; roundups and forms, which are relations of more than two articles;
clusters; repeated paragraphs.

Both need an id in every row. Fields are guessed once, from the first thousand rows, or named.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow
from pyspark.sql import Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

import wirecopy
from wirecopy import _native
from wirecopy._parameters import READING, SEARCH
from wirecopy.errors import ParameterError, WirecopyWarning

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame
    from pyspark.sql.types import StructType

__all__ = ["pairs", "trace"]

Batches = Iterator[pyarrow.RecordBatch]

ROLES = ("id", "text", "outlet", "published", "url", "title", "author")

# Rows by which fields are guessed.
_SAMPLE_ROWS = 1000

# An article of fewer shingles is a candidate by one seed.
_SHINGLES_ONE_SEED = 16

# One of fewer shingles has all of them for seeds; another one keeps two of nine.
_SHINGLES_ALL_EMITTED = 64

# Where a row is in its file is nothing that a data frame knows.
_OF_FILES = ("file", "line")


def trace(wire: DataFrame, df: DataFrame, **params: Any) -> DataFrame:
    """Finds who carries the stories of a wire among the articles of a data frame.

    The wire goes to every task and is kept in its memory; each article of the data frame is read
    once, without a shuffle. Parameters are those of ``wirecopy.trace``.

    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> wire = spark.createDataFrame([("wire-1", story)], ["id", "text"])
    >>> df = spark.createDataFrame([("herald-4", "KARSHOLM - " + story)], ["id", "body"])
    >>> [(row.wire, row.carrier) for row in trace(wire, df).collect()]
    [('wire-1', 'herald-4')]
    """
    stories, fields_of_wire = _articles(wire, params)
    articles, fields = _articles(df, params)
    given = _given(params, {**fields_of_wire, **fields})
    table = stories.toArrow()

    def carriers(batches: Batches) -> Batches:
        for rows in _some(batches):
            found = wirecopy.trace(table, rows, **given)
            yield from found.carriers.to_arrow().drop_columns(list(_OF_FILES)).to_batches()

    return articles.mapInArrow(carriers, _schema("trace", *_OF_FILES))


def pairs(
    df: DataFrame,
    *,
    candidates: str = "seeds",
    group_len_max: int | None = None,
    folder: str | None = None,
    **params: Any,
) -> DataFrame:
    """Finds the pairs of articles that share text, each once, with exact scores and passages.

    Candidates share two of the keys that ``wirecopy.sketch`` gives, or one if a text is short (by
    ``"bands"``: one); each article is also paired with the first one, by id, that has exactly its
    tokens. Every candidate is a row, whatever its scores: filter by these. In a group of more than
    ``group_len_max`` articles with one key, each is paired with the first and with its predecessor
    alone. Keys are kept as Parquet in a new ``folder``, which all tasks must reach; without one they are
    computed again wherever the plan needs them. Other parameters are those of ``wirecopy.verify``.

    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> rows = [("a", story), ("b", "KARSHOLM - " + story), ("c", "Bread is sold by the metre.")]
    >>> [(row.a, row.b, row.a_in_b) for row in pairs(spark.createDataFrame(rows, ["id", "text"])).collect()]
    [('a', 'b', 1.0)]
    """
    offsets = params.pop("offsets", "bytes")
    articles, fields = _articles(df, params)
    given = _given(params, fields)
    limit = SEARCH["group_len_max"] if group_len_max is None else group_len_max
    sketches = _sketches(articles, candidates, given)
    if folder is not None:
        sketches.write.parquet(folder)
        sketches = df.sparkSession.read.parquet(folder)
    found = _candidates(sketches, limit, candidates)

    def sided(side: str) -> DataFrame:
        return articles.select([F.col(role).alias(f"{side}_{role}") for role in fields])

    def verified(batches: Batches) -> Batches:
        for batch in batches:
            if batch.num_rows == 0:
                continue
            texts = _distinct(batch, fields)
            both = zip(batch.column("a_id").to_pylist(), batch.column("b_id").to_pylist())
            rows = wirecopy.verify(both, texts, offsets=offsets, **given)
            yield from rows.to_arrow().to_batches()

    joined = found.join(sided("a"), "a_id").join(sided("b"), "b_id")
    return joined.mapInArrow(verified, _schema("pairs"))


def _articles(df: DataFrame, params: dict[str, Any]) -> tuple[DataFrame, dict[str, str]]:
    """Returns the columns that have a role, by the names of these, and what they were called."""
    named = {role: params[role] for role in ROLES if params.get(role) is not None}
    sample = df.limit(_SAMPLE_ROWS).toArrow()
    reading = {name: value for name, value in params.items() if name in READING}
    with warnings.catch_warnings():
        # Of these rows nothing but their fields is of interest.
        warnings.simplefilter("ignore", WirecopyWarning)
        served = wirecopy.scan(sample, only="articles", passages="none", **reading).summary["fields"]
    fields = {role: max(names, key=names.__getitem__) for role, names in served.items() if role in ROLES}
    fields.update(named)
    if "id" not in fields:
        raise ParameterError(
            "no column has ids: name one, since rows of a data frame have no order",
            name="id",
            value="",
            expected="the name of a column is expected",
        )
    in_order = {role: fields[role] for role in ROLES if role in fields}
    return df.select([F.col(f"`{name}`").alias(role) for role, name in in_order.items()]), in_order


def _given(params: dict[str, Any], fields: dict[str, str]) -> dict[str, Any]:
    """Returns the parameters of a task, for columns that are called by their roles."""
    others = {name: value for name, value in params.items() if name not in ROLES}
    return {"threads": 1, **others, **{role: role for role in fields}}


def _schema(name: str, *but: str) -> StructType:
    columns = pyarrow.table(_native.columns(name)).schema
    return from_arrow_schema(pyarrow.schema([field for field in columns if field.name not in but]))


def _some(batches: Batches) -> Iterator[Batches]:
    """Yields the batches that have rows, unless there is none."""
    with_rows = (batch for batch in batches if batch.num_rows > 0)
    for first in with_rows:
        yield itertools.chain([first], with_rows)


def _sketches(articles: DataFrame, candidates: str, given: dict[str, Any]) -> DataFrame:
    reading = {name: value for name, value in given.items() if name in READING or name == "threads"}
    fields = {role: reading[role] for role in ("id", "text")}
    reading = {name: value for name, value in reading.items() if name not in ROLES}

    def keys(batches: Batches) -> Batches:
        for rows in _some(batches):
            yield from wirecopy.sketch(rows, candidates=candidates, **reading, **fields).to_arrow().to_batches()

    text = "id string, text string, words bigint, shingles bigint, keys array<bigint>"
    return articles.select("id", "text").mapInArrow(keys, text)


def _candidates(sketches: DataFrame, group_len_max: int, engine: str) -> DataFrame:
    """Returns the ids of the pairs that are worth a comparison, each pair once."""
    firsts = sketches.groupBy("text").agg(F.min("id").alias("first"))
    several = sketches.join(firsts, "text")
    is_first = F.col("id") == F.col("first")
    copies = several.where(~is_first).select(F.col("first").alias("a_id"), F.col("id").alias("b_id"))
    distinct = several.where(is_first).select(_number(), "id", "keys")
    entries = distinct.select("number", F.explode("keys").alias("key"))
    proposed = _proposed(entries, group_len_max, 1 if engine == "bands" else _seeds_needed("a", "b"))
    one = distinct.select(F.col("number").alias("a"), F.col("id").alias("one"))
    two = distinct.select(F.col("number").alias("b"), F.col("id").alias("two"))
    near = proposed.join(one, "a").join(two, "b")
    near = near.select(F.least("one", "two").alias("a_id"), F.greatest("one", "two").alias("b_id"))
    return near.unionByName(copies)


def _number() -> Column:
    """The number of a text: 56 bits of its hash, and two for how many shingles it has. Two texts of
    one number, if there are any, give more candidates than they have, and no other pair."""
    size = F.when(F.col("shingles") < _SHINGLES_ONE_SEED, 0).when(F.col("shingles") < _SHINGLES_ALL_EMITTED, 1)
    of_hash = F.conv(F.substring("text", 1, 14), 16, 10).cast("bigint")
    return (of_hash * 4 + size.otherwise(2)).cast("bigint").alias("number")


def _seeds_needed(a: str, b: str) -> Column:
    """How many seeds two texts must share."""
    sizes = [F.col(a) % 4, F.col(b) % 4]
    short, long = F.least(*sizes), F.greatest(*sizes)
    return F.when((short == 0) | ((short == 1) & (long == 2)), 1).otherwise(2)


def _proposed(entries: DataFrame, group_len_max: int, needed: int | Column) -> DataFrame:
    """Returns the pairs of numbers that share enough keys."""
    of_key = Window.partitionBy("key")
    in_order = of_key.orderBy("number")
    before = in_order.rowsBetween(1 - group_len_max, -1)
    groups = entries.select(
        F.col("number").alias("b"),
        F.count(F.lit(1)).over(of_key).alias("members"),
        F.first("number").over(in_order).alias("first"),
        F.lag("number").over(in_order).alias("previous"),
        # No more than the largest group that is compared whole, whatever the size of this one.
        F.collect_list("number").over(before).alias("all"),
    )
    first_and_previous = F.array_distinct(F.array("first", "previous"))
    partners = F.when(F.col("members") <= group_len_max, F.col("all")).otherwise(first_and_previous)
    shared = groups.where("first < b").select(F.explode(partners).alias("a"), "b").where("a < b").groupBy("a", "b")
    return shared.agg(F.count(F.lit(1)).alias("keys")).where(F.col("keys") >= needed).select("a", "b")


def _distinct(batch: pyarrow.RecordBatch, fields: dict[str, str]) -> pyarrow.Table:
    """Returns the articles of both sides, each once."""

    def side(name: str) -> pyarrow.Table:
        return pyarrow.table({role: batch.column(f"{name}_{role}") for role in fields})

    articles = pyarrow.concat_tables([side("a"), side("b")])
    first = {id_: row for row, id_ in reversed(list(enumerate(articles["id"].to_pylist())))}
    return articles.take(sorted(first.values()))
