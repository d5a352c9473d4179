//! Classification of 64 bytes at once (ASCII letters, digits, line breaks, quotation marks),
//! compiled for several instruction sets and chosen at run time.

use super::block::{BLOCK_BYTES, ByteSets};

/// Lower-cases the ASCII letters of each block and adds its sets to `found`; [`ByteSets::involved`]
/// is every byte beyond ASCII. Linear.
pub(crate) fn classify(blocks: &mut [[u8; BLOCK_BYTES]], found: &mut Vec<ByteSets>) {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512bw") {
            // SAFETY: AVX-512BW, which includes AVX-512F, was just seen.
            return unsafe { avx512(blocks, found) };
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: AVX2 was just seen.
            return unsafe { avx2(blocks, found) };
        }
    }
    plain(blocks, found);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw")]
fn avx512(blocks: &mut [[u8; BLOCK_BYTES]], found: &mut Vec<ByteSets>) {
    use std::arch::x86_64::{
        _mm512_cmpeq_epi8_mask, _mm512_cmplt_epu8_mask, _mm512_loadu_si512, _mm512_mask_add_epi8,
        _mm512_movepi8_mask, _mm512_set1_epi8, _mm512_storeu_si512, _mm512_sub_epi8,
    };
    let all = |byte: u8| _mm512_set1_epi8(byte as i8);
    // A loop: a closure would be compiled into code without these registers.
    for block in blocks {
        // SAFETY: the block has the 64 bytes that are read, at any alignment.
        let bytes = unsafe { _mm512_loadu_si512(block.as_ptr().cast()) };
        let is_upper = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, all(b'A')), all(26));
        let lower = _mm512_mask_add_epi8(bytes, is_upper, bytes, all(b'a' - b'A'));
        let is_letter = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(lower, all(b'a')), all(26));
        let is_digit = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, all(b'0')), all(10));
        // SAFETY: the block has the 64 bytes that are written.
        unsafe { _mm512_storeu_si512(block.as_mut_ptr().cast(), lower) };
        found.push(ByteSets {
            plain: is_letter | is_digit,
            involved: _mm512_movepi8_mask(bytes),
            breaks: _mm512_cmplt_epu8_mask(_mm512_sub_epi8(bytes, all(b'\n')), all(4)),
            quotes: _mm512_cmpeq_epi8_mask(bytes, all(b'"')),
        });
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn avx2(blocks: &mut [[u8; BLOCK_BYTES]], found: &mut Vec<ByteSets>) {
    use std::arch::x86_64::{
        __m256i, _mm256_add_epi8, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_min_epu8,
        _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8, _mm256_storeu_si256, _mm256_sub_epi8,
    };
    let all = |byte: u8| _mm256_set1_epi8(byte as i8);
    // There is no comparison of unsigned bytes; a byte is in a range if the smaller of it and the
    // range's last one is itself.
    let is_among = |bytes: __m256i, first: u8, len: u8| {
        let from_first = _mm256_sub_epi8(bytes, all(first));
        _mm256_cmpeq_epi8(_mm256_min_epu8(from_first, all(len - 1)), from_first)
    };
    let bits = |bytes: __m256i| u64::from(_mm256_movemask_epi8(bytes) as u32);
    for block in blocks {
        let mut sets = ByteSets::default();
        for (half, at) in block.as_chunks_mut::<{ BLOCK_BYTES / 2 }>().0.iter_mut().zip([0, 32]) {
            // SAFETY: the half has the 32 bytes that are read, at any alignment.
            let bytes = unsafe { _mm256_loadu_si256(half.as_ptr().cast()) };
            let to_lower = _mm256_and_si256(is_among(bytes, b'A', 26), all(b'a' - b'A'));
            let lower = _mm256_add_epi8(bytes, to_lower);
            let is_plain = _mm256_or_si256(is_among(lower, b'a', 26), is_among(bytes, b'0', 10));
            // SAFETY: the half has the 32 bytes that are written.
            unsafe { _mm256_storeu_si256(half.as_mut_ptr().cast(), lower) };
            sets.plain |= bits(is_plain) << at;
            sets.involved |= bits(bytes) << at;
            sets.breaks |= bits(is_among(bytes, b'\n', 4)) << at;
            sets.quotes |= bits(_mm256_cmpeq_epi8(bytes, all(b'"'))) << at;
        }
        found.push(sets);
    }
}

