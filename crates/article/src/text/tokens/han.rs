//! Simplified forms of traditional Chinese characters.
//!
//! One traditional character has one simplified form here, whatever the word: enough to find
//! copies, and no conversion of a text.

use crate::word_table;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Matching of Chinese characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HanFolding {
    /// As they are written.
    #[default]
    Keep,
    /// Traditional ones by their simplified forms.
    Simplify,
}

static FORMS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let single = |word: &str| word.chars().next();
    let rows = word_table::rows(include_str!("../../../data/han.tsv"));
    rows.filter_map(|columns| Some((single(columns[0])?, single(columns[1])?))).collect()
});

/// No traditional character is below.
const FIRST: char = '\u{3400}';

/// Returns the simplified form of a character, or the character.
pub(crate) fn simplified(character: char) -> char {
    if character < FIRST {
        return character;
    }
    FORMS.get(&character).copied().unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analysis, analyse};

    #[test]
    fn every_row_is_two_characters_and_no_form_has_a_form() {
        for columns in word_table::rows(include_str!("../../../data/han.tsv")) {
            assert!(columns.iter().all(|word| word.chars().count() == 1), "{columns:?}");
            assert_eq!(columns.len(), 2);
        }
        assert!(FORMS.len() > 3_000);
        assert!(FORMS.iter().all(|(from, to)| from >= &FIRST && !FORMS.contains_key(to)));
    }

    #[test]
    fn both_scripts_give_the_same_tokens_and_their_own_offsets_if_asked() {
        let tokens = |text: &str, han| {
            let mut analysis = Analysis { han, ..Analysis::default() };
            analyse(text, &mut analysis);
            let spans: Vec<(u32, u32)> =
                analysis.tokens.iter().map(|token| (token.start, token.end)).collect();
            (analysis.folded, spans)
        };
        let (traditional, simplified) = ("港灣委員會討論新碼頭。", "港湾委员会讨论新码头。");
        assert_eq!(tokens(traditional, HanFolding::Simplify), tokens(simplified, HanFolding::Keep));
        assert_ne!(tokens(traditional, HanFolding::Keep).0, tokens(simplified, HanFolding::Keep).0);
    }
}
