//! A part of the input that decodes on its own.

use super::fields::{FieldCounts, FieldPlan};
use super::input::ReadOptions;
use super::lines::LineBlock;
use super::record::Growing;
use super::rows::RowBlock;
use super::texts::TextBlock;
use super::{csv_rows, json_lines, plain_text};
use crate::document::Document;
use crate::records::Reject;

/// Whole records, in their order.
pub struct Block {
    /// Bytes of the disk that were read for it.
    pub bytes_on_disk: u64,
    pub(super) content: Content,
}

pub(super) enum Content {
    Lines(LineBlock),
    Rows(RowBlock),
    Texts(TextBlock),
}

/// What a block gives.
pub struct Decoded<'block> {
    /// Accepted records, in their order.
    pub documents: Vec<Document<'block>>,
    /// The others.
    pub rejects: Vec<Reject>,
    /// Which fields were used.
    pub field_counts: FieldCounts,
    /// Dates that were given and not understood.
    pub dates_not_understood: u64,
}

impl Block {
    /// Decodes all records. Pure, so that blocks decode in parallel. Linear.
    pub fn decode(&self, options: &ReadOptions) -> Decoded<'_> {
        let mut growing = Growing::default();
        let lines_plan;
        let plan = match &self.content {
            Content::Rows(block) => {
                csv_rows::decode(block, options, &mut growing);
                block.header.plan()
            }
            Content::Lines(block) => {
                lines_plan = FieldPlan::new(&options.fields);
                json_lines::decode(block, &lines_plan, options, &mut growing);
                &lines_plan
            }
            Content::Texts(block) => {
                lines_plan = FieldPlan::new(&options.fields);
                plain_text::decode(block, options, &mut growing);
                &lines_plan
            }
        };
        Decoded {
            documents: growing.documents,
            rejects: growing.rejects,
            field_counts: growing.tally.into_counts(plan),
            dates_not_understood: growing.dates_not_understood,
        }
    }

    /// The header above a block of CSV or TSV rows, as it stands in the file.
    pub fn header(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Rows(block) => Some(&block.header.raw),
            _ => None,
        }
    }
}
