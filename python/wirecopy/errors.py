"""What stops a call. A bad record does not: it is rejected, counted and named in ``rejects``."""

from __future__ import annotations

from typing import Any


class Error(Exception):
    """An error of the library; ``str()`` of it says what is wrong, attributes have its data.

    >>> import wirecopy
    >>> try:
    ...     wirecopy.scan(["The ferry stays in port."], group_len_max=1)
    ... except wirecopy.ParameterError as error:
    ...     error.name, error.value
    ('group_len_max', '1')
    """

    def __init__(self, message: str, **data: Any) -> None:
        super().__init__(message)
        for name, value in data.items():
            setattr(self, name, value)


class ParameterError(Error, ValueError):
    """A parameter is unknown or outside its range: ``name``, ``value``, ``expected``."""

    name: str
    value: str
    expected: str


class FileError(Error):
    """An input or an output cannot be used: ``path``, and ``fields`` where none is the text."""

    path: str | None
    fields: list[str]


class RejectedError(Error):
    """No record, or too few of them, can be used: ``rejected``, and ``rejects`` with reasons."""

    rejected: int
    rejects: list[dict[str, Any]]


class LossError(Error):
    """Outlets would lose too many articles: ``losses`` of each, and ``share_max``."""

    losses: list[dict[str, Any]]
    share_max: float


class WirecopyWarning(UserWarning):
    """A problem that does not stop a run."""
