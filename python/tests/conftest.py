"""The program beside the library, and dumps that both read."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from wirecopy.__main__ import program as bundled

ROOT = Path(__file__).resolve().parents[2]
TABLES = ["articles", "pairs", "clusters", "members", "fragments", "occurrences", "rejects"]

#: Dumps by name, each with what makes it differ from the others.
DUMPS = {
    "noisy": ["--seed", "7"],
    "clean": ["--seed", "8", "--preset", "clean", "--chinese", "0.2"],
    "hub": ["--seed", "9", "--preset", "hub"],
}
ARTICLES = "300"


class Program:
    """The command line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *arguments: object, cwd: Path = ROOT) -> str:
        """Runs it and returns what it prints."""
        command = [str(self.path), *map(str, arguments)]
        return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout

    def scan(self, data: Path | str, out: Path, *flags: str) -> Path:
        """Scans, and returns the folder with the rows and the tables."""
        self.run("scan", data, "--out", out, "--tables", "parquet", "--quiet", *flags)
        return out


@pytest.fixture(scope="session")
def program() -> Program:
    """The program that the wheel has, or the one that the environment names."""
    path = Path(os.environ.get("WIRECOPY_PROGRAM") or bundled())
    assert path.exists(), f"{path} is missing: build the wheel with it, or name one in WIRECOPY_PROGRAM"
    return Program(path)


@pytest.fixture(scope="session")
def dumps(program: Program, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Generated dumps as JSON Lines, by name."""
    home = tmp_path_factory.mktemp("dumps")
    for name, flags in DUMPS.items():
        program.run("generate", "-n", ARTICLES, "--out", home / name, "--no-truth", "--quiet", *flags)
    return {name: home / name / "articles.jsonl" for name in DUMPS}


def records(path: Path) -> list[dict[str, object]]:
    """Returns the rows of a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def without(rows: list[dict[str, object]], *names: str) -> list[dict[str, object]]:
    """Returns rows without these fields, and without those that are null or absent."""
    return [
        {name: value for name, value in row.items() if name not in names and value is not None}
        for row in rows
    ]
