//! The page of a copy: parts of the source, and what the outlet adds.

use crate::generate::Language;
use crate::generate::copy::passages::{Changed, PassageCopier, WordRates};
use crate::generate::copy::plan::{CopyPlan, Shape};
use crate::generate::dump::{Dump, StoryPlan, id_of};
use crate::generate::original::{close_page, open_page, write_original, write_with_fill};
use crate::generate::page::{ArticlePage, PagePart, PartKind};
use crate::generate::prose::Prose;
use crate::generate::prose::english::Form;
use crate::generate::random::{Purpose, Random};
use crate::generate::truth::{CaptionSpan, CopiedSpan, Operation};
use wirecopy_news::relation::{TEASER_BYTES_MAX, TEASER_SHARE_MAX};

/// Shares of a story that a truncated copy keeps.
const KEPT_MIN: f64 = 0.15;
const KEPT_MAX: f64 = 0.75;

/// One truncated copy in six is cut to so many bytes of the lead.
const TEASER_CHANCE: f64 = 1.0 / 6.0;
const TEASER_BYTES: (u64, u64) = (120, 260);

/// At most this share of the paragraphs is dropped.
const DROPPED_MAX: f64 = 0.4;

/// What came of copying.
#[derive(Debug, Clone, Default)]
pub(crate) struct Copied {
    pub(crate) operations: Vec<Operation>,
    pub(crate) spans: Vec<CopiedSpan>,
    pub(crate) captions: Vec<CaptionSpan>,
    /// Whether a truncated copy is a teaser.
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
        write_with_fill(dump, plan, copy.article + 1, copy.published, copy.article, page);
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

struct Writing<'a> {
    dump: &'a Dump,
    plan: &'a StoryPlan,
    copy: &'a CopyPlan,
    source: &'a ArticlePage,
    copying: PassageCopier<'a>,
    /// What the outlet adds.
    prose: Prose,
    random: Random,
    copied: Copied,
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

