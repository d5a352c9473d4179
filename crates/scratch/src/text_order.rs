//! Texts sorted by pieces of them beside their numbers, so that sorting reads one table and not the
//! texts in random order.

use rayon::prelude::*;

/// Bytes of a text that are compared at a time; one more byte says how many are left.
const PIECE_BYTES: usize = 7;

/// The last byte of a piece behind which the text continues.
const CONTINUES: u64 = PIECE_BYTES as u64 + 1;

/// Fewer texts with the same beginning are compared whole.
const FEW: usize = 24;

/// Returns the numbers below `n` in the order of their texts, those of equal texts ascending. O(n
/// log n) and one pass over the beginnings that texts have in common.
pub fn in_text_order<'text, Number: Copy + Ord + Send + From<u32>>(
    n: u32,
    text: impl Fn(Number) -> &'text str + Sync,
) -> Vec<Number> {
    let numbers = (0..n).map(Number::from);
    let mut pieces: Vec<(u64, Number)> = numbers.map(|number| (piece(text(number), 0), number)).collect();
    let mut open = vec![(0, pieces.len(), 0)];
    while let Some((start, end, compared)) = open.pop() {
        let same = &mut pieces[start..end];
        if same.len() <= FEW {
            let rest = |number: Number| text(number).as_bytes().get(compared..);
            same.sort_unstable_by(|a, b| rest(a.1).cmp(&rest(b.1)).then(a.1.cmp(&b.1)));
            continue;
        }
        if compared > 0 {
            same.iter_mut().for_each(|(begins, number)| *begins = piece(text(*number), compared));
        }
        same.par_sort_unstable();
        let mut at = start;
        for next in same.chunk_by(|a, b| a.0 == b.0) {
            if next.len() > 1 && next[0].0 & 0xff == CONTINUES {
                open.push((at, at + next.len(), compared + PIECE_BYTES));
            }
            at += next.len();
        }
    }
    pieces.into_iter().map(|(_, number)| number).collect()
}

/// The next bytes of a text, and how many there are: of two texts with these bytes in common the
/// one that ends there is the smaller one.
fn piece(text: &str, compared: usize) -> u64 {
    let rest = text.as_bytes().get(compared..).unwrap_or_default();
    let len = rest.len().min(PIECE_BYTES);
    let mut bytes = [0; PIECE_BYTES + 1];
    bytes[..len].copy_from_slice(&rest[..len]);
    bytes[PIECE_BYTES] = rest.len().min(PIECE_BYTES + 1) as u8;
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_texts_and_then_of_the_numbers(
            texts in prop::collection::vec("(http://tolm.example/)?[ab\0é]{0,20}", 0..120),
        ) {
            let mut plain: Vec<u32> = (0..texts.len() as u32).collect();
            plain.sort_by_key(|number| &texts[*number as usize]);
            prop_assert_eq!(in_text_order(texts.len() as u32, |number: u32| &texts[number as usize]), plain);
        }
    }
}
