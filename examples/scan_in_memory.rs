//! Scans articles in memory: pairs with exact scores, clusters, and a caption that two unrelated
//! articles share.
//!
//! `cargo run --example scan_in_memory`

use wirecopy::{InputArticle, Scan};

const FERRY: &str = "\
The ferry to Karsholm stays in port until Friday, the harbour office said on Monday. \
Its engine lost power twice last week, and divers found a net in one of the propellers. \
Passengers with tickets may use the mail boat, which leaves at noon, or ask for their money back.";

const BAKERY: &str = "\
A bakery in the old town of Karsholm sells bread by the metre on market days. Its owner says that islanders cut the \
loaves themselves and pay by the notch, as their grandparents did before the bridge was planned and forgotten.";

const CAPTION: &str = "The harbour of Karsholm on a winter morning, seen from the old lighthouse.";

fn main() -> wirecopy::Result<()> {
    let article = |id: &str, outlet: &str, published: &str, text: String| InputArticle {
        outlet: Some(outlet.to_owned()),
        published: Some(published.to_owned()),
        ..InputArticle::new(id, text)
    };
    let found = Scan::default().run([
        article("wire-1", "Island Wire", "2031-03-10T09:00:00Z", FERRY.to_owned()),
        article("herald-4", "Herald", "2031-03-10T11:30:00Z", format!("{FERRY}\n\n{CAPTION}")),
        article("beacon-9", "Beacon", "2031-03-11T06:00:00Z", format!("No boat again.\n\n{FERRY}")),
        article("gazette-2", "Gazette", "2031-03-12T08:00:00Z", format!("{BAKERY}\n\n{CAPTION}")),
    ])?;

    for pair in found.pairs() {
        let pair = pair?;
        println!("{} and {}: {}, Jaccard {:.3}", pair.a, pair.b, pair.relation.name(), pair.jaccard);
    }
    for cluster in found.clusters() {
        let cluster = cluster?;
        println!(
            "cluster of {} around {}: {}",
            cluster.size,
            cluster.representative,
            cluster.outlets.join(", ")
        );
    }
    for fragment in found.fragments() {
        let fragment = fragment?;
        println!("in {} articles: {:.60}…", fragment.articles, fragment.text);
    }
    Ok(())
}
