//! Quotations within a paragraph.

use crate::text::tokens::{is_quotation_mark, position};
use std::ops::Range;

/// A paragraph is a quotation if this percentage of its bytes is inside quotation marks.
const QUOTED_PERCENT: usize = 60;

/// Returns whether most of `content` is quoted. `marks` are the offsets of its quotation marks.
/// Linear in the marks.
pub(crate) fn is_quotation(content: &str, mut marks: impl Iterator<Item = usize> + Clone) -> bool {
    let unquoted_max = content.len() * (100 - QUOTED_PERCENT) / 100;
    if marks.clone().next().is_none_or(|at| at > unquoted_max) {
        return false;
    }
    let mut quoted = 0;
    match read_marks(content, &mut marks, |range| quoted += range.len()) {
        QuotationMarks::Closed => {}
        QuotationMarks::Open(start) => quoted += content.len() - start,
        QuotationMarks::Unpaired | QuotationMarks::Odd => quoted = 0,
    }
    quoted > 0 && quoted * 100 >= content.len() * QUOTED_PERCENT
}

/// Returns the byte ranges of a paragraph that are inside quotation marks, marks included, in
/// order.
///
/// A mark that opens and is never closed quotes to the end, because a quotation of several
/// paragraphs is closed only in the last. Straight marks that do not pair up, and a closing mark
/// without an opening one, quote nothing. A quotation inside a quotation is part of it. Linear.
///
/// ```
/// use wirecopy_article::text::quotations;
///
/// let content = "“We waited,” she said. “Nobody came.” Then she left.";
/// let quoted: Vec<&str> = quotations(content).into_iter().map(|range| &content[range]).collect();
/// assert_eq!(quoted, ["“We waited,”", "“Nobody came.”"]);
/// assert!(quotations("He measured 5\" of rain.").is_empty());
/// ```
pub fn quotations(content: &str) -> Vec<Range<usize>> {
    let mut quoted = Vec::new();
    match read_marks(content, marks_of(content), |range| quoted.push(range)) {
        QuotationMarks::Closed => {}
        QuotationMarks::Open(start) => quoted.push(start..content.len()),
        QuotationMarks::Unpaired | QuotationMarks::Odd => quoted.clear(),
    }
    quoted
}

/// Returns whether a quotation is still open at the end of `content`. `marks` are the offsets of
/// its quotation marks. A straight mark at the very end closes what an earlier paragraph opened.
/// Linear in the marks.
pub(crate) fn is_left_open(content: &str, marks: impl Iterator<Item = usize>) -> bool {
    match read_marks(content, marks, drop) {
        QuotationMarks::Open(_) => true,
        QuotationMarks::Odd => !content.ends_with('"'),
        QuotationMarks::Closed | QuotationMarks::Unpaired => false,
    }
}

/// State of the quotation marks at the end of a paragraph.
enum QuotationMarks {
    /// Every quotation is closed.
    Closed,
    /// One that starts at this offset is open.
    Open(usize),
    /// The number of straight marks is odd.
    Odd,
    /// A quotation was closed that was not open.
    Unpaired,
}

fn read_marks(
    content: &str,
    marks: impl Iterator<Item = usize>,
    mut quoted: impl FnMut(Range<usize>),
) -> QuotationMarks {
    let mut open: Option<(char, usize)> = None;
    for at in marks {
        let Some(mark) = content[at..].chars().next() else { break };
        let from = at + mark.len_utf8();
        match open {
            None => match closing_of(mark) {
                Some(closing) => open = Some((closing, at)),
                None => return QuotationMarks::Unpaired,
            },
            Some((closing, start)) if closing == mark || (closing == '“' && mark == '”') => {
                quoted(start..from);
                open = None;
            }
            Some(_) => {}
        }
    }
    match open {
        None => QuotationMarks::Closed,
        Some(('"', _)) => QuotationMarks::Odd,
        // Editors close a curly mark with a straight one.
        Some((_, start)) => match content[start..].rfind('"') {
            Some(len) => {
                quoted(start..start + len + 1);
                QuotationMarks::Closed
            }
            None => QuotationMarks::Open(start),
        },
    }
}

/// The closing mark for an opening one; „ is closed by “ (German) or ” (Polish, Dutch, Romanian).
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

/// Offsets of the quotation marks of a text that was not analysed.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analysis, analyse};
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
    fn quoted_ranges_include_their_marks() {
        let content = "“We waited,” she said. “Nobody came.” Then she left.";
        let quoted: Vec<&str> = quotations(content).into_iter().map(|range| &content[range]).collect();
        assert_eq!(quoted, ["“We waited,”", "“Nobody came.”"]);
        assert!(quotations("He measured 5\" of rain.").is_empty());
    }

    #[test]
    fn a_quotation_is_left_open_until_its_mark() {
        let left_open = |content: &str| is_left_open(content, marks_of(content));
        assert!(left_open("“We waited, she said"));
        assert!(left_open("\"We waited,\" she said. \"Nobody"));
        assert!(!left_open("“We waited,” she said"));
        assert!(!left_open("“We waited,\" she said"));
        assert!(!left_open("We waited."));
    }
}
