//! The pass that writes survivors: all inputs read in order, and what is left of each record.

use crate::error::{FileError, Result};
use crate::ordered::in_order;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;
use wirecopy_article::Document;
use wirecopy_article::event::{Event, Observer};
use wirecopy_index::RecordChain;
use wirecopy_io::{Block, Input, InputFile, Notes, ReadOptions, RecordWriter, RowColumn, SurvivorRow, open};
use xxhash_rust::xxh3::xxh3_64;

/// The treatment of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordAction {
    /// It is written byte for byte.
    Keep,
    /// These bytes are written in its place.
    Rewrite(Vec<u8>),
    /// It is written with more fields.
    Annotate(Notes),
    /// It is left out.
    Remove,
    /// It is not an article: left out, and neither kept nor removed.
    Skip,
}

/// Counts of what was read and written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rewritten {
    /// Records, those without a text included.
    pub(crate) records: u64,
    /// Identifies these records in this order.
    pub(crate) chain: RecordChain,
    /// Records that were kept.
    pub(crate) kept: u64,
    /// Records that were removed.
    pub(crate) removed: u64,
}

/// One pass over all inputs. Without a writer nothing is written, and everything else happens.
pub(crate) struct Rewriter<'a, 'w> {
    pub(crate) inputs: &'a [Input],
    pub(crate) options: &'a ReadOptions,
    pub(crate) writer: Option<&'a mut RecordWriter<'w>>,
    /// Columns that are added to the records.
    pub(crate) added: &'static [RowColumn],
    pub(crate) observer: &'a Observer<'a>,
}

/// The rest of one block.
struct RewrittenBlock<Extra> {
    bytes_on_disk: u64,
    parts: Vec<FilePart>,
    /// Hashes of the records that decode.
    record_hashes: Vec<u64>,
    counts: Rewritten,
    extra: Extra,
}

/// The rest of one file in one block.
struct FilePart {
    number: usize,
    file: Arc<InputFile>,
    header: Option<Vec<u8>>,
    records: Vec<u8>,
    kept: u64,
}

