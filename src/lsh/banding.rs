//! Bands of rows: which slots of a signature make one key.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// How a signature is cut into keys. More bands find more and propose more in vain, more rows the contrary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Banding {
    /// Keys of a unit.
    pub bands: usize,
    /// Slots that must agree for one key to agree.
    pub rows: usize,
}

impl Banding {
    /// Articles: 0.87 of all pairs at Jaccard 0.5, 0.9998 at 0.7.
    pub const ARTICLES: Banding = Banding { bands: 32, rows: 4 };

    /// Paragraphs by word shingles: 0.994 of all pairs at the threshold of 0.6. Unrelated paragraphs share no word shingle,
    /// so few rows cost little.
    pub const PARAGRAPH_WORDS: Banding = Banding { bands: 21, rows: 3 };

    /// Paragraphs by character shingles: 0.87 of all pairs at the threshold of 0.6, 0.99 at 0.7. Unrelated paragraphs
    /// have a Jaccard of 0.03 to 0.05 by characters: with one row less they would propose thirty times as many pairs in vain.
    pub const PARAGRAPH_CHARACTERS: Banding = Banding { bands: 25, rows: 5 };

    /// Slots that a signature must have.
    pub fn slots(self) -> usize {
        self.bands * self.rows
    }

    /// P(candidate) of two units with this Jaccard: 1 − (1 − sʳ)ᵇ.
    pub fn probability(self, jaccard: f64) -> f64 {
        1.0 - (1.0 - jaccard.powi(self.rows as i32)).powi(self.bands as i32)
    }

    /// Appends one key a band. 32 bits, because keys are only compared within their band, and a false agreement costs a
    /// verification and no more.
    pub fn keys(self, slots: &[u32], keys: &mut Vec<u32>) {
        keys.extend(slots.chunks_exact(self.rows).take(self.bands).enumerate().map(|(band, rows)| {
            let mut bytes = [0u8; 32];
            for (row, slot) in rows.iter().enumerate() {
                bytes[4 * row..4 * row + 4].copy_from_slice(&slot.to_le_bytes());
            }
            xxh3_64_with_seed(&bytes[..4 * rows.len()], band as u64) as u32
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_is_the_one_of_the_definition() {
        assert!((Banding { bands: 16, rows: 4 }.probability(0.6) - 0.891).abs() < 0.001);
        assert!((Banding::PARAGRAPH_WORDS.probability(0.6) - 0.994).abs() < 0.001);
        assert!((Banding::PARAGRAPH_CHARACTERS.probability(0.6) - 0.868).abs() < 0.001);
        assert_eq!(Banding::ARTICLES.probability(1.0), 1.0);
        assert_eq!(Banding::ARTICLES.probability(0.0), 0.0);
    }

    #[test]
    fn a_key_changes_with_each_of_its_rows_and_with_no_other_slot() {
        let banding = Banding { bands: 4, rows: 8 };
        let slots: Vec<u32> = (0..32).collect();
        let mut keys = Vec::new();
        banding.keys(&slots, &mut keys);
        for changed in 0..slots.len() {
            let mut other_slots = slots.clone();
            other_slots[changed] = 1000;
            let mut other_keys = Vec::new();
            banding.keys(&other_slots, &mut other_keys);
            for band in 0..4 {
                assert_eq!(keys[band] == other_keys[band], band != changed / 8);
            }
        }
    }
}
