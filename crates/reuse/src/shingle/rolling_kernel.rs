//! Shingles of eight positions at once, if the processor rotates over lanes; chosen at run time.
//!
//! A rolling hash waits at each position for the one before. Each lane rotates all five items of
//! its own shingle instead, and waits for nothing.

/// Bits of rotation per position. Five positions rotate by 0, 13, 26, 39 and 52: no two alike, so
/// order counts.
pub(super) const TURN: u32 = 13;

/// Odd, from the fractional bits of the golden ratio.
pub(super) const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// Items in a shingle.
#[cfg(target_arch = "x86_64")]
const LEN: usize = super::WORDS;

/// Shingles computed together: 64-bit lanes of a register.
#[cfg(target_arch = "x86_64")]
const LANES: usize = 8;

/// Fills the front of `shingles`, of which there are as many as `items` less four, and returns how
/// many were computed: none without AVX-512.
pub(super) fn front(items: &[u64], shingles: &mut [u64]) -> usize {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx512dq") {
        // SAFETY: AVX-512DQ, which includes AVX-512F, was just seen.
        return unsafe { avx512(items, shingles) };
    }
    let _ = (items, shingles);
    0
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512dq")]
fn avx512(items: &[u64], shingles: &mut [u64]) -> usize {
    use std::arch::x86_64::{
        _mm512_loadu_si512, _mm512_mullo_epi64, _mm512_rol_epi64, _mm512_set1_epi64, _mm512_srli_epi64,
        _mm512_storeu_si512, _mm512_xor_si512,
    };
    const TURNS: [i32; LEN] = [4 * TURN as i32, 3 * TURN as i32, 2 * TURN as i32, TURN as i32, 0];
    let mix = _mm512_set1_epi64(MIX as i64);
    let (chunks, _) = shingles.as_chunks_mut::<LANES>();
    for (number, chunk) in chunks.iter_mut().enumerate() {
        let from = &items[number * LANES..][..LANES + LEN - 1];
        // SAFETY: eight values of twelve are read from each of the offsets 0 to 4.
        let item = |at: usize| unsafe { _mm512_loadu_si512(from[at..].as_ptr().cast()) };
        let first = _mm512_xor_si512(
            _mm512_rol_epi64::<{ TURNS[0] }>(item(0)),
            _mm512_rol_epi64::<{ TURNS[1] }>(item(1)),
        );
        let last = _mm512_xor_si512(
            _mm512_rol_epi64::<{ TURNS[2] }>(item(2)),
            _mm512_rol_epi64::<{ TURNS[3] }>(item(3)),
        );
        let state = _mm512_xor_si512(_mm512_xor_si512(first, last), item(4));
        let mixed = _mm512_mullo_epi64(_mm512_xor_si512(state, _mm512_srli_epi64::<32>(state)), mix);
        let finished = _mm512_xor_si512(mixed, _mm512_srli_epi64::<32>(mixed));
        // SAFETY: the chunk has the eight values that are written.
        unsafe { _mm512_storeu_si512(chunk.as_mut_ptr().cast(), finished) };
    }
    chunks.len() * LANES
}
