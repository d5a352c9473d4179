//! Where sentences end, as far as punctuation tells.

use std::ops::Range;

/// A sentence shorter than this, in bytes, stays with the next one. Whether a cut follows a sentence depends on that
/// sentence alone, so the same sentences give the same pieces wherever they stand.
const SENTENCE_BYTES_MIN: usize = 60;

/// Words, without their stop, after which a stop ends no sentence. Single letters ("J.", "U.S.") are known by length.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "apr", "ariz", "assn", "aug", "ave", "blvd", "bros", "brig", "ca", "calif", "capt", "cf", "cmdr",
    "co", "col", "colo", "conn", "corp", "cpl", "dec", "del", "dept", "dr", "drs", "est", "etc", "feb", "fig", "fla",
    "fr", "ft", "ga", "gen", "gov", "hon", "hr", "ill", "inc", "ing", "insp", "jan", "jr", "jul", "jun", "kan", "lt",
    "ltd", "maj", "mar", "mass", "md", "messrs", "mich", "minn", "mio", "miss", "mlle", "mme", "mo", "mr", "mrd",
    "mrs", "ms", "mt", "no", "nos", "nov", "nr", "oct", "okla", "ore", "pa", "pp", "pres", "prof", "rep", "reps",
    "rev", "sen", "sens", "sep", "sept", "sgt", "sr", "sra", "st", "ste", "str", "supt", "tenn", "tex", "univ", "va",
    "vol", "vs", "vt", "wash", "wis", "usw", "bzw",
];

/// Full stops of scripts that put no space after them.
const WIDE_STOPS: [char; 4] = ['。', '！', '？', '｡'];

/// Whether `text` ends where a sentence does: a stop, and any closing quotation marks or brackets.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(is_closing).ends_with(is_stop)
}

/// The pieces of a long paragraph, each from its first to after its last character that is no white space.
///
/// A cut follows every sentence of at least [`SENTENCE_BYTES_MIN`] bytes. Text without stops is one piece. Linear.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let mut end = start;
        loop {
            let sentence_start = end;
            end = sentence_end(text, sentence_start);
            let content = text[sentence_start..end].trim_ascii_end();
            if end == text.len() || content.len() >= SENTENCE_BYTES_MIN {
                break;
            }
        }
        let piece = start..start + text[start..end].trim_end().len();
        start = end + (text[end..].len() - text[end..].trim_start().len());
        Some(piece)
    })
}

/// After the sentence that starts at `start`; the length of the text if no more ends.
fn sentence_end(text: &str, start: usize) -> usize {
    let mut from = start;
    while let Some(found) = text[from..].find(is_stop) {
        let stop = from + found;
        let closing = text[stop..].trim_start_matches(is_stop);
        let after = closing.trim_start_matches(is_closing);
        let end = text.len() - after.len();
        let wide = text[stop..].starts_with(WIDE_STOPS);
        if wide || (follows_as_new(after) && !abbreviates(text, start, stop)) {
            return end;
        }
        from = end;
    }
    text.len()
}

fn is_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '।' | '؟' | '۔') || WIDE_STOPS.contains(&character)
}

fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』' | '）' | '》' | '“')
}

/// Whether `after`, what follows a stop and closing marks, opens a new sentence: white space, and no lower case.
fn follows_as_new(after: &str) -> bool {
    let rest = after.trim_start();
    rest.len() < after.len() && !rest.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase)
}

/// Whether the full stop at `stop` belongs to an abbreviation or an initial.
fn abbreviates(text: &str, start: usize, stop: usize) -> bool {
    if !text[stop..].starts_with('.') || text[stop..].starts_with("..") {
        return false;
    }
    let word_start = text[start..stop].rfind(|c: char| !c.is_alphabetic()).map_or(start, |at| {
        start + at + text[start + at..].chars().next().map_or(0, char::len_utf8)
    });
    let word = &text[word_start..stop];
    let mut letters = word.chars();
    let single = letters.next().is_some() && letters.next().is_none();
    single || ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}
