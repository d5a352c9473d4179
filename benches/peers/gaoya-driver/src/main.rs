//! `gaoya-driver FILE.jsonl > PAIRS`: pairs of articles by the gaoya crate: word-5 shingles, 128
//! slots in 16 bands of 8, estimated Jaccard of 0.7 or more.

use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};
use rayon::prelude::*;
use std::hash::{Hash, Hasher};
use std::io::Write;

const BANDS: usize = 16;
const ROWS: usize = 8;
const WORDS: usize = 5;
const JACCARD_MIN: f64 = 0.7;

fn main() {
    let path = std::env::args().nth(1).expect("the file of articles is named");
    let file = std::fs::read_to_string(path).expect("the file can be read");
    let lines: Vec<&str> = file.lines().collect();
    let hasher = MinHasher32::new(BANDS * ROWS);
    let signed: Vec<(String, Vec<u32>)> = lines
        .par_iter()
        .map(|line| {
            let row: serde_json::Value = serde_json::from_str(line).expect("a line is a JSON object");
            let text = row["text"].as_str().expect("an article has a text").to_lowercase();
            (row["id"].as_str().expect("an article has an id").to_owned(), hasher.create_signature(shingles(&text).into_iter()))
        })
        .collect();
    let (ids, signatures): (Vec<String>, Vec<Vec<u32>>) = signed.into_iter().unzip();
    let mut index = MinHashIndex::<u32, u32>::new(BANDS, ROWS, JACCARD_MIN);
    index.par_bulk_insert((0..ids.len() as u32).collect(), signatures.clone());
    let matches = index.par_bulk_query(&signatures);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (number, others) in (0u32..).zip(&matches) {
        for other in others.iter().filter(|other| **other > number) {
            writeln!(out, "{}\t{}", ids[number as usize], ids[*other as usize]).expect("standard output takes rows");
        }
    }
}

/// Hashes of all runs of five words; of everything if there are fewer.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<&str> = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let hash = |words: &[&str]| {
        let mut hasher = fnv::FnvHasher::default();
        words.hash(&mut hasher);
        hasher.finish()
    };
    if words.len() <= WORDS { vec![hash(&words)] } else { words.windows(WORDS).map(hash).collect() }
}
