//! The search for the next byte of some kind.

/// Bytes tested together, without a branch for each.
const STRIDE: usize = 32;

/// The offset of the first byte for which `is_wanted` is true.
#[inline]
pub(crate) fn position(bytes: &[u8], is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let (strides, _) = bytes.as_chunks::<STRIDE>();
    let has_wanted =
        |stride: &[u8; STRIDE]| stride.iter().fold(false, |found, &byte| found | is_wanted(byte));
    let start = strides.iter().position(has_wanted).unwrap_or(strides.len()) * STRIDE;
    let found = bytes[start..].iter().position(|&byte| is_wanted(byte))?;
    Some(start + found)
}
