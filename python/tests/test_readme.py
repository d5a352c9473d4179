"""Lines of Python in documents run on the sample."""

from __future__ import annotations

import re
import shutil

import pytest
from conftest import ROOT

DOCUMENTS = ["README.md", "python/README.md", "docs/python.md", "docs/spark.md"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_lines_of(document, tmp_path, monkeypatch):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    if document == "docs/spark.md":
        pytest.importorskip("pysail")
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    assert blocks
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "data/sample/inland-papers.jsonl", "dump.jsonl")
    shutil.copy(ROOT / "data/sample/wire.jsonl", "wire.jsonl")
    names: dict[str, object] = {}
    try:
        for block in blocks:
            exec(compile(block, document, "exec"), names)
    finally:
        for started in ("spark", "server"):
            if started in names:
                names[started].stop()
