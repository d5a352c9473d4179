//! One HTML page that shows a scan, or a deduplication, with the evidence for everything.
//!
//! *Takes* the rows of a scan's folder, or of a deduplication, and the inputs where texts are to be
//! shown. *Gives* one file of HTML that needs no network, no server and no other file
//! ([`scan_page`], [`dedup_page`]). *Costs* one pass over each file of rows, one over the inputs,
//! and an alignment per pair that is shown side by side; memory grows with the articles and with
//! the size of the page, not with the texts. *Never* computes a score: every number is that of a
//! row, or a count or sum of rows. Lets no character of an input become markup, script, style or
//! address: templates escape, data is JSON in which nothing ends an element, the page's own script
//! writes text alone, and a Content Security Policy with the hashes of script and style refuses
//! everything else. *Source*: W3C Recommendation 2016, "Content Security Policy Level 2"; Okabe,
//! Ito 2008, "Color universal design", for the colours.

mod data;
mod drawing;
mod losses;
mod names;
mod options;
mod overview;
mod outlet_boilerplate;
mod removals;
mod scan_rows;
mod shared_strings;
mod shell;
mod texts;

pub use options::{HtmlPage, PAGE_BYTES_MAX, PageOptions};
pub use removals::dedup_page;
pub use texts::TextInputs;

use crate::error::Result;
use crate::network::{NetworkParams, network};
use data::{DataBlocks, PageData, PageHead};
use names::PageNames;
use overview::Overview;
use scan_rows::ScanRows;
use shell::{ScanTemplate, Shell, render};
use std::path::Path;
use texts::FoundTexts;

/// The part of the data that names of outlets may take, as its divisor.
const OUTLETS_SHARE: usize = 4;

/// Shows the folder of a scan as one page.
///
/// # Errors
/// [`crate::Error::NotAScan`] if no scan wrote the folder; [`crate::Error::BadRecord`] if a
/// row cannot be read; [`crate::Error::Parameter`] if the page may have less than
/// half a megabyte; when an input cannot be read.
///
/// ```
/// use wirecopy::report::html::{HtmlPage, PAGE_BYTES_MAX, PageOptions, TextInputs, scan_page};
/// use wirecopy::{Input, ReadOptions, Scan};
///
/// let found = Scan::default().run_files(["data/sample/wire.jsonl"])?;
/// let texts = TextInputs {
///     inputs: vec![Input::Path("data/sample/wire.jsonl".into())],
///     reading: ReadOptions::new(std::env::temp_dir()),
/// };
/// let options = PageOptions {
///     bytes_max: PAGE_BYTES_MAX,
///     anonymous: false,
///     hides_files: false,
///     texts: Ok(texts),
///     advice: String::new(),
/// };
/// let page: HtmlPage = scan_page(found.folder(), &options)?;
/// assert!(page.html.len() as u64 <= options.bytes_max);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn scan_page(folder: &Path, options: &PageOptions) -> Result<HtmlPage> {
    let data_bytes_max = options.data_bytes_max()?;
    let mut scan = ScanRows { hides_files: options.hides_files, ..ScanRows::read(folder)? };
    let network = network(folder, &NetworkParams::default())?;
    // Text takes a third of its bytes once it is compressed, and Base64 a third more.
    let wanted = texts::wanted(&scan, &outlet_boilerplate::examples(&scan), 3 * data_bytes_max as u64);
    let found = match &options.texts {
        Ok(inputs) => texts::read_texts(inputs, &texts::records_of(&scan, &wanted))?,
        Err(_) => FoundTexts::default(),
    };
    let names = match options.anonymous {
        true => PageNames::replaced(folder, &scan, &found)?,
        false => PageNames::Given,
    };
    if !options.anonymous {
        scan.set_openings(&found.texts);
    }
    let boilerplate = outlet_boilerplate::by_outlet(folder, &scan, &found, &names)?;
    let overview = overview::overview(folder, &scan, &network, &names)?;
    let none = DataBlocks::default();
    let shell = render(|shell| template(shell, &overview, &[], options), &none, &PageHead::default(), 0)?;
    let head = PageHead::with_outlets(&scan, &names, data_bytes_max / OUTLETS_SHARE)?;
    let data_bytes_max = options.data_bytes_beside(shell.len() + head.bytes_max(&scan, wanted.len())?);
    let mut blocks = DataBlocks::default();
    let data = PageData {
        folder,
        scan: &mut scan,
        names: &names,
        head,
        network: &network,
        boilerplate: &boilerplate,
        found: &found,
        wanted: &wanted,
    };
    let head = data.fill(&mut blocks, data_bytes_max)?;
    let missing = head.missing(&found, &options.texts);
    // The reason names files.
    let nameless = options.texts.clone().map_err(|_| String::new());
    let shown = head.missing(&found, if options.anonymous { &nameless } else { &options.texts });
    let html = render(|shell| template(shell, &overview, &shown, options), &blocks, &head, data_bytes_max)?;
    Ok(HtmlPage { html, missing })
}

fn template<'all>(
    shell: Shell<'all>,
    overview: &'all Overview,
    missing: &'all [String],
    options: &'all PageOptions,
) -> ScanTemplate<'all> {
    ScanTemplate { shell, overview, missing, advice: &options.advice, anonymous: options.anonymous }
}
