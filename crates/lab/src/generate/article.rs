//! One article of a dump with its truth.

use crate::generate::copy::copied_page::{Copied, write_copy};
use crate::generate::copy::labels::{CreditLabel, credit_of_copy, credit_of_original, relation};
use crate::generate::copy::plan::{CopyPlan, plan_copy};
use crate::generate::dump::{Dump, KeptOriginal, StoryPlan, id_of};
use crate::generate::original::write_original;
use crate::generate::page::{ArticlePage, PartKind};
use crate::generate::prose::calendar::{day_of, iso_in_zone};
use crate::generate::score::{ComparedText, Score, Scoring};
use crate::generate::truth::{CaptionSpan, Operation, TruthRow};
use crate::span::Span;
use serde::Serialize;
use wirecopy_reuse::overlap::six_decimals;

/// Words of a title that an address repeats.
const SLUG_WORDS_MAX: usize = 8;

/// An article as a scraper would write it, with the fields in the order of `articles.jsonl`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GeneratedArticle {
    /// Unique id; the order of ids is that of article numbers.
    pub id: String,
    /// Name of the outlet.
    pub outlet: String,
    /// Date and time in ISO 8601, in the outlet's zone; copies come after all of their sources.
    pub published: String,
    /// Unique address.
    pub url: String,
    /// The headline.
    pub title: String,
    /// The page: boilerplate, the story, boilerplate; one paragraph per line.
    pub text: String,
}

/// Pages and buffers, reused between articles.
#[derive(Default)]
pub(crate) struct Making {
    /// The original of the story, if the dump does not keep it.
    source: ArticlePage,
    compared: ComparedText,
    page: ArticlePage,
    scoring: Scoring,
}

/// Truth of an article besides its text.
enum Made {
    Original,
    Copy(CopyPlan, Copied),
}

impl Making {
    /// Makes article `article` alone.
    pub(crate) fn article(&mut self, dump: &Dump, article: u64) -> GeneratedArticle {
        let plan = dump.plan_of(dump.story_of(article));
        let made = self.write(dump, &plan, article);
        self.finish(dump, &plan, article, &made)
    }

    /// Makes article `article` and its row of truth.
    pub(crate) fn article_with_truth(&mut self, dump: &Dump, article: u64) -> (GeneratedArticle, TruthRow) {
        let plan = dump.plan_of(dump.story_of(article));
        let made = self.write(dump, &plan, article);
        let truth = match &made {
            Made::Original => self.truth_of_original(dump, &plan),
            Made::Copy(copy, copied) => {
                let score = self.score(dump, &plan);
                self.truth_of_copy(dump, &plan, copy, copied, &score)
            }
        };
        (self.finish(dump, &plan, article, &made), truth)
    }

    fn write(&mut self, dump: &Dump, plan: &StoryPlan, article: u64) -> Made {
        if article == plan.original {
            write_original(dump, plan, &mut self.page);
            return Made::Original;
        }
        let source = match dump.kept_original(plan.story) {
            Some(kept) => kept_page(dump, plan, kept),
            None => {
                write_original(dump, plan, &mut self.source);
                &self.source
            }
        };
        let copy = plan_copy(dump, plan, article);
        let copied = write_copy(dump, plan, &copy, source, &mut self.page);
        Made::Copy(copy, copied)
    }

    /// Compares the copy that was written with its source.
    fn score(&mut self, dump: &Dump, plan: &StoryPlan) -> Score {
        let source = match dump.kept_original(plan.story) {
            Some(kept) => kept.compared.get_or_init(|| {
                let mut compared = ComparedText::default();
                self.scoring.read(&kept_page(dump, plan, kept).text, &mut compared);
                compared
            }),
            None => {
                self.scoring.read(&self.source.text, &mut self.compared);
                &self.compared
            }
        };
        self.scoring.score(&self.page.text, source)
    }

