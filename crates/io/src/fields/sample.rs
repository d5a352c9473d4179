//! The first records of a file, field by field.

use crate::dates::OrdersSeen;
use crate::markup::{looks_like_markdown, looks_marked_up};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Records that decide about a file.
pub(crate) const SAMPLE_RECORDS: u64 = 1000;

/// Bytes that decide about a file.
pub(crate) const SAMPLE_BYTES: usize = 8 << 20;

/// Values per field that are kept to see what kind they are.
const EXAMPLES_MAX: usize = 50;

/// Bytes of a value that are kept; no date and no address that matters is longer.
const EXAMPLE_BYTES_MAX: usize = 200;

/// Fields that a sample lists; what has more is not a record of an article.
const FIELDS_MAX: usize = 1000;

/// Words from which a value reads as running text and not as a name.
const RUNNING_WORDS_MIN: usize = 8;

/// A value as a record has it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum SampledValue<'a> {
    /// A string, or a cell of a table.
    Text(&'a str),
    /// A number by its literal.
    Number(&'a str),
    /// Something else.
    Other,
}

/// The fields of the first records of a file, in the order in which they were met first.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    pub(crate) records: u64,
    pub(crate) fields: Vec<SampledField>,
    by_name: HashMap<String, usize>,
}

/// One field in the first records.
#[derive(Debug, Default)]
pub(crate) struct SampledField {
    /// Its name, dotted if it is inside an object.
    pub(crate) name: String,
    /// Bytes of the outermost object's key, if it is inside one.
    pub(crate) outermost_len: Option<usize>,
    /// Records with a value other than an empty string.
    pub(crate) records: u64,
    /// Characters of its strings.
    pub(crate) chars: u64,
    /// Strings that read as running text.
    pub(crate) running: u64,
    /// Its strings, by the records in reading order.
    pub(crate) strings: Vec<SampledString>,
    /// Strings with tags or entities.
    pub(crate) marked_up: u64,
    /// Strings with links or marks of Markdown.
    pub(crate) markdown: u64,
    /// Its dates by the order of day and month.
    pub(crate) orders: OrdersSeen,
    /// The first values, with the numbers of their records.
    pub(crate) examples: Vec<(u64, Example)>,
}

/// A string by its length and its hash.
#[derive(Debug)]
pub(crate) struct SampledString {
    pub(crate) record: u64,
    pub(crate) chars: u64,
    pub(crate) hash: u64,
}

impl SampledString {
    fn new(record: u64, text: &str) -> SampledString {
        let mut hasher = DefaultHasher::new();
        text.trim().hash(&mut hasher);
        SampledString { record, chars: text.chars().count() as u64, hash: hasher.finish() }
    }
}

/// A short value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Example {
    Text(String),
    Number(String),
}

impl Sample {
    /// Returns whether enough records were seen.
    pub(crate) fn is_full(&self) -> bool {
        self.records >= SAMPLE_RECORDS
    }

    /// Begins the next record.
    pub(crate) fn begin_record(&mut self) {
        self.records += 1;
    }

    /// Adds a field of the present record. `outermost_len` as in [`SampledField`].
    pub(crate) fn add(&mut self, name: &str, outermost_len: Option<usize>, value: SampledValue<'_>) {
        let at = match self.by_name.get(name) {
            Some(at) => *at,
            None if self.fields.len() >= FIELDS_MAX => return,
            None => {
                self.by_name.insert(name.to_owned(), self.fields.len());
                let name = name.to_owned();
                self.fields.push(SampledField { name, outermost_len, ..SampledField::default() });
                self.fields.len() - 1
            }
        };
        self.fields[at].add(self.records, value);
    }

    /// The field of this name.
    pub(crate) fn field(&self, name: &str) -> Option<&SampledField> {
        self.by_name.get(name).map(|at| &self.fields[*at])
    }

    /// Names of all fields.
    pub(crate) fn names(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.clone()).collect()
    }
}

impl SampledField {
    fn add(&mut self, record: u64, value: SampledValue<'_>) {
        let example = match value {
            SampledValue::Text(text) if text.trim().is_empty() => return,
            SampledValue::Text(text) => {
                let string = SampledString::new(record, text);
                self.chars += string.chars;
                self.strings.push(string);
                self.running += u64::from(text.split_whitespace().nth(RUNNING_WORDS_MIN - 1).is_some());
                self.marked_up += u64::from(looks_marked_up(text));
                self.markdown += u64::from(looks_like_markdown(text));
                self.orders.add(text);
                (text.len() <= EXAMPLE_BYTES_MAX).then(|| Example::Text(text.to_owned()))
            }
            SampledValue::Number(literal) => Some(Example::Number(literal.to_owned())),
            SampledValue::Other => None,
        };
        self.records += 1;
        if self.examples.len() < EXAMPLES_MAX {
            self.examples.extend(example.map(|example| (record, example)));
        }
    }

    /// Returns whether all of its values are numbers.
    pub(crate) fn has_numbers_alone(&self) -> bool {
        let is_number = |(_, example): &(u64, Example)| matches!(example, Example::Number(_));
        let n_examples = self.records.min(EXAMPLES_MAX as u64);
        self.chars == 0
            && self.examples.len() as u64 == n_examples
            && n_examples > 0
            && self.examples.iter().all(is_number)
    }

    /// Characters of an average string.
    pub(crate) fn mean_chars(&self) -> u64 {
        self.chars / self.records.max(1)
    }
}
