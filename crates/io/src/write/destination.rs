//! The output of surviving records: one file, or a folder with the names of the inputs.

#[cfg(feature = "parquet")]
use super::column_copies::have_same_columns;
use super::extracted::ExtractForm;
use super::system::is_same_file;
use crate::compression::Compression;
use crate::error::{Error, Result};
use crate::files::{ListedFile, has_no_extension, list, list_with};
use crate::format::SurvivorForm;
use crate::formats::format_of_name;
use crate::globs::FileGlobs;
use crate::input::{Input, InputFile, InputFormat};
use crate::options::ReadOptions;
use crate::read::format_of_file;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The file or folder of the surviving records. Chosen before anything is read, so that an output
/// that cannot be written is refused before hours of work.
///
/// ```
/// use wirecopy_io::{Destination, Input, ReadOptions};
///
/// let home = tempfile::tempdir().unwrap();
/// let dump = home.path().join("dump.jsonl");
/// std::fs::write(&dump, "{\"text\": \"Herons over Tolm.\"}\n").unwrap();
/// let (inputs, options) = ([Input::Path(dump.clone())], ReadOptions::new(std::env::temp_dir()));
/// assert!(Destination::new(&home.path().join("clean.jsonl"), &inputs, &options).is_ok());
/// assert!(Destination::new(&dump, &inputs, &options).is_err(), "it is the input");
/// # Ok::<(), wirecopy_io::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Destination {
    path: PathBuf,
    /// The form of articles that are not written as their records are.
    form: Option<ExtractForm>,
    /// True if the inputs are Parquet files with the same columns, and the output is one.
    #[cfg(feature = "parquet")]
    copies_columns: bool,
    /// The name of each input in the folder; `None` if the output is one file.
    names: Option<BTreeMap<PathBuf, PathBuf>>,
    bytes_max: u64,
    /// Names of the inputs, by which records refer to them.
    input_names: BTreeSet<String>,
}

/// Size of news relative to its compressed size: gzip and zstd reduce it to a third to a sixth.
const TEXT_BY_COMPRESSED: u64 = 4;

impl Destination {
    /// A folder where `path` is one or ends with `/`; one file otherwise.
    ///
    /// # Errors
    /// [`Error::Refused`] if an input would be overwritten or be in the output;
    /// [`Error::Output`] if formats or names conflict.
    pub fn new(path: &Path, inputs: &[Input], options: &ReadOptions) -> Result<Destination> {
        let (files, _) = list(inputs, options)?;
        let formats: Vec<Option<InputFormat>> =
            files.iter().map(|file| options.format.or_else(|| format_of_file(file, options))).collect();
        let known = || files.iter().zip(&formats).filter_map(|(file, format)| Some((file, (*format)?)));
        let is_folder = path.as_os_str().as_encoded_bytes().ends_with(b"/") || path.is_dir();
        refuse_inputs(path, inputs, &files)?;
        if !is_folder {
            refuse_unknown_name(path, &files)?;
        }
        let form = extract_form(path, is_folder, known())?;
        if is_folder {
            refuse_occupied(path)?;
        } else if form.is_none() {
            refuse_mixture(path, known())?;
        }
        let names = is_folder.then(|| names_in_folder(path, inputs, &files)).transpose()?;
        #[cfg(feature = "parquet")]
        let copies_columns = form == Some(ExtractForm::Parquet) && have_same_columns(known(), files.len());
        let bytes_max = files.iter().map(|file| bytes_written(file, path, is_folder)).sum();
        let input_names = files.iter().map(ListedFile::name).collect();
        Ok(Destination {
            path: path.to_path_buf(),
            form,
            #[cfg(feature = "parquet")]
            copies_columns,
            names,
            bytes_max,
            input_names,
        })
    }

    /// The file or the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// About the bytes that the output would have if every record survived. Standard input and
    /// pipes count as empty.
    pub fn bytes_max(&self) -> u64 {
        self.bytes_max
    }

    /// Returns whether an input has this name.
    pub fn has_input(&self, name: &str) -> bool {
        self.input_names.contains(name)
    }

    /// The form of articles that are not written as their records are; `None` if they are.
    pub fn form(&self) -> Option<ExtractForm> {
        self.form
    }

    /// Returns whether all columns of the inputs, which are Parquet files, are copied.
    #[cfg(feature = "parquet")]
    pub(crate) fn copies_columns(&self) -> bool {
        self.copies_columns
    }

