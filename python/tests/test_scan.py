"""A scan from Python and one of the command line give the same rows."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import wirecopy
from conftest import DUMPS, ROOT, TABLES, Program, records, without

STORY = (
    "The ferry to Karsholm stays in port until Friday, the harbour office said. Its engine lost power"
    " twice last week, and divers found a net in a propeller."
)


def assert_same_rows(found: wirecopy.Scan, folder: Path, *but: str) -> None:
    """Compares all tables with the program's rows, value by value and in their order."""
    for name in TABLES:
        rows = getattr(found, name).to_pylist()
        expected = records(folder / f"{name}.jsonl")
        assert without(rows, *but) == without(expected, *but), name


@pytest.fixture(scope="session")
def scanned(program: Program, dumps: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    home = tmp_path_factory.mktemp("scanned")
    return {name: program.scan(path, home / name) for name, path in dumps.items()}


def test_the_sample_gives_the_rows_of_the_program(program, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    folder = program.scan("data/sample", tmp_path / "found")
    found = wirecopy.scan("data/sample")
    assert_same_rows(found, folder)
    assert len(found.pairs) > 0 and len(found.rejects) > 0
    expected = json.loads((folder / "summary.json").read_text())
    assert found.summary == expected


def test_columns_have_the_types_of_the_tables_of_the_program(program, tmp_path, monkeypatch):
    pyarrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet

    monkeypatch.chdir(ROOT)
    folder = program.scan("data/sample", tmp_path / "found")
    found = wirecopy.scan("data/sample")
    for name in TABLES:
        expected = pyarrow.parquet.read_table(folder / f"{name}.parquet")
        assert getattr(found, name).to_arrow().equals(expected), name


@pytest.mark.parametrize("name", DUMPS)
def test_files_give_the_rows_of_the_program(name, dumps, scanned):
    assert_same_rows(wirecopy.scan(dumps[name]), scanned[name])


@pytest.mark.parametrize("name", DUMPS)
def test_dicts_give_the_rows_of_the_program(name, dumps, scanned):
    found = wirecopy.scan(records(dumps[name]))
    assert_same_rows(found, scanned[name], "file")
    assert {row["file"] for row in found.articles.to_pylist()} == {"memory"}


@pytest.mark.parametrize("name", DUMPS)
def test_columns_give_the_rows_of_the_program(name, dumps, scanned):
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.Table.from_pylist(records(dumps[name]))
    assert_same_rows(wirecopy.scan(table), scanned[name], "file")
    assert_same_rows(wirecopy.scan(table.to_reader(max_chunksize=97)), scanned[name], "file")
    assert_same_rows(wirecopy.scan(iter(table.to_batches(max_chunksize=301))), scanned[name], "file")
    views = pyarrow.table({
        column: table[column].cast(pyarrow.string_view()) if table[column].type == "string" else table[column]
        for column in table.column_names
    })
    assert_same_rows(wirecopy.scan(views), scanned[name], "file")


def test_polars_frames_and_plans_give_the_rows_of_the_program(dumps, scanned):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(records(dumps["noisy"]))
    assert_same_rows(wirecopy.scan(frame), scanned["noisy"], "file")
    found = wirecopy.scan(frame.lazy())
    assert_same_rows(found, scanned["noisy"], "file")
    assert found.pairs.to_polars().height == len(found.pairs)


def test_pandas_frames_give_the_rows_of_the_program(dumps, scanned):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    frame = pandas.DataFrame(records(dumps["noisy"]))
    found = wirecopy.scan(frame)
    assert_same_rows(found, scanned["noisy"], "file")
    assert list(found.pairs.to_pandas().columns) == found.pairs.column_names


def test_relations_of_duckdb_give_the_rows_of_the_program(dumps, scanned):
    duckdb = pytest.importorskip("duckdb")
    relation = duckdb.sql(f"select * from read_json('{dumps['noisy']}', format = 'newline_delimited')")
    assert_same_rows(wirecopy.scan(relation), scanned["noisy"], "file")


def test_datasets_give_the_rows_of_the_program(dumps, scanned, tmp_path):
    datasets = pytest.importorskip("datasets")
    rows = records(dumps["noisy"])
    assert_same_rows(wirecopy.scan(datasets.Dataset.from_list(rows)), scanned["noisy"], "file")
    backwards = datasets.Dataset.from_list(rows[::-1]).select(range(len(rows) - 1, -1, -1))
    assert_same_rows(wirecopy.scan(backwards), scanned["noisy"], "file")


def test_texts_are_numbered_and_texts_that_are_none_are_rejected():
    found = wirecopy.scan([STORY, None, f"KARSHOLM - {STORY}", "Bread is sold by the metre."])
    assert [(row["a"], row["b"]) for row in found.pairs.to_pylist()] == [("memory:1", "memory:3")]
    assert [row["line"] for row in found.rejects.to_pylist()] == [2]


def test_parameters_are_those_of_the_program(program, dumps, tmp_path):
    flags = ["--jaccard", "0.8", "--across", "outlets", "--within", "7d", "--only", "articles"]
    folder = program.scan(dumps["noisy"], tmp_path / "found", *flags)
    found = wirecopy.scan(dumps["noisy"], jaccard=0.8, across="outlets", within="7d", only="articles")
    assert_same_rows(found, folder)
    assert found.summary == json.loads((folder / "summary.json").read_text())


def test_threads_memory_and_progress_change_nothing(dumps, scanned):
    seen = []
    found = wirecopy.scan(
        dumps["noisy"], threads=1, memory="64M", progress=lambda *progress: seen.append(progress)
    )
    assert_same_rows(found, scanned["noisy"])
    assert {stage for stage, _, _ in seen} >= {"read", "verify"}


def test_named_fields_are_read():
    rows = [{"n": "1", "a": STORY, "b": "x"}, {"n": "2", "a": f"TOLM - {STORY}", "b": "y"}]
    found = wirecopy.scan(rows, text="a", id="n", outlet="b")
    assert [(row["a"], row["b"]) for row in found.pairs.to_pylist()] == [("1", "2")]
    assert [row["outlet"] for row in found.articles.to_pylist()] == ["x", "y"]


def test_saved_files_are_those_of_the_program(program, dumps, scanned, tmp_path):
    wirecopy.scan(dumps["noisy"]).save(tmp_path / "saved")
    for path in (tmp_path / "saved").iterdir():
        assert path.read_bytes() == (scanned["noisy"] / path.name).read_bytes(), path.name


@pytest.mark.parametrize("flags, given", [([], {}), (["--anonymous", "--bytes-max", "512K"], {"anonymous": True, "bytes_max": 512 << 10})])
def test_the_page_is_that_of_the_program(flags, given, program, dumps, tmp_path):
    found = wirecopy.scan(list(dumps.values()))
    missing = found.report(tmp_path / "mine.html", **given)
    found.save(tmp_path / "saved")
    program.run("report", tmp_path / "saved", "-o", tmp_path / "its.html", *flags, "--texts", *dumps.values())
    assert (tmp_path / "mine.html").read_bytes() == (tmp_path / "its.html").read_bytes()
    assert bool(missing) == bool(given)
    with pytest.raises(wirecopy.FileError):
        found.report(dumps["noisy"])


def test_a_page_of_articles_in_memory_shows_their_texts(dumps, tmp_path):
    assert wirecopy.scan(records(dumps["clean"])).report(tmp_path / "page.html") == []
    assert (tmp_path / "page.html").stat().st_size > 100_000


@pytest.mark.parametrize("name", DUMPS)
def test_clusters_at_the_thresholds_of_a_scan_are_its_clusters(name, dumps):
    found = wirecopy.scan(dumps[name])
    redrawn = found.clusters_at().to_pylist()
    expected = {row["representative"]: row for row in found.clusters.to_pylist()}
    assert len(redrawn) == len(expected) > 0
    for row in redrawn:
        of_scan = expected[row["representative"]]
        assert (row["size"], row["members"][:100]) == (of_scan["size"], of_scan["members"])
        assert row["min_similarity"] == of_scan["min_similarity"]


def test_clusters_are_drawn_again_at_other_thresholds(dumps):
    found = wirecopy.scan(dumps["noisy"])
    at = lambda **given: found.clusters_at(**given).to_pylist()  # noqa: E731
    strict, loose = at(jaccard=0.9, containment=None), at()
    assert 0 < sum(row["size"] for row in strict) < sum(row["size"] for row in loose)
    assert all(row["min_similarity"] >= 0.9 for row in strict)
    score = {(row["a"], row["b"]): row["jaccard"] for row in found.pairs.to_pylist()}
    copies = {row["id"]: row["exact_copy_of"] or row["id"] for row in found.articles.to_pylist()}
    for row in strict:
        for member in {copies[member] for member in row["members"]} - {row["representative"]}:
            assert score[tuple(sorted((member, row["representative"])))] >= 0.9
    assert all(row["min_similarity"] == 1.0 for row in at(jaccard=None, containment=None))
    with pytest.raises(wirecopy.ParameterError) as wrong:
        found.clusters_at(jaccard=7)
    assert wrong.value.name == "jaccard"


def test_what_a_scan_wrote_is_no_input(dumps, tmp_path):
    wirecopy.scan(dumps["clean"]).save(tmp_path / "saved")
    with pytest.raises(wirecopy.FileError, match="has no texts"):
        wirecopy.scan(tmp_path / "saved")


def test_a_page_of_the_findings_escapes_them():
    rows = [{"id": f"<b>{n}", "text": STORY, "outlet": "<script>"} for n in range(2)]
    page = wirecopy.scan(rows)._repr_html_()
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_errors_have_data_and_name_no_flag(tmp_path):
    with pytest.raises(wirecopy.ParameterError) as refused:
        wirecopy.scan([STORY], jaccard=1.5)
    assert (refused.value.name, refused.value.value) == ("jaccard_min", "1.5")
    with pytest.raises(wirecopy.ParameterError, match="there is no parameter jacard"):
        wirecopy.scan([STORY], jacard=0.5)
    with pytest.raises(wirecopy.FileError) as missing:
        wirecopy.scan(tmp_path / "none.jsonl")
    assert missing.value.path == str(tmp_path / "none.jsonl")
    with pytest.raises(wirecopy.RejectedError) as rejected:
        wirecopy.scan(["", ""])
    assert len(rejected.value.rejects) == 2
    with pytest.raises(wirecopy.FileError, match="memory: ") as unknown:
        wirecopy.scan([{"x": 1.5, "y": "word"}])
    assert unknown.value.fields == ["x", "y"]
    assert not any("--" in str(error.value) for error in (refused, missing, rejected, unknown))


def test_what_is_no_data_is_refused(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY}))
    with pytest.raises(TypeError, match="pathlib.Path"):
        wirecopy.scan([str(tmp_path / "a.jsonl")])
    for wrong in (17, {"text": [STORY]}, [17], io.StringIO("")):
        with pytest.raises((TypeError, wirecopy.Error)):
            wirecopy.scan(wrong)