    /// Two neighbours and two others change places.
    fn reorder_parts(&mut self, parts: &mut [PagePart]) {
        let mut places: Vec<usize> = (0..parts.len())
            .filter(|at| matches!(parts[*at].kind, PartKind::Body | PartKind::Quote))
            .collect();
        if places.len() < 3 {
            return;
        }
        let at = self.random.below(places.len() as u64 - 1) as usize;
        parts.swap(places[at], places[at + 1]);
        self.random.shuffle(&mut places);
        // The second exchange shares one place with the first at most, so that it cannot undo it.
        if places[0].abs_diff(places[1]) > 1 {
            parts.swap(places[0], places[1]);
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

    /// Whether what is left is hardly more than a lead, however it was cut: a short story has no more either.
    fn is_teaser(&self, parts: &[PagePart], story_len: usize) -> bool {
        let dateline = |part: &PagePart| if self.copy.credit_stripped { part.dateline_len } else { 0 };
        let kept: usize = parts
            .iter()
            .filter(|part| part.kind.is_story())
            .map(|part| part.end - part.start - dateline(part))
            .sum();
        kept as f64 <= TEASER_BYTES_MAX && kept as f64 <= TEASER_SHARE_MAX * story_len as f64
    }

    /// Some paragraphs of the story inside a report of other words.
    fn write_embedded(&mut self, page: &mut ArticlePage) {
        self.write_own_top(page);
        self.write_own_paragraphs(page, 1, 4);
        let story: Vec<PagePart> =
            self.source.parts.iter().copied().filter(|part| part.kind.is_story()).collect();
        let len = self.random.between(2, 5).min(story.len() as u64) as usize;
        let first = self.random.below((story.len() - len) as u64 + 1) as usize;
        let chosen = &story[first..first + len];
        // What was chosen may be speech alone; that is nobody's report.
        let is_speech = chosen.iter().all(|part| part.kind == PartKind::Quote);
        if !is_speech {
            self.push_mention_of(self.plan, page);
        }
        for part in chosen {
            self.push_without_dateline(part, page);
        }
        self.write_own_paragraphs(page, 1, 4);
        self.copied.operations.push(if is_speech { Operation::QuotesShared } else { Operation::Embedded });
    }

    /// Quotations of the story between paragraphs of other words; an embedded passage where the story has none.
    fn write_quotes(&mut self, page: &mut ArticlePage) {
        let mut quotes: Vec<PagePart> =
            self.source.parts.iter().copied().filter(|part| part.kind == PartKind::Quote).collect();
        if quotes.is_empty() {
            self.write_embedded(page);
            return;
        }
        quotes.truncate(self.random.between(1, 3) as usize);
        self.write_own_top(page);
        for quote in &quotes {
            self.write_own_paragraphs(page, 1, 3);
            self.push_part(quote, page);
        }
        self.write_own_paragraphs(page, 1, 4);
        self.copied.operations.push(Operation::QuotesShared);
    }

    /// The beginnings of several stories.
    fn write_roundup(&mut self, page: &mut ArticlePage) {
        self.write_own_top(page);
        let place = self.random.below(self.copy.others.len() as u64 + 1) as usize;
        for (number, other) in self.copy.others.iter().enumerate() {
            if number == place {
                self.write_own_item(page);
            }
            self.write_item_of(other, page);
        }
        if place == self.copy.others.len() {
            self.write_own_item(page);
        }
        self.copied.operations.push(Operation::Roundup);
    }

    /// The story that the roundup counts as its source.
    fn write_own_item(&mut self, page: &mut ArticlePage) {
        let len = self.random.between(2, 4) as usize;
        let parts: Vec<PagePart> =
            self.source.parts.iter().copied().filter(|part| part.kind.is_story()).take(len).collect();
        for part in &parts {
            self.push_without_dateline(part, page);
        }
        self.push_mention_of(self.plan, page);
    }

    /// Another story of the roundup; no account is kept of its passages.
    fn write_item_of(&mut self, other: &StoryPlan, page: &mut ArticlePage) {
        let mut source = ArticlePage::default();
        write_original(self.dump, other, &mut source);
        let len = self.random.between(2, 4) as usize;
        for part in source.parts.iter().filter(|part| part.kind.is_story()).take(len) {
            let start = part.start + part.dateline_len;
            page.push(PartKind::Body, |text| text.push_str(&source.text[start..part.end]));
        }
        self.push_mention_of(other, page);
    }

    fn push_mention_of(&mut self, plan: &StoryPlan, page: &mut ArticlePage) {
        if self.copy.credit_stripped {
            return;
        }
        let outlet = &self.dump.outlets.get(plan.outlet).name;
        let origin = plan.agency_name().unwrap_or(outlet);
        page.push(PartKind::Body, |text| self.prose.push_mention(origin, text));
    }

    fn write_own_top(&mut self, page: &mut ArticlePage) {
        let outlet = self.dump.outlets.get(self.copy.outlet);
        self.prose.push(Form::Headline, &mut page.title);
        open_page(page, outlet, self.copy.article, self.dump.params.seed);
        page.push(PartKind::Lead, |text| self.prose.push_paragraph(Form::Sentence, 2, text));
    }

    fn write_own_paragraphs(&mut self, page: &mut ArticlePage, least: u64, most: u64) {
        for _ in 0..self.random.between(least, most) {
            let sentences = self.random.between(1, 3);
            page.push(PartKind::Body, |text| self.prose.push_paragraph(Form::Sentence, sentences, text));
        }
    }

    fn push_without_dateline(&mut self, part: &PagePart, page: &mut ArticlePage) {
        let start = part.start + part.dateline_len;
        page.push(part.kind, |text| self.copying.push(start, part.end, &self.copy.rates, text));
    }

    /// Copies a part. Lines that credit the text lose no word, so that the label stays true.
    fn push_part(&mut self, part: &PagePart, page: &mut ArticlePage) {
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
        // Speech names its speaker, and nobody else is to be named.
        let is_speech = copied.operations.contains(&Operation::QuotesShared);
        let noted = [
            (self.copy.rates.edited > 0.0 && edited > 0, Operation::WordEdits),
            (misread > 0, Operation::OcrNoise),
            (mojibake > 0, Operation::Mojibake),
            (self.copy.rates.style != crate::generate::copy::style::Style::Same, Operation::Restyled),
            (self.copy.credit_stripped && !is_speech, Operation::CreditStripped),
        ];
        copied.operations.extend(noted.into_iter().filter(|(done, _)| *done).map(|(_, operation)| operation));
        copied.operations.sort_unstable();
        copied.operations.dedup();
        copied.spans = self.copying.into_spans(&page.text);
        copied
    }
}

/// The last place up to `last` at which a word ends; `first` where there is none.
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
