"""Rows as columns."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wirecopy._native import Columns


class Table:
    """Rows as Arrow columns, which any library of data frames takes.

    Columns have the names and types of the Parquet files that the program writes: fields with
    objects in them are columns of JSON, which ``to_pylist`` parses.

    >>> import wirecopy
    >>> story = "The ferry to Karsholm stays in port until Friday, the harbour office said."
    >>> pairs = wirecopy.scan([story, story]).pairs
    >>> len(pairs), pairs.column_names[:3]
    (1, ['a', 'b', 'jaccard'])
    >>> [row["relation"] for row in pairs.to_pylist()]
    ['exact']
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return f"<wirecopy.Table of {len(self)} rows: {', '.join(self.column_names)}>"

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._columns.__arrow_c_stream__(requested_schema)

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""
        return self._columns.names()

    def to_pylist(self) -> list[dict[str, Any]]:
        """Returns each row as a dict, without any other package."""
        of_json = set(self._columns.json)
        names = self.column_names
        columns = []
        for name in names:
            values = self._columns.values(name)
            if name in of_json:
                values = [None if value is None else json.loads(value) for value in values]
            columns.append(values)
        return [dict(zip(names, row)) for row in zip(*columns)]

    def to_arrow(self) -> Any:
        """Returns a ``pyarrow.Table``."""
        import pyarrow

        return pyarrow.table(self)

    def to_pandas(self) -> Any:
        """Returns a ``pandas.DataFrame``."""
        import pandas

        try:
            return self.to_arrow().to_pandas()
        except ImportError:
            return pandas.DataFrame({name: self._columns.values(name) for name in self.column_names})

    def to_polars(self) -> Any:
        """Returns a ``polars.DataFrame``."""
        import polars

        return polars.DataFrame(self)
