//! Reads the files of a scan back, typed: the largest cluster, its members, and the network of
//! outlets.
//!
//! `cargo run --example read_results -- found`, where `found` is a folder that `wirecopy scan
//! --out` or `scan_to_folder` wrote.

use std::path::PathBuf;
use wirecopy::output::{Cluster, Member, rows};
use wirecopy::{NetworkParams, Scan, network};

fn main() -> wirecopy::Result<()> {
    let folder = match std::env::args_os().nth(1) {
        Some(folder) => PathBuf::from(folder),
        None => {
            let folder = std::env::temp_dir().join("wirecopy-example-results");
            Scan::default().run_files(["data/sample"])?.write(&folder)?;
            folder
        }
    };

    let clusters: Vec<Cluster> = rows(&folder.join("clusters.jsonl"))?.collect::<wirecopy::Result<_>>()?;
    let Some(largest) = clusters.iter().max_by_key(|cluster| cluster.size) else {
        println!("nothing repeats");
        return Ok(());
    };
    println!("{} articles around {}", largest.size, largest.representative);
    for member in rows::<Member>(&folder.join("members.jsonl"))? {
        let member = member?;
        if member.cluster == largest.cluster {
            println!("  {:<12} Jaccard {:.3}", member.id, member.jaccard);
        }
    }

    let network = network(&folder, &NetworkParams { stories_min: 2, ..NetworkParams::default() })?;
    for edge in network.edges.iter().take(5) {
        println!("{} → {}: {} stories", edge.from, edge.to, edge.stories);
    }
    Ok(())
}
