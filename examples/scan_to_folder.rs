//! Scans files within a memory limit and writes the output files into a folder.
//!
//! `cargo run --example scan_to_folder -- data/sample found`

use std::path::PathBuf;
use wirecopy::{Bytes, PairFilter, Scan};

fn main() -> wirecopy::Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let input = args.next().unwrap_or_else(|| "data/sample".into());
    let folder = args.next().unwrap_or_else(|| std::env::temp_dir().join("wirecopy-example"));

    let filter = PairFilter { across_outlets: true, passage_words_min: Some(40), ..PairFilter::default() };
    let found = Scan::default().memory(Bytes::mib(256)).filter(filter).run_files([input])?;
    found.write(&folder)?;

    let counts = &found.summary().counts;
    println!("{} articles, {} of them exact copies", counts.articles, counts.exact_copies);
    println!("{} pairs between outlets with a common run of 40 words", counts.pairs);
    for (relation, pairs) in &counts.pairs_by_relation {
        println!("  {pairs:>4} {relation}");
    }
    println!("{} clusters, {} repeated paragraphs", counts.clusters, counts.fragments);
    println!("written to {}", folder.display());
    Ok(())
}
