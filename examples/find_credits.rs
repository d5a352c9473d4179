//! Finds the credits of a text: who is credited, in which form, and how much that proves about the
//! origin of its words.
//!
//! `cargo run --example find_credits`

const ARTICLE: &str = "\
By Asta Holm, The Associated Press

KARSHOLM (AP) — The ferry to Karsholm stays in port until Friday, the harbour office said on Monday.

\"We found a net,\" a diver told the news agency Reuters.

Divers at work in Karsholm. Photo: Jan Berg/AFP via Getty Images

Reporting by Nils Dahl; editing by Ida Krog

© 2031 dpa";

fn main() {
    for credit in wirecopy::credits(ARTICLE) {
        println!(
            "{:>4}..{:<4} {:<12} {:<24} {:<12} {:<6} {:?}",
            credit.start,
            credit.end,
            credit.class,
            credit.agency.as_deref().unwrap_or("unnamed"),
            credit.strength,
            credit.scope,
            credit.text,
        );
    }
}