    /// Returns whether it is a folder.
    pub(crate) fn is_folder(&self) -> bool {
        self.names.is_some()
    }

    /// Refuses a path inside this output, for another file.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn refuse_inside(&self, path: &Path) -> Result<()> {
        match resolved(path).starts_with(resolved(&self.path)) {
            true => refused(path, "would be inside the folder of the survivors"),
            false => Ok(()),
        }
    }

    /// The name of an input in the folder; `None` if there is no folder.
    pub(super) fn name_in_folder(&self, file: &InputFile) -> Option<&Path> {
        self.names.as_ref()?.get(&file.path).map(PathBuf::as_path)
    }
}

/// Refuses a file whose name announces a form that is not written. A name without an extension, or
/// with that of an input, announces none.
fn refuse_unknown_name(path: &Path, files: &[ListedFile]) -> Result<()> {
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    let extension = |path: &Path| path.extension().map(OsStr::to_ascii_lowercase);
    let is_of_an_input = files.iter().any(|file| extension(&file.path) == extension(path));
    let is_known = format_of_name(&name).is_some() || has_no_extension(&name);
    let is_device = path.metadata().is_ok_and(|found| !found.is_file());
    if is_known || is_of_an_input || is_device {
        return Ok(());
    }
    let reason = format!("no form has this name: name the output {}, or as the input", ExtractForm::NAMES);
    Err(Error::Output { path: path.to_path_buf(), reason })
}

/// The form of survivors that cannot be, or are not wanted, as their records are.
fn extract_form<'a>(
    path: &Path,
    is_folder: bool,
    files: impl Iterator<Item = (&'a ListedFile, InputFormat)> + Clone,
) -> Result<Option<ExtractForm>> {
    let wrong = |reason: String| Err(Error::Output { path: path.to_path_buf(), reason });
    let announced = path.file_name().and_then(|name| format_of_name(&name.to_string_lossy()));
    let is_named = |(_, format): (_, InputFormat)| announced.is_none_or(|named| has_name_of(format, named));
    // What comes on standard input is not known yet: only columns are never its own form.
    let is_unknown = files.clone().next().is_none() && announced != Some(InputFormat::Parquet);
    let has_own_name = is_unknown || files.clone().any(is_named);
    let unwritten = files.clone().find(|(_, format)| format.survivors() == SurvivorForm::Extracted);
    let named = ExtractForm::of_name(path).filter(|_| !is_folder);
    match (unwritten, named) {
        (None, Some(form)) => {
            form.refuse_unwritten(path)?;
            Ok(named.filter(|_| !has_own_name))
        }
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Ok(named),
        (Some((file, format)), None) => wrong(format!(
            "{} is {}, whose articles are written as rows of their own: name one file {}",
            file.path.display(),
            format.name(),
            ExtractForm::NAMES,
        )),
    }
}

/// Bytes of a whole input in the compression of its output. In a folder each input keeps its own.
fn bytes_written(file: &ListedFile, path: &Path, is_folder: bool) -> u64 {
    let bytes = file.bytes_on_disk().unwrap_or(0);
    let is_plain = |path: &Path| Compression::of_name(path) == Compression::None;
    match (is_plain(&file.path), is_plain(path)) {
        (false, true) if !is_folder => bytes.saturating_mul(TEXT_BY_COMPRESSED),
        (true, false) if !is_folder => bytes / TEXT_BY_COMPRESSED,
        _ => bytes,
    }
}

/// Refuses an output that is an input, is in a folder that is an input, or would replace an input.
/// Links and different spellings of a path are resolved.
///
/// # Errors
/// [`Error::Refused`].
pub fn refuse_over_input(path: &Path, inputs: &[Input]) -> Result<()> {
    let (files, _) = list_with(inputs, &FileGlobs::default(), false)?;
    refuse_inputs(path, inputs, &files)
}

/// Refuses an output that would replace an input. Links and different spellings of a path are
/// resolved.
///
/// # Errors
/// [`Error::Refused`].
pub fn refuse_replacing_input(path: &Path, inputs: &[Input]) -> Result<()> {
    let (files, _) = list_with(inputs, &FileGlobs::default(), false)?;
    refuse_replacing(path, inputs, &files)
}

fn refuse_inputs(path: &Path, inputs: &[Input], files: &[ListedFile]) -> Result<()> {
    refuse_replacing(path, inputs, files)?;
    let target = resolved(path);
    match folders(inputs).any(|folder| target.starts_with(folder)) {
        true => refused(path, "is in a folder that is an input, so that the next run would read it"),
        false => Ok(()),
    }
}

