//! The Arrow IPC formats: streams, and files, also known as Feather.

use super::first_rows::NamedColumns;
use super::guarded::guarded;
use super::roles::RoleColumns;
use super::rows::{LoadedRows, TableRows};
use crate::error::Result;
use crate::file_plan::PlanNotes;
use crate::format::{Format, Records, Split, Splitter};
use crate::options::ReadOptions;
use crate::read::RandomAccess;
use crate::stream::Opened;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::Buffer;
use arrow_ipc::convert::fb_to_schema;
use arrow_ipc::reader::{read_dictionary, read_record_batch};
use arrow_ipc::{Message, MessageHeader, root_as_message};
use arrow_schema::{Schema, SchemaRef};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Batches of columns.
pub(crate) struct ArrowIpc;

/// The first bytes of a file, in which a stream follows them.
const FILE_MARK: &[u8] = b"ARROW1\0\0";

/// Bytes of the largest mark with its padding.
const FILE_MARK_BYTES_MAX: u64 = 64;

/// Bytes to which everything is aligned.
const ALIGNED_BYTES: u64 = 8;

/// Bytes of the longest description of a batch: a few per column.
const DESCRIPTION_BYTES_MAX: u64 = 256 << 20;

/// Bytes of the largest batch when it is decompressed.
const BATCH_BYTES_MAX: u64 = 8 << 30;

/// Bytes before a compressed buffer, in which its length is.
const LENGTH_BYTES: u64 = 8;

impl Format for ArrowIpc {
    fn split(&self, opened: Opened) -> Split {
        Split::Blocks(Box::new(Batches { opened, table: None, rows: 0 }))
    }
}

/// Cuts a file into its batches.
struct Batches {
    opened: Opened,
    table: Option<(MessageStream, Arc<RoleColumns>)>,
    /// Rows of the batches before.
    rows: u64,
}

/// The messages of a stream, with what those before mean for the next.
#[derive(Clone)]
struct MessageStream {
    source: RandomAccess,
    offset: u64,
    schema: SchemaRef,
    dictionaries: Arc<HashMap<i64, ArrayRef>>,
}

/// One message, whose body the file has.
struct RawMessage {
    description: Vec<u8>,
    body_offset: u64,
    body_bytes: u64,
}

impl Splitter for Batches {
    fn bytes_on_disk(&self) -> u64 {
        match &self.table {
            Some((stream, _)) if self.opened.can_be_read_again() => stream.offset,
            _ => self.opened.stream.bytes_on_disk(),
        }
    }

    fn plan(&mut self, options: &ReadOptions) -> Result<PlanNotes> {
        let source = RandomAccess::of(&mut self.opened, options)?;
        let stream = MessageStream::open(source);
        let stream = stream.map_err(|fault| self.opened.stream.bad_input(fault))?;
        let named = NamedColumns::of(&stream.schema, &options.fields);
        let mut plan = named.plan(stream.clone().rows(), options);
        let notes = std::mem::take(&mut plan.notes);
        let roles = RoleColumns::new(&stream.schema, plan);
        let roles = roles.map_err(|fault| self.opened.stream.bad_input(fault))?;
        self.table = Some((stream, Arc::new(roles)));
        Ok(notes)
    }

    fn next(&mut self, _block_bytes: usize, _options: &ReadOptions) -> Result<Option<Box<dyn Records>>> {
        let Some((stream, roles)) = &mut self.table else { return Ok(None) };
        let batch = stream.next_batch().map_err(|fault| self.opened.stream.bad_input(damaged(&fault)))?;
        let Some((message, n_rows)) = batch else { return Ok(None) };
        let first_row = self.rows + 1;
        self.rows += n_rows;
        let (source, schema) = (stream.source.clone(), Arc::clone(&stream.schema));
        let dictionaries = Arc::clone(&stream.dictionaries);
        Ok(Some(Box::new(TableRows {
            file: Arc::clone(&self.opened.file),
            roles: Arc::clone(roles),
            first_row,
            n_rows,
            load: Box::new(move || match message.rows(&source, &schema, &dictionaries) {
                Ok(batch) => vec![LoadedRows::Read(batch)],
                Err(fault) => vec![LoadedRows::Damaged { n_rows, fault }],
            }),
            loaded: OnceLock::new(),
        })))
    }
}

fn damaged(fault: &str) -> String {
    format!("the Arrow file is damaged: {fault}")
}

impl MessageStream {
    fn open(source: RandomAccess) -> std::result::Result<MessageStream, String> {
        let is_file = source.bytes(0, FILE_MARK.len() as u64).is_ok_and(|first| first == FILE_MARK);
        let mut offset = if is_file { FILE_MARK.len() as u64 } else { 0 };
        // The mark is padded to the alignment of the file.
        let is_padding = |offset| source.bytes(offset, ALIGNED_BYTES).is_ok_and(|bytes| bytes == [0; 8]);
        while is_file && offset < FILE_MARK_BYTES_MAX && is_padding(offset) {
            offset += ALIGNED_BYTES;
        }
        let first = read_message(&source, offset).map_err(|fault| damaged(&fault))?;
        let first = first.ok_or_else(|| damaged("it has no schema"))?;
        let schema = guarded(|| {
            let message = first.message()?;
            message.header_as_schema().map(fb_to_schema).ok_or_else(|| "it has no schema".to_owned())
        });
        let schema = schema.map_err(|fault| damaged(&fault))?;
        let offset = first.end();
        Ok(MessageStream { source, offset, schema: Arc::new(schema), dictionaries: Arc::default() })
    }

