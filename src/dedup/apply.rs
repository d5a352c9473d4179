//! A list of removals applied to the input that it was made from, without searching again.

use crate::corpus::estimate;
use crate::dedup::SurvivorTarget;
use crate::dedup::list::{List, ListMatch};
use crate::dedup::rewrite::{RecordAction, Rewriter, Rewritten};
use crate::error::Result;
use std::path::Path;
use wirecopy_article::Document;
use wirecopy_article::event::{Event, Observer, Stage};
use wirecopy_io::{Block, Input, ReadOptions, RecordWriter};

/// The effect of an applied list.
///
/// ```
/// let folder = tempfile::tempdir().unwrap();
/// let removals = wirecopy::Dedup::default().run_files(["data/sample/wire.jsonl"])?;
/// let applied = removals.write(folder.path().join("clean.jsonl"))?;
/// assert_eq!((applied.kept, applied.paragraphs), (removals.report().kept, 0));
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// Records kept.
    pub kept: u64,
    /// Articles removed.
    pub removed: u64,
    /// Paragraphs removed from records that are kept.
    pub paragraphs: u64,
}

/// Writes, unpublished, the records of the inputs that a list does not remove.
///
/// Every record that the list names must be where it was, byte for byte, and nothing is both kept
/// and removed. A removed paragraph must be a whole one. The inputs must have no other records than
/// those that the list was made from, as far as its rows describe them: an unnamed record is
/// located between the two nearest named ones.
///
/// # Errors
/// [`FileError::Refused`](crate::FileError::Refused) with the first difference if the list does not
/// fit; [`Error::BadRecord`](crate::Error::BadRecord) if it is not a list; otherwise when an input
/// or the output fails.
///
/// ```
/// use wirecopy::{Atomic, Dedup, Destination, Input, ReadOptions, SurvivorTarget, apply};
///
/// let folder = tempfile::tempdir().unwrap();
/// let [list, clean] = ["list.jsonl", "clean.jsonl"].map(|name| folder.path().join(name));
/// Dedup::default().run_files(["data/sample/wire.jsonl"])?.write_list(&list)?;
///
/// let inputs = [Input::Path("data/sample/wire.jsonl".into())];
/// let reading = ReadOptions::new(std::env::temp_dir());
/// let destination = &Destination::new(&clean, &inputs, &reading)?;
/// let staged = &Atomic::new(&clean)?;
/// let target = SurvivorTarget { destination, staged };
/// let applied = apply(&list, &inputs, &reading, &target, &|_| {})?;
/// assert!(applied.kept > 0);
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub fn apply(
    list: &Path,
    inputs: &[Input],
    reading: &ReadOptions,
    target: &SurvivorTarget<'_>,
    observer: &Observer<'_>,
) -> Result<Applied> {
    let SurvivorTarget { destination, staged } = *target;
    let reading = &estimate::with_survivors(reading, destination, staged)?;
    let list = List::read(list)?;
    list.assert_names_inputs(destination)?;
    observer(Event::Stage(Stage::Write));
    let mut writer = RecordWriter::create(destination, staged.path(), &[])?;
    let mut rewriter = Rewriter { inputs, options: reading, writer: Some(&mut writer), added: &[], observer };
    let mut last_match = None;
    let counts = rewriter.rewrite(
        |_, block: &Block, documents: &[Document<'_>]| {
            let mut matches = Vec::new();
            let action = |(index, document)| match list.entry(document) {
                None => RecordAction::Keep,
                Some(entry) => {
                    let (action, found) = entry.apply((index, document), block);
                    matches.push(found);
                    action
                }
            };
            let actions = documents.iter().enumerate().map(action).collect();
            Ok((actions, matches))
        },
        |matches: Vec<ListMatch>, chains| {
            for found in matches {
                found.assert_fits(chains[found.index], last_match.as_deref())?;
                last_match = Some(found.location);
            }
            Ok(())
        },
    )?;
    list.assert_all_matched()?;
    list.assert_nothing_else(&counts, last_match.as_deref())?;
    writer.finish()?;
    let Rewritten { kept, removed, .. } = counts;
    Ok(Applied { kept, removed, paragraphs: list.n_paragraphs() })
}
