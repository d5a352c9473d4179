//! Which paragraphs of a surviving article go.

use crate::corpus::numbering::Corpus;
use crate::output::{Removed, RemovedLevel};
use crate::paragraphs::repeated::BoilerplateRule;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use wirecopy_article::Document;
use wirecopy_article::text::{Analysis, Paragraph, Role, analyse_without_roles};
use wirecopy_news::boilerplate::at_page_ends;
use wirecopy_news::removal::{Strip, cuts, is_whole_paragraph};
use xxhash_rust::xxh3::xxh3_64;

/// Tokens of the shortest paragraph that goes because it stands in the article before: a sentence. "Yes." is an answer each time, and a row of a
/// table stands below another head.
const REPEAT_TOKENS_MIN: u32 = 12;

/// The same of a caption: one shingle.
const REPEAT_TOKENS_MIN_CAPTION: u32 = 5;

/// Characters of a paragraph that its row shows.
const OPENING_CHARACTERS: usize = 80;

/// Why a paragraph goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    Boilerplate(BoilerplateRule),
    Caption,
    Repeat,
}

impl Reason {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Reason::Boilerplate(_) => "boilerplate",
            Reason::Caption => "caption",
            Reason::Repeat => "repeat",
        }
    }
}

/// A paragraph that goes, by its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GoneParagraph {
    pub(crate) bytes: Range<usize>,
    pub(crate) reason: Reason,
}

/// How paragraphs are judged.
pub(crate) struct Stripper<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) strip: &'a BTreeSet<Strip>,
    /// Paragraph → how it was found to be boilerplate among what stays.
    pub(crate) boilerplate: Vec<Option<BoilerplateRule>>,
}

impl Stripper<'_> {
    /// Whole paragraphs of a document that go, in order. An article never loses all of its words: one that would stays as it is.
    ///
    /// What a paragraph is was found for one article of its text; its equals may break their lines elsewhere, and so paragraphs are told by their
    /// tokens and by how many with these stand before them.
    pub(crate) fn gone_from(&self, text_id: u32, text: &str, analysis: &mut Analysis) -> Vec<GoneParagraph> {
        let reasons = self.reasons(text_id);
        if reasons.is_empty() {
            return Vec::new();
        }
        analyse_without_roles(text, analysis);
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let mut fates: Vec<Option<Reason>> = vec![None; analysis.paragraphs.len()];
        for (paragraph, fate) in analysis.paragraphs.iter().zip(&mut fates) {
            if paragraph.tokens.is_empty() {
                continue;
            }
            let key = xxh3_64(analysis.folded_of(&paragraph.tokens).as_bytes()).max(1);
            let nth = seen.entry(key).or_default();
            let bytes = bytes_of(paragraph);
            let may_go = |reason: &Reason| {
                is_whole_paragraph(text, &bytes)
                    && (*reason != Reason::Repeat || !is_of_table(&text[bytes.clone()]))
            };
            *fate = reasons.get(&(key, *nth)).copied().filter(may_go);
            *nth += 1;
        }
        if self.strip.contains(&Strip::Boilerplate) {
            strip_new_ends(text, analysis, &mut fates);
        }
        let with_fates = || analysis.paragraphs.iter().zip(&fates);
        if with_fates().all(|(paragraph, fate)| fate.is_some() || paragraph.tokens.is_empty()) {
            return Vec::new();
        }
        let gone = |(paragraph, fate): (&Paragraph, &Option<Reason>)| {
            fate.map(|reason| GoneParagraph { bytes: bytes_of(paragraph), reason })
        };
        with_fates().filter_map(gone).collect()
    }

    fn reasons(&self, text_id: u32) -> HashMap<(u64, u32), Reason> {
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let mut reasons = HashMap::new();
        for (number, sketch) in
            self.corpus.paragraph_numbers(text_id).zip(self.corpus.paragraph_sketches(text_id))
        {
            if sketch.tokens == 0 {
                continue;
            }
            let nth = seen.entry(sketch.key).or_default();
            let asked = |strip: Strip| self.strip.contains(&strip);
            let is_caption = sketch.role == Role::Caption;
            let least = if is_caption { REPEAT_TOKENS_MIN_CAPTION } else { REPEAT_TOKENS_MIN };
            let reason = match self.boilerplate[number as usize].filter(|_| asked(Strip::Boilerplate)) {
                Some(rule) => Some(Reason::Boilerplate(rule)),
                None if asked(Strip::Captions) && is_caption => Some(Reason::Caption),
                None if asked(Strip::Repeats) && *nth > 0 && sketch.tokens >= least => Some(Reason::Repeat),
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

/// Where lines of a page go, others come to stand at the end of the text; which of these are such lines too is asked until none is.
fn strip_new_ends(text: &str, analysis: &Analysis, fates: &mut [Option<Reason>]) {
    let mut n_left = usize::MAX;
    loop {
        let left: Vec<usize> = (0..fates.len()).filter(|at| fates[*at].is_none()).collect();
        if left.len() == n_left || left.len() == fates.len() {
            return;
        }
        n_left = left.len();
        let paragraph = |at: usize| &analysis.paragraphs[at];
        let folded: Vec<&str> = left.iter().map(|at| analysis.folded_of(&paragraph(*at).tokens)).collect();
        for (at, is_at_end) in left.into_iter().zip(at_page_ends(&folded)) {
            let has_words = !paragraph(at).tokens.is_empty();
            if is_at_end && has_words && is_whole_paragraph(text, &bytes_of(paragraph(at))) {
                fates[at] = Some(Reason::Boilerplate(BoilerplateRule::Phrase));
            }
        }
    }
}

fn bytes_of(paragraph: &Paragraph) -> Range<usize> {
    paragraph.start as usize..paragraph.end as usize
}

/// Whether a line is set in columns.
fn is_of_table(paragraph: &str) -> bool {
    paragraph.lines().any(|line| line.trim().contains("  ") || line.trim().contains('\t'))
}

/// What must be cut out of a text so that these paragraphs are gone.
pub(crate) fn cuts_of(text: &str, gone: &[GoneParagraph]) -> Vec<Range<usize>> {
    let paragraphs: Vec<Range<usize>> = gone.iter().map(|paragraph| paragraph.bytes.clone()).collect();
    cuts(text, &paragraphs)
}

/// The row of a paragraph that goes.
pub(crate) fn paragraph_row(document: &Document<'_>, id: &str, gone: &GoneParagraph) -> Removed {
    let place = format!("{}:{}", document.file, document.line);
    let is_repeat = gone.reason == Reason::Repeat;
    Removed {
        level: RemovedLevel::Paragraph,
        id: Some(id.to_owned()),
        kept: is_repeat.then(|| id.to_owned()),
        kept_place: is_repeat.then(|| place.clone()),
        place,
        jaccard: is_repeat.then_some(1.0),
        containment: is_repeat.then_some(1.0),
        relation: is_repeat.then(|| "exact".to_owned()),
        rule: gone.reason.name().to_owned(),
        reason: match gone.reason {
            Reason::Boilerplate(rule) => Some(rule.name().to_owned()),
            Reason::Caption | Reason::Repeat => None,
        },
        start: Some(gone.bytes.start as u64),
        end: Some(gone.bytes.end as u64),
        opening: Some(document.text[gone.bytes.clone()].chars().take(OPENING_CHARACTERS).collect()),
        hash: Some(format!("{:016x}", xxh3_64(document.record))),
        kept_hash: None,
        input: None,
    }
}
