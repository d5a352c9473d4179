//! Words of a story that another article contains: running text of the reporter, outside
//! quotations, posts, statements, captions and boilerplate.

use crate::relation::{AnnotatedText, TokenFlags, equal_runs, has_post};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;
use wirecopy_article::text::{Analysis, is_stop};
use wirecopy_article::word_table::words;
use wirecopy_reuse::align::Passage;

/// Minimum number of words by which an article contains a story: a paragraph.
pub const CARRIED_WORDS_MIN: u32 = 40;

/// Minimum number of words of a run that counts; a shorter one is a phrase.
const RUN_WORDS_MIN: u32 = 8;

/// Minimum number of words of the longest run: two reports of one event in their own words share
/// shorter ones.
const LONGEST_WORDS_MIN: u32 = 25;

/// Words in all runs from which a copy was changed by an editor ...
const EDITED_WORDS_MIN: u32 = 80;

/// ... and the longest run needs no more words than these.
const EDITED_LONGEST_WORDS_MIN: u32 = 14;

/// Minimum number of different words in all runs; fewer are a counter or a label that is repeated.
const DIFFERENT_WORDS_MIN: usize = 20;

static PUBLIC_WORDS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| words(include_str!("../../data/public_words.tsv")).collect());

/// One of two articles.
#[derive(Debug, Clone, Copy)]
pub struct CarriedSide<'a> {
    /// Its text.
    pub text: &'a str,
    /// The analysis of the text.
    pub analysis: &'a Analysis,
    /// The properties of its tokens.
    pub annotated: &'a AnnotatedText,
}

/// Story text that two articles share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommonStory {
    /// Words of all runs.
    pub words: u32,
    /// Bytes of the longest run in the first article.
    pub a: Range<u32>,
    /// Bytes of the longest run in the second article.
    pub b: Range<u32>,
}

/// Returns the story text that two articles share, if it is enough to say that one carries the
/// other's story. Linear in both.
pub fn carried_story(a: &CarriedSide<'_>, b: &CarriedSide<'_>, passages: &[Passage]) -> Option<CommonStory> {
    let (of_a, of_b) = (narrated(a), narrated(b));
    let mut words = 0;
    let mut different: BTreeSet<u64> = BTreeSet::new();
    let mut longest = (0, 0, 0);
    for (start_a, start_b, len) in equal_runs(passages) {
        let is_narrated = |at: u32| of_a[(start_a + at) as usize] && of_b[(start_b + at) as usize];
        let mut first = 0;
        for at in 0..=len {
            if at < len && is_narrated(at) {
                continue;
            }
            if at - first >= RUN_WORDS_MIN {
                words += at - first;
                longest = longest.max((at - first, start_a + first, start_b + first));
                let run = (start_a + first) as usize..(start_a + at) as usize;
                different.extend(&a.annotated.tokens[run]);
            }
            first = at + 1;
        }
    }
    let (len, start_a, start_b) = longest;
    let is_long = len >= LONGEST_WORDS_MIN || (words >= EDITED_WORDS_MIN && len >= EDITED_LONGEST_WORDS_MIN);
    let is_enough = words >= CARRIED_WORDS_MIN && is_long && different.len() >= DIFFERENT_WORDS_MIN;
    is_enough.then(|| CommonStory {
        words,
        a: bytes(a.analysis, start_a..start_a + len),
        b: bytes(b.analysis, start_b..start_b + len),
    })
}

fn bytes(analysis: &Analysis, tokens: Range<u32>) -> Range<u32> {
    analysis.tokens[tokens.start as usize].start..analysis.tokens[tokens.end as usize - 1].end
}

/// Returns for each token whether it is a reporter's: it is running text of the story in a
/// paragraph of sentences, outside quotations, posts and sentences of speech or law.
fn narrated(side: &CarriedSide<'_>) -> Vec<bool> {
    let CarriedSide { text, analysis, annotated } = *side;
    let outside = TokenFlags::BESIDE_STORY | TokenFlags::QUOTED;
    let mut narrated: Vec<bool> = annotated.flags.iter().map(|flags| !flags.intersects(outside)).collect();
    let paragraphs = &analysis.paragraphs;
    let content =
        |index: usize| text[paragraphs[index].start as usize..paragraphs[index].end as usize].trim();
    for index in 0..paragraphs.len() {
        let is_announced = index > 0 && content(index - 1).ends_with([':', '：']);
        let is_signed = index + 1 < paragraphs.len() && is_signature_of_post(content(index + 1));
        let tokens = paragraphs[index].tokens.start as usize..paragraphs[index].tokens.end as usize;
        if is_announced || is_signed || has_post(content(index)) || !has_sentence(content(index)) {
            narrated[tokens].fill(false);
            continue;
        }
        for sentence in sentences(text, analysis, tokens) {
            let is_public = |token: usize| PUBLIC_WORDS.contains(analysis.token(token));
            if sentence.clone().any(is_public) {
                narrated[sentence].fill(false);
            }
        }
    }
    narrated
}