    fn finish(&mut self, dump: &Dump, plan: &StoryPlan, article: u64, made: &Made) -> GeneratedArticle {
        let (outlet, published) = match made {
            Made::Original => (plan.outlet, plan.published),
            Made::Copy(copy, _) => (copy.outlet, copy.published),
        };
        let outlet = dump.outlets.get(outlet);
        let title = std::mem::take(&mut self.page.title);
        let day = day_of(published);
        let (year, month, day) = (day.year(), day.month(), day.day());
        let slug = slug_of(&title);
        GeneratedArticle {
            id: id_of(article),
            outlet: outlet.name.clone(),
            published: iso_in_zone(published, outlet.zone_hours),
            url: format!("https://{}/{year}/{month:02}/{day:02}/{slug}{article}", outlet.domain),
            title,
            text: std::mem::take(&mut self.page.text),
        }
    }

    fn truth_of_original(&self, dump: &Dump, plan: &StoryPlan) -> TruthRow {
        let captions = self.page.parts.iter().filter(|part| part.kind == PartKind::Caption);
        let id = id_of(plan.original);
        let CreditLabel { credit, agency, text_origin } = credit_of_original(plan, &self.page);
        TruthRow {
            story: plan.story,
            source: None,
            operations: Vec::new(),
            spans: Vec::new(),
            jaccard: None,
            a_in_b: None,
            b_in_a: None,
            shared_shingles: None,
            relation: None,
            credit,
            agency: agency.map(str::to_owned),
            text_origin: dump.outlets.get(text_origin).name.clone(),
            sources: Vec::new(),
            quote_of: None,
            template: None,
            boilerplate: self.boilerplate(),
            captions: (0..)
                .zip(captions)
                .map(|(caption, part)| CaptionSpan {
                    start: part.start as u64,
                    end: part.end as u64,
                    of: id.clone(),
                    caption,
                })
                .collect(),
            id,
        }
    }

    fn truth_of_copy(
        &self,
        dump: &Dump,
        plan: &StoryPlan,
        copy: &CopyPlan,
        copied: &Copied,
        score: &Score,
    ) -> TruthRow {
        let source = id_of(plan.original);
        let CreditLabel { credit, agency, text_origin } = credit_of_copy(plan, copy, copied);
        let is = |operation| copied.operations.contains(&operation).then(|| source.clone());
        let mut sources = Vec::new();
        if copied.operations.contains(&Operation::Roundup) {
            sources.push(source.clone());
            sources.extend(copy.others.iter().map(|other| id_of(other.original)));
        }
        let score_of = |value| Some(six_decimals(value));
        TruthRow {
            id: id_of(copy.article),
            story: plan.story,
            operations: copied.operations.clone(),
            spans: copied.spans.clone(),
            jaccard: score_of(score.overlap.jaccard()),
            a_in_b: score_of(score.overlap.a_in_b()),
            b_in_a: score_of(score.overlap.b_in_a()),
            shared_shingles: Some(score.overlap.shared.into()),
            relation: Some(relation(copied, score)),
            credit,
            agency: agency.map(str::to_owned),
            text_origin: dump.outlets.get(text_origin).name.clone(),
            sources,
            quote_of: is(Operation::QuotesShared),
            template: is(Operation::TemplateFilled),
            boilerplate: self.boilerplate(),
            captions: copied.captions.clone(),
            source: Some(source),
        }
    }

    fn boilerplate(&self) -> Vec<Span> {
        let boilerplate = self.page.parts.iter().filter(|part| part.kind.is_boilerplate());
        boilerplate.map(|part| Span { start: part.start as u64, end: part.end as u64 }).collect()
    }
}

fn kept_page<'dump>(dump: &Dump, plan: &StoryPlan, kept: &'dump KeptOriginal) -> &'dump ArticlePage {
    kept.page.get_or_init(|| {
        let mut page = ArticlePage::default();
        write_original(dump, plan, &mut page);
        page
    })
}

/// First words of a title as in an address, a hyphen after each; empty if none is ASCII.
fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    let words =
        title.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    for word in words.take(SLUG_WORDS_MAX) {
        slug.push_str(word);
        slug.push('-');
    }
    slug.make_ascii_lowercase();
    slug
}
