//! Paragraphs that are cut out of the articles that are kept.

use crate::corpus::numbering::Corpus;
use crate::error::{Error, FileError};
use crate::numbers::TextId;
use crate::output::{Removed, RemovedLevel};
use crate::paragraphs::rules::BoilerplateRule;
use crate::paragraphs::rules::BoilerplateRules;
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::ops::Range;
use std::path::Path;
use wirecopy_article::Document;
use wirecopy_article::text::{Analysis, Paragraph, Role, analyse};
use wirecopy_news::boilerplate::{KnownText, TextUnit, boilerplate_alone, text_units};
use wirecopy_news::removal::{Strip, cuts, is_whole_paragraph};
use wirecopy_reuse::shingle::token_hashes;
use xxhash_rust::xxh3::xxh3_64;

/// Tokens of the shortest paragraph that is removed as a repeat within its article: a sentence.
/// "Yes." is a new answer each time, and a row of a table belongs to another head.
const REPEAT_TOKENS_MIN: u32 = 12;

/// Tokens of the shortest caption that is removed as a repeat: one shingle.
const REPEAT_TOKENS_MIN_CAPTION: u32 = 5;

/// Characters of a paragraph that its row quotes.
const OPENING_CHARACTERS: usize = 80;

/// The reason to remove a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StripReason {
    Boilerplate(BoilerplateRule),
    Caption,
    Repeat,
}

impl StripReason {
    pub(super) fn name(self) -> &'static str {
        match self {
            StripReason::Boilerplate(_) => "boilerplate",
            StripReason::Caption => "caption",
            StripReason::Repeat => "repeat",
        }
    }
}

/// A removed paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RemovedParagraph {
    /// Its bytes in the text.
    pub(super) bytes: Range<usize>,
    pub(super) reason: StripReason,
}

/// The refusal to remove parts of articles that are kept or dropped whole.
pub(super) fn whole_records(path: &Path) -> Error {
    let path = path.display();
    let reason = format!(
        "no paragraph can be removed from the articles of {path}, which are kept or removed whole: write them as JSON Lines with extract, and deduplicate those"
    );
    FileError::Refused { reason }.into()
}

/// The grounds on which paragraphs are removed.
pub(super) struct Stripper<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) strip: &'a BTreeSet<Strip>,
    /// The rules by which paragraphs are boilerplate among the articles that are kept.
    pub(super) boilerplate: BoilerplateRules,
}

impl Stripper<'_> {
    /// Returns the whole paragraphs of a document that are removed, in order. An article never
    /// loses all of its words: none are removed if all would be.
    ///
    /// The kind of a paragraph was found for one article of its text. Other copies may break their
    /// lines elsewhere, so paragraphs are identified by their tokens and by how many equal ones
    /// precede them.
    pub(super) fn removed_from(
        &self,
        text_id: TextId,
        text: &str,
        analysis: &mut Analysis,
    ) -> Vec<RemovedParagraph> {
        let known = self.known_reasons(text_id);
        if known.is_empty() {
            return Vec::new();
        }
        analyse(text, analysis);
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let mut reasons: Vec<Option<StripReason>> = vec![None; analysis.paragraphs.len()];
        for (paragraph, reason) in analysis.paragraphs.iter().zip(&mut reasons) {
            if paragraph.tokens.is_empty() {
                continue;
            }
            let key = xxh3_64(analysis.folded_of(&paragraph.tokens).as_bytes()).max(1);
            let nth = seen.entry(key).or_default();
            let bytes = bytes_of(paragraph);
            let is_removable = |reason: &StripReason| {
                is_whole_paragraph(text, &bytes)
                    && (*reason != StripReason::Repeat || !is_of_table(&text[bytes.clone()]))
            };
            *reason = known.get(&(key, *nth)).copied().filter(is_removable);
            *nth += 1;
        }
        if self.strip.contains(&Strip::Boilerplate) {
            strip_new_ends(text, analysis, &mut reasons);
        }
        let with_reasons = || analysis.paragraphs.iter().zip(&reasons);
        if with_reasons().all(|(paragraph, reason)| reason.is_some() || paragraph.tokens.is_empty()) {
            return Vec::new();
        }
        let removed = |(paragraph, reason): (&Paragraph, &Option<StripReason>)| {
            reason.map(|reason| RemovedParagraph { bytes: bytes_of(paragraph), reason })
        };
        with_reasons().filter_map(removed).collect()
    }

    /// Reasons by the key of a paragraph and the number of equal ones before it.
    fn known_reasons(&self, text_id: TextId) -> HashMap<(u64, u32), StripReason> {
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let mut reasons = HashMap::new();
        for (number, sketch) in
            self.corpus.paragraph_ids(text_id).zip(self.corpus.paragraph_sketches(text_id))
        {
            if sketch.tokens == 0 {
                continue;
            }
            let nth = seen.entry(sketch.key).or_default();
            let asked = |strip: Strip| self.strip.contains(&strip);
            let is_caption = sketch.role == Role::Caption;
            let least = if is_caption { REPEAT_TOKENS_MIN_CAPTION } else { REPEAT_TOKENS_MIN };
            let reason = match self.boilerplate.of_paragraph(number).filter(|_| asked(Strip::Boilerplate)) {
                Some(rule) => Some(StripReason::Boilerplate(rule)),
                None if asked(Strip::Captions) && is_caption => Some(StripReason::Caption),
                None if asked(Strip::Repeats) && *nth > 0 && sketch.tokens >= least => {
                    Some(StripReason::Repeat)
                }
                None => None,
            };
            if let Some(reason) = reason {
                reasons.insert((sketch.key, *nth), reason);
            }
            *nth += 1;
        }
        reasons
    }
}

