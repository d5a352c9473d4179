//! Whether two readings met the same records in the same order.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// A hash of all records so far, each with those before it. Two chains are equal where the records are, but for one pair of inputs in 2⁶⁴.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct RecordChain(u64);

impl RecordChain {
    /// Adds a record by the hash of its bytes.
    pub(crate) fn push(&mut self, record_hash: u64) {
        self.0 = xxh3_64_with_seed(&record_hash.to_le_bytes(), self.0);
    }

    /// The hash.
    pub(crate) fn hash(self) -> u64 {
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
    fn another_record_another_order_and_one_more_are_told() {
        let chain = of(&[7, 8, 9]);
        assert_eq!(chain, of(&[7, 8, 9]));
        for other in [&[7, 8][..], &[7, 8, 9, 0], &[0, 7, 8, 9], &[8, 7, 9], &[7, 8, 1], &[]] {
            assert_ne!(chain, of(other), "{other:?}");
        }
    }
}