/// Returns whether a paragraph has a mark that ends a sentence. A text that lost its punctuation
/// also lost its quotation marks, and lists of links have none.
fn has_sentence(paragraph: &str) -> bool {
    paragraph.contains(is_stop)
}

/// Returns whether a paragraph is the signature of the post above it: `— Ida Moor (@moor) March 3,
/// 2031`.
fn is_signature_of_post(paragraph: &str) -> bool {
    paragraph.starts_with(['—', '–', '-']) && has_post(paragraph)
}

/// Returns the sentences of some tokens, as far as marks and spaces between tokens show them.
///
/// Ends more of them than the cutting of paragraphs does, which knows abbreviations and joins short
/// sentences: by that, 31 of 6,000 generated articles would have another evidence.
fn sentences(text: &str, analysis: &Analysis, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = tokens.start;
    for token in tokens.clone() {
        let end = analysis.tokens[token].end as usize;
        let next = analysis.tokens.get(token + 1).map_or(text.len(), |next| next.start as usize);
        // A token's bytes may overlap the next one's where one character gives several.
        let between = text.get(end..next).unwrap_or_default();
        let ends = between.contains(['.', '!', '?', '؟', '।'])
            && between.contains(|sign: char| sign.is_whitespace())
            || between.contains(['。', '！', '？']);
        if ends || token + 1 == tokens.end {
            sentences.push(start..token + 1);
            start = token + 1;
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_article::text::analyse;
    use wirecopy_reuse::align::identical;

    const REPORT: &str = "The council of the valley bought nine buses that make no noise on its narrow roads, and \
        paid four million crowns for them from a fund that the ministry had filled in spring. The first of them \
        drove around the square before noon, while the baker and her sons rang the bells of the old chapel twice.";

    fn words_of(text: &str) -> Option<u32> {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        let annotated = AnnotatedText::of(text, &analysis, None, &[]);
        let side = CarriedSide { text, analysis: &analysis, annotated: &annotated };
        carried_story(&side, &side, &[identical(annotated.len())]).map(|carried| carried.words)
    }

    #[test]
    fn running_text_is_carried_and_its_longest_run_is_shown() {
        let mut analysis = Analysis::default();
        analyse(REPORT, &mut analysis);
        let annotated = AnnotatedText::of(REPORT, &analysis, None, &[]);
        let side = CarriedSide { text: REPORT, analysis: &analysis, annotated: &annotated };
        let carried = carried_story(&side, &side, &[identical(annotated.len())]).unwrap();
        assert_eq!(carried.words, annotated.len());
        assert_eq!((carried.a.start, carried.a.end as usize), (0, REPORT.len() - 1));
        assert_eq!(words_of("The council of the valley bought nine buses."), None);
    }

    #[test]
    fn quotations_posts_statements_and_laws_are_not_carried() {
        let lower = REPORT.to_lowercase().replace(['.', ','], "");
        for public in [
            format!("“{REPORT}”"),
            format!("The mayor said in a statement:\n\n{REPORT}"),
            format!("{REPORT}\n\n— Ida Moor (@idamoor) March 3, 2031"),
            format!("{REPORT} pic.twitter.com/abcdef"),
            REPORT.replace("The council", "We").replace("The first of them", "Our first one"),
            REPORT.replace("bought", "shall buy").replace("drove", "shall drive"),
            lower,
        ] {
            assert_eq!(words_of(&public), None, "{public}");
        }
    }

    #[test]
    fn every_public_word_of_the_table_is_a_token() {
        for word in PUBLIC_WORDS.iter() {
            let mut analysis = Analysis::default();
            analyse(word, &mut analysis);
            let tokens: Vec<&str> = (0..analysis.tokens.len()).map(|token| analysis.token(token)).collect();
            assert_eq!(tokens, [*word]);
        }
    }

    #[test]
    fn words_that_are_repeated_are_no_story() {
        let gallery = "Hide the caption of picture nine. ".repeat(30);
        assert_eq!(words_of(&gallery), None);
    }
}
