//! Near copies in a small collection: MinHash bands propose pairs, exact Jaccard confirms them.
//!
//! Run it with `cargo run --example minhash_candidates`.

use wirecopy_article::text::{Analysis, analyse_without_roles};
use wirecopy_reuse::candidates::{BandSink, Banding, band_candidates};
use wirecopy_reuse::minhash::{Kernel, MinHasher};
use wirecopy_reuse::overlap::Overlap;
use wirecopy_reuse::shingle::{distinct, token_hashes, word_shingles};
use wirecopy_scratch::partition::SpillConfig;

const TEXTS: [&str; 4] = [
    "The harbour board of Ostvik will close the old quay for eleven days in March so that divers can mend the wall.",
    "The mayor of Tolm opened the longest fair that the valley has seen in twenty years, and it rained all day.",
    "The harbour board of Ostvik will close the old quay for twelve days in March so that divers can mend the wall.",
    "Harbour board: the board of Ostvik will close the old quay for eleven days in March so that divers mend the wall.",
];

fn main() -> wirecopy_reuse::Result<()> {
    // Few rows find pairs of low similarity; more bands find more of them.
    let banding = Banding { bands: 42, rows: 3 };
    let hasher = MinHasher::new(banding.slots(), 1, Kernel::detect());
    let (mut sets, mut keys_of) = (Vec::new(), Vec::new());
    let (mut analysis, mut space, mut signature) = (Analysis::default(), Vec::new(), Vec::new());
    for text in TEXTS {
        analyse_without_roles(text, &mut analysis);
        let tokens: Vec<u64> = token_hashes(&analysis, analysis.all_tokens()).collect();
        let mut shingles = Vec::new();
        word_shingles(&tokens, &mut shingles);
        hasher.signature(&shingles, &mut space, &mut signature);
        let mut keys = Vec::new();
        banding.keys(&signature, &mut keys);
        keys_of.push(keys);
        distinct(&mut shingles);
        sets.push(shingles);
    }
    let add_keys = |band: usize, sink: &mut BandSink<'_>| {
        (0..).zip(&keys_of).try_for_each(|(item, keys)| sink.push(keys[band], item))
    };
    let spill = SpillConfig { folder: std::env::temp_dir(), entry_bytes: 1 << 20, occurrence_bytes: 1 << 20 };
    let found = band_candidates(TEXTS.len() as u32, banding.bands, add_keys, 256, &spill)?;
    println!("{} of 6 pairs are candidates", found.pairs.len());
    for (a, b) in found.pairs {
        let overlap = Overlap::between(&sets[a as usize], &sets[b as usize]);
        println!(
            "text {a} and text {b}: Jaccard {:.3}, containment {:.3}",
            overlap.jaccard(),
            overlap.containment()
        );
    }
    Ok(())
}
