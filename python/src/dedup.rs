//! `dedup`: which records are kept, and why the others are not.

use crate::data::DataSource;
use crate::dedup_settings::DedupSettings;
use crate::errors::exception;
use crate::run::{Execution, run};
use crate::settings::{ReadSettings, parsed};
use crate::table::Columns;
use pyo3::prelude::*;
use serde_json::json;
use std::path::{Path, PathBuf};
use wirecopy::output::{Deduplication, LISTS, Removed, RemovedLevel, rows};
use wirecopy::{
    Atomic, DedupParams, DedupTargets, Destination, Error, Input, MemoryInput, Observer, ReadOptions,
    SurvivorTarget, apply,
};
use wirecopy_scratch::{PrivateFolder, temporary_folder};

/// The removals of a deduplication. The list is in a temporary folder while this exists.
#[pyclass(frozen, name = "Removals", module = "wirecopy._native")]
pub struct DedupRemovals {
    folder: PrivateFolder,
    report: Deduplication,
    inputs: Vec<Input>,
    reading: ReadOptions,
    /// Warnings of the run.
    #[pyo3(get)]
    warnings: Vec<String>,
}

/// Deduplicates a source, against another one if there are two. The parameters of reading and
/// those of the policy come as JSON. `outputs` says whether survivors are written, as records of
/// their own kind or else as rows of JSON, and whether they are annotated.
#[pyfunction]
#[pyo3(signature = (sources, parameters, outputs, threads = None, on_progress = None))]
pub fn dedup(
    sources: (PyRef<'_, DataSource>, Option<PyRef<'_, DataSource>>),
    parameters: (String, String),
    outputs: (bool, bool),
    threads: Option<usize>,
    on_progress: Option<Py<PyAny>>,
) -> PyResult<DedupRemovals> {
    let (source, against) = sources;
    let reading = parsed::<ReadSettings>(&parameters.0)?;
    let settings = parsed::<DedupSettings>(&parameters.1)?;
    let against = against.map(|against| against.inputs().to_vec()).unwrap_or_default();
    let (reading, params) = prepared(&reading, &settings, against).map_err(|error| exception(&error))?;
    let folder = temporary_folder(&reading.temp_dir).map_err(|error| exception(&error.into()))?;
    let inputs = source.inputs().to_vec();
    let execution = Execution { threads, on_progress };
    let job = DedupJob { inputs: &inputs, reading: &reading, params: &params, outputs };
    let (report, warnings) = run(source.py(), &execution, |observer| job.run(folder.path(), observer))?;
    Ok(DedupRemovals { folder, report, inputs, reading, warnings })
}

fn prepared(
    reading: &ReadSettings,
    settings: &DedupSettings,
    against: Vec<Input>,
) -> Result<(ReadOptions, DedupParams), Error> {
    let reading = ReadOptions { key: settings.key()?, against, ..reading.options()? };
    let params = DedupParams { search: settings.search(&reading)?, policy: settings.policy()? };
    params.policy.check()?;
    Ok((reading, params))
}

/// A deduplication into a folder.
struct DedupJob<'a> {
    inputs: &'a [Input],
    reading: &'a ReadOptions,
    params: &'a DedupParams,
    /// True if survivors are written, and true if they are annotated.
    outputs: (bool, bool),
}

impl DedupJob<'_> {
    fn run(&self, folder: &Path, observer: &Observer<'_>) -> wirecopy::Result<Deduplication> {
        let (kept, list) = (kept_file(folder), list_file(folder));
        let removed = Atomic::new(&list)?;
        let destination = match self.outputs.0 {
            true => Some(Destination::new(&kept, self.inputs, self.reading)?),
            false => None,
        };
        let staged = destination.as_ref().map(|_| Atomic::new(&kept)).transpose()?;
        let survivors = destination.as_ref().zip(staged.as_ref());
        let targets = DedupTargets {
            survivors: survivors.map(|(destination, staged)| SurvivorTarget { destination, staged }),
            removed: Some(&removed),
            annotate: self.outputs.1,
        };
        let found = wirecopy::dedup(self.inputs, self.reading, self.params, &targets, observer)?;
        if !found.losses.is_empty() {
            let share_max = self.params.policy.loss_max;
            return Err(Error::LossTooLarge { losses: found.losses, share_max });
        }
        removed.publish()?;
        if let Some(staged) = staged {
            staged.publish()?;
        }
        Ok(found.report)
    }
}

fn kept_file(folder: &Path) -> PathBuf {
    folder.join("kept.jsonl")
}

fn list_file(folder: &Path) -> PathBuf {
    folder.join("removed.jsonl")
}

#[pymethods]
impl DedupRemovals {
    /// One row per removed paragraph, removed article and rejected record.
    fn removed(&self, py: Python<'_>) -> PyResult<Columns> {
        let list = list_file(self.folder.path());
        let (_, columns) = LISTS[0];
        py.detach(|| Columns::of_rows(&list, columns)).map_err(|error| exception(&error))
    }

    /// All counts as JSON.
    fn summary(&self) -> String {
        json!(self.report).to_string()
    }

    /// The file of the survivors, if it was written.
    fn kept_file(&self) -> PathBuf {
        kept_file(self.folder.path())
    }

    /// The numbers, from 0, of the records in memory that are kept.
    fn kept_numbers(&self, py: Python<'_>) -> PyResult<Vec<u64>> {
        py.detach(|| self.numbers()).map_err(|error| exception(&error))
    }

    /// Writes the survivors of files as they are, byte for byte, to a file or a folder.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| self.write_survivors(&path)).map_err(|error| exception(&error))
    }
}

impl DedupRemovals {
    fn numbers(&self) -> wirecopy::Result<Vec<u64>> {
        let mut is_kept = vec![true; self.report.read as usize];
        for row in rows::<Removed>(&list_file(self.folder.path()))? {
            let Removed { level, location, .. } = row?;
            let line = location.strip_prefix(MemoryInput::NAME).and_then(|rest| rest.strip_prefix(':'));
            let line = line.and_then(|line| line.parse::<usize>().ok()).and_then(|line| line.checked_sub(1));
            if let Some(is_kept) = line.and_then(|line| is_kept.get_mut(line))
                && level != RemovedLevel::Paragraph
            {
                *is_kept = false;
            }
        }
        Ok((0..).zip(is_kept).filter(|(_, is_kept)| *is_kept).map(|(number, _)| number).collect())
    }

    fn write_survivors(&self, path: &Path) -> wirecopy::Result<()> {
        let destination = &Destination::new(path, &self.inputs, &self.reading)?;
        let staged = Atomic::new(destination.path())?;
        let target = SurvivorTarget { destination, staged: &staged };
        apply(&list_file(self.folder.path()), &self.inputs, &self.reading, &target, &|_| {})?;
        staged.publish()?;
        Ok(())
    }
}
