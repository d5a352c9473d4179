//! Endings of paragraphs.

use crate::text::layout::is_left_open;
use crate::text::paragraphs::ends_sentence;
use crate::text::{Analysis, Paragraph};
use crate::word_table;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A letter ends with a greeting and a comma.
const SALUTATION_TOKENS_MAX: u32 = 4;
/// Lines that invite to the rest of a text have at most this many tokens.
const INVITATION_TOKENS_MAX: u32 = 16;

/// Words at the end of a text.
struct EndingWords {
    /// Openings of lines that invite to the rest of this text, in their folded form.
    invitations: Vec<&'static str>,
    /// Words that do so anywhere in a line that opens with "read more".
    rest_of_text: Vec<&'static str>,
    /// Words after which no line ends, of languages that put articles and prepositions first.
    dangling: Vec<&'static str>,
}

static WORDS: LazyLock<EndingWords> = LazyLock::new(|| {
    let words = |kind: &str| {
        let rows = word_table::rows(include_str!("../../../data/endings.tsv"));
        rows.filter(|columns| columns[0] == kind).map(|columns| columns[1]).collect()
    };
    EndingWords {
        invitations: words("invitation"),
        rest_of_text: words("rest_of_text"),
        dangling: words("dangling"),
    }
});

/// The ending of a paragraph.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    bincode::Encode,
    bincode::Decode,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Ending {
    /// With a stop, a colon or a bracket.
    #[default]
    Closed,
    /// Without any of these.
    Open,
    /// With a word or a comma after which no line ends.
    Dangling,
    /// Within a quotation.
    OpenQuotation,
    /// With dots in place of missing text.
    Ellipsis,
    /// Only an invitation to the rest of this text.
    Invitation,
    /// Only an invitation to read more, of this text or of others.
    ReadMore,
}

impl Ending {
    /// Whether more text must have followed.
    pub fn is_open(self) -> bool {
        self != Ending::Closed
    }
}

/// Returns the ending of a paragraph. Linear in its quotation marks, otherwise constant time.
pub fn ending(text: &str, analysis: &Analysis, paragraph: &Paragraph) -> Ending {
    let content = &text[paragraph.start as usize..paragraph.end as usize];
    let n_tokens = paragraph.tokens.len() as u32;
    if n_tokens == 0 {
        return Ending::Closed;
    }
    if n_tokens <= INVITATION_TOKENS_MAX
        && let Some(invitation) = invitation(analysis.folded_of(&paragraph.tokens))
    {
        return invitation;
    }
    let last = analysis.token(paragraph.tokens.end as usize - 1);
    if ends_with_ellipsis(content) {
        return Ending::Ellipsis;
    }
    let is_closed = ends_sentence(content) || content.ends_with([')', '）', ']', '】', ':', '։', '።', ';']);
    if is_left_open(content, analysis.quotation_marks(paragraph), is_closed) {
        return Ending::OpenQuotation;
    }
    if is_closed || content.chars().next_back().is_some_and(is_of_script_without_stops) {
        Ending::Closed
    } else if (content.ends_with([',', '，', '、', '،']) && n_tokens > SALUTATION_TOKENS_MAX)
        || WORDS.dangling.contains(&last)
    {
        Ending::Dangling
    } else {
        Ending::Open
    }
}

fn invitation(folded: &str) -> Option<Ending> {
    // Few lines share more than the first byte with one of them.
    let first = folded.as_bytes().first();
    let opens = |opening: &&str| opening.as_bytes().first() == first && folded.starts_with(*opening);
    if WORDS.invitations.iter().any(opens) {
        return Some(Ending::Invitation);
    }
    let rest = folded.strip_prefix("read more")?;
    if WORDS.rest_of_text.iter().any(|words| rest.contains(words)) {
        Some(Ending::Invitation)
    } else {
        rest.is_empty().then_some(Ending::ReadMore)
    }
}

/// Whether `content` ends with dots that no quotation mark closes; in brackets and before a count
/// of missing characters (`… [+2114 chars]`), too.
fn ends_with_ellipsis(content: &str) -> bool {
    let counted = content
        .strip_suffix(" chars]")
        .map(|rest| rest.trim_end_matches(|sign: char| sign.is_ascii_digit()))
        .and_then(|rest| rest.strip_suffix("[+"));
    let content = counted.unwrap_or(content).trim_end();
    let inside = content.trim_end_matches([']', ')']);
    counted.is_some() || inside.ends_with('…') || inside.ends_with("...")
}

/// Whether a character is Thai, Lao, Khmer or Burmese, which end sentences with a space or with
/// signs of their own.
fn is_of_script_without_stops(character: char) -> bool {
    matches!(character, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_words() {
        let EndingWords { invitations, rest_of_text, dangling } = &*WORDS;
        assert_eq!((invitations.len(), rest_of_text.len(), dangling.len()), (26, 4, 64));
    }
}
