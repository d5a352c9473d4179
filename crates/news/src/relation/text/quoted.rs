//! Quotations of a paragraph that may continue in the next one.

use std::ops::Range;
use wirecopy_article::text::{Analysis, quotations};

/// Returns the byte ranges of a paragraph that are inside quotation marks, counted from its start.
///
/// A straight mark that is not closed quotes to the end if the next paragraph starts with one
/// too: such is a quotation of several paragraphs. Linear.
pub(super) fn quoted(text: &str, analysis: &Analysis, index: usize) -> Vec<Range<usize>> {
    let content = |index: usize| {
        let paragraph = &analysis.paragraphs[index];
        &text[paragraph.start as usize..paragraph.end as usize]
    };
    let own = content(index);
    let is_continued = || index + 1 < analysis.paragraphs.len() && content(index + 1).starts_with('"');
    match open_mark(own).filter(|_| is_continued()) {
        None => quotations(own),
        Some(open) => {
            let mut ranges = quotations(&own[..open]);
            ranges.push(open..own.len());
            ranges
        }
    }
}

/// Returns the last straight mark of a paragraph if it opens a quotation that is not closed.
fn open_mark(content: &str) -> Option<usize> {
    let last = content.rfind('"')?;
    let is_start = content[..last].chars().next_back().is_none_or(char::is_whitespace);
    let is_odd = content.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    (is_start && is_odd && content[last + 1..].starts_with(char::is_alphanumeric)).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::analyse;

    fn of_first(text: &str) -> Vec<Range<usize>> {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        quoted(text, &analysis, 0)
    }

    #[test]
    fn a_straight_mark_is_open_to_the_end_if_the_next_paragraph_starts_with_one() {
        let first = "\"We waited,\" she said. \"Nobody came to the quay.";
        let starts = |text: &str| of_first(text).iter().map(|range| range.start).collect::<Vec<_>>();
        assert_eq!(starts(&format!("{first}\n\n\"Then it was dark.\" She left.")), [0, 23]);
        assert!(starts(&format!("{first}\n\nThen it was dark.")).is_empty());
        assert!(starts("It rained 5\" on the quay.\n\n\"Then it was dark.\" She left.").is_empty());
    }
}
