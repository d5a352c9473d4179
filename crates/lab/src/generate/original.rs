//! The original page of a story.

use crate::generate::Language;
use crate::generate::dump::{Dump, StoryPlan};
use crate::generate::outlets::Outlet;
use crate::generate::page::{ArticlePage, PartKind};
use crate::generate::prose::Prose;
use crate::generate::prose::agencies::{AGENCIES, Occasion, push_line};
use crate::generate::prose::calendar::day_of;
use crate::generate::prose::cast;
use crate::generate::prose::chinese;
use crate::generate::prose::english::Form;
use crate::generate::prose::lexicon::phrases;
use crate::generate::random::{Purpose, Random};
use jiff::civil::Date;
use std::sync::LazyLock;

/// A story has from 120 to 800 words, as often from 120 to 240 as from 240 to 480; the page adds a
/// few.
const WORDS_MIN: f64 = 120.0;
const WORDS_FACTOR: f64 = 6.5;

/// Bytes of an English word with its space, and of a Chinese character; measured on generated text.
const BYTES_PER_WORD: f64 = 6.9;
const BYTES_PER_CHARACTER: f64 = 3.0;

/// Credits of photographs, which say nothing about the words: photographers work for agencies
/// whoever wrote the text.
static PHOTO_CREDITS: LazyLock<Vec<String>> = LazyLock::new(|| phrases("photo_credits"));

/// Probability that an outlet's own story cites an agency. Stories with copies do not, so that a
/// stripped credit is the only one.
const MENTION_CHANCE: f64 = 0.03;

/// One version of a story: its numbers and names, its time, and the article that it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Version {
    /// Number of the fill; 0 is that of the original.
    pub(crate) fill: u64,
    /// In seconds since 1970.
    pub(crate) published: u64,
    pub(crate) article: u64,
}

/// Writes the original of a story.
pub(crate) fn write_original(dump: &Dump, plan: &StoryPlan, page: &mut ArticlePage) {
    let version = Version { fill: 0, published: plan.published, article: plan.original };
    write_with_fill(dump, plan, version, page);
}

/// Writes a version of a story.
pub(crate) fn write_with_fill(dump: &Dump, plan: &StoryPlan, version: Version, page: &mut ArticlePage) {
    let Version { fill, published, article } = version;
    let seed = dump.params.seed;
    let outlet = dump.outlets.get(plan.outlet);
    let words = Random::of(seed, Purpose::StoryWords, plan.story);
    // A fill is an article's number plus one, which stays below 2³³.
    let fill = Random::of(seed ^ fill << 20, Purpose::StoryFill, plan.story);
    let mut prose = Prose::new(plan.language, words, fill);
    let mut random = Random::of(seed, Purpose::PageLines, plan.story);
    page.begin(outlet);
    prose.push(Form::Headline, &mut page.title);
    open_page(page, outlet, article, seed);
    let day = day_of(published);
    write_byline(plan, outlet, &mut random, page);
    write_lead(plan, day, &mut prose, &mut random, page);
    write_body(plan, &mut prose, &mut random, page);
    write_credits(plan, day, prose.scene(), &mut random, page);
    close_page(page, outlet, article, seed);
}

/// Boilerplate above the story, and the headline if the outlet prints it.
pub(crate) fn open_page(page: &mut ArticlePage, outlet: &Outlet, article: u64, seed: u64) {
    let mut random = Random::of(seed, Purpose::Boilerplate, article << 1 | 1 << 40);
    page.push_boilerplate(&outlet.head, &mut random);
    if outlet.prints_headline {
        let title = std::mem::take(&mut page.title);
        page.push(PartKind::Headline, |text| text.push_str(&title));
        page.title = title;
    }
}

/// Boilerplate below the story.
pub(crate) fn close_page(page: &mut ArticlePage, outlet: &Outlet, article: u64, seed: u64) {
    let mut random = Random::of(seed, Purpose::Boilerplate, article << 1 | 1 | 1 << 40);
    page.push_boilerplate(&outlet.tail, &mut random);
}

