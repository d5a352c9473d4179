//! The form of a unit: what its words, punctuation and capitals say about whether it is
//! boilerplate.

use super::phrase_table::{PhraseLists, phrases_at};
use super::pieces::is_cut_out;
use super::signs::Signs;
use std::ops::Range;
use wirecopy_article::text::{Analysis, Paragraph, Role};

bitflags::bitflags! {
    /// The form of a unit, in four bytes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct PageForm: u32 {
        /// It is short and opens as lines of pages do.
        const OPENING = 1;
        /// It is a known phrase and nothing else.
        const WHOLE = 1 << 1;
        /// It is a label or a list of links that was glued into a line.
        const CUT_OUT = 1 << 2;
        /// It contains a phrase that only pages use.
        const PHRASE = 1 << 3;
        /// It contains several.
        const PHRASES = 1 << 4;
        /// It contains a word that is frequent in boilerplate.
        const PAGE_WORD = 1 << 5;
        /// Many of its words are.
        const PAGE_WORDS = 1 << 6;
        /// It contains a phrase of a note about a writer or an issuer.
        const BIOGRAPHY = 1 << 7;
        /// It contains several.
        const BIOGRAPHIES = 1 << 8;
        /// It contains a word that is frequent in stories.
        const STORY_WORD = 1 << 9;
        /// It contains several.
        const STORY_WORDS = 1 << 10;
        /// It ends like a sentence.
        const STOP = 1 << 11;
        /// It contains a quotation mark.
        const QUOTED = 1 << 12;
        /// It has one or two words ...
        const TINY = 1 << 13;
        /// It addresses the reader and mentions those who made the page, outside quotation marks.
        const READER = 1 << 14;
        /// ... or up to fourteen ...
        const LINE = 1 << 15;
        /// ... or forty and more.
        const LONG = 1 << 16;
        /// All of its letters are capitals.
        const CAPITALS = 1 << 17;
        /// Most of its words start with a capital.
        const TITLE = 1 << 18;
        /// It starts with a small letter.
        const SMALL_START = 1 << 19;
        /// It contains a sign that separates items.
        const LIST = 1 << 20;
        /// All of its words are numbers.
        const NUMERIC = 1 << 21;
        /// It contains a code, or a line of a program.
        const CODE = 1 << 22;
        /// It contains a web address.
        const ADDRESS = 1 << 23;
        /// It starts with a verb by which a page addresses its reader.
        const IMPERATIVE = 1 << 24;
        /// It contains a number.
        const NUMBER = 1 << 25;
        /// It ends with a colon.
        const COLON = 1 << 26;
        /// It ends with a question mark.
        const QUESTION = 1 << 27;
        /// It is a caption.
        const CAPTION = 1 << 28;
        /// It is a byline, a dateline, or a credit.
        const CREDIT = 1 << 29;
        /// It is a quotation.
        const QUOTE = 1 << 30;
        /// It is a headline or a crosshead.
        const HEADLINE = 1 << 31;
    }
}

/// Tokens of the longest line whose opening is evidence of boilerplate.
const OPENING_TOKENS_MAX: usize = 40;

/// Tokens of the longest paragraph in which phrases, numbers, codes and addresses count: a longer
/// one has them whatever it is.
const PHRASE_TOKENS_MAX: usize = 120;

/// Least share of the words that are frequent in boilerplate, for it to be many.
const PAGE_WORDS_SHARE: f64 = 0.2;

/// Least share of the words of a title that start with a capital.
const TITLE_SHARE: f64 = 0.65;

/// Fewest characters of a code that mixes letters and digits.
const CODE_LEN_MIN: usize = 8;

/// Fewest digits of a line that is a key and nothing else: more than a date or a sum without
/// separators has.
const KEY_DIGITS_MIN: usize = 9;

/// Counts of the phrases of a piece.
#[derive(Default)]
struct PhraseCounts {
    opening: bool,
    whole: bool,
    /// True if it ends with a phrase of several words that is a whole line elsewhere.
    closing: bool,
    strong: u32,
    weak: u32,
    biography: u32,
    story: u32,
    imperative: bool,
    reader: bool,
    makers: bool,
}

impl PhraseCounts {
    fn of(tokens: &[u64]) -> PhraseCounts {
        let mut counts = PhraseCounts::default();
        // A phrase inside a longer one counts once.
        let (mut strong_end, mut biography_end) = (0, 0);
        for at in 0..tokens.len() {
            phrases_at(&tokens[at..], PhraseLists::all(), |phrase| {
                let end = at + phrase.tokens;
                let lists = phrase.lists;
                counts.opening |= at == 0 && lists.contains(PhraseLists::OPENING);
                counts.whole |= at == 0 && end == tokens.len() && lists.contains(PhraseLists::WHOLE);
                counts.reader |= lists.contains(PhraseLists::READER);
                counts.makers |= lists.contains(PhraseLists::MAKERS);
                counts.imperative |= at == 0 && lists.contains(PhraseLists::IMPERATIVE);
                let closes = at > 0 && phrase.tokens > 1 && end == tokens.len();
                counts.closing |= closes && lists.contains(PhraseLists::WHOLE);
                counts.weak += u32::from(lists.contains(PhraseLists::WEAK));
                counts.story += u32::from(lists.contains(PhraseLists::STORY));
                if lists.contains(PhraseLists::STRONG) {
                    counts.strong += u32::from(at >= strong_end);
                    strong_end = strong_end.max(end);
                }
                if lists.contains(PhraseLists::BIO) {
                    counts.biography += u32::from(at >= biography_end);
                    biography_end = biography_end.max(end);
                }
            });
        }
        counts
    }

