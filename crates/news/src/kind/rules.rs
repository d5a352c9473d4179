//! The rules of the kinds, in order.

use super::facts::PageFacts;
use super::live_blog::{is_called_live, is_live_blog};
use super::page_kind::PageKind;
use crate::cues::{CueLists, Infixes, Prefixes};
use std::sync::LazyLock;
use wirecopy_article::text::{Analysis, Close, Paragraph, ParagraphEnd};

/// Pages that are not articles say so in at most this many tokens ...
const PAGE_TOKENS_MAX: u32 = 160;
/// ... at their start, in this many tokens, where they have more than so many, ...
const PAGE_HEAD_TOKENS: u32 = 40;
const SHORT_PAGE_TOKENS_MAX: u32 = 80;
/// ... and have at most this many tokens of running text besides it.
const STUB_TOKENS_MAX: u32 = 30;
/// A record with no more running text has lost its story: of 300 hand-labelled articles and
/// releases, one has fewer than 29 words.
const LOST_TOKENS_MAX: u32 = 18;
/// A text is a table if this percentage of its tokens have digits ...
const FIGURES_PERCENT_MIN: u32 = 22;
/// ... and this many, more than a date and a telephone number have, ...
const FIGURES_MIN: u32 = 6;
/// ... and at most this percentage are sentences.
const SENTENCES_PERCENT_MAX: u32 = 20;
/// A live blog has at least this many tokens per entry; schedules have fewer.
const ENTRY_TOKENS_MIN: u32 = 22;
/// A gallery has at least this many captions ...
const CAPTIONS_MIN: u32 = 3;
/// ... around at most this many tokens of running text: stories on pages with galleries have more;
const GALLERY_STORY_TOKENS_MAX: u32 = 120;
/// an index page has this many lines that may be links.
const LINKS_MIN: u32 = 10;
/// Fewest writers that an index page names, one for each of its pieces.
const BYLINES_MIN: u32 = 5;
/// A line that says that the rest is spoken is short, in tokens, and among the first paragraphs.
const SPOKEN_LABEL_TOKENS_MAX: usize = 8;
const SPOKEN_LABEL_PARAGRAPHS: usize = 4;
/// A transcript has at least this many paragraphs that open with a speaker.
const SPEAKERS_MIN: u32 = 8;
/// Tokens at the start in which a release says what it is.
const RELEASE_HEAD_TOKENS: u32 = 70;
/// Paragraphs at the end among which it names its contacts.
const CONTACT_PARAGRAPHS: usize = 4;
/// A release's headline in capitals has at least this many words ...
const CAPITALS_TOKENS_MIN: usize = 4;
/// ... or, if the text follows without a break, this many: a dateline has fewer, ...
const CAPITALS_BEFORE_TEXT_MIN: usize = 6;
/// ... and tokens at the start in which an office must be named.
const OFFICE_HEAD_TOKENS: u32 = 40;
/// Tokens at the start among which an office has its dateline, ...
const DATELINE_HEAD_TOKENS: u32 = 40;
/// ... and tokens after it in which it names itself.
const AFTER_DATELINE_TOKENS: usize = 4;

pub(super) struct KindCues {
    pub(super) error: Infixes,
    wall: Infixes,
    paywall: Infixes,
    release: Infixes,
    office: Infixes,
    dateline: Vec<String>,
    dateline_office: Infixes,
    contact: Prefixes,
    spoken: Infixes,
    spoken_title: Prefixes,
    filler: Infixes,
}

pub(super) const TABLE: &str = include_str!("../../data/page_kinds.tsv");

pub(super) static CUES: LazyLock<KindCues> = LazyLock::new(|| KindCues::of(&mut CueLists::parse(TABLE)));

impl KindCues {
    pub(super) fn of(lists: &mut CueLists) -> KindCues {
        let contact = Prefixes::new(lists.take("contact"));
        let spoken_title = Prefixes::new(lists.take("spoken_title"));
        let dateline = lists.take("dateline").iter().map(|cue| format!(" {cue} ")).collect();
        // Folded texts are looked up with a space at either end.
        let mut words = |list: &str| {
            let cues: Vec<String> = lists.take(list).iter().map(|cue| format!(" {cue} ")).collect();
            Infixes::new(&cues)
        };
        KindCues {
            contact,
            spoken_title,
            dateline,
            error: words("error"),
            wall: words("wall"),
            paywall: words("paywall"),
            release: words("release"),
            office: words("office"),
            dateline_office: words("dateline_office"),
            spoken: words("spoken"),
            filler: words("filler"),
        }
    }
}

