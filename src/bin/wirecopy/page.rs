//! The HTML page of a scan or of a deduplication, written to a file.

use crate::{exit, output};
use std::path::Path;
use wirecopy::output::Deduplication;
use wirecopy::report::html::{HtmlPage, PAGE_BYTES_MAX, PageOptions, TextInputs, dedup_page, scan_page};
use wirecopy::report::terminal::printable;
use wirecopy_io::{Atomic, Input, ReadOptions, refuse_over_input};

/// Words on a page that lacks something.
const ADVICE: &str = "A larger page has more of them: wirecopy report SCAN_DIR -o FILE --bytes-max 60M. Any two articles \
    are shown by wirecopy compare A B, with their inputs.";

/// Words on a page of removals that lacks something.
const ADVICE_OF_REMOVALS: &str =
    "The list of removals has every row. Any two articles are shown by wirecopy compare A B.";

/// Writes the page of a scan that has just read these inputs.
pub fn write_page_of(
    file: &Path,
    folder: &Path,
    inputs: &[Input],
    reading: &ReadOptions,
) -> anyhow::Result<()> {
    let texts = Ok(TextInputs { inputs: inputs.to_vec(), reading: reading.clone() });
    write_page(file, folder, options(PAGE_BYTES_MAX, false, texts))
}

/// The form of a page.
pub fn options(bytes_max: u64, anonymous: bool, texts: Result<TextInputs, String>) -> PageOptions {
    PageOptions { bytes_max, anonymous, hides_files: false, texts, advice: ADVICE.to_owned() }
}

/// Refuses a page that would replace an input.
pub fn refuse(file: &Path, inputs: &[Input]) -> anyhow::Result<()> {
    anyhow::ensure!(!file.is_dir(), "{} is a folder: name a file for the page", file.display());
    Ok(refuse_over_input(file, inputs)?)
}

/// Writes a page, and says on standard error what it lacks.
pub fn write_page(file: &Path, folder: &Path, options: PageOptions) -> anyhow::Result<()> {
    publish(file, scan_page(folder, &options)?)
}

/// Writes the page of a deduplication.
pub fn write_removals(
    file: &Path,
    list: &Path,
    report: &Deduplication,
    texts: TextInputs,
) -> anyhow::Result<()> {
    let options =
        PageOptions { advice: ADVICE_OF_REMOVALS.to_owned(), ..options(PAGE_BYTES_MAX, false, Ok(texts)) };
    publish(file, dedup_page(list, report, &options)?)
}

fn publish(file: &Path, HtmlPage { html, missing }: HtmlPage) -> anyhow::Result<()> {
    let staged = exit::begin(|| Atomic::new(file), Atomic::private_folder)?;
    let unfinished = staged.private_folder().to_path_buf();
    staged.write(html.as_bytes())?;
    exit::finish(&unfinished, || staged.publish())?;
    for sentence in missing {
        output::say(&format!("warning: {sentence}"));
    }
    Ok(())
}

/// A line that says where the page is.
pub fn written(file: &Path) -> String {
    let size = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
    format!(
        "Page: {} ({:.1} MB); open it in a browser\n",
        printable(&file.display().to_string()),
        size as f64 / 1e6
    )
}
