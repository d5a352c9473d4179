//! Texts of which dumps are made: seeded, so that a family has the same dump on every machine.

use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// `n` texts, made from their numbers.
pub fn many(n: usize, text: impl FnMut(usize) -> String) -> Vec<String> {
    (0..n).map(text).collect()
}

/// A text of `n` lines.
pub fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(|at| line(at) + "\n").collect()
}

/// Words of a vocabulary, chosen by a seed.
pub fn random(seed: usize, len: usize, vocabulary: u64) -> String {
    let mut draw = SplitMix64::from_seed((seed as u64).to_le_bytes());
    (0..len).map(|_| format!("w{} ", draw.next_u64() % vocabulary)).collect()
}

/// Words that are equal for equal seeds.
pub fn words(seed: usize, len: usize) -> String {
    random(seed + (1 << 40), len, 50_000)
}

/// Words that no other number has: seven letters each, so that they share no characters by rule.
pub fn own(number: usize, len: usize) -> String {
    let mut draw = SplitMix64::from_seed((number as u64 + (2 << 40)).to_le_bytes());
    let letter = |drawn: u64| char::from(b'a' + (drawn % 26) as u8);
    (0..len).map(|_| (0..7).map(|_| letter(draw.next_u64())).chain([' ']).collect::<String>()).collect()
}

/// Words that no other number has, and that differ from those of others by some digits.
pub fn numbered(number: usize, len: usize) -> String {
    (0..len).map(|at| format!("o{number}x{at} ")).collect()
}

/// A line that ends as a sentence does, equal for equal numbers.
pub fn sentence(number: usize, len: usize) -> String {
    format!("The {}.", words(number, len).trim_end())
}

/// A row of thirty words, of which one has the number.
pub fn row(number: usize) -> String {
    let mut row: Vec<String> = words(0, 30).split_whitespace().map(str::to_owned).collect();
    row[number % 30] = format!("x{number}");
    format!("The {}.", row.join(" "))
}

/// A text in which every `step`th word is another, named by `which`.
pub fn edited(text: &str, step: usize, which: usize) -> String {
    let words = text.split_whitespace().enumerate();
    words
        .map(|(at, word)| if at % step == which % step { format!("e{which} ") } else { format!("{word} ") })
        .collect()
}
