"""What a caller gives as data."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from wirecopy._native import Removals, Source
from wirecopy._table import Table
from wirecopy.errors import Error

Kept = Callable[[Removals], Any]


def source(data: Any, folder: str | None) -> Source:
    """Returns data of any kind as inputs; what is in memory goes through a file in the folder."""
    if isinstance(data, Source):
        return data
    if isinstance(data, (str, os.PathLike)):
        return Source.of_paths([Path(data)])
    if (stream := _stream(data)) is not None:
        return Source.of_stream(stream, folder)
    if isinstance(data, Mapping) or not isinstance(data, Iterable):
        raise TypeError(_refusal(data))
    items = iter(data)
    first = next(items, None)
    rest = itertools.chain([first], items)
    if isinstance(first, os.PathLike):
        return Source.of_paths([Path(path) for path in rest])
    if isinstance(first, str) or first is None:
        return Source.of_texts(iter(_texts(data, rest)), folder)
    if isinstance(first, Mapping):
        return Source.of_records(map(_record, rest), folder)
    if hasattr(first, "__arrow_c_array__"):
        return Source.of_batches(first, items, folder)
    raise TypeError(_refusal(data))


def _stream(data: Any) -> Any:
    """Returns what has a stream of Arrow, of data that has one or can make one."""
    inner = getattr(data, "data", None)
    if type(data).__module__.startswith("datasets.") and hasattr(inner, "table"):
        # Rows that were selected or shuffled are in an index beside the table.
        if getattr(data, "_indices", None) is not None:
            inner = data.flatten_indices().data
        return inner.table
    if hasattr(data, "collect_schema") and hasattr(data, "collect"):
        return data.collect() if type(data).__name__ == "LazyFrame" else data
    if hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__"):
        return data
    return None


def _texts(data: Any, texts: Iterator[Any]) -> Iterator[str | None]:
    """Returns texts; names of files are refused, which a list of strings cannot be told from."""
    if isinstance(data, (list, tuple)) and data and all(_is_file(text) for text in data):
        raise TypeError(
            "each of these strings is the name of a file: give files as pathlib.Path, texts as str"
        )
    if isinstance(data, (list, tuple)) and not data:
        return iter(())
    return texts


def _is_file(text: Any) -> bool:
    return isinstance(text, str) and len(text) < 4096 and "\n" not in text and os.path.exists(text)


def _record(record: Any) -> str:
    if not isinstance(record, Mapping):
        raise TypeError(f"a dict is expected, as the records before, and not {type(record).__name__}")
    return json.dumps(record if isinstance(record, dict) else dict(record), ensure_ascii=False, default=str)


def _refusal(data: Any) -> str:
    return (
        f"{type(data).__name__} is no data: a path, a data frame or another stream of Arrow, a list of"
        " texts, of dicts or of paths, or an iterator of batches is expected"
    )


def with_kept(data: Any, folder: str | None, annotate: bool) -> tuple[Source, Kept, bool]:
    """Returns data as inputs, the way to what is kept of it, and whether survivors are written."""
    if isinstance(data, Iterator) and _stream(data) is None:
        first = next(data, None)
        rest = itertools.chain([first], data)
        data = list(rest) if isinstance(first, (str, Mapping)) else rest
    if isinstance(data, (list, tuple)) and data and isinstance(data[0], (str, type(None))):
        texts = list(_texts(data, iter(data)))
        records = ({"text": text} for text in texts)
        return Source.of_records(map(_record, records), folder), _kept_texts(annotate), True
    if isinstance(data, (list, tuple)) and data and isinstance(data[0], Mapping):
        return Source.of_records(map(_record, data), folder), _kept_records, True
    inputs = source(data, folder)
    if isinstance(data, (str, os.PathLike)) or _are_paths(data):
        return inputs, _kept_files, False
    return inputs, lambda removals: _kept_columns(inputs, removals, annotate), annotate


def _are_paths(data: Any) -> bool:
    return isinstance(data, (list, tuple)) and all(isinstance(path, os.PathLike) for path in data)


def _kept_files(_removals: Removals) -> Any:
    raise Error("survivors of files are written: write(path) does it")


def _kept_records(removals: Removals) -> list[dict[str, Any]]:
    with removals.kept_file().open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _kept_texts(annotate: bool) -> Kept:
    def kept(removals: Removals) -> list[Any]:
        records = _kept_records(removals)
        return records if annotate else [record["text"] for record in records]

    return kept


def _kept_columns(inputs: Source, removals: Removals, annotate: bool) -> Table:
    notes = removals.kept_file() if annotate else None
    return Table(inputs.kept(removals.kept_numbers(), notes))
