//! Boilerplate that is known before anything is read.

use std::collections::HashSet;
use std::ops::Range;
use wirecopy_article::text::{Analysis, analyse};
use wirecopy_reuse::shingle::{WORDS, token_hashes, word_shingles};
use xxhash_rust::xxh3::Xxh3;

/// Tokens of the shortest run of known text that is cut out of a longer piece. A shorter one may be
/// a phrase that a story has, too.
const RUN_TOKENS_MIN: u32 = 20;

/// Known boilerplate: lines, or whole texts with several paragraphs.
///
/// ```
/// use wirecopy_news::boilerplate::KnownText;
///
/// let known = KnownText::of(["Sign up for our newsletter.\nAll rights reserved."]);
/// assert!(!known.is_empty());
/// assert_ne!(known, KnownText::default());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownText {
    /// Hashes of five words in a row of its paragraphs.
    shingles: HashSet<u64>,
    /// Hashes of its paragraphs of fewer words.
    lines: HashSet<u64>,
}

impl KnownText {
    /// Takes the words of texts. Linear.
    pub fn of<'text>(texts: impl IntoIterator<Item = &'text str>) -> KnownText {
        let mut known = KnownText::default();
        let (mut analysis, mut shingles) = (Analysis::default(), Vec::new());
        for text in texts {
            analyse(text, &mut analysis);
            for paragraph in &analysis.paragraphs {
                let hashes: Vec<u64> = token_hashes(&analysis, paragraph.tokens.clone()).collect();
                match hashes.len() {
                    0 => {}
                    len if len < WORDS => known.lines.extend([line_hash(&hashes)]),
                    _ => {
                        word_shingles(&hashes, &mut shingles);
                        known.shingles.extend(&shingles);
                    }
                }
            }
        }
        known
    }

    /// Returns whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.shingles.is_empty() && self.lines.is_empty()
    }

    /// Identifies what is known, whatever its order.
    pub fn digest(&self) -> u64 {
        let mut all: Vec<u64> = self.shingles.iter().chain(&self.lines).copied().collect();
        all.sort_unstable();
        let mut hasher = Xxh3::new();
        all.iter().for_each(|hash| hasher.update(&hash.to_le_bytes()));
        hasher.digest()
    }

    /// The runs of tokens of a text, by their hashes, that are known text, ascending. Linear.
    pub(super) fn runs(&self, hashes: &[u64]) -> Vec<Range<u32>> {
        let mut runs: Vec<Range<u32>> = Vec::new();
        if self.shingles.is_empty() || hashes.len() < WORDS {
            return runs;
        }
        let mut shingles = Vec::new();
        word_shingles(hashes, &mut shingles);
        let is_known = |(_, shingle): &(u32, &u64)| self.shingles.contains(shingle);
        for (start, _) in (0..).zip(&shingles).filter(is_known) {
            let end = start + WORDS as u32;
            match runs.last_mut().filter(|last| last.end >= start) {
                Some(last) => last.end = end,
                None => runs.push(start..end),
            }
        }
        runs
    }

    /// Calls `part` with the tokens of a piece, in order, cut where known text begins and ends, and
    /// whether they are known. `hashes` are those of the whole text, `runs` its known runs.
    pub(super) fn for_each_part(
        &self,
        hashes: &[u64],
        runs: &[Range<u32>],
        piece: Range<u32>,
        mut part: impl FnMut(Range<u32>, bool),
    ) {
        let tokens = piece.start as usize..piece.end as usize;
        let is_short = !tokens.is_empty() && tokens.len() < WORDS && !self.lines.is_empty();
        if is_short && self.lines.contains(&line_hash(&hashes[tokens])) {
            return part(piece, true);
        }
        let first = runs.partition_point(|run| run.end <= piece.start);
        let mut start = piece.start;
        for run in runs[first..].iter().take_while(|run| run.start < piece.end) {
            let inside = run.start.max(start)..run.end.min(piece.end);
            let is_all = inside == piece;
            if inside.is_empty() || !(is_all || inside.end - inside.start >= RUN_TOKENS_MIN) {
                continue;
            }
            if start < inside.start {
                part(start..inside.start, false);
            }
            start = inside.end;
            part(inside, true);
        }
        if start < piece.end || piece.is_empty() {
            part(start..piece.end, false);
        }
    }
}

fn line_hash(hashes: &[u64]) -> u64 {
    let mut hasher = Xxh3::new();
    hashes.iter().for_each(|hash| hasher.update(&hash.to_le_bytes()));
    hasher.digest()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: &str = "The Tolm water prize is awarded every two years to a person or group whose work has kept the canals \
                        of the old town clean and deep.";

    fn parts(text: &str) -> Vec<(String, bool)> {
        let known = KnownText::of([NOTE, "Read more"]);
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        let hashes: Vec<u64> = token_hashes(&analysis, analysis.all_tokens()).collect();
        let runs = known.runs(&hashes);
        let mut parts = Vec::new();
        for paragraph in &analysis.paragraphs {
            known.for_each_part(&hashes, &runs, paragraph.tokens.clone(), |tokens, is_known| {
                parts.push((analysis.folded_of(&tokens).chars().take(14).collect(), is_known));
            });
        }
        parts
    }

    #[test]
    fn known_text_is_found_as_a_paragraph_in_one_and_in_part() {
        let story = "Divers found a bell near the third lock and rang it twice.";
        let found = parts(&format!("{story} {NOTE} {story}\n{NOTE}\nRead more\nRead on"));
        let expected = [
            ("divers found a", false),
            ("the tolm water", true),
            ("divers found a", false),
            ("the tolm water", true),
            ("read more", true),
            ("read on", false),
        ];
        assert_eq!(found, expected.map(|(words, is_known)| (words.to_owned(), is_known)));
        // A phrase of it in a story is the story's.
        let phrase = parts("He has kept the canals of the old town clean, the mayor said on Monday.");
        assert!(phrase.iter().all(|(_, is_known)| !is_known), "{phrase:?}");
    }

    #[test]
    fn the_order_of_lines_makes_no_difference() {
        let digest = |texts: &[&str]| KnownText::of(texts.iter().copied()).digest();
        assert_eq!(digest(&[NOTE, "Read more"]), digest(&["Read more", NOTE]));
        assert_ne!(digest(&[NOTE]), digest(&[]));
    }
}