/// Judges what kind of page a text is, by the text and its title alone. `ends` has the ends of its
/// paragraphs. Linear.
///
/// ```
/// use wirecopy_article::text::{Analysis, ParagraphEnd, analyse};
/// use wirecopy_news::kind::{PageKind, page_kind};
///
/// let kind = |text: &str| {
///     let mut analysis = Analysis::default();
///     analyse(text, &mut analysis);
///     let parts = analysis.paragraphs.iter();
///     let ends: Vec<ParagraphEnd> =
///         parts.map(|part| ParagraphEnd::of(text, &analysis, part)).collect();
///     page_kind(text, &analysis, &ends, None)
/// };
/// assert_eq!(kind("Sorry, this page cannot be found."), PageKind::ErrorPage);
/// assert_eq!(kind("Old quay to close"), PageKind::FailedExtraction);
/// ```
pub fn page_kind(text: &str, analysis: &Analysis, ends: &[ParagraphEnd], title: Option<&str>) -> PageKind {
    let facts = PageFacts::of(text, analysis, ends);
    page_without_text(&facts, analysis)
        .or_else(|| has_filler(&facts, analysis).then_some(PageKind::FailedExtraction))
        .or_else(|| is_table(&facts).then_some(PageKind::TableOrSchedule))
        .or_else(|| is_gallery(&facts).then_some(PageKind::Gallery))
        .or_else(|| (facts.running <= LOST_TOKENS_MAX).then_some(PageKind::FailedExtraction))
        .or_else(|| is_transcript(&facts, analysis, title).then_some(PageKind::Transcript))
        .or_else(|| is_release(text, ends, analysis).then_some(PageKind::PressRelease))
        .or_else(|| is_live(text, analysis, title, &facts).then_some(PageKind::LiveBlog))
        .or_else(|| is_index(&facts).then_some(PageKind::IndexPage))
        .unwrap_or_default()
}

/// An error page, a wall or a subscription page: short, in its words.
fn page_without_text(facts: &PageFacts, analysis: &Analysis) -> Option<PageKind> {
    if facts.tokens > PAGE_TOKENS_MAX {
        return None;
    }
    let looked_at = if facts.tokens <= SHORT_PAGE_TOKENS_MAX { facts.tokens } else { PAGE_HEAD_TOKENS };
    let folded = head(analysis, looked_at);
    if CUES.error.occur_in(&folded) {
        return Some(PageKind::ErrorPage);
    }
    if CUES.wall.occur_in(&folded) {
        return Some(PageKind::CookieOrRobotWall);
    }
    (facts.running <= STUB_TOKENS_MAX && CUES.paywall.occur_in(&folded)).then_some(PageKind::PaywallStub)
}

fn is_table(facts: &PageFacts) -> bool {
    facts.figures >= FIGURES_MIN
        && 100 * facts.figures >= FIGURES_PERCENT_MIN * facts.tokens
        && 100 * facts.sentences <= SENTENCES_PERCENT_MAX * facts.tokens
}

fn is_gallery(facts: &PageFacts) -> bool {
    let (captions, tokens) = facts.captions;
    captions >= CAPTIONS_MIN && tokens > 2 * facts.running && facts.running <= GALLERY_STORY_TOKENS_MAX
}

fn has_filler(facts: &PageFacts, analysis: &Analysis) -> bool {
    facts.tokens <= PAGE_TOKENS_MAX
        && facts.running <= STUB_TOKENS_MAX
        && CUES.filler.occur_in(&format!(" {} ", analysis.folded))
}

fn is_live(text: &str, analysis: &Analysis, title: Option<&str>, facts: &PageFacts) -> bool {
    let (entries, tokens) = facts.entries;
    entries > 0
        && 2 * tokens > facts.tokens
        && (tokens / entries >= ENTRY_TOKENS_MIN || is_called_live(title))
        && is_live_blog(text, analysis, title)
}