/// Units at either end of a text that are judged again when lines beside them were removed; of
/// them, the outer half: no unit further inside is at an end of the text.
const END_UNITS: usize = 128;

/// Removes lines of boilerplate that come to an end of the text when others are removed, until no
/// more do. Linear: after one reading of the whole text, only its ends are read again.
fn strip_new_ends(text: &str, analysis: &Analysis, reasons: &mut [Option<StripReason>]) {
    if reasons.iter().all(Option::is_none) {
        return;
    }
    let hashes: Vec<u64> = token_hashes(analysis, analysis.all_tokens()).collect();
    let units = text_units(text, analysis, &hashes, &KnownText::default());
    let mut left: VecDeque<TextUnit> =
        units.into_iter().filter(|unit| reasons[unit.paragraph as usize].is_none()).collect();
    let mut is_whole = true;
    loop {
        let mut found = match is_whole {
            true => paragraphs_alone(left.make_contiguous()),
            false => boilerplate_of_ends(&left),
        };
        found.retain(|at| {
            let paragraph = &analysis.paragraphs[*at];
            !paragraph.tokens.is_empty() && is_whole_paragraph(text, &bytes_of(paragraph))
        });
        if found.is_empty() {
            return;
        }
        for at in found {
            reasons[at] = Some(StripReason::Boilerplate(BoilerplateRule::Phrase));
        }
        let is_left = |unit: &TextUnit| reasons[unit.paragraph as usize].is_none();
        if is_whole {
            left.retain(is_left);
        } else {
            let head: Vec<TextUnit> = left.drain(..END_UNITS).filter(is_left).collect();
            head.into_iter().rev().for_each(|unit| left.push_front(unit));
            let tail: Vec<TextUnit> = left.drain(left.len() - END_UNITS..).filter(is_left).collect();
            left.extend(tail);
        }
        is_whole = left.len() <= 2 * END_UNITS;
    }
}

/// Returns the paragraphs, ascending, all of whose units are boilerplate by form and place alone.
fn paragraphs_alone(units: &[TextUnit]) -> Vec<usize> {
    let is_boilerplate = boilerplate_alone(units);
    let mut judged = is_boilerplate.iter();
    let of_paragraphs = units.chunk_by(|one, other| one.paragraph == other.paragraph);
    let found = of_paragraphs.filter_map(|units| {
        let n_found = judged.by_ref().take(units.len()).filter(|is_boilerplate| **is_boilerplate).count();
        (n_found == units.len()).then_some(units[0].paragraph as usize)
    });
    found.collect()
}

