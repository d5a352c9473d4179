//! `sketch`: the keys of articles, for another engine.

use crate::data::DataSource;
use crate::errors::exception;
use crate::run::{Execution, run};
use crate::settings::{ReadSettings, engine, parsed};
use crate::table::Columns;
use arrow_array::builder::{ArrayBuilder as _, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use pyo3::prelude::*;
use std::sync::Arc;
use wirecopy::{ArticleKeys, article_keys};

/// Keys of a batch.
const BATCH_KEYS: usize = 1 << 20;

/// Columns that grow.
#[derive(Default)]
struct KeyColumns {
    id: StringBuilder,
    text: StringBuilder,
    words: Int64Builder,
    shingles: Int64Builder,
    keys: ListBuilder<Int64Builder>,
    batches: Vec<RecordBatch>,
}

impl KeyColumns {
    fn schema() -> Schema {
        let keys = DataType::List(Arc::new(Field::new_list_field(DataType::Int64, true)));
        Schema::new(vec![
            Field::new("id", DataType::Utf8, true),
            Field::new("text", DataType::Utf8, true),
            Field::new("words", DataType::Int64, true),
            Field::new("shingles", DataType::Int64, true),
            Field::new("keys", keys, true),
        ])
    }

    fn push(&mut self, article: &ArticleKeys) {
        self.id.append_value(&article.id);
        self.text.append_value(format!("{:032x}", article.text_hash));
        self.words.append_value(article.words.cast_signed());
        self.shingles.append_value(article.shingles.into());
        self.keys.append_value(article.keys.iter().map(|key| Some(key.cast_signed())));
        if self.keys.values_ref().len() >= BATCH_KEYS {
            self.end_batch();
        }
    }

    fn end_batch(&mut self) {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.id.finish()),
            Arc::new(self.text.finish()),
            Arc::new(self.words.finish()),
            Arc::new(self.shingles.finish()),
            Arc::new(self.keys.finish()),
        ];
        let batch = RecordBatch::try_new(Arc::new(KeyColumns::schema()), columns);
        self.batches.push(batch.expect("each column has a value for each article"));
    }

    fn finish(mut self) -> Columns {
        self.end_batch();
        Columns::new(Arc::new(KeyColumns::schema()), self.batches)
    }
}

/// Sketches a source; the parameters of reading come as JSON. Returns the keys and the warnings.
#[pyfunction]
#[pyo3(signature = (source, reading, candidates, threads = None, on_progress = None))]
pub fn sketch(
    source: PyRef<'_, DataSource>,
    reading: &str,
    candidates: &str,
    threads: Option<usize>,
    on_progress: Option<Py<PyAny>>,
) -> PyResult<(Columns, Vec<String>)> {
    let reading = parsed::<ReadSettings>(reading)?.options().map_err(|error| exception(&error))?;
    let engine = engine(candidates).map_err(|error| exception(&error))?;
    let inputs = source.inputs().to_vec();
    let execution = Execution { threads, on_progress };
    run(source.py(), &execution, |observer| {
        let mut columns = KeyColumns::default();
        article_keys(&inputs, &reading, engine, observer, |article| columns.push(&article))?;
        Ok(columns.finish())
    })
}