    fn form(&self, n_tokens: usize) -> PageForm {
        let mut form = PageForm::empty();
        form.set(PageForm::OPENING, self.opening && n_tokens <= OPENING_TOKENS_MAX);
        form.set(PageForm::WHOLE, self.whole);
        form.set(PageForm::IMPERATIVE, self.imperative && n_tokens <= OPENING_TOKENS_MAX);
        if n_tokens <= PHRASE_TOKENS_MAX {
            form.set(PageForm::PHRASE, self.strong > 0 || (self.closing && n_tokens <= OPENING_TOKENS_MAX));
            form.set(PageForm::PHRASES, self.strong > 1);
            form.set(PageForm::BIOGRAPHY, self.biography > 0);
            form.set(PageForm::BIOGRAPHIES, self.biography > 1);
            form.set(PageForm::READER, self.reader && self.makers);
        }
        form.set(PageForm::PAGE_WORD, self.weak > 0);
        let is_many = f64::from(self.weak) >= PAGE_WORDS_SHARE * n_tokens as f64;
        form.set(PageForm::PAGE_WORDS, self.weak > 1 && is_many);
        form.set(PageForm::STORY_WORD, self.story > 0);
        form.set(PageForm::STORY_WORDS, self.story > 2);
        form
    }
}

/// Returns the form of some tokens of a text. `hashes` are those of the whole text, and
/// `paragraph` has the tokens. Linear.
pub(super) fn page_form(
    text: &str,
    analysis: &Analysis,
    hashes: &[u64],
    (tokens, paragraph): (&Range<u32>, &Paragraph),
) -> PageForm {
    let range = tokens.start as usize..tokens.end as usize;
    let (Some(first), Some(last)) = (analysis.tokens.get(range.start), analysis.tokens[range.clone()].last())
    else {
        return PageForm::empty();
    };
    let end = text
        .len()
        .min(last.end as usize + text[last.end as usize..].find(char::is_alphanumeric).unwrap_or(text.len()));
    let behind = text[last.end as usize..end].trim_end();
    let content = &text[first.start as usize..last.end as usize];
    let before = text[..first.start as usize].trim_end_matches([' ', '\t']);
    let mut form = PhraseCounts::of(&hashes[range.clone()]).form(range.len());
    let signs = Signs::of(content);
    form |= of_length(range.len())
        | of_role(paragraph.role)
        | of_typing(content, signs, behind.split('\n').next().unwrap_or(""));
    form |= of_words(text, analysis, range.clone(), signs);
    form.set(PageForm::READER, form.contains(PageForm::READER) && !form.contains(PageForm::QUOTED));
    let has_address = form.contains(PageForm::ADDRESS) && range.len() <= PHRASE_TOKENS_MAX;
    form.set(PageForm::ADDRESS, has_address || before.ends_with('@'));
    form.set(PageForm::CUT_OUT, is_cut_out(text, analysis, hashes, (tokens, &paragraph.tokens)));
    // A key of the database, as no sum is written.
    if form.contains(PageForm::NUMERIC) && tokens.len() == 1 && content.len() >= KEY_DIGITS_MIN {
        form |= PageForm::OPENING | PageForm::PHRASE;
    }
    // A legal line: the sign and a year.
    let is_year = analysis.token(tokens.start as usize).bytes().all(|byte| byte.is_ascii_digit());
    if before.ends_with('©') && is_year && tokens.len() <= OPENING_TOKENS_MAX {
        form |= PageForm::OPENING | PageForm::PHRASE;
    }
    form
}

fn of_length(n_tokens: usize) -> PageForm {
    match n_tokens {
        0..=2 => PageForm::TINY,
        7..=14 => PageForm::LINE,
        3..=6 | 15..=39 => PageForm::empty(),
        40.. => PageForm::LONG,
    }
}

fn of_role(role: Role) -> PageForm {
    match role {
        Role::Caption => PageForm::CAPTION,
        Role::Byline | Role::Dateline | Role::Credit => PageForm::CREDIT,
        Role::Quote => PageForm::QUOTE,
        Role::Headline => PageForm::HEADLINE,
        Role::Body | Role::Boilerplate => PageForm::empty(),
    }
}

