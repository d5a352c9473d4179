//! A hash of records in their order, by which a later reading is known to be the same.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// A hash of all records so far, each with those before it. Two chains are equal where the records
/// are, except for one pair of inputs in 2⁶⁴.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RecordChain(u64);

impl RecordChain {
    /// Appends a record by the hash of its bytes.
    pub fn push(&mut self, record_hash: u64) {
        self.0 = xxh3_64_with_seed(&record_hash.to_le_bytes(), self.0);
    }

    /// The hash so far.
    pub fn hash(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(records: &[u64]) -> RecordChain {
        let mut chain = RecordChain::default();
        records.iter().for_each(|record| chain.push(*record));
        chain
    }

    #[test]
    fn another_record_another_order_and_one_more_give_another_hash() {
        let chain = of(&[7, 8, 9]);
        assert_eq!(chain, of(&[7, 8, 9]));
        for other in [&[7, 8][..], &[7, 8, 9, 0], &[0, 7, 8, 9], &[8, 7, 9], &[7, 8, 1], &[]] {
            assert_ne!(chain, of(other), "{other:?}");
        }
    }
}
