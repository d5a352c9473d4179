//! Removes copies by a policy: which relations count, which copy is kept, and how much an outlet
//! may lose.
//!
//! `cargo run --example dedup_with_policy`

use std::collections::BTreeMap;
use wirecopy::{Dedup, Keep, Relation, Strip};

fn main() -> wirecopy::Result<()> {
    let removals = Dedup::default()
        .remove([Relation::Exact, Relation::Near, Relation::CopyTruncated])
        .keep(Keep::Longest)
        .prefer(["AP", "Reuters"])
        .strip([Strip::Boilerplate, Strip::Repeats])
        .loss_max(0.9)
        .run_files(["data/sample"])?;

    let report = removals.report();
    println!("of {} records, {} are kept and {} removed", report.read, report.kept, report.removed);
    for outlet in report.outlets.iter().filter(|outlet| outlet.removed > 0).take(5) {
        let name = outlet.outlet.as_deref().unwrap_or("unknown outlets");
        println!("  {name}: {} of {}", outlet.removed, outlet.articles);
    }

    // Every removal has a reason.
    let mut rules: BTreeMap<String, u64> = BTreeMap::new();
    for row in removals.removed() {
        let row = row?;
        if row.relation.as_deref() == Some("near")
            && let (Some(id), Some(kept), Some(jaccard)) = (&row.id, &row.kept, row.jaccard)
        {
            println!("  {id} is near to {kept}, which is kept: Jaccard {jaccard:.3}");
        }
        *rules.entry(row.rule).or_default() += 1;
    }
    println!("rows of the list by rule: {rules:?}");

    let folder = std::env::temp_dir().join("wirecopy-example-clean/");
    std::fs::remove_dir_all(&folder).ok();
    let written = removals.write(&folder)?;
    println!("{} records and {} fewer paragraphs in {}", written.kept, written.paragraphs, folder.display());
    Ok(())
}