/// The form of what is typed: `content` has these signs and ends with the last token, and `behind`
/// are the signs after it on its line.
fn of_typing(content: &str, signs: Signs, behind: &str) -> PageForm {
    let has = |sign: Signs| signs.contains(sign);
    let has_wide = |wide: &[char]| has(Signs::WIDE) && content.contains(wide);
    let mut form = PageForm::empty();
    form.set(
        PageForm::STOP,
        behind.starts_with(['.', '!', '…']) || behind.contains(".\"") || behind.contains(".”"),
    );
    form.set(PageForm::COLON, behind.starts_with(':'));
    form.set(PageForm::QUESTION, behind.starts_with('?'));
    let is_quoted = has(Signs::QUOTE) || behind.contains(['"', '”']);
    form.set(PageForm::QUOTED, is_quoted || has_wide(&['“', '”', '„', '«', '»']));
    let is_list = has(Signs::BLANK) && (has(Signs::ITEM) || has_wide(&['•', '·', '›', '→']));
    form.set(PageForm::LIST, is_list || behind.contains('>'));
    form.set(PageForm::SMALL_START, content.starts_with(char::is_lowercase));
    let has_address = || ["www.", "://", ".com"].iter().any(|address| content.contains(address));
    form.set(PageForm::ADDRESS, has(Signs::AT) || (has(Signs::POINT) && has_address()));
    let calls = has(Signs::PARENTHESIS) && content.contains("()");
    let is_code = has(Signs::BRACE) || calls || behind.contains("()") || behind.contains('}');
    form.set(PageForm::CODE, is_code);
    let has_small = has(Signs::SMALL) || (has(Signs::WIDE) && content.contains(char::is_lowercase));
    form.set(PageForm::CAPITALS, !has_small && content.contains(char::is_uppercase));
    form
}

fn of_words(text: &str, analysis: &Analysis, tokens: Range<usize>, signs: Signs) -> PageForm {
    let (mut numbers, mut capitals, mut codes) = (0, 0, 0);
    let has_digits = signs.contains(Signs::DIGIT);
    for token in &analysis.tokens[tokens.clone()] {
        let word = &text.as_bytes()[token.start as usize..token.end as usize];
        let first = word.first().copied().unwrap_or_default();
        capitals += usize::from(match first.is_ascii() {
            true => first.is_ascii_uppercase(),
            false => text[token.start as usize..].starts_with(char::is_uppercase),
        });
        // A number starts with a digit, and a shorter word is no code.
        if has_digits && (first.is_ascii_digit() || word.len() >= CODE_LEN_MIN) {
            let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
            numbers += usize::from(digits == word.len());
            codes += usize::from(word.len() >= CODE_LEN_MIN && digits > 1 && digits < word.len());
        }
    }
    let mut form = PageForm::empty();
    let is_short = tokens.len() <= PHRASE_TOKENS_MAX;
    form.set(PageForm::NUMBER, numbers > 0 && is_short);
    form.set(PageForm::NUMERIC, numbers == tokens.len());
    form.set(PageForm::CODE, codes > 0 && is_short);
    form.set(PageForm::TITLE, tokens.len() > 3 && capitals as f64 >= TITLE_SHARE * tokens.len() as f64);
    form
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, with a search for each sign.
    fn plain(content: &str) -> PageForm {
        let mut form = PageForm::empty();
        form.set(PageForm::QUOTED, content.contains(['"', '“', '”', '„', '«', '»']));
        let items = ['|', '•', '·', '›', '→', '>'];
        form.set(PageForm::LIST, content.contains([' ', '\t']) && content.contains(items));
        form.set(PageForm::SMALL_START, content.starts_with(char::is_lowercase));
        let is_address = ["www.", "://", ".com", "@"].iter().any(|address| content.contains(address));
        form.set(PageForm::ADDRESS, is_address);
        form.set(PageForm::CODE, content.contains(['{', '}']) || content.contains("()"));
        let has_small = content.contains(char::is_lowercase);
        form.set(PageForm::CAPITALS, !has_small && content.contains(char::is_uppercase));
        form
    }

    proptest! {
        #[test]
        fn what_is_typed_is_as_a_search_for_each_sign_finds_it(
            pieces in prop::collection::vec(prop_oneof![
                4 => prop::sample::select(vec!["\"", "“", "”", "„", "«", "|", "•", "·", "›", "→", ">", " ", "\t", "www", ".", "://", ".com", "@", "{", "}", "(", ")", "É", "é", "QUAY", "quay", "7"]).prop_map(str::to_owned),
                1 => any::<char>().prop_map(String::from),
            ], 0..6),
        ) {
            let content = pieces.concat();
            let signs = Signs::of(&content);
            prop_assert_eq!(of_typing(&content, signs, ""), plain(&content));
            prop_assert_eq!(signs.contains(Signs::DIGIT), content.contains(|digit: char| digit.is_ascii_digit()));
        }
    }
}
