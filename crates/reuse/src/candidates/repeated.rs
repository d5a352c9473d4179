//! Repeated keys. Most entries have a key that no other has, and are dropped before anything is
//! sorted.

/// Slots per entry: at four, one single entry in four or five is kept by chance.
const SLOTS_PER_ENTRY: usize = 4;

/// A slot has two bits.
const SLOTS_PER_WORD: usize = 32;

/// A filter of keys seen once and keys seen again, in slots that several keys may share. Reused
/// from partition to partition.
#[derive(Debug, Default)]
pub(super) struct RepeatedKeys {
    words: Vec<u64>,
    /// Bits of a mixed key below those that number a slot.
    shift: u32,
}

impl RepeatedKeys {
    fn begin(&mut self, n_entries: usize) {
        let slots = (n_entries * SLOTS_PER_ENTRY).next_power_of_two().clamp(SLOTS_PER_WORD * 2, 1 << 32);
        self.shift = 64 - slots.trailing_zeros();
        self.words.clear();
        self.words.resize(slots / SLOTS_PER_WORD, 0);
    }

    /// The word of an entry's key, and the offset in it of the slot's two bits.
    #[inline]
    fn slot_of(&self, entry: u64) -> (usize, u32) {
        // Keys of one partition may agree in their upper bits: an odd multiplier from the golden
        // ratio spreads them.
        let slot = ((entry >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize;
        (slot / SLOTS_PER_WORD, 2 * (slot % SLOTS_PER_WORD) as u32)
    }

    #[inline]
    fn add(&mut self, entry: u64) {
        let (word, bit) = self.slot_of(entry);
        let seen = self.words[word] >> bit & 1;
        self.words[word] |= (1 | seen << 1) << bit;
    }

    #[inline]
    fn is_repeated(&self, entry: u64) -> bool {
        let (word, bit) = self.slot_of(entry);
        self.words[word] >> bit & 2 != 0
    }
}

/// Drops entries whose key (upper half) no other entry has, and keeps all others in their order; a
/// few single ones are kept by chance. Linear.
pub(super) fn keep_repeated(entries: &mut Vec<u64>, repeated: &mut RepeatedKeys) {
    repeated.begin(entries.len());
    for entry in &*entries {
        repeated.add(*entry);
    }
    entries.retain(|entry| repeated.is_repeated(*entry));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn no_entry_of_a_repeated_key_is_dropped_and_few_others_are_kept(
            keys in prop::collection::vec(prop_oneof![0u32..50, any::<u32>()], 0..400),
        ) {
            let mut counts: HashMap<u32, u32> = HashMap::new();
            for key in &keys {
                *counts.entry(*key).or_default() += 1;
            }
            let run: Vec<u64> = keys.iter().zip(0..).map(|(key, item)| u64::from(*key) << 32 | item).collect();
            let is_repeated = |entry: &u64| counts[&((entry >> 32) as u32)] > 1;
            let mut kept = run.clone();
            keep_repeated(&mut kept, &mut RepeatedKeys::default());
            let needed: Vec<u64> = run.into_iter().filter(is_repeated).collect();
            let single = kept.len() - needed.len();
            prop_assert_eq!(kept.iter().copied().filter(is_repeated).collect::<Vec<_>>(), needed);
            prop_assert!(single <= 20 + keys.len() / 3, "{} of {}", single, keys.len());
        }
    }
}