fn refuse_replacing(path: &Path, inputs: &[Input], files: &[ListedFile]) -> Result<()> {
    let target = resolved(path);
    for file in files.iter().filter(|file| !file.is_stdin) {
        let input = resolved(&file.path);
        if input == target || is_same_file(&file.path, path) {
            return refused(path, "is an input");
        }
        if input.starts_with(&target) {
            return refused(path, "has an input in it");
        }
    }
    match path.is_dir() && folders(inputs).any(|folder| folder != target && folder.starts_with(&target)) {
        true => refused(path, "has an input in it"),
        false => Ok(()),
    }
}

fn refused(path: &Path, why: &str) -> Result<()> {
    Err(Error::Refused { reason: format!("{} {why}: name another output", path.display()) })
}

fn folders(inputs: &[Input]) -> impl Iterator<Item = PathBuf> {
    inputs.iter().filter_map(|input| match input {
        Input::Path(path) if path.is_dir() => Some(resolved(path)),
        Input::Path(_) | Input::Named { .. } | Input::Stdin => None,
    })
}

/// A path without links. Its last parts need not exist.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(path) = path.canonicalize() {
        return path;
    }
    match (path.parent(), path.components().next_back()) {
        (Some(parent), Some(Component::Normal(name))) => {
            let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
            resolved(parent).join(name)
        }
        _ => path.to_path_buf(),
    }
}

fn refuse_occupied(path: &Path) -> Result<()> {
    if fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some()) {
        let reason = "the folder is not empty: name a new or an empty one".into();
        return Err(Error::Output { path: path.to_path_buf(), reason });
    }
    Ok(())
}

fn refuse_mixture<'a>(path: &Path, files: impl Iterator<Item = (&'a ListedFile, InputFormat)>) -> Result<()> {
    let wrong = |reason: String| Err(Error::Output { path: path.to_path_buf(), reason });
    let mut first: Option<(&ListedFile, InputFormat)> = None;
    for (file, format) in files {
        match first {
            Some((other, first)) if first != format || format.is_one_record() => {
                let why = match first == format {
                    true => "are one article each, and one file would have both",
                    false => "are of two formats, and one file has one",
                };
                return wrong(format!(
                    "{} and {} {why}: name a folder with / at its end",
                    other.path.display(),
                    file.path.display(),
                ));
            }
            _ => first = Some((file, format)),
        }
    }
    let named = path.file_name().and_then(|name| format_of_name(&name.to_string_lossy()));
    match (first, named) {
        (Some((file, format)), Some(named)) if !has_name_of(format, named) => wrong(format!(
            "survivors are written in the format of their input, and {} is {}: name the output accordingly",
            file.path.display(),
            format.name(),
        )),
        _ => Ok(()),
    }
}

/// Returns whether files of a format may have the names of another one.
fn has_name_of(format: InputFormat, named: InputFormat) -> bool {
    match format {
        InputFormat::Json => named == InputFormat::JsonLines,
        InputFormat::Lines | InputFormat::Separated => named == InputFormat::Text,
        format => format == named,
    }
}

fn names_in_folder(
    path: &Path,
    inputs: &[Input],
    files: &[ListedFile],
) -> Result<BTreeMap<PathBuf, PathBuf>> {
    let wrong = |reason: String| Error::Output { path: path.to_path_buf(), reason };
    let mut names = BTreeMap::new();
    let mut inputs_by_name: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    for file in files {
        if file.is_stdin {
            return Err(wrong("standard input has no name in a folder: name a file".into()));
        }
        let name = name_below(&file.path, inputs);
        if let Some(other) = inputs_by_name.insert(name.clone(), &file.path) {
            let (other, file) = (other.display(), file.path.display());
            return Err(wrong(format!(
                "{other} and {file} would have one name there: name the folder above both"
            )));
        }
        names.insert(file.path.clone(), name);
    }
    Ok(names)
}

/// The path below the folder that was named, or the file's own name.
fn name_below(path: &Path, inputs: &[Input]) -> PathBuf {
    let folders = inputs.iter().filter_map(|input| match input {
        Input::Path(folder) if folder != path => path.strip_prefix(folder).ok(),
        Input::Path(_) | Input::Named { .. } | Input::Stdin => None,
    });
    let shortest = folders.min_by_key(|below| below.components().count());
    shortest.map_or_else(|| path.file_name().map(PathBuf::from).unwrap_or_default(), Path::to_path_buf)
}
