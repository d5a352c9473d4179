//! The last reading: all inputs once more, and of each record what is left of it.

use crate::corpus::ordered::in_order;
use crate::corpus::record_chain::RecordChain;
use crate::error::Result;
use std::collections::BTreeSet;
use std::sync::Arc;
use wirecopy_article::Document;
use wirecopy_article::event::{Event, Observer};
use wirecopy_io::{Block, Input, InputFile, InputFormat, ReadOptions, RecordWriter, open};
use xxhash_rust::xxh3::xxh3_64;

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RecordAction {
    /// It stays, byte for byte.
    Stays,
    /// These bytes stand in its place.
    Changes(Vec<u8>),
    /// It goes.
    Goes,
    /// It is no article, and is neither kept nor removed.
    Rejected,
}

/// What was read and written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Rewritten {
    /// Records, those without a text included.
    pub(crate) records: u64,
    /// Tells them from others.
    pub(crate) chain: RecordChain,
    /// Records that stay.
    pub(crate) kept: u64,
    /// Records that go.
    pub(crate) removed: u64,
}

/// What is left of one block.
struct Left<Note> {
    bytes_on_disk: u64,
    parts: Vec<Part>,
    /// Hashes of the records that decode.
    record_hashes: Vec<u64>,
    counts: Rewritten,
    note: Note,
}

/// What is left of one file in one block.
struct Part {
    number: usize,
    file: Arc<InputFile>,
    header: Option<Vec<u8>>,
    records: Vec<u8>,
    kept: u64,
}

/// Reads all inputs in order and writes what stays.
///
/// `treat` is told a block with its number and its documents, and gives for each its fate; `hear` gets what else it gives, in order, and for
/// each of these documents the chain of all before it. Without a writer nothing is written and everything else happens.
pub(crate) fn rewrite<Note: Send>(
    inputs: &[Input],
    options: &ReadOptions,
    mut writer: Option<&mut RecordWriter<'_>>,
    observer: &Observer<'_>,
    treat: impl Fn(usize, &Block, &[Document<'_>]) -> Result<(Vec<RecordAction>, Note)> + Sync,
    mut hear: impl FnMut(Note, &[RecordChain]) -> Result<()>,
) -> Result<Rewritten> {
    let mut counts = Rewritten::default();
    let mut chains = Vec::new();
    let mut begun = BTreeSet::new();
    let input_reader = open(inputs, options)?;
    let make = |number: usize, block: &Block, _: &mut ()| left_of(number, block, options, &treat);
    let input_reader = in_order(input_reader, make, |left| {
        let left = left?;
        observer(Event::Rewritten { bytes: left.bytes_on_disk });
        counts.records += left.counts.records;
        counts.kept += left.counts.kept;
        counts.removed += left.counts.removed;
        chains.clear();
        chains.extend(left.record_hashes.iter().map(|hash| {
            let before = counts.chain;
            counts.chain.push(*hash);
            before
        }));
        hear(left.note, &chains)?;
        match writer.as_deref_mut() {
            Some(writer) => write_parts(writer, &left.parts, &mut begun),
            None => Ok(()),
        }
    })?;
    if let Some(writer) = writer {
        for (_, file) in input_reader.files().iter().enumerate().filter(|(number, _)| !begun.contains(number))
        {
            writer.begin(file)?;
        }
    }
    Ok(counts)
}

fn write_parts(writer: &mut RecordWriter<'_>, parts: &[Part], begun: &mut BTreeSet<usize>) -> Result<()> {
    for part in parts {
        if begun.insert(part.number) {
            writer.begin(&part.file)?;
        }
        // A text file that goes leaves no empty file behind.
        if part.kept > 0 || part.file.format != InputFormat::Text {
            writer.write(&part.file, part.header.as_deref(), &part.records)?;
        }
    }
    Ok(())
}

fn left_of<Note>(
    number: usize,
    block: &Block,
    options: &ReadOptions,
    treat: impl Fn(usize, &Block, &[Document<'_>]) -> Result<(Vec<RecordAction>, Note)>,
) -> Result<Left<Note>> {
    let decoded = block.decode(options);
    let (fates, note) = treat(number, block, &decoded.documents)?;
    let part = |(number, file)| Part {
        number,
        file,
        header: block.header().map(<[u8]>::to_vec),
        records: Vec::new(),
        kept: 0,
    };
    let mut parts: Vec<Part> =
        block.files().zip(block.input_files().iter().map(Arc::clone)).map(part).collect();
    let records = (decoded.documents.len() + decoded.rejects.len()) as u64;
    let mut counts = Rewritten { records, ..Rewritten::default() };
    let record_hashes = decoded.documents.iter().map(|document| xxh3_64(document.record)).collect();
    let mut at = 0;
    for (document, fate) in decoded.documents.iter().zip(fates) {
        // Several files are text files, each with one document at most, in order.
        while parts.len() > 1 && parts[at].file.name != document.file {
            at += 1;
        }
        match fate {
            RecordAction::Goes => counts.removed += 1,
            RecordAction::Rejected => {}
            RecordAction::Stays | RecordAction::Changes(_) => {
                counts.kept += 1;
                parts[at].kept += 1;
                let changed =
                    if let RecordAction::Changes(record) = &fate { Some(&record[..]) } else { None };
                parts[at].records.extend_from_slice(changed.unwrap_or(document.record));
            }
        }
    }
    Ok(Left { bytes_on_disk: block.bytes_on_disk, parts, record_hashes, counts, note })
}
