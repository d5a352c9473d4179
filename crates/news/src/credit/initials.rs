//! Initials that a text explains itself.

use super::agencies::agency_named;
use super::credit_cues::CUES;
use super::mention::tail;
use std::ops::Range;

/// Maximum number of bytes of a name before its initials in brackets.
const NAME_BYTES_MAX: usize = 120;
/// Maximum number of letters of initials.
const INITIALS_MAX: usize = 6;

/// Initials that a text has defined so far as somebody else's.
#[derive(Debug, Default)]
pub(super) struct RedefinedInitials<'t>(Vec<&'t str>);

impl<'t> RedefinedInitials<'t> {
    /// Returns whether the name at these bytes is another's: the text defines it there, or did
    /// before.
    pub(super) fn is_another(&mut self, text: &'t str, bytes: &Range<usize>) -> bool {
        let name = &text[bytes.clone()];
        if !may_be_initials(name) {
            return false;
        }
        if !self.0.contains(&name) && defines_another(text, bytes) {
            self.0.push(name);
        }
        self.0.contains(&name)
    }
}

/// Returns whether a name is made of capital letters only, so that it may be initials.
fn may_be_initials(name: &str) -> bool {
    (2..=INITIALS_MAX).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Returns whether brackets hold the initials of the words before them, and these words are not the
/// name of the agency: `the Association of Piers (AP)`. Constant time.
fn defines_another(text: &str, initials: &Range<usize>) -> bool {
    let before = &text[..initials.start];
    let Some(before) = before.strip_suffix(['(', '（', '[']) else { return false };
    let after = &text[initials.end..];
    let closed = after.trim_start_matches([')', '）', ']']);
    let is_dateline = closed.trim_start().starts_with(['-', '–', '—']);
    if is_dateline || !after.starts_with([')', '）', ']', ',', ';']) {
        return false;
    }
    // What a comma separates is a town with its region.
    let before = tail(before, NAME_BYTES_MAX);
    let before = before.rfind(',').map_or(before, |comma| &before[comma + 1..]);
    let words: Vec<&str> = before
        .split(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '\'' | '’' | '.')))
        .filter(|word| !word.is_empty())
        .collect();
    let name = &text[initials.clone()];
    let is_small = |word: &str| CUES.small_word.iter().any(|small| small == word);
    let capitals: Vec<&str> = words.iter().copied().filter(|word| !is_small(word)).collect();
    let fits = |words: &[&str]| {
        words.len() >= name.len()
            && words[words.len() - name.len()..].iter().zip(name.chars()).all(|(word, letter)| {
                word.chars().next().is_some_and(|first| first.to_uppercase().eq([letter]))
                    && word.chars().count() > 1
            })
    };
    let is_name = |words: &[&str]| {
        let from = words.len().saturating_sub(name.len());
        agency_named(&words[from..].concat()).is_some()
    };
    (fits(&words) && !is_name(&words)) || (fits(&capitals) && !is_name(&capitals))
}
