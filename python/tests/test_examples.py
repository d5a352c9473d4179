"""Examples and notebooks run on the sample."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from conftest import ROOT


@pytest.mark.parametrize("example", sorted(path.name for path in (ROOT / "examples").glob("*.py")))
def test_example(example):
    command = [sys.executable, ROOT / "examples" / example]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    assert len(printed.stdout.splitlines()) > 2


@pytest.mark.parametrize("notebook", sorted(path.name for path in (ROOT / "docs/notebooks").glob("*.ipynb")))
def test_notebook(notebook, monkeypatch):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    monkeypatch.chdir(ROOT)
    cells = json.loads((ROOT / "docs/notebooks" / notebook).read_text(encoding="utf-8"))["cells"]
    names: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            exec(compile("".join(cell["source"]), notebook, "exec"), names)
