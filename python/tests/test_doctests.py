"""Examples in docstrings."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest
import wirecopy

MODULES = sorted(module.name for module in pkgutil.iter_modules(wirecopy.__path__, "wirecopy."))
# The examples of `spark` need a session, and run with its tests.
ELSEWHERE = ("wirecopy.__main__", "wirecopy._native", "wirecopy.spark")
PLAIN = [name for name in MODULES if name not in ELSEWHERE]


@pytest.mark.parametrize("name", ["wirecopy", *PLAIN])
def test_examples_of(name):
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


def test_public_names_have_examples():
    for name in wirecopy.__all__:
        item = getattr(wirecopy, name)
        if callable(item) and not (isinstance(item, type) and issubclass(item, Exception)):
            assert ">>>" in (item.__doc__ or ""), name
