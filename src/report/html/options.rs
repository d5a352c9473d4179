//! The form of a page, and a page as it is made.

use super::texts::TextInputs;
use crate::ScanOutput;
use crate::error::{Error, Result};

/// Bytes of the smallest page.
pub(super) const PAGE_BYTES_MIN: u64 = 1 << 19;

/// Bytes of the largest page unless another number is chosen.
pub const PAGE_BYTES_MAX: u64 = 20 << 20;

/// Bytes of the sentences about what is missing.
const MISSING_BYTES: usize = 4_000;

/// Bytes that style, script and the first view take, about.
const SHELL_BYTES: usize = 200_000;

/// The form of a page.
#[derive(Debug, Clone)]
pub struct PageOptions {
    /// Bytes of the largest page.
    pub bytes_max: u64,
    /// True if the names of outlets and authors are replaced.
    pub anonymous: bool,
    /// True if the files of records are left out, as for articles in memory.
    pub hides_files: bool,
    /// The inputs, or why there are none and what to do about it.
    pub texts: std::result::Result<TextInputs, String>,
    /// The way to a larger page, for readers of one that lacks something.
    pub advice: String,
}

impl PageOptions {
    /// A page of up to 20 MiB with the names of outlets, and with the texts of the articles that
    /// were scanned.
    ///
    /// ```
    /// use wirecopy::report::html::{PageOptions, scan_page};
    ///
    /// let found = wirecopy::Scan::default().run_files(["data/sample"])?;
    /// let page = scan_page(found.folder(), &PageOptions::of(&found))?;
    /// assert!(page.missing.is_empty());
    /// let folder = tempfile::tempdir().unwrap();
    /// std::fs::write(folder.path().join("report.html"), page.html).unwrap();
    ///
    /// let options = PageOptions { anonymous: true, ..PageOptions::of(&found) };
    /// let anonymous = scan_page(found.folder(), &options)?;
    /// assert!(!anonymous.html.contains("Tarnwick Herald"));
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn of(found: &ScanOutput) -> Self {
        let source = found.source();
        PageOptions {
            bytes_max: PAGE_BYTES_MAX,
            anonymous: false,
            hides_files: source.is_in_memory(),
            texts: Ok(TextInputs { inputs: source.inputs.clone(), reading: source.reading.clone() }),
            advice: "A larger page has more of them.".to_owned(),
        }
    }

    /// Bytes that are left for data, approximately.
    ///
    /// # Errors
    /// [`Error::Parameter`] if the page may have less than half a megabyte.
    pub(crate) fn data_bytes_max(&self) -> Result<usize> {
        if self.bytes_max < PAGE_BYTES_MIN {
            let (name, value) = ("bytes_max", self.bytes_max.to_string());
            return Err(Error::Parameter { name, value, expected: "a page has 512 KiB or more" });
        }
        Ok(self.bytes_max as usize - SHELL_BYTES)
    }

    /// Bytes that are left for data beside `bytes` of everything else.
    pub(crate) fn data_bytes_beside(&self, bytes: usize) -> usize {
        (self.bytes_max as usize).saturating_sub(bytes + MISSING_BYTES)
    }
}

/// A page, and what is missing from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlPage {
    /// The file.
    pub html: String,
    /// Sentences about what is missing.
    pub missing: Vec<String>,
}
