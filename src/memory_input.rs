//! Articles given as values, records or columns. They go through a temporary file, so that the
//! result is that of the same articles in a file.

use crate::error::Result;
#[cfg(feature = "parquet")]
use arrow_array::RecordBatchReader;
use serde::{Deserialize, Serialize};
use std::io;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use wirecopy_io::Input;
use wirecopy_scratch::{Error as TempError, PrivateFolder, temporary_folder};

/// An article to scan or deduplicate.
///
/// ```
/// let article = wirecopy::InputArticle::new("gazette-17", "The ferry stays in port.");
/// assert_eq!(article, ("gazette-17", "The ferry stays in port.").into());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputArticle {
    /// Its id; articles that share one get a suffix by the hash of their texts.
    pub id: String,
    /// Its text. All offsets in results count UTF-8 bytes of it.
    pub text: String,
    /// Its outlet; the host of its URL if `None`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub outlet: Option<String>,
    /// Its date, as `2031-03-10T08:30:00+01:00` or in another form that is unambiguous.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub published: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub url: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Its author.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub author: Option<String>,
}

impl InputArticle {
    /// An article of which nothing but the text is known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        InputArticle { id: id.into(), text: text.into(), ..InputArticle::default() }
    }
}

impl From<&str> for InputArticle {
    fn from(text: &str) -> Self {
        InputArticle::new("", text)
    }
}

impl<I: Into<String>, T: Into<String>> From<(I, T)> for InputArticle {
    fn from((id, text): (I, T)) -> Self {
        InputArticle::new(id, text)
    }
}

/// Articles from memory in a temporary file, deleted when this is dropped.
///
/// ```
/// use wirecopy::{MemoryInput, Scan};
///
/// let story = "The ferry to Karsholm stays in port until Friday, the harbour office said.";
/// let records = [1, 2].map(|id| format!("{{\"id\": {id}, \"body\": {story:?}}}"));
/// let input = MemoryInput::of_records(records, &std::env::temp_dir())?;
/// let found = Scan::default().run_inputs(vec![input.input()])?;
/// assert_eq!(found.summary().counts.articles, 2);
/// let file = found.article("1")?.and_then(|article| article.file);
/// assert_eq!(file.as_deref(), Some(MemoryInput::NAME));
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub struct MemoryInput {
    folder: PrivateFolder,
    path: PathBuf,
}

impl MemoryInput {
    /// The name that records from memory have for their file; their line is their number, from 1.
    pub const NAME: &'static str = "memory";

    /// Writes one line per article.
    pub(crate) fn create<A: Into<InputArticle>>(
        articles: impl IntoIterator<Item = A>,
        temp_dir: &Path,
    ) -> Result<Self> {
        let line = |article: A| serde_json::to_vec(&article.into());
        MemoryInput::of_lines(articles.into_iter().map(|article| Ok(line(article)?)), temp_dir)
    }

    /// Takes records with any fields, each as a JSON object in one line; which field has what is
    /// found as it is in files.
    ///
    /// # Errors
    /// When the temporary folder fails.
    pub fn of_records<R: AsRef<[u8]>>(
        records: impl IntoIterator<Item = R>,
        temp_dir: &Path,
    ) -> Result<MemoryInput> {
        MemoryInput::of_lines(records.into_iter().map(Ok), temp_dir)
    }

    fn of_lines<R: AsRef<[u8]>>(
        lines: impl Iterator<Item = io::Result<R>>,
        temp_dir: &Path,
    ) -> Result<MemoryInput> {
        let folder = temporary_folder(temp_dir)?;
        let (path, file) = folder.create_file("articles.jsonl")?;
        let write = || -> io::Result<()> {
            let mut file = BufWriter::new(file);
            for line in lines {
                file.write_all(line?.as_ref())?;
                file.write_all(b"\n")?;
            }
            file.flush()
        };
        write().map_err(|source| TempError::Temp { path: temp_dir.to_path_buf(), source })?;
        Ok(MemoryInput { folder, path })
    }

    /// Takes one page, with its address where that is known, as a web archive would have it.
    ///
    /// # Errors
    /// When the temporary folder fails.
    #[cfg(feature = "warc")]
    pub fn of_page(html: &[u8], url: Option<&str>, temp_dir: &Path) -> Result<MemoryInput> {
        const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
        let url = url.unwrap_or_default().replace(char::is_control, "");
        let len = ANSWER.len() + html.len();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {len}\r\n\r\n"
        );
        let folder = temporary_folder(temp_dir)?;
        let (path, mut file) = folder.create_file("page.warc")?;
        let parts = [head.as_bytes(), ANSWER, html, b"\r\n\r\n"];
        let written = parts.into_iter().try_for_each(|part| file.write_all(part));
        written.map_err(|source| TempError::Temp { path: temp_dir.to_path_buf(), source })?;
        Ok(MemoryInput { folder, path })
    }

    /// Takes records as columns; which column has what is found as it is in files.
    ///
    /// # Errors
    /// When the batches end with an error, or the temporary folder fails.
    #[cfg(feature = "parquet")]
    pub fn of_batches(batches: impl RecordBatchReader, temp_dir: &Path) -> Result<MemoryInput> {
        let folder = temporary_folder(temp_dir)?;
        let path = wirecopy_io::write_batches(&folder, batches, MemoryInput::NAME)?;
        Ok(MemoryInput { folder, path })
    }

    /// Returns it as an input.
    pub fn input(&self) -> Input {
        Input::Named { path: self.path.clone(), name: MemoryInput::NAME.to_owned() }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}