/// The variant that runs everywhere, against which the others are tested.
fn plain(blocks: &mut [[u8; BLOCK_BYTES]], found: &mut Vec<ByteSets>) {
    found.extend(blocks.iter_mut().map(|bytes| {
        let mut plain = [0u8; BLOCK_BYTES];
        let mut breaks = [0u8; BLOCK_BYTES];
        let mut beyond = [0u8; BLOCK_BYTES];
        let mut quotes = [0u8; BLOCK_BYTES];
        for i in 0..BLOCK_BYTES {
            let byte = bytes[i];
            let is_upper = byte.wrapping_sub(b'A') < 26;
            let lower = byte | (u8::from(is_upper) << 5);
            bytes[i] = lower;
            plain[i] = u8::from(lower.wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
            // TextLine feed, vertical tab, form feed and carriage return are neighbours.
            breaks[i] = u8::from(byte.wrapping_sub(b'\n') < 4);
            beyond[i] = byte >> 7;
            quotes[i] = u8::from(byte == b'"');
        }
        ByteSets {
            plain: gather(&plain),
            involved: gather(&beyond),
            breaks: gather(&breaks),
            quotes: gather(&quotes),
        }
    }));
}

/// The lowest bits of 64 bytes as one word.
#[inline]
fn gather(bits: &[u8; BLOCK_BYTES]) -> u64 {
    // Multiplying eight bytes of 0 or 1 by this brings the i-th one to bit 56 + i, without carries.
    const TO_TOP_BYTE: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = bits.as_chunks::<8>();
    let mut word = 0;
    for (i, eight) in eights.iter().enumerate() {
        word |= (u64::from_le_bytes(*eight).wrapping_mul(TO_TOP_BYTE) >> 56) << (8 * i);
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Variant = dyn Fn(&mut [[u8; BLOCK_BYTES]], &mut Vec<ByteSets>);

    /// The definition, byte by byte.
    fn one_by_one(bytes: &[u8; BLOCK_BYTES]) -> ([u8; BLOCK_BYTES], ByteSets) {
        let set = |is_in: &dyn Fn(u8) -> bool| {
            (0..).zip(bytes).map(|(at, byte)| u64::from(is_in(*byte)) << at).sum::<u64>()
        };
        let block = ByteSets {
            plain: set(&|byte| byte.is_ascii_alphanumeric()),
            involved: set(&|byte| !byte.is_ascii()),
            breaks: set(&|byte| matches!(byte, b'\n' | 0x0B | 0x0C | b'\r')),
            quotes: set(&|byte| byte == b'"'),
        };
        (bytes.map(|byte| byte.to_ascii_lowercase()), block)
    }

    proptest! {
        #[test]
        fn every_variant_that_runs_here_sees_what_is_seen_byte_by_byte(
            blocks in prop::collection::vec(prop::array::uniform32(any::<[u8; 2]>()), 0..5),
        ) {
            let blocks: Vec<[u8; BLOCK_BYTES]> =
                blocks.iter().map(|pairs| std::array::from_fn(|at| pairs[at / 2][at % 2])).collect();
            let expected: (Vec<_>, Vec<_>) = blocks.iter().map(one_by_one).unzip();
            let run = |variant: &Variant| {
                let (mut lowered, mut found) = (blocks.clone(), Vec::new());
                variant(&mut lowered, &mut found);
                (lowered, found)
            };
            prop_assert_eq!(&run(&classify), &expected);
            prop_assert_eq!(&run(&plain), &expected);
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: AVX2 was just seen.
                let by_avx2 = run(&|blocks, found| unsafe { avx2(blocks, found) });
                prop_assert_eq!(&by_avx2, &expected);
            }
        }
    }
}
