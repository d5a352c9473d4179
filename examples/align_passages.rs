//! Common passages of two texts, and the words that were changed inside them.
//!
//! Run it with `cargo run --example align_passages`.

use wirecopy_article::text::{Analysis, analyse};
use wirecopy_reuse::align::{align, are_moved};
use wirecopy_reuse::shingle::token_hashes;

const WIRE: &str = "OSTVIK (Reuters) - The harbour board will close the old quay of Ostvik for eleven days in March \
    so that divers can mend the wall, its chair said on Monday.\n\n\
    The wall was built in 1911 and has been leaking since the storm of last November, which sank two barges.\n\n\
    “It belongs to everyone who lives here, and we shall not let it go to the sea,” the chair, Mira Aalto, said.";

const PAPER: &str = "“It belongs to everyone who lives here, and we shall not let it go to the sea,” the chair, Mira \
    Aalto, said.\n\n\
    The harbour board will close the old quay of Ostvik for twelve days in March so that divers can mend the wall, \
    she said on Monday.\n\nReaders can see the plans in the town hall.";

fn main() {
    let (wire, paper) = (analysed(WIRE), analysed(PAPER));
    let hashes = |text: &Analysis| token_hashes(text, text.all_tokens()).collect::<Vec<u64>>();
    let passages = align(&hashes(&wire), &hashes(&paper));
    println!("{} passages", passages.len());
    for (passage, is_moved) in passages.iter().zip(are_moved(&passages)) {
        let moved = if is_moved { ", moved" } else { "" };
        println!("\n{} words in common{moved}:", passage.words);
        println!("  {}", wire.folded_of(&passage.a));
        for edit in &passage.edits {
            println!("  \"{}\" became \"{}\"", wire.folded_of(&edit.a), paper.folded_of(&edit.b));
        }
    }
}

fn analysed(text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    analyse(text, &mut analysis);
    analysis
}