/// Returns the paragraphs at the ends of a longer text that are boilerplate.
fn boilerplate_of_ends(left: &VecDeque<TextUnit>) -> Vec<usize> {
    let n_units = END_UNITS.min(left.len());
    let paragraph_at = |at: usize| left[at].paragraph as usize;
    let head: Vec<TextUnit> = left.range(..n_units).cloned().collect();
    let tail: Vec<TextUnit> = left.range(left.len() - n_units..).cloned().collect();
    let (first_inside, last_inside) = (paragraph_at(n_units / 2), paragraph_at(left.len() - 1 - n_units / 2));
    let mut found = paragraphs_alone(&head);
    found.retain(|at| *at < first_inside);
    found.extend(paragraphs_alone(&tail).into_iter().filter(|at| *at > last_inside));
    found
}

fn bytes_of(paragraph: &Paragraph) -> Range<usize> {
    paragraph.start as usize..paragraph.end as usize
}

/// Returns whether a line is set in columns.
fn is_of_table(paragraph: &str) -> bool {
    paragraph.lines().any(|line| line.trim().contains("  ") || line.trim().contains('\t'))
}

/// Returns the bytes that must be cut out of a text to remove these paragraphs.
pub(super) fn cuts_of(text: &str, removed: &[RemovedParagraph]) -> Vec<Range<usize>> {
    let paragraphs: Vec<Range<usize>> = removed.iter().map(|paragraph| paragraph.bytes.clone()).collect();
    cuts(text, &paragraphs)
}

/// Returns the row of a removed paragraph; `hash` is that of its record, which may have many.
pub(super) fn paragraph_row(
    document: &Document<'_>,
    id: &str,
    hash: &str,
    removed: &RemovedParagraph,
) -> Removed {
    let location = format!("{}:{}", document.file, document.line);
    let is_repeat = removed.reason == StripReason::Repeat;
    Removed {
        id: Some(id.to_owned()),
        kept: is_repeat.then(|| id.to_owned()),
        kept_location: is_repeat.then(|| location.clone()),
        location,
        jaccard: is_repeat.then_some(1.0),
        containment: is_repeat.then_some(1.0),
        relation: is_repeat.then(|| "exact".to_owned()),
        rule: removed.reason.name().to_owned(),
        reason: match removed.reason {
            StripReason::Boilerplate(rule) => Some(rule.name().to_owned()),
            StripReason::Caption | StripReason::Repeat => None,
        },
        start: Some(removed.bytes.start as u64),
        end: Some(removed.bytes.end as u64),
        opening: Some(document.text[removed.bytes.clone()].chars().take(OPENING_CHARACTERS).collect()),
        hash: Some(hash.to_owned()),
        ..Removed::new(RemovedLevel::Paragraph)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LINES: [&str; 6] = [
        "The council of Tolm voted on Monday for the tram line, and the mayor said that work begins in May.",
        "Sign up here for our newsletter",
        "Share on Facebook",
        "Read more: Ferry sinks off Ostvik",
        "Ilse Aalto is a columnist for the Tolm Daily. Follow her on Twitter.",
        "Nils Berg",
    ];

    /// The plain definition, which reads the whole text again each time.
    fn plain(text: &str, analysis: &Analysis, reasons: &mut [Option<StripReason>]) {
        let hashes: Vec<u64> = token_hashes(analysis, analysis.all_tokens()).collect();
        let mut left = text_units(text, analysis, &hashes, &KnownText::default());
        loop {
            left.retain(|unit| reasons[unit.paragraph as usize].is_none());
            let mut found = paragraphs_alone(&left);
            found.retain(|at| is_whole_paragraph(text, &bytes_of(&analysis.paragraphs[*at])));
            if found.is_empty() {
                return;
            }
            for at in found {
                reasons[at] = Some(StripReason::Boilerplate(BoilerplateRule::Phrase));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_ends_alone_give_what_the_whole_text_gives(
            runs in prop::collection::vec((0usize..LINES.len(), 1usize..160), 1..8),
        ) {
            let lines: Vec<&str> = runs.iter().flat_map(|(line, n)| vec![LINES[*line]; *n]).collect();
            let text = lines.join("\n");
            let mut analysis = Analysis::default();
            analyse(&text, &mut analysis);
            let mut reasons = vec![None; analysis.paragraphs.len()];
            *reasons.last_mut().expect("a text has a paragraph") = Some(StripReason::Caption);
            let mut expected = reasons.clone();
            strip_new_ends(&text, &analysis, &mut reasons);
            plain(&text, &analysis, &mut expected);
            prop_assert_eq!(reasons, expected);
        }
    }
}
