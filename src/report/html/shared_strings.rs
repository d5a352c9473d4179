//! Strings that many rows share, as numbers.

use indexmap::IndexSet;

/// Strings in the order of their first occurrence.
#[derive(Debug, Default)]
pub(crate) struct SharedStrings(IndexSet<String>);

impl SharedStrings {
    /// The number of a string.
    pub(crate) fn number(&mut self, label: &str) -> u32 {
        match self.0.get_index_of(label) {
            Some(number) => number as u32,
            None => self.0.insert_full(label.to_owned()).0 as u32,
        }
    }

    /// All strings, by number.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The string of a number.
    pub(crate) fn label(&self, number: u32) -> &str {
        &self.0[number as usize]
    }

    /// The number of a string, if it has one.
    pub(crate) fn find(&self, label: &str) -> Option<u32> {
        self.0.get_index_of(label).map(|number| number as u32)
    }
}