fn write_byline(plan: &StoryPlan, outlet: &Outlet, random: &mut Random, page: &mut ArticlePage) {
    if !outlet.prints_byline {
        return;
    }
    let office = plan.agency.map_or("", |agency| AGENCIES[agency].byline);
    page.push(PartKind::Byline, |text| match plan.language {
        Language::English => {
            text.push_str("By ");
            cast::push_person(random, text);
            text.push_str(office);
        }
        Language::Chinese => {
            text.push_str("记者 ");
            text.push_str(&chinese::person(random));
        }
    });
}

fn write_lead(plan: &StoryPlan, day: Date, prose: &mut Prose, random: &mut Random, page: &mut ArticlePage) {
    let scene = prose.scene().to_owned();
    let mut dateline_len = 0;
    page.push(PartKind::Lead, |text| {
        let start = text.len();
        if let Some(agency) = plan.agency {
            let occasion = Occasion { scene: &scene, day };
            push_line(AGENCIES[agency].dateline, plan.language, &occasion, random, text);
            text.push(' ');
        }
        dateline_len = text.len() - start;
        let form = if plan.is_table { Form::TableLine } else { Form::Sentence };
        prose.push_paragraph(form, 2, text);
    });
    page.mark_dateline(dateline_len);
}

fn write_body(plan: &StoryPlan, prose: &mut Prose, random: &mut Random, page: &mut ArticlePage) {
    let words = WORDS_MIN * WORDS_FACTOR.powf(random.share()) * if plan.is_table { 0.5 } else { 1.0 };
    let bytes_per_word = match plan.language {
        Language::English => BYTES_PER_WORD,
        Language::Chinese => BYTES_PER_CHARACTER,
    };
    let end = page.text.len() + (words.max(WORDS_MIN) * bytes_per_word) as usize;
    let mentioned = plan.mentioned_agency(random);
    let mut paragraphs = 0;
    while page.text.len() < end {
        paragraphs += 1;
        if let Some(agency) = mentioned.filter(|_| paragraphs == 2) {
            page.push(PartKind::Body, |text| prose.push_mention(agency, text));
            page.mentions = mentioned;
        }
        let drawn = random.share();
        if plan.is_table {
            let lines = random.between(1, 3);
            page.push(PartKind::Body, |text| prose.push_paragraph(Form::TableLine, lines, text));
        } else if drawn < 0.12 && paragraphs < 6 {
            write_caption(plan.language, prose, random, page);
        } else if drawn < 0.35 {
            page.push(PartKind::Quote, |text| prose.push(Form::Quote, text));
        } else {
            let sentences = random.between(1, 3);
            page.push(PartKind::Body, |text| {
                prose.push_paragraph(Form::Sentence, sentences, text);
            });
        }
    }
}

/// Writes a caption with its photo credit.
pub(crate) fn write_caption(
    language: Language,
    prose: &mut Prose,
    random: &mut Random,
    page: &mut ArticlePage,
) {
    page.push(PartKind::Caption, |text| {
        prose.push(Form::Caption, text);
        match language {
            Language::English => {
                text.push_str(" (Credit: ");
                cast::push_person(random, text);
                text.push('/');
                text.push_str(random.pick(&PHOTO_CREDITS).as_str());
                text.push(')');
            }
            Language::Chinese => {
                text.push('（');
                text.push_str(&chinese::person(random));
                text.push_str("摄）");
            }
        }
    });
}

fn write_credits(plan: &StoryPlan, day: Date, scene: &str, random: &mut Random, page: &mut ArticlePage) {
    let Some(agency) = plan.agency.map(|agency| &AGENCIES[agency]) else { return };
    let occasion = Occasion { scene, day };
    for (kind, line) in [(PartKind::SignOff, agency.sign_off), (PartKind::Copyright, agency.copyright)] {
        page.push(kind, |text| push_line(line, agency.language, &occasion, random, text));
    }
}

impl StoryPlan {
    /// The agency that an outlet's own story names in passing.
    fn mentioned_agency(&self, random: &mut Random) -> Option<&'static str> {
        let drawn = random.share();
        let index = random.below(AGENCIES.len() as u64) as usize;
        let speaks = AGENCIES[index].language == self.language;
        let may_mention = speaks && self.agency.is_none() && !self.is_table && !self.is_copied;
        (drawn < MENTION_CHANCE && may_mention).then_some(AGENCIES[index].name)
    }
}
