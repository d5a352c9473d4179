//! House styles: other punctuation and spaces around unchanged words.

use crate::generate::random::Random;

/// Punctuation and spaces of an outlet. No style changes a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Unchanged.
    Same,
    /// Typewriter quotes and double hyphens; ASCII marks in Chinese.
    Straight,
    /// No-break spaces here and there, soft hyphens in long words.
    Spaced,
    /// Digits of full width, angle quotes.
    Wide,
}

/// The styles that differ from the source.
pub(crate) const STYLES: [Style; 3] = [Style::Straight, Style::Spaced, Style::Wide];

/// Shares of words with a soft hyphen inside, and of spaces that become no-break spaces.
const SOFT_HYPHEN_CHANCE: f64 = 0.08;
const NO_BREAK_CHANCE: f64 = 0.1;

/// Shorter words are not hyphenated.
const HYPHENATED_BYTES_MIN: usize = 8;

impl Style {
    /// Writes a word or other characters between spaces.
    pub(crate) fn push_word(self, word: &str, random: &mut Random, text: &mut String) {
        match self {
            Style::Same => text.push_str(word),
            Style::Straight => text.extend(word.chars().map(straight)),
            Style::Wide => text.extend(word.chars().map(wide)),
            Style::Spaced => {
                let is_long =
                    word.len() >= HYPHENATED_BYTES_MIN && word.bytes().all(|byte| byte.is_ascii_lowercase());
                if is_long && random.chance(SOFT_HYPHEN_CHANCE) {
                    let (first, last) = word.split_at(word.len() / 2);
                    text.push_str(first);
                    text.push('\u{ad}');
                    text.push_str(last);
                } else {
                    text.push_str(word);
                }
            }
        }
    }

    /// Writes the space between two words.
    pub(crate) fn push_space(self, space: &str, random: &mut Random, text: &mut String) {
        if self == Style::Spaced && space == " " && random.chance(NO_BREAK_CHANCE) {
            text.push('\u{a0}');
        } else {
            text.push_str(space);
        }
    }
}

fn straight(character: char) -> char {
    match character {
        '“' | '”' => '"',
        '’' => '\'',
        '—' | '–' => '-',
        '，' => ',',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        other => other,
    }
}

fn wide(character: char) -> char {
    match character {
        '0'..='9' => char::from_u32('０' as u32 + character as u32 - '0' as u32).unwrap_or(character),
        '“' => '«',
        '”' => '»',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::random::Purpose;
    use wirecopy_article::text::{Analysis, analyse};

    #[test]
    fn no_style_changes_a_token() {
        let source = "“Rates rose 12.5 percent — again,” Drébach said of the town’s boatbuilders. 图：王表示，2031日（完）";
        let mut analysis = Analysis::default();
        analyse(source, &mut analysis);
        let tokens = analysis.folded.clone();
        let mut random = Random::of(1, Purpose::CopyEdits, 0);
        for style in STYLES {
            for _ in 0..20 {
                let mut text = String::new();
                for (number, word) in source.split(' ').enumerate() {
                    if number > 0 {
                        style.push_space(" ", &mut random, &mut text);
                    }
                    style.push_word(word, &mut random, &mut text);
                }
                analyse(&text, &mut analysis);
                assert_eq!(analysis.folded, tokens, "{text}");
            }
        }
    }
}
