//! The gaoya crate behind a small program: JSON Lines in, near-duplicate pairs out. Word-5 shingles, 128 slots, 16 bands of 8, Jaccard 0.7.

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};
use rayon::prelude::*;
use std::io::{BufWriter, Write};

/// Lower-cased words between white space, five by five; a shorter text is one shingle.
fn shingles(text: &str) -> Vec<String> {
    let lowered = text.to_lowercase();
    let words: Vec<&str> = lowered.split_whitespace().collect();
    words.windows(words.len().clamp(1, 5)).map(|shingle| shingle.join(" ")).collect()
}

fn main() {
    let mut paths = std::env::args().skip(1);
    let (input, output) = (paths.next().expect("an input"), paths.next().expect("an output"));
    let lines = std::fs::read_to_string(input).expect("the input can be read");
    let lines: Vec<&str> = lines.lines().collect();
    let hasher = MinHasher32::new(128);
    let (ids, signatures): (Vec<String>, Vec<Vec<u32>>) = lines
        .par_iter()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            let text = record["text"].as_str().expect("a record has a text");
            let id = record["id"].as_str().expect("a record has an id").to_owned();
            (id, hasher.create_signature(shingles(text).into_iter()))
        })
        .unzip();
    let mut index = MinHashIndex::new(16, 8, 0.7);
    let numbers: Vec<usize> = (0..ids.len()).collect();
    index.par_bulk_insert(numbers, signatures.clone());
    let found: Vec<Vec<usize>> = signatures
        .par_iter()
        .enumerate()
        .map(|(number, signature)| {
            index.query(signature).into_iter().copied().filter(|other| *other > number).collect()
        })
        .collect();
    let mut out = BufWriter::new(std::fs::File::create(output).expect("the output can be written"));
    for (number, others) in found.into_iter().enumerate() {
        for other in others {
            writeln!(out, "{}\t{}", ids[number], ids[other]).expect("the output can be written");
        }
    }
}
