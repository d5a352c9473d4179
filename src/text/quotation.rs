//! How much of a paragraph stands inside quotation marks.

use super::byte_search::position;

/// A paragraph is a quotation if this percentage of its bytes stands inside quotation marks.
const QUOTED_PERCENT: usize = 60;

/// Whether most of `content` is quoted.
///
/// A mark that opens and is never closed quotes to the end: quotations of several paragraphs close only the last.
/// Straight marks that do not pair up, and a closing mark with nothing open, quote nothing. Quotations inside
/// quotations count once. Linear, and a paragraph without a mark in its first part costs one look at that part.
pub(super) fn is_quotation(content: &str) -> bool {
    let unquoted_max = content.len() * (100 - QUOTED_PERCENT) / 100;
    if next_mark(content, 0).is_none_or(|at| at > unquoted_max) {
        return false;
    }
    let mut quoted = 0;
    let mut open: Option<(char, usize)> = None;
    let mut from = 0;
    while let Some(at) = next_mark(content, from) {
        let Some(mark) = content[at..].chars().next() else { break };
        from = at + mark.len_utf8();
        match open {
            None => match closing_of(mark) {
                Some(closing) => open = Some((closing, at)),
                None => return false,
            },
            Some((closing, start)) if closing == mark || (closing == '“' && mark == '”') => {
                quoted += from - start;
                open = None;
            }
            Some(_) => {}
        }
    }
    match open {
        Some(('"', _)) => return false,
        Some((_, start)) => quoted += content.len() - start,
        None => {}
    }
    quoted * 100 >= content.len() * QUOTED_PERCENT
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
    use super::is_quotation;

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
}
