//! Seeds of one article in a frame of bytes.
//!
//! A frame contains the number of each paragraph's seeds, seven bits per byte with the lowest
//! first, and then the seeds, six bytes each.

use wirecopy_reuse::candidates::SEED_BITS;
use wirecopy_scratch::frame::append_frame;

/// Candidates compare no more of a seed, and two different seeds are equal by chance once in 2⁴⁸.
const SEED_BYTES: usize = 6;
const _: () = assert!(SEED_BITS <= 8 * SEED_BYTES as u32, "what candidates look at is kept");

/// Appends the frame of one article: its seeds, and how many of them belong to each of its
/// paragraphs.
pub fn append(seeds: &[u64], of_paragraphs: &[u32], out: &mut Vec<u8>) {
    append_frame(out, |out| {
        for len in of_paragraphs {
            let mut rest = *len;
            while rest >= 0x80 {
                out.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            out.push(rest as u8);
        }
        out.reserve(seeds.len() * SEED_BYTES);
        seeds.iter().for_each(|seed| out.extend_from_slice(&seed.to_le_bytes()[..SEED_BYTES]));
    });
}

/// Calls `each(paragraph, seed)` for all seeds of a frame of `n_paragraphs`, in order. Seeds
/// are cut to their lowest 48 bits.
pub fn for_each(frame: &[u8], n_paragraphs: usize, mut each: impl FnMut(usize, u64)) {
    let mut lens = frame;
    let mut lens_bytes = 0;
    for _ in 0..n_paragraphs {
        lens_bytes += len(&frame[lens_bytes..]).1;
    }
    let (seeds, _) = frame[lens_bytes..].as_chunks::<SEED_BYTES>();
    let mut seeds = seeds.iter();
    for paragraph in 0..n_paragraphs {
        let (len, bytes) = len(lens);
        lens = &lens[bytes..];
        for seed in seeds.by_ref().take(len) {
            let [a, b, c, d, e, f] = *seed;
            each(paragraph, u64::from_le_bytes([a, b, c, d, e, f, 0, 0]));
        }
    }
}

/// A number, and the bytes it takes.
fn len(bytes: &[u8]) -> (usize, usize) {
    let mut len = 0;
    for (at, byte) in bytes.iter().enumerate() {
        len |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return (len, at + 1);
        }
    }
    (len, bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wirecopy_scratch::frame::CHECKSUM_BYTES;

    proptest! {
        #[test]
        fn seeds_come_back_by_paragraph(paragraphs in prop::collection::vec(prop::collection::vec(any::<u64>(), 0..200), 0..6)) {
            let lens: Vec<u32> = paragraphs.iter().map(|seeds| seeds.len() as u32).collect();
            let mut frame = Vec::new();
            append(&paragraphs.concat(), &lens, &mut frame);
            let mut back = vec![Vec::new(); paragraphs.len()];
            for_each(&frame[CHECKSUM_BYTES..], paragraphs.len(), |paragraph, seed| back[paragraph].push(seed));
            let cut: Vec<Vec<u64>> =
                paragraphs.iter().map(|seeds| seeds.iter().map(|seed| seed << 16 >> 16).collect()).collect();
            prop_assert_eq!(back, cut);
        }
    }
}
