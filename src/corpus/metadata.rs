//! Titles and addresses, kept outside memory until rows are written.

use crate::error::{Error, Result};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use wirecopy_news::credit::Credit;

/// What is told of an article and plays no part in comparing it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, bincode::Encode, bincode::Decode)]
pub struct ArticleMetadata {
    /// Address of the article.
    pub url: Option<String>,
    /// Title as given by the record.
    pub title: Option<String>,
    /// Paragraphs that a phrase shows to be boilerplate: number and first characters.
    pub page_lines: Vec<(u32, String)>,
    /// Whom its text credits.
    pub credits: Vec<Credit>,
}

/// Takes descriptions in order.
pub struct MetadataColumnWriter {
    folder: PathBuf,
    out: BufWriter<File>,
    len: u64,
    starts: Vec<u64>,
}

/// Gives descriptions back by number. 8 bytes of memory each, the rest on disk.
pub struct MetadataColumn {
    folder: PathBuf,
    file: File,
    /// One more than descriptions.
    starts: Vec<u64>,
}

impl MetadataColumnWriter {
    /// Opens an anonymous file in the folder.
    ///
    /// # Errors
    /// When the folder does not take one.
    pub fn create(folder: &Path) -> Result<Self> {
        let folder = folder.to_path_buf();
        let file =
            tempfile::tempfile_in(&folder).map_err(|source| Error::Temp { path: folder.clone(), source })?;
        Ok(MetadataColumnWriter {
            folder,
            out: BufWriter::with_capacity(1 << 18, file),
            len: 0,
            starts: vec![0],
        })
    }

    /// Appends one description.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn append(&mut self, metadata: &ArticleMetadata) -> Result<()> {
        let bytes = bincode::encode_to_vec(metadata, bincode::config::standard())
            .expect("strings encode into a vector without error");
        self.out.write_all(&bytes).map_err(|source| Error::Temp { path: self.folder.clone(), source })?;
        self.len += bytes.len() as u64;
        self.starts.push(self.len);
        Ok(())
    }

    /// Bytes on disk so far.
    pub fn bytes(&self) -> u64 {
        self.len
    }

    /// Ends the writing.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(self) -> Result<MetadataColumn> {
        let MetadataColumnWriter { folder, out, starts, .. } = self;
        let file = out
            .into_inner()
            .map_err(|error| Error::Temp { path: folder.clone(), source: error.into_error() })?;
        Ok(MetadataColumn { folder, file, starts })
    }
}

impl MetadataColumn {
    /// The description with this number, counted from 0.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(&self, number: u32) -> Result<ArticleMetadata> {
        let (start, end) = (self.starts[number as usize], self.starts[number as usize + 1]);
        let mut bytes = vec![0; (end - start) as usize];
        let damaged = |source| Error::Temp { path: self.folder.clone(), source };
        self.file.read_exact_at(&mut bytes, start).map_err(damaged)?;
        bincode::decode_from_slice(&bytes, bincode::config::standard())
            .map(|(metadata, _)| metadata)
            .map_err(|error| damaged(std::io::Error::other(error)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_come_back_in_any_order() {
        let mut builder = MetadataColumnWriter::create(&std::env::temp_dir()).unwrap();
        let given: Vec<ArticleMetadata> = (0..5)
            .map(|number| ArticleMetadata {
                url: (number % 2 == 0).then(|| format!("https://tolm.example/{number}")),
                title: (number > 1).then(|| "ü".repeat(number)),
                page_lines: vec![(3, "Subscribe".into()); number],
                credits: Vec::new(),
            })
            .collect();
        for metadata in &given {
            builder.append(metadata).unwrap();
        }
        let metadata_column = builder.finish().unwrap();
        for number in [4, 0, 2, 1, 3] {
            assert_eq!(metadata_column.read(number).unwrap(), given[number as usize]);
        }
    }
}
