//! The plain definition of tokens, step by step, with nothing to make it fast.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

use super::characters::{CharacterClass, class, is_unspaced, unified};

/// The folded tokens of a text without a hyphen at the end of a line.
pub(crate) fn plain_tokens(text: &str) -> Vec<String> {
    let kept: String =
        text.chars().filter(|&character| class(character) != CharacterClass::Vanishing).collect();
    let mut tokens = Vec::new();
    for run in kept.split(|character| class(character) == CharacterClass::Separator) {
        let base = run.trim_start_matches(|character| class(character) == CharacterClass::Mark);
        push_pieces(&fold(base), &mut tokens);
    }
    tokens
}

/// Folds whole strings until nothing changes; characters that vanish can result from a
/// compatibility decomposition too.
fn fold(run: &str) -> String {
    let kept = |&character: &char| class(character) != CharacterClass::Vanishing;
    let folded: String =
        run.chars().nfd().default_case_fold().nfkd().map(unified).filter(kept).nfc().collect();
    if folded == run { folded } else { fold(&folded) }
}

fn push_pieces(folded: &str, tokens: &mut Vec<String>) {
    let mut open: Option<String> = None;
    for character in folded.chars() {
        let class = class(character);
        let continues = open.as_ref().is_some_and(|token| {
            let unspaced = token.starts_with(is_unspaced);
            class == CharacterClass::Mark
                || (class == CharacterClass::Letter && !unspaced && !is_unspaced(character))
        });
        if !continues {
            tokens.extend(open.take());
        }
        if continues || class == CharacterClass::Letter {
            open.get_or_insert_default().push(character);
        }
    }
    tokens.extend(open);
}
