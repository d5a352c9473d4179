//! The inner loops of MinHash, compiled for several instruction sets and chosen at run time.
//!
//! The baseline of x86-64 has no 32-bit multiply over lanes and is eight times slower than AVX2, so
//! a build for any machine must choose at run time. All variants give the same slots.

/// Slots computed in one pass over the shingles: two registers of AVX-512, four of AVX2, so that
/// multiplies overlap.
pub const LANES: usize = 32;

/// Replaces an upper half of 0, which every multiplier maps to 0.
const IN_PLACE_OF_ZERO: u32 = 0x9e37_79b9;

/// A variant of the inner loops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kernel(Variant);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Variant {
    Plain,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Kernel {
    /// Returns the fastest variant that this processor runs.
    pub fn detect() -> Kernel {
        #[cfg(target_arch = "x86_64")]
        {
            if std::arch::is_x86_feature_detected!("avx512f") {
                return Kernel(Variant::Avx512);
            }
            if std::arch::is_x86_feature_detected!("avx2") {
                return Kernel(Variant::Avx2);
            }
        }
        Kernel(Variant::Plain)
    }

    /// Returns the variant that runs everywhere, against which the others are tested.
    pub fn plain() -> Kernel {
        Kernel(Variant::Plain)
    }

    /// Lowers each slot to the smallest `shingle × multiplier` modulo 2³² over all shingles.
    pub(super) fn lower(self, shingles: &[u32], multipliers: &[u32; LANES], slots: &mut [u32; LANES]) {
        match self.0 {
            Variant::Plain => plain(shingles, multipliers, slots),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the variant is only made by `detect`, after it saw AVX2.
            Variant::Avx2 => unsafe { avx2(shingles, multipliers, slots) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: the variant is only made by `detect`, after it saw AVX-512F.
            Variant::Avx512 => unsafe { avx512(shingles, multipliers, slots) },
        }
    }

    /// Fills `halves` with the upper halves of `shingles`, none of them 0.
    pub(super) fn upper_halves(self, shingles: &[u64], halves: &mut Vec<u32>) {
        halves.clear();
        #[cfg(target_arch = "x86_64")]
        if self.0 == Variant::Avx512 {
            // SAFETY: the variant is only made by `detect`, after it saw AVX-512F.
            unsafe { avx512_upper_halves(shingles, halves) };
            return;
        }
        halves.extend(shingles.iter().map(upper_half));
    }
}

fn upper_half(shingle: &u64) -> u32 {
    match (shingle >> 32) as u32 {
        0 => IN_PLACE_OF_ZERO,
        upper_half => upper_half,
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn avx512_upper_halves(shingles: &[u64], halves: &mut Vec<u32>) {
    use std::arch::x86_64::{
        _mm256_storeu_si256, _mm512_cmpeq_epi64_mask, _mm512_cvtepi64_epi32, _mm512_loadu_si512,
        _mm512_mask_mov_epi64, _mm512_set1_epi64, _mm512_setzero_si512, _mm512_srli_epi64,
    };
    let in_place_of_zero = _mm512_set1_epi64(i64::from(IN_PLACE_OF_ZERO));
    halves.resize(shingles.len(), 0);
    let (from, from_rest) = shingles.as_chunks::<8>();
    let (to, to_rest) = halves.as_chunks_mut::<8>();
    for (from, to) in from.iter().zip(to) {
        // SAFETY: the chunk has the eight values that are read, at any alignment.
        let upper = _mm512_srli_epi64::<32>(unsafe { _mm512_loadu_si512(from.as_ptr().cast()) });
        let is_zero = _mm512_cmpeq_epi64_mask(upper, _mm512_setzero_si512());
        let upper = _mm512_cvtepi64_epi32(_mm512_mask_mov_epi64(upper, is_zero, in_place_of_zero));
        // SAFETY: the chunk has the eight values of 32 bits that are written.
        unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), upper) };
    }
    for (from, to) in from_rest.iter().zip(to_rest) {
        *to = upper_half(from);
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn avx2(shingles: &[u32], multipliers: &[u32; LANES], slots: &mut [u32; LANES]) {
    use std::arch::x86_64::{
        __m256i, _mm256_loadu_si256, _mm256_min_epu32, _mm256_mullo_epi32, _mm256_set1_epi32,
        _mm256_storeu_si256,
    };
    // SAFETY: eight values of 32 are read from each of the offsets 0, 8, 16 and 24.
    let load = |from: &[u32; LANES], at: usize| unsafe { _mm256_loadu_si256(from[at..].as_ptr().cast()) };
    let multipliers: [__m256i; 4] = std::array::from_fn(|register| load(multipliers, 8 * register));
    let mut lowest: [__m256i; 4] = std::array::from_fn(|register| load(slots, 8 * register));
    for shingle in shingles {
        let shingle = _mm256_set1_epi32(*shingle as i32);
        for register in 0..4 {
            let product = _mm256_mullo_epi32(shingle, multipliers[register]);
            lowest[register] = _mm256_min_epu32(lowest[register], product);
        }
    }
    for (register, lowest) in lowest.into_iter().enumerate() {
        // SAFETY: eight values of 32 are written at each of the offsets 0, 8, 16 and 24.
        unsafe { _mm256_storeu_si256(slots[8 * register..].as_mut_ptr().cast(), lowest) };
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn avx512(shingles: &[u32], multipliers: &[u32; LANES], slots: &mut [u32; LANES]) {
    use std::arch::x86_64::{
        __m512i, _mm512_loadu_si512, _mm512_min_epu32, _mm512_mullo_epi32, _mm512_set1_epi32,
        _mm512_storeu_si512,
    };
    // SAFETY: sixteen values of 32 are read from each of the offsets 0 and 16.
    let load = |from: &[u32; LANES], at: usize| unsafe { _mm512_loadu_si512(from[at..].as_ptr().cast()) };
    let multipliers: [__m512i; 2] = std::array::from_fn(|register| load(multipliers, 16 * register));
    let mut lowest: [__m512i; 2] = std::array::from_fn(|register| load(slots, 16 * register));
    for shingle in shingles {
        let shingle = _mm512_set1_epi32(*shingle as i32);
        for register in 0..2 {
            let product = _mm512_mullo_epi32(shingle, multipliers[register]);
            lowest[register] = _mm512_min_epu32(lowest[register], product);
        }
    }
    for (register, lowest) in lowest.into_iter().enumerate() {
        // SAFETY: sixteen values of 32 are written at each of the offsets 0 and 16.
        unsafe { _mm512_storeu_si512(slots[16 * register..].as_mut_ptr().cast(), lowest) };
    }
}

/// The definition. It compiles well for NEON, which every aarch64 has; for x86-64 the compiler made
/// now fast and now slow code of it, as other code around it changed.
fn plain(shingles: &[u32], multipliers: &[u32; LANES], slots: &mut [u32; LANES]) {
    let mut lowest = *slots;
    for shingle in shingles {
        for (low, multiplier) in lowest.iter_mut().zip(multipliers) {
            *low = (*low).min(shingle.wrapping_mul(*multiplier));
        }
    }
    *slots = lowest;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn upper_halves_are_those_of_the_plain_kernel(
            shingles in prop::collection::vec(prop_oneof![any::<u64>(), 0..1u64 << 33], 0..40),
        ) {
            let (mut fast, mut plain) = (vec![7], vec![]);
            Kernel::detect().upper_halves(&shingles, &mut fast);
            Kernel::plain().upper_halves(&shingles, &mut plain);
            prop_assert_eq!(fast, plain);
        }

        #[test]
        fn the_detected_kernel_gives_the_slots_of_the_plain_one(
            shingles in prop::collection::vec(any::<u32>(), 0..200),
            multipliers in prop::array::uniform32(any::<u32>()),
        ) {
            let (mut fast, mut plain) = ([u32::MAX; LANES], [u32::MAX; LANES]);
            Kernel::detect().lower(&shingles, &multipliers, &mut fast);
            Kernel::plain().lower(&shingles, &multipliers, &mut plain);
            prop_assert_eq!(fast, plain);
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                let mut older = [u32::MAX; LANES];
                // SAFETY: AVX2 was just seen.
                unsafe { avx2(&shingles, &multipliers, &mut older) };
                prop_assert_eq!(older, plain);
            }
        }
    }
}
