//! How much of a paragraph stands inside quotation marks.

use super::byte_search::position;
use std::ops::Range;

/// A paragraph is a quotation if this percentage of its bytes stands inside quotation marks.
const QUOTED_PERCENT: usize = 60;

/// Whether most of `content` is quoted. A paragraph without a mark in its first part costs one look at that part.
pub(super) fn is_quotation(content: &str) -> bool {
    let unquoted_max = content.len() * (100 - QUOTED_PERCENT) / 100;
    if next_mark(content, 0).is_none_or(|at| at > unquoted_max) {
        return false;
    }
    let quoted: usize = quoted_in(content).iter().map(|stretch| stretch.len()).sum();
    quoted > 0 && quoted * 100 >= content.len() * QUOTED_PERCENT
}

/// The stretches of a paragraph that stand inside quotation marks, marks included, in order.
///
/// A mark that opens and is never closed quotes to the end: quotations of several paragraphs close only the last.
/// Straight marks that do not pair up, and a closing mark with nothing open, quote nothing. Quotations inside
/// quotations are part of them. Linear.
pub fn quoted_in(content: &str) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    match read_marks(content, |stretch| quoted.push(stretch)) {
        Marks::Closed => {}
        Marks::Open(start) => quoted.push(start..content.len()),
        Marks::Unpaired | Marks::Odd => quoted.clear(),
    }
    quoted
}

/// Whether a quotation that opens in `content` is still open at its end. Straight marks tell it by their number, and only where the sentence
/// is open too: inches and minutes are written with them.
pub(super) fn is_left_open(content: &str, ends_sentence: bool) -> bool {
    match read_marks(content, drop) {
        Marks::Open(_) => true,
        Marks::Odd => !ends_sentence,
        Marks::Closed | Marks::Unpaired => false,
    }
}

/// How the quotation marks of a paragraph stand at its end.
enum Marks {
    /// Every quotation is closed.
    Closed,
    /// One that begins here is open.
    Open(usize),
    /// One more straight mark than pairs up.
    Odd,
    /// Something was closed that was not open.
    Unpaired,
}

fn read_marks(content: &str, mut quoted: impl FnMut(Range<usize>)) -> Marks {
    let mut open: Option<(char, usize)> = None;
    let mut from = 0;
    while let Some(at) = next_mark(content, from) {
        let Some(mark) = content[at..].chars().next() else { break };
        from = at + mark.len_utf8();
        match open {
            None => match closing_of(mark) {
                Some(closing) => open = Some((closing, at)),
                None => return Marks::Unpaired,
            },
            Some((closing, start)) if closing == mark || (closing == '“' && mark == '”') => {
                quoted(start..from);
                open = None;
            }
            Some(_) => {}
        }
    }
    match open {
        None => Marks::Closed,
        Some(('"', _)) => Marks::Odd,
        Some((_, start)) => Marks::Open(start),
    }
}

/// The mark that closes what `mark` opens; „ is closed by “ (German) or ” (Polish, Dutch, Romanian).
fn closing_of(mark: char) -> Option<char> {
    match mark {
        '"' => Some('"'),
        '“' | '‟' => Some('”'),
        '„' => Some('“'),
        '«' => Some('»'),
        '»' => Some('«'),
        '「' => Some('」'),
        '『' => Some('』'),
        _ => None,
    }
}

/// The next quotation mark at or after `from`, told by its bytes: apostrophes are common, and no marks.
fn next_mark(content: &str, from: usize) -> Option<usize> {
    let bytes = content.as_bytes();
    let mut at = from;
    loop {
        at += position(&bytes[at..], |byte| matches!(byte, b'"' | 0xC2 | 0xE2 | 0xE3))?;
        let is_mark = matches!(
            bytes[at..],
            [b'"', ..]
                | [0xC2, 0xAB | 0xBB, ..] // « »
                | [0xE2, 0x80, 0x9C..=0x9F, ..] // “ ” „ ‟
                | [0xE3, 0x80, 0x8C..=0x8F, ..] // 「 」 『 』
        );
        if is_mark {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_of_a_quotation_is_quoted() {
        for (content, expected) in [
            ("“The quay is ours,” she said.", true),
            ("\"The quay is ours and stays ours,\" she said.", true),
            ("„Der Kai gehört uns allen“, sagte sie.", true),
            ("„Nabrzeże należy do nas wszystkich”, mówi.", true),
            ("« Le quai est à nous tous », dit-elle.", true),
            ("「埠頭はわたしたちのものだ」と語った。", true),
            ("“The quay is ours. And nobody shall take it from us.", true),
            ("She said “the quay” was theirs.", false),
            ("The board of the harbour of Ostvik told her: “No.”", false),
            ("\"The quay is ours and stays ours, she said.", false),
            ("” The quay is ours and stays “ours”.", false),
            ("The quay is ours.", false),
            ("", false),
        ] {
            assert_eq!(is_quotation(content), expected, "{content}");
        }
    }

    #[test]
    fn quoted_stretches_hold_their_marks() {
        let content = "“We waited,” she said. “Nobody came.” Then she left.";
        let quoted: Vec<&str> = quoted_in(content).into_iter().map(|stretch| &content[stretch]).collect();
        assert_eq!(quoted, ["“We waited,”", "“Nobody came.”"]);
        assert!(quoted_in("He measured 5\" of rain.").is_empty());
    }

    #[test]
    fn a_quotation_is_left_open_until_its_mark() {
        assert!(is_left_open("“We waited, she said", false));
        assert!(is_left_open("\"We waited,\" she said. \"Nobody", false));
        assert!(!is_left_open("“We waited,” she said", false));
        assert!(!is_left_open("We waited.", true));
        assert!(!is_left_open("The plank was 6\" wide.", true));
    }
}
