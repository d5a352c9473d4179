//! Compares a wire story with a site's version of it: scores, relation, and the passages with their
//! edits.
//!
//! `cargo run --example compare_two_texts`

const WIRE: &str = "\
KARSHOLM, March 10 (Reuters) - The ferry to Karsholm stays in port until Friday, the harbour office said on Monday. \
Its engine lost power twice last week, and divers found a net in one of the propellers.

Passengers with tickets may use the mail boat, which leaves at noon, or ask for their money back. \
About 400 people use the ferry every day, most of them on their way to work.";

const SITE: &str = "\
Islanders were surprised on Monday.

The ferry to Karsholm stays in port until Friday, the harbour office said on Monday. \
Its engine lost power twice last week, and divers found a net in one of the propellers. \
About 400 commuters use the ferry every day, most of them on their way to work.";

fn main() {
    let compared = wirecopy::compare(WIRE, SITE);
    println!("Jaccard similarity       {:.3}", compared.overlap.jaccard());
    println!("share of the wire used   {:.3}", compared.overlap.a_in_b());
    println!("share of the site taken  {:.3}", compared.overlap.b_in_a());
    println!("longest common run       {} words", compared.longest());

    let Some(row) = compared.row("wire", "site") else {
        println!("the two share nothing");
        return;
    };
    println!("relation                 {}\n", row.relation.name());
    for passage in row.passages.iter().flatten() {
        let text = &WIRE[passage.a_start as usize..passage.a_end as usize];
        println!("{:?}, {} words: {text:?}", passage.kind, passage.words);
        for [wire, site] in &passage.edits.substituted {
            println!("  {wire:?} became {site:?}");
        }
    }
}
