//! Pages of other words around passages of a story: embedded paragraphs, shared quotations,
//! roundups.

use super::copied_page::Writing;
use crate::generate::dump::StoryPlan;
use crate::generate::original::{open_page, write_original};
use crate::generate::page::{ArticlePage, PagePart, PartKind};
use crate::generate::prose::english::Form;
use crate::generate::truth::Operation;

impl Writing<'_> {
    /// Some paragraphs of the story inside a report of other words.
    pub(super) fn write_embedded(&mut self, page: &mut ArticlePage) {
        self.write_own_top(page);
        self.write_own_paragraphs(page, 1, 4);
        let story: Vec<PagePart> =
            self.source.parts.iter().copied().filter(|part| part.kind.is_story()).collect();
        let len = self.random.between(2, 5).min(story.len() as u64) as usize;
        let first = self.random.below((story.len() - len) as u64 + 1) as usize;
        let chosen = &story[first..first + len];
        // The chosen part may be speech alone, which is not a report of anybody.
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

    /// Quotations of the story between paragraphs of other words; an embedded passage if the story
    /// has none.
    pub(super) fn write_quotes(&mut self, page: &mut ArticlePage) {
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
    pub(super) fn write_roundup(&mut self, page: &mut ArticlePage) {
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

    /// Another story of the roundup; its passages are not recorded.
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
}