fn is_index(facts: &PageFacts) -> bool {
    let (links, tokens) = facts.links;
    let is_list = links >= LINKS_MIN && 2 * tokens > facts.tokens && tokens > 5 * links;
    is_list || (facts.bylines >= BYLINES_MIN && 3 * facts.bylines >= facts.paragraphs)
}

/// Returns whether most paragraphs open with a speaker, or the title or a short line at the top
/// says that the rest is spoken.
fn is_transcript(facts: &PageFacts, analysis: &Analysis, title: Option<&str>) -> bool {
    let is_label = |paragraph: &Paragraph| paragraph.tokens.len() <= SPOKEN_LABEL_TOKENS_MAX;
    let top =
        analysis.paragraphs.iter().take(SPOKEN_LABEL_PARAGRAPHS).filter(|paragraph| is_label(paragraph));
    (facts.speakers >= SPEAKERS_MIN && 2 * facts.speakers >= facts.paragraphs)
        || top
            .map(|label| format!(" {} ", analysis.folded_of(&label.tokens)))
            .any(|label| CUES.spoken.occur_in(&label))
        || title.is_some_and(|title| CUES.spoken_title.start(&title.trim_start().to_lowercase()))
}

/// Returns whether a text says at its start that a body issues it, names that body's contacts at
/// its end, has an office in a headline in capitals, or opens with one after its dateline.
fn is_release(text: &str, ends: &[ParagraphEnd], analysis: &Analysis) -> bool {
    let has_contact = || {
        let last = analysis.paragraphs.iter().zip(ends).rev().take(CONTACT_PARAGRAPHS);
        last.filter(|(_, end)| end.part.close >= Close::SignOff).any(|(paragraph, end)| {
            let tokens = &analysis.tokens[..paragraph.tokens.end as usize];
            let first = tokens.partition_point(|token| token.start < end.part.end) as u32;
            CUES.contact.start(analysis.folded_of(&(first..paragraph.tokens.end)))
        })
    };
    CUES.release.occur_in(&head(analysis, RELEASE_HEAD_TOKENS))
        || has_contact()
        || (has_headline_in_capitals(text, analysis)
            && CUES.office.occur_in(&head(analysis, OFFICE_HEAD_TOKENS)))
        || has_office_after_dateline(analysis)
}

fn has_office_after_dateline(analysis: &Analysis) -> bool {
    let head = head(analysis, DATELINE_HEAD_TOKENS);
    let after = CUES.dateline.iter().find_map(|cue| Some(&head[head.find(cue.as_str())? + cue.len()..]));
    after.is_some_and(|after| {
        let words: Vec<&str> = after.split(' ').take(AFTER_DATELINE_TOKENS).collect();
        CUES.dateline_office.occur_in(&format!(" {} ", words.join(" ")))
    })
}

fn has_headline_in_capitals(text: &str, analysis: &Analysis) -> bool {
    let Some(first) = analysis.paragraphs.first() else { return false };
    let words = first.tokens.clone().map(|token| {
        let token = &analysis.tokens[token as usize];
        &text[token.start as usize..token.end as usize]
    });
    let is_small = |word: &str| word.chars().any(char::is_lowercase);
    let capitals = words.clone().take_while(|word| !is_small(word)).count();
    let has_capitals = || words.clone().take(capitals).any(|word| word.chars().any(char::is_uppercase));
    let is_whole = capitals == first.tokens.len();
    let (least, has_text) = match is_whole {
        true => (CAPITALS_TOKENS_MIN, analysis.paragraphs.len() > 1),
        false => (CAPITALS_BEFORE_TEXT_MIN, first.tokens.len() > OFFICE_HEAD_TOKENS as usize),
    };
    capitals >= least && has_text && has_capitals()
}

/// The first tokens of a text, with a space at either end.
fn head(analysis: &Analysis, tokens: u32) -> String {
    format!(" {} ", analysis.folded_of(&(0..tokens.min(analysis.tokens.len() as u32))))
}