impl Rewriter<'_, '_> {
    /// Reads all inputs and writes what is left of them.
    ///
    /// `actions` gets the number of a block, the block and its documents, in any order of blocks,
    /// and returns an action per document and something extra. `on_block` gets the extra of each
    /// block in order, with the chain of all records before each of its documents.
    ///
    /// # Errors
    /// Those of `actions` and `on_block`; when an input or the output fails.
    pub(crate) fn rewrite<Extra: Send>(
        &mut self,
        actions: impl Fn(usize, &Block, &[Document<'_>]) -> Result<(Vec<RecordAction>, Extra)> + Sync,
        mut on_block: impl FnMut(Extra, &[RecordChain]) -> Result<()>,
    ) -> Result<Rewritten> {
        let mut counts = Rewritten::default();
        let mut chains = Vec::new();
        let mut begun = BTreeSet::new();
        let input_reader = open(self.inputs, self.options)?;
        let options = self.options;
        let added = self.added;
        let form = self.writer.as_ref().map_or(SurvivorRow::default(), |writer| writer.row());
        let make = |number: usize, block: &Block, _: &mut ()| {
            rewritten(number, block, (options, form, added), &actions)
        };
        let input_reader = in_order(input_reader, make, |block| {
            let block = block?;
            (self.observer)(Event::Rewritten { bytes: block.bytes_on_disk });
            counts.records += block.counts.records;
            counts.kept += block.counts.kept;
            counts.removed += block.counts.removed;
            chains.clear();
            chains.extend(block.record_hashes.iter().map(|hash| {
                let before = counts.chain;
                counts.chain.push(*hash);
                before
            }));
            on_block(block.extra, &chains)?;
            match self.writer.as_deref_mut() {
                Some(writer) => write_parts(writer, &block.parts, &mut begun),
                None => Ok(()),
            }
        })?;
        // A file without records has its output, too.
        if let Some(writer) = self.writer.as_deref_mut() {
            let files = input_reader.files().iter().enumerate();
            for (_, file) in files.filter(|(number, _)| !begun.contains(number)) {
                writer.begin(file)?;
            }
        }
        Ok(counts)
    }
}

fn write_parts(writer: &mut RecordWriter<'_>, parts: &[FilePart], begun: &mut BTreeSet<usize>) -> Result<()> {
    for part in parts {
        if begun.insert(part.number) {
            writer.begin(&part.file)?;
        }
        // A file that is one record and is removed leaves no empty file behind.
        if part.kept > 0 || !part.file.format.is_one_record() {
            writer.write(&part.file, part.header.as_deref(), &part.records)?;
        }
    }
    Ok(())
}

fn rewritten<Extra>(
    number: usize,
    block: &Block,
    (options, form, added): (&ReadOptions, SurvivorRow, &'static [RowColumn]),
    actions: impl Fn(usize, &Block, &[Document<'_>]) -> Result<(Vec<RecordAction>, Extra)>,
) -> Result<RewrittenBlock<Extra>> {
    let decoded = block.decode(options);
    let (actions, extra) = actions(number, block, &decoded.documents)?;
    let header = match added.is_empty() {
        true => block.header().map(<[u8]>::to_vec),
        false => block.annotated_header(added),
    };
    let part =
        |(number, file)| FilePart { number, file, header: header.clone(), records: Vec::new(), kept: 0 };
    let mut parts: Vec<FilePart> =
        block.files().zip(block.input_files().iter().map(Arc::clone)).map(part).collect();
    let records = (decoded.documents.len() + decoded.rejects.len()) as u64;
    let mut counts = Rewritten { records, ..Rewritten::default() };
    let record_hashes = decoded.documents.iter().map(|document| xxh3_64(document.record)).collect();
    let mut current = 0;
    for (document, action) in decoded.documents.iter().zip(actions) {
        // Each of several files in a block is one record, and gives one document at most, in order.
        while parts.len() > 1 && parts[current].file.name != document.file {
            current += 1;
        }
        match action {
            RecordAction::Remove => counts.removed += 1,
            RecordAction::Skip => {}
            action => {
                counts.kept += 1;
                parts[current].kept += 1;
                push_record(block, document, (action, form, added), &mut parts[current].records)?;
            }
        }
    }
    Ok(RewrittenBlock { bytes_on_disk: block.bytes_on_disk, parts, record_hashes, counts, extra })
}

/// Appends what is written of a record that stays.
fn push_record(
    block: &Block,
    document: &Document<'_>,
    (action, form, added): (RecordAction, SurvivorRow, &'static [RowColumn]),
    records: &mut Vec<u8>,
) -> Result<()> {
    let notes = match &action {
        RecordAction::Annotate(notes) => (added, notes),
        _ => (&[][..], &Notes::new()),
    };
    match form {
        SurvivorRow::Record => {}
        SurvivorRow::Extracted => {
            block.push_extracted(document, notes, records);
            return Ok(());
        }
        SurvivorRow::Number => {
            SurvivorRow::push_number(document, records);
            return Ok(());
        }
    }
    let record = match action {
        RecordAction::Rewrite(record) => Cow::Owned(record),
        RecordAction::Annotate(notes) => {
            Cow::Owned(with_notes(block, document, document.record, (added, &notes))?)
        }
        _ => Cow::Borrowed(document.record),
    };
    if !records.is_empty() {
        records.extend_from_slice(block.separator());
    }
    records.extend_from_slice(&record);
    Ok(())
}

/// A record of an article with more fields.
///
/// # Errors
/// [`FileError::Refused`] if fields cannot be added to it.
pub(crate) fn with_notes(
    block: &Block,
    document: &Document<'_>,
    record: &[u8],
    added: (&[RowColumn], &Notes),
) -> Result<Vec<u8>> {
    block.annotated(record, added).ok_or_else(|| {
        let reason = format!(
            "{}:{} cannot be annotated: fields can be added only to JSON objects, and to tables in UTF-8 with doubled quotation marks; write the articles with extract first, and annotate those",
            document.file, document.line
        );
        FileError::Refused { reason }.into()
    })
}
