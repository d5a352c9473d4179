//! The page of a copy: parts of the source and additions of the outlet.

use crate::generate::Language;
use crate::generate::copy::passages::{Changed, PassageCopier, WordRates};
use crate::generate::copy::plan::{CopyPlan, Shape};
use crate::generate::dump::{Dump, StoryPlan, id_of};
use crate::generate::original::{Version, close_page, open_page, write_with_fill};
use crate::generate::page::{ArticlePage, PagePart, PartKind};
use crate::generate::prose::Prose;
use crate::generate::prose::english::Form;
use crate::generate::random::{Purpose, Random};
use crate::generate::truth::{CaptionSpan, CopiedSpan, Operation};
use wirecopy_news::relation::{TEASER_BYTES_MAX, TEASER_SHARE_MAX};

/// Shares of a story that a truncated copy keeps.
const KEPT_MIN: f64 = 0.15;
const KEPT_MAX: f64 = 0.75;

/// Bytes of the lead to which one truncated copy in six is cut.
const TEASER_CHANCE: f64 = 1.0 / 6.0;
const TEASER_BYTES: (u64, u64) = (120, 260);

/// At most this share of the paragraphs is dropped.
const DROPPED_MAX: f64 = 0.4;

/// Result of copying.
#[derive(Debug, Clone, Default)]
pub(crate) struct Copied {
    pub(crate) operations: Vec<Operation>,
    pub(crate) spans: Vec<CopiedSpan>,
    pub(crate) captions: Vec<CaptionSpan>,
    /// True if a truncated copy is a teaser.
    pub(crate) is_teaser: bool,
}

/// Writes a copy. `source` is the page of the story's original, `page` becomes the copy's.
pub(crate) fn write_copy(
    dump: &Dump,
    plan: &StoryPlan,
    copy: &CopyPlan,
    source: &ArticlePage,
    page: &mut ArticlePage,
) -> Copied {
    if copy.shape == Shape::TemplateFilled {
        let version = Version { fill: copy.article + 1, published: copy.published, article: copy.article };
        write_with_fill(dump, plan, version, page);
        return Copied { operations: vec![Operation::TemplateFilled], ..Copied::default() };
    }
    let seed = dump.params.seed;
    let outlet = dump.outlets.get(copy.outlet);
    page.begin(outlet);
    let mut writing = Writing {
        dump,
        plan,
        copy,
        source,
        copying: PassageCopier::new(
            &source.text,
            plan.language,
            Random::of(seed, Purpose::CopyEdits, copy.article),
        ),
        prose: Prose::new(
            plan.language,
            Random::of(seed, Purpose::OwnWords, 2 * copy.article),
            Random::of(seed, Purpose::OwnWords, 2 * copy.article + 1),
        ),
        random: Random::of(seed, Purpose::PageLines, copy.article | 1 << 40),
        copied: Copied::default(),
    };
    match copy.shape {
        Shape::Embedded => writing.write_embedded(page),
        Shape::QuotesShared => writing.write_quotes(page),
        Shape::Roundup => writing.write_roundup(page),
        _ => writing.write_version(page),
    }
    close_page(page, outlet, copy.article, seed);
    writing.finish(page)
}

pub(super) struct Writing<'a> {
    pub(super) dump: &'a Dump,
    pub(super) plan: &'a StoryPlan,
    pub(super) copy: &'a CopyPlan,
    pub(super) source: &'a ArticlePage,
    pub(super) copying: PassageCopier<'a>,
    /// Text that the outlet adds.
    pub(super) prose: Prose,
    pub(super) random: Random,
    pub(super) copied: Copied,
}