    /// Its rows, as far as they can be read.
    fn rows(mut self) -> impl Iterator<Item = RecordBatch> {
        std::iter::from_fn(move || {
            let (message, _) = self.next_batch().ok()??;
            message.rows(&self.source, &self.schema, &self.dictionaries).ok()
        })
    }

    /// The next batch of rows, with their number. Dictionaries before it are read.
    fn next_batch(&mut self) -> std::result::Result<Option<(RawMessage, u64)>, String> {
        while let Some(raw) = read_message(&self.source, self.offset)? {
            self.offset = raw.end();
            let message = raw.message()?;
            match message.header_type() {
                MessageHeader::RecordBatch => {
                    let batch = message.header_as_record_batch().ok_or("a batch has no description")?;
                    let n_rows = u64::try_from(batch.length()).map_err(|_| "a batch has no length")?;
                    return Ok(Some((raw, n_rows)));
                }
                MessageHeader::DictionaryBatch => {
                    let body = raw.body(&self.source)?;
                    let schema = &self.schema;
                    let dictionaries = Arc::make_mut(&mut self.dictionaries);
                    guarded(|| add_dictionary(&message, &body, schema, dictionaries))?;
                }
                _ => {}
            }
        }
        Ok(None)
    }
}

fn add_dictionary(
    message: &Message<'_>,
    body: &Buffer,
    schema: &Schema,
    dictionaries: &mut HashMap<i64, ArrayRef>,
) -> std::result::Result<(), String> {
    let batch = message.header_as_dictionary_batch().ok_or("a dictionary has no description")?;
    read_dictionary(body, batch, schema, dictionaries, &message.version()).map_err(|error| error.to_string())
}

/// The message at an offset; `None` at the end of the stream.
fn read_message(source: &RandomAccess, offset: u64) -> std::result::Result<Option<RawMessage>, String> {
    let word = |offset: u64| -> Option<u32> {
        Some(u32::from_le_bytes(source.bytes(offset, 4).ok()?.try_into().ok()?))
    };
    // Before version 0.15 the length had no mark before it.
    let (start, length) = match word(offset) {
        Some(u32::MAX) => (offset + 8, word(offset + 4)),
        length => (offset + 4, length),
    };
    let Some(length) = length.map(u64::from).filter(|length| *length > 0) else { return Ok(None) };
    if length > DESCRIPTION_BYTES_MAX {
        return Err("a batch has no description".into());
    }
    let cut_off = |_| "it ends within a batch: copy it again from where it came from".to_owned();
    let description = source.bytes(start, length).map_err(cut_off)?;
    let body_offset = start + length;
    let mut raw = RawMessage { description, body_offset, body_bytes: 0 };
    let body_bytes = u64::try_from(raw.message()?.bodyLength()).map_err(|_| "a batch has no length")?;
    if body_offset.checked_add(body_bytes).is_none_or(|end| end > source.len()) {
        return Err("it ends within a batch: copy it again from where it came from".into());
    }
    raw.body_bytes = body_bytes;
    Ok(Some(raw))
}

impl RawMessage {
    fn message(&self) -> std::result::Result<Message<'_>, String> {
        root_as_message(&self.description).map_err(|_| "a batch has no description".to_owned())
    }

    /// The offset of the next message.
    fn end(&self) -> u64 {
        self.body_offset + self.body_bytes
    }

    fn body(&self, source: &RandomAccess) -> std::result::Result<Buffer, String> {
        let body = source.bytes(self.body_offset, self.body_bytes).map_err(|error| error.to_string())?;
        self.refuse_bomb(&body)?;
        Ok(Buffer::from_vec(body))
    }

    /// Refuses buffers whose stated lengths are more than a batch may have.
    fn refuse_bomb(&self, body: &[u8]) -> std::result::Result<(), String> {
        let message = self.message()?;
        let of_dictionary = message.header_as_dictionary_batch().and_then(|batch| batch.data());
        let Some(batch) = message.header_as_record_batch().or(of_dictionary) else { return Ok(()) };
        let (Some(buffers), Some(_)) = (batch.buffers(), batch.compression()) else { return Ok(()) };
        let mut bytes = 0_u64;
        for buffer in buffers.iter().filter(|buffer| buffer.length() >= LENGTH_BYTES as i64) {
            let start = usize::try_from(buffer.offset()).map_err(|_| "a buffer has no offset")?;
            let stated = body.get(start..).and_then(|rest| rest.first_chunk::<{ LENGTH_BYTES as usize }>());
            let stated = i64::from_le_bytes(*stated.ok_or("a buffer is outside its batch")?);
            bytes = bytes.saturating_add(stated.max(0) as u64);
        }
        match bytes > BATCH_BYTES_MAX {
            true => Err(format!("a batch has more than {BATCH_BYTES_MAX} bytes when it is decompressed")),
            false => Ok(()),
        }
    }

    fn rows(
        &self,
        source: &RandomAccess,
        schema: &SchemaRef,
        dictionaries: &HashMap<i64, ArrayRef>,
    ) -> std::result::Result<RecordBatch, String> {
        let body = self.body(source)?;
        guarded(|| {
            let message = self.message()?;
            let batch = message.header_as_record_batch().ok_or("a batch has no description")?;
            let schema = Arc::clone(schema);
            read_record_batch(&body, batch, schema, dictionaries, None, &message.version())
                .map_err(|error| error.to_string())
        })
    }
}
