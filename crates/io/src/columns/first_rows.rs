//! The plan of a table by its first rows.

use super::cell::{Cell, Column};
use super::roles::{collect_paths, column, is_part_of};
use crate::fields::{
    FieldNames, FieldPlan, N_ROLES, NO_RANK, SAMPLE_BYTES, Sample, SampledValue, known_name,
};
use crate::file_plan::FilePlan;
use crate::options::ReadOptions;
use arrow_array::RecordBatch;
use arrow_schema::Schema;

/// The columns of a table whose names may give them a role.
pub(super) struct NamedColumns {
    named: Vec<String>,
    others: Vec<String>,
}

impl NamedColumns {
    pub(super) fn of(schema: &Schema, names: &FieldNames) -> NamedColumns {
        let plan = FieldPlan::new(names);
        let mut all = Vec::new();
        collect_paths(schema.fields(), "", &mut all);
        let may_have_a_role = |path: &String| {
            let last = path.rsplit_once('.').map_or(path.as_str(), |(_, last)| last);
            plan.ranks(path) != [NO_RANK; N_ROLES] || known_name(last)
        };
        let (named, others) = all.into_iter().partition(may_have_a_role);
        NamedColumns { named, others }
    }

    /// Returns whether a column of this path, or one above or below it, is among them.
    pub(super) fn contains(&self, path: &str) -> bool {
        self.named.iter().any(|named| is_part_of(path, named))
    }

    /// The plan of the table that begins with these rows. Linear in the rows, of which no more are
    /// read than a sample has.
    pub(super) fn plan(
        &self,
        mut batches: impl Iterator<Item = RecordBatch>,
        options: &ReadOptions,
    ) -> FilePlan {
        let mut sample = Sample::default();
        for path in self.named.iter().chain(&self.others) {
            sample.add(path, None, SampledValue::Text(""));
        }
        let mut bytes = 0;
        while !sample.is_full()
            && bytes < SAMPLE_BYTES
            && let Some(batch) = batches.next()
        {
            let columns = self.named.iter().filter_map(|path| Some((path, column(&batch, path)?)));
            let columns: Vec<(&String, Column<'_>)> = columns.collect();
            for row in 0..batch.num_rows() {
                if sample.is_full() || bytes >= SAMPLE_BYTES {
                    break;
                }
                sample.begin_record();
                bytes += columns
                    .iter()
                    .map(|(path, column)| add(&mut sample, path, column.cell(row)))
                    .sum::<usize>();
            }
        }
        FilePlan::of_sample(&options.fields, options.text_format, &sample)
    }
}

/// Adds a value to a sample. Returns its bytes.
fn add(sample: &mut Sample, path: &str, cell: Cell<'_>) -> usize {
    let (value, bytes) = match &cell {
        Cell::Missing => return 0,
        Cell::Text(text) => (SampledValue::Text(text), text.len()),
        Cell::Joined(text) | Cell::Time(text) => (SampledValue::Text(text), text.len()),
        Cell::Number(literal) => (SampledValue::Number(literal), literal.len()),
        Cell::NotUtf8 | Cell::Other(_) => (SampledValue::Other, 0),
    };
    sample.add(path, None, value);
    bytes
}
