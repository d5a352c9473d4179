//! Bands: the slots of a signature that make one key.

/// The numbers of bands and rows that cut a signature into keys. More bands find more pairs and
/// propose more in vain; more rows do the opposite.
///
/// ```
/// use wirecopy_reuse::candidates::Banding;
///
/// let banding = Banding { bands: 20, rows: 6 };
/// assert_eq!(banding.slots(), 120);
/// assert!(banding.probability(0.8) > 0.99 && banding.probability(0.4) < 0.1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Banding {
    /// Number of bands, and so of keys per item.
    pub bands: usize,
    /// Slots per band, all of which must agree for a key to agree.
    pub rows: usize,
}

impl Banding {
    /// For articles: finds 0.87 of all pairs at Jaccard 0.5, 0.9998 at 0.7.
    pub const ARTICLES: Banding = Banding { bands: 32, rows: 4 };

    /// For paragraphs by word shingles: finds 0.994 of all pairs at the threshold of 0.6. Unrelated
    /// paragraphs share no word shingle, so few rows cost little.
    pub const PARAGRAPH_WORDS: Banding = Banding { bands: 21, rows: 3 };

    /// For paragraphs by character shingles: finds 0.87 of all pairs at the threshold of 0.6, 0.99
    /// at 0.7. Unrelated paragraphs have a Jaccard of 0.03 to 0.05 by characters: with one row less
    /// they would propose thirty times as many pairs in vain.
    pub const PARAGRAPH_CHARACTERS: Banding = Banding { bands: 25, rows: 5 };

    /// Returns the number of slots that a signature must have.
    pub fn slots(self) -> usize {
        self.bands * self.rows
    }

    /// Returns the probability that two items of this Jaccard, from 0 to 1, share a key: 1 − (1 −
    /// sʳ)ᵇ.
    pub fn probability(self, jaccard: f64) -> f64 {
        1.0 - (1.0 - jaccard.powi(self.rows as i32)).powi(self.bands as i32)
    }

    /// Appends one key per band. 32 bits suffice, because keys are only compared within their band,
    /// and a false agreement costs a verification and no more.
    pub fn keys(self, slots: &[u32], keys: &mut Vec<u32>) {
        match self.rows {
            3 => self.keys_by_rows::<3>(slots, keys),
            4 => self.keys_by_rows::<4>(slots, keys),
            5 => self.keys_by_rows::<5>(slots, keys),
            _ => keys.extend(numbered(slots.chunks_exact(self.rows)).take(self.bands)),
        }
    }

    /// Appends the keys where the compiler knows the number of rows: then no band costs a loop.
    fn keys_by_rows<const ROWS: usize>(self, slots: &[u32], keys: &mut Vec<u32>) {
        let (bands, _) = slots.as_chunks::<ROWS>();
        keys.extend(numbered(bands.iter().map(<[u32; ROWS]>::as_slice)).take(self.bands));
    }
}

/// The keys of the bands, in order.
#[inline(always)]
fn numbered<'slots>(bands: impl Iterator<Item = &'slots [u32]>) -> impl Iterator<Item = u32> {
    bands.enumerate().map(|(band, rows)| key(band, rows))
}

/// Odd, from the fractional bits of the golden ratio and of √2.
const BAND: u64 = 0x9e37_79b9_7f4a_7c15;
const MIX: u64 = 0x6a09_e667_f3bc_c909;

/// One multiplication per slot; each step is a bijection, and the last one brings the upper half
/// down.
#[inline(always)]
fn key(band: usize, rows: &[u32]) -> u32 {
    let mixed = rows.iter().fold((band as u64 + 1).wrapping_mul(BAND), |state, slot| {
        let mixed = (state ^ u64::from(*slot)).wrapping_mul(MIX);
        mixed ^ (mixed >> 32)
    });
    mixed as u32
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
    fn different_rows_hardly_ever_share_a_key() {
        let (mut keys, mut slots) = (Vec::new(), Vec::new());
        for number in 0..200_000u32 {
            slots.clear();
            slots.extend([number / 448, number % 448, 7]);
            Banding { bands: 1, rows: 3 }.keys(&slots, &mut keys);
        }
        keys.sort_unstable();
        keys.dedup();
        // 200,000 draws out of 2³² collide 4.7 times on average; 20 is seven standard deviations
        // away.
        assert!(keys.len() > 199_980, "{}", keys.len());
    }

    #[test]
    fn keys_are_those_of_the_bands_whatever_the_number_of_rows() {
        let slots: Vec<u32> = (0..40u32).map(|slot| slot.wrapping_mul(0x9e37_79b1)).collect();
        for rows in 1..=8 {
            let mut keys = vec![7];
            Banding { bands: 4, rows }.keys(&slots, &mut keys);
            let each = slots.chunks_exact(rows).take(4).enumerate().map(|(band, rows)| key(band, rows));
            assert_eq!(keys, [7].into_iter().chain(each).collect::<Vec<u32>>());
        }
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
