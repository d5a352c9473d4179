//! Articles given as values. They go through a temporary JSON Lines file, so that the answer is
//! that of the same articles in a file.

use crate::error::Result;
use serde::{Deserialize, Serialize};
use std::fs::File;
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

impl<I: Into<String>, T: Into<String>> From<(I, T)> for InputArticle {
    fn from((id, text): (I, T)) -> Self {
        InputArticle::new(id, text)
    }
}

/// Articles in a temporary file, deleted when this is dropped.
pub(crate) struct MemoryInput {
    folder: PrivateFolder,
    path: PathBuf,
}

impl MemoryInput {
    /// Writes one line per article.
    pub(crate) fn create<A: Into<InputArticle>>(
        articles: impl IntoIterator<Item = A>,
        temp_dir: &Path,
    ) -> Result<Self> {
        let folder = temporary_folder(temp_dir)?;
        let path = folder.path().join("articles.jsonl");
        let write = || -> io::Result<()> {
            let mut file = BufWriter::new(File::create(&path)?);
            for article in articles {
                serde_json::to_writer(&mut file, &article.into())?;
                file.write_all(b"\n")?;
            }
            file.flush()
        };
        write().map_err(|source| TempError::Temp { path: temp_dir.to_path_buf(), source })?;
        Ok(MemoryInput { folder, path })
    }

    pub(crate) fn input(&self) -> Input {
        Input::Path(self.path.clone())
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}
