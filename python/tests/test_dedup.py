"""A deduplication from Python keeps what the command line keeps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import wirecopy
from conftest import DUMPS, Program, records, without

STORY = (
    "The ferry to Karsholm stays in port until Friday, the harbour office said. Its engine lost power"
    " twice last week, and divers found a net in a propeller."
)


@pytest.fixture(scope="session")
def deduplicated(program: Program, dumps: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders with the survivors and the list of the program, by the name of the dump."""
    home = tmp_path_factory.mktemp("deduplicated")
    for name, path in dumps.items():
        (home / name).mkdir()
        program.run("dedup", path, "-o", home / name / "kept.jsonl", "--max-loss", "1", "--quiet")
    return {name: home / name for name in dumps}


def assert_same_removals(found: wirecopy.Dedup, folder: Path) -> None:
    """Compares the lists of removals: all but the names of files, and hashes of what records are."""
    of_files = ("location", "kept_location", "hash", "kept_hash", "input")
    expected = records(folder / "kept.removed.jsonl")
    assert without(found.removed.to_pylist(), *of_files) == without(expected, *of_files)
    assert len(expected) > 0


@pytest.mark.parametrize("name", DUMPS)
def test_survivors_of_files_are_those_of_the_program_byte_for_byte(name, dumps, deduplicated, tmp_path):
    found = wirecopy.dedup(dumps[name], max_loss=1)
    found.write(tmp_path / "kept.jsonl")
    assert (tmp_path / "kept.jsonl").read_bytes() == (deduplicated[name] / "kept.jsonl").read_bytes()
    assert found.removed.to_pylist() and without(found.removed.to_pylist()) == without(
        records(deduplicated[name] / "kept.removed.jsonl")
    )
    with pytest.raises(wirecopy.Error, match="write"):
        found.kept


@pytest.mark.parametrize("name", DUMPS)
def test_dicts_that_are_kept_are_those_of_the_program(name, dumps, deduplicated):
    found = wirecopy.dedup(records(dumps[name]), max_loss=1)
    assert found.kept == records(deduplicated[name] / "kept.jsonl")
    assert_same_removals(found, deduplicated[name])
    assert wirecopy.dedup(iter(records(dumps[name])), max_loss=1).kept == found.kept


@pytest.mark.parametrize("name", DUMPS)
def test_rows_that_are_kept_have_their_own_columns(name, dumps, deduplicated):
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.Table.from_pylist(records(dumps[name]))
    table = table.append_column("mine", pyarrow.array(range(len(table)), pyarrow.int16()))
    found = wirecopy.dedup(table.to_reader(max_chunksize=113), max_loss=1)
    kept = found.kept.to_arrow()
    assert kept.schema == table.schema
    assert kept == table.take(kept["mine"])
    expected = [record["id"] for record in records(deduplicated[name] / "kept.jsonl")]
    assert kept["id"].to_pylist() == expected
    assert_same_removals(found, deduplicated[name])


def test_annotated_rows_have_what_the_program_adds(program, dumps, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    rows = records(dumps["noisy"])
    out = tmp_path / "kept.jsonl"
    program.run("dedup", dumps["noisy"], "-o", out, "--annotate", "--max-loss", "1", "--quiet")
    expected = records(out)
    assert wirecopy.dedup(rows, annotate=True, max_loss=1).kept == expected
    kept = wirecopy.dedup(pyarrow.Table.from_pylist(rows), annotate=True, max_loss=1).kept
    assert without(kept.to_arrow().to_pylist()) == without(expected)


def test_paragraphs_are_stripped_from_texts_and_not_from_columns():
    pyarrow = pytest.importorskip("pyarrow")
    other = "The mill at Tolm grinds again after forty years, and the baker next door is glad of it."
    caption = "The ferry at its pier in the evening of the ninth of March, seen from the old mill."
    texts = [f"{STORY}\n\n{other}\n\n{STORY}", caption]
    kept = wirecopy.dedup(texts, strip="repeats").kept
    assert kept[0].count("The ferry to Karsholm") == 1 and kept[1] == caption
    with pytest.raises(wirecopy.FileError, match="whole"):
        wirecopy.dedup(pyarrow.table({"text": texts}), strip=["repeats"])


def test_copies_of_other_data_are_removed():
    others = [{"id": "old-1", "text": STORY}]
    new = [{"id": "new-1", "text": STORY}, {"id": "new-2", "text": "Bread is sold by the metre in Tolm."}]
    found = wirecopy.dedup(new, against=others)
    assert [record["id"] for record in found.kept] == ["new-2"]
    assert [row["rule"] for row in found.removed.to_pylist()] == ["against"]


def test_a_loss_that_is_too_large_is_refused_with_its_outlets():
    rows = [{"id": str(n), "text": STORY, "outlet": "Herald"} for n in range(30)]
    with pytest.raises(wirecopy.LossError) as refused:
        wirecopy.dedup(rows)
    assert refused.value.losses == [{"outlet": "Herald", "articles": 30, "removed": 29}]
    assert refused.value.share_max == 0.5
    with pytest.raises(wirecopy.ParameterError) as wrong:
        wirecopy.dedup(rows, keep="best")
    assert wrong.value.name == "keep"


def test_the_report_counts_what_the_program_counts(program, dumps):
    printed = json.loads(program.run("dedup", dumps["clean"], "--dry-run", "--max-loss", "1", "--format", "json", "--quiet"))
    assert wirecopy.dedup(dumps["clean"], max_loss=1).summary == printed["report"]