impl Writing<'_> {
    /// The story as a whole, or its beginning.
    fn write_version(&mut self, page: &mut ArticlePage) {
        let outlet = self.dump.outlets.get(self.copy.outlet);
        let (source, copy) = (self.source, self.copy);
        self.write_top(page);
        let mut parts: Vec<PagePart> = source.parts.iter().copied().filter(|part| self.keeps(part)).collect();
        if copy.dropped {
            self.drop_parts(&mut parts);
        }
        if copy.reordered {
            self.reorder_parts(&mut parts);
        }
        let is_truncated = copy.shape == Shape::Truncated;
        if is_truncated {
            self.truncate_parts(&mut parts);
        }
        for part in &parts {
            if part.kind != PartKind::Byline || outlet.prints_byline {
                self.push_part(part, page);
            }
        }
        if is_truncated && self.random.chance(0.5) {
            page.extend_last(if self.random.chance(0.5) { "…" } else { "..." });
        }
        let is_rehosted =
            self.plan.agency.is_none() && copy.shape != Shape::NumbersChanged && !copy.credit_stripped;
        if is_rehosted {
            let origin = &self.dump.outlets.get(self.plan.outlet).name;
            let line = republication_line(self.plan.language, origin, &mut self.random);
            page.push(PartKind::Republication, |text| text.push_str(&line));
        }
        self.copied.operations.push(match copy.shape {
            Shape::Truncated => Operation::Truncated,
            _ if self.copying.changed.renumbered > 0 => Operation::NumbersChanged,
            _ => Operation::Whole,
        });
    }

    /// Title, boilerplate and headline.
    fn write_top(&mut self, page: &mut ArticlePage) {
        let outlet = self.dump.outlets.get(self.copy.outlet);
        let printed = self.source.parts.iter().find(|part| part.kind == PartKind::Headline);
        if self.copy.reheadlined {
            self.prose.push(Form::Headline, &mut page.title);
            self.copied.operations.push(Operation::Reheadlined);
            open_page(page, outlet, self.copy.article, self.dump.params.seed);
            return;
        }
        page.title.push_str(&self.source.title);
        match printed.filter(|_| outlet.prints_headline) {
            Some(headline) => {
                let mut random =
                    Random::of(self.dump.params.seed, Purpose::Boilerplate, self.copy.article << 1 | 1 << 40);
                page.push_boilerplate(&outlet.head, &mut random);
                self.push_part(headline, page);
            }
            None => open_page(page, outlet, self.copy.article, self.dump.params.seed),
        }
    }

    fn keeps(&self, part: &PagePart) -> bool {
        let is_open_ended = self.copy.shape == Shape::Truncated;
        match part.kind {
            PartKind::Boilerplate | PartKind::Headline => false,
            PartKind::SignOff | PartKind::Copyright if is_open_ended => false,
            kind => !(kind.is_credit() && self.copy.credit_stripped),
        }
    }

    fn drop_parts(&mut self, parts: &mut Vec<PagePart>) {
        let before = parts.len();
        let rate = DROPPED_MAX * self.random.share();
        let random = &mut self.random;
        parts.retain(|part| !(matches!(part.kind, PartKind::Body | PartKind::Quote) && random.chance(rate)));
        if parts.len() < before {
            self.copied.operations.push(Operation::Dropped);
        }
    }

    /// Exchanges two neighbours, and two other parts.
    fn reorder_parts(&mut self, parts: &mut [PagePart]) {
        let mut indices: Vec<usize> = (0..parts.len())
            .filter(|at| matches!(parts[*at].kind, PartKind::Body | PartKind::Quote))
            .collect();
        if indices.len() < 3 {
            return;
        }
        let at = self.random.below(indices.len() as u64 - 1) as usize;
        parts.swap(indices[at], indices[at + 1]);
        self.random.shuffle(&mut indices);
        // The second exchange has at most one index in common with the first, so that it cannot
        // undo it.
        if indices[0].abs_diff(indices[1]) > 1 {
            parts.swap(indices[0], indices[1]);
        }
        self.copied.operations.push(Operation::Reordered);
    }

    /// Keeps a beginning; the last part kept may end within a sentence, never within a word.
    fn truncate_parts(&mut self, parts: &mut Vec<PagePart>) {
        let body_len = |part: &PagePart| part.end - part.start - part.dateline_len;
        let story_len: usize = parts.iter().filter(|part| part.kind.is_story()).map(body_len).sum();
        let is_drawn = self.random.chance(TEASER_CHANCE);
        let share = KEPT_MIN + (KEPT_MAX - KEPT_MIN) * self.random.share();
        let teaser_len = self.random.between(TEASER_BYTES.0, TEASER_BYTES.1) as usize;
        let mut left = (story_len as f64 * share) as usize;
        if is_drawn {
            left = teaser_len.min(left);
        }
        let cut = parts.iter().position(|part| {
            let len = if part.kind.is_story() { body_len(part) } else { 0 };
            let ends_here = len > left;
            left -= len.min(if ends_here { 0 } else { left });
            ends_here
        });
        let Some(cut) = cut else { return };
        let part = &mut parts[cut];
        let body = part.start + part.dateline_len;
        part.end = word_border(&self.source.text, body, body + left);
        let is_empty = part.end == body;
        parts.truncate(cut + usize::from(!is_empty));
        self.copied.is_teaser = self.is_teaser(parts, story_len);
        if self.copied.is_teaser {
            parts.retain(|part| part.kind != PartKind::Caption);
        }
    }

    /// Returns whether the rest is hardly more than a lead, however it was cut: a short story has
    /// no more either.
    fn is_teaser(&self, parts: &[PagePart], story_len: usize) -> bool {
        let dateline = |part: &PagePart| if self.copy.credit_stripped { part.dateline_len } else { 0 };
        let kept: usize = parts
            .iter()
            .filter(|part| part.kind.is_story())
            .map(|part| part.end - part.start - dateline(part))
            .sum();
        kept as f64 <= TEASER_BYTES_MAX && kept as f64 <= TEASER_SHARE_MAX * story_len as f64
    }

    pub(super) fn push_without_dateline(&mut self, part: &PagePart, page: &mut ArticlePage) {
        let start = part.start + part.dateline_len;
        page.push(part.kind, |text| self.copying.push(start, part.end, &self.copy.rates, text));
    }

    /// Copies a part. Credit lines lose no word, so that the label stays true.
    pub(super) fn push_part(&mut self, part: &PagePart, page: &mut ArticlePage) {
        let rates = self.copy.rates;
        let careful = WordRates { style: rates.style, ..WordRates::NONE };
        let of_part = match part.kind {
            kind if kind.is_credit() => careful,
            PartKind::Caption if self.copy.captions_swapped => {
                WordRates { edited: 0.1, renumbered: 1.0, ..rates }
            }
            _ => rates,
        };
        let is_stripped = self.copy.credit_stripped;
        let renumbered_before = self.copying.changed.renumbered;
        page.push(part.kind, |text| {
            let body = part.start + part.dateline_len;
            if !is_stripped && part.dateline_len > 0 {
                self.copying.push(part.start, body, &careful, text);
            }
            self.copying.push(body, part.end, &of_part, text);
        });
        if part.kind == PartKind::Caption {
            if self.copy.captions_swapped && self.copying.changed.renumbered > renumbered_before {
                self.copied.operations.push(Operation::CaptionsSwapped);
                self.copying.changed.renumbered = renumbered_before;
            }
            if let Some(caption) = page.parts.last() {
                let before = self.source.parts.iter().filter(|other| other.start < part.start);
                self.copied.captions.push(CaptionSpan {
                    start: caption.start as u64,
                    end: caption.end as u64,
                    of: id_of(self.plan.original),
                    caption: before.filter(|other| other.kind == PartKind::Caption).count() as u64,
                });
            }
        }
    }

    fn finish(self, page: &ArticlePage) -> Copied {
        let Changed { edited, misread, mojibake, .. } = self.copying.changed;
        let mut copied = self.copied;
        // Speech names its speaker and needs no other credit.
        let is_speech = copied.operations.contains(&Operation::QuotesShared);
        let changes = [
            (self.copy.rates.edited > 0.0 && edited > 0, Operation::WordEdits),
            (misread > 0, Operation::OcrNoise),
            (mojibake > 0, Operation::Mojibake),
            (self.copy.rates.style != crate::generate::copy::style::Style::Same, Operation::Restyled),
            (self.copy.credit_stripped && !is_speech, Operation::CreditStripped),
        ];
        copied
            .operations
            .extend(changes.into_iter().filter(|(done, _)| *done).map(|(_, operation)| operation));
        copied.operations.sort_unstable();
        copied.operations.dedup();
        copied.spans = self.copying.into_spans(&page.text);
        copied
    }
}

/// The last end of a word up to `last`; `first` if there is none.
fn word_border(text: &str, first: usize, last: usize) -> usize {
    let is_wide = |character: char| character >= '\u{2e80}';
    let is_border = |end: &usize| {
        text.is_char_boundary(*end)
            && (text[*end..].starts_with([' ', '\n']) || text[..*end].ends_with(is_wide))
    };
    (first + 1..=last).rev().find(is_border).unwrap_or(first)
}

fn republication_line(language: Language, origin: &str, random: &mut Random) -> String {
    match (language, random.below(3)) {
        (Language::Chinese, _) => format!("来源：{origin}"),
        (_, 0) => format!("This story originally appeared on {origin}."),
        (_, 1) => format!("This article was first published in {origin}."),
        _ => format!("Republished from {origin} under a Creative Commons license."),
    }
}
