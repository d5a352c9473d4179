//! How much of a paragraph stands inside quotation marks.

use super::byte_search::position;
use std::ops::Range;

/// A paragraph is a quotation if this percentage of its bytes stands inside quotation marks.
const QUOTED_PERCENT: usize = 60;

/// Whether most of `content`, in which the quotation marks begin at `marks`, is quoted. Costs a look at each mark.
pub(super) fn is_quotation(content: &str, mut marks: impl Iterator<Item = usize> + Clone) -> bool {
    let unquoted_max = content.len() * (100 - QUOTED_PERCENT) / 100;
    if marks.clone().next().is_none_or(|at| at > unquoted_max) {
        return false;
    }
    let mut quoted = 0;
    match read_marks(content, &mut marks, |stretch| quoted += stretch.len()) {
        Marks::Closed => {}
        Marks::Open(start) => quoted += content.len() - start,
        Marks::Unpaired | Marks::Odd => quoted = 0,
    }
    quoted > 0 && quoted * 100 >= content.len() * QUOTED_PERCENT
}

/// The stretches of a paragraph that stand inside quotation marks, marks included, in order.
///
/// A mark that opens and is never closed quotes to the end: quotations of several paragraphs close only the last.
/// Straight marks that do not pair up, and a closing mark with nothing open, quote nothing. Quotations inside
/// quotations are part of them. Linear.
pub fn quotations(content: &str) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    match read_marks(content, marks_of(content), |stretch| quoted.push(stretch)) {
        Marks::Closed => {}
        Marks::Open(start) => quoted.push(start..content.len()),
        Marks::Unpaired | Marks::Odd => quoted.clear(),
    }
    quoted
}

/// Whether a quotation that opens in `content`, in which the quotation marks begin at `marks`, is still open at its end. Straight marks tell
/// it by their number, and only where the sentence is open too: inches and minutes are written with them.
pub(super) fn is_left_open(content: &str, marks: impl Iterator<Item = usize>, ends_sentence: bool) -> bool {
    match read_marks(content, marks, drop) {
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

fn read_marks(
    content: &str,
    marks: impl Iterator<Item = usize>,
    mut quoted: impl FnMut(Range<usize>),
) -> Marks {
    let mut open: Option<(char, usize)> = None;
    for at in marks {
        let Some(mark) = content[at..].chars().next() else { break };
        let from = at + mark.len_utf8();
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

/// Where the quotation marks of a text begin that was not taken apart.
fn marks_of(content: &str) -> impl Iterator<Item = usize> + Clone + '_ {
    let bytes = content.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + position(&bytes[from..], |byte| matches!(byte, b'"' | 0xC2 | 0xE2 | 0xE3))?;
            from = at + 1;
            if bytes[at] == b'"' || is_quotation_mark(&bytes[at..]) {
                return Some(at);
            }
        }
    })
}

/// Whether the character beyond ASCII at the front of `bytes` is a quotation mark, told by its bytes: apostrophes are common, and no marks.
#[inline]
pub(super) fn is_quotation_mark(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xC2, 0xAB | 0xBB, ..] // « »
            | [0xE2, 0x80, 0x9C..=0x9F, ..] // “ ” „ ‟
            | [0xE3, 0x80, 0x8C..=0x8F, ..] // 「 」 『 』
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Analysis, analyse};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_of_paragraphs_are_those_of_their_text(
            pieces in prop::collection::vec(prop_oneof![
                3 => prop::sample::select(vec!["\"", "“", "”", "’", "«", "»", "„", "「", "』", "…", "é", "一", "\n", " "]).prop_map(str::to_owned),
                2 => "[a-z ]{0,30}",
                1 => any::<char>().prop_map(String::from),
            ], 0..60),
        ) {
            let text = pieces.concat();
            let mut analysis = Analysis::default();
            analyse(&text, &mut analysis);
            for paragraph in &analysis.paragraphs {
                let content = &text[paragraph.start as usize..paragraph.end as usize];
                let marks: Vec<usize> = analysis.quotation_marks(paragraph).collect();
                prop_assert_eq!(marks, marks_of(content).collect::<Vec<_>>(), "{}", content);
            }
        }
    }

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
            assert_eq!(is_quotation(content, marks_of(content)), expected, "{content}");
        }
    }

    #[test]
    fn quoted_stretches_hold_their_marks() {
        let content = "“We waited,” she said. “Nobody came.” Then she left.";
        let quoted: Vec<&str> = quotations(content).into_iter().map(|stretch| &content[stretch]).collect();
        assert_eq!(quoted, ["“We waited,”", "“Nobody came.”"]);
        assert!(quotations("He measured 5\" of rain.").is_empty());
    }

    #[test]
    fn a_quotation_is_left_open_until_its_mark() {
        let left_open =
            |content: &str, ends_sentence| is_left_open(content, marks_of(content), ends_sentence);
        assert!(left_open("“We waited, she said", false));
        assert!(left_open("\"We waited,\" she said. \"Nobody", false));
        assert!(!left_open("“We waited,” she said", false));
        assert!(!left_open("We waited.", true));
        assert!(!left_open("The plank was 6\" wide.", true));
    }
}
