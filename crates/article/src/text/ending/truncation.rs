//! The end of a story, and truncated texts, recognised by their last words.
//!
//! A text that was cut between two sentences does not show it, unless it announces something that
//! is missing; only other articles show it.

use super::close_matter::{Close, RunningText, story_part};
use super::ending_kind::{Ending, ending};
use crate::text::{Analysis, Paragraph, Role};
use serde::{Deserialize, Serialize};

/// An open line of at most this many tokens below a story is a crosshead, a link or the name of a
/// site ...
const LINE_TOKENS_MAX: u32 = 20;
/// ... and two or more in a row, of at most this many, are a list of other stories.
const LISTED_TOKENS_MAX: u32 = 30;
/// Headlines glued to one line have at most this many.
const GLUED_TOKENS_MAX: u32 = 130;
/// Most tokens of a line that is a label if it ends with a colon.
const LABEL_TOKENS_MAX: u32 = 2;
/// Fewest tokens of a paragraph that shows whether a text has its punctuation.
const LONG_TOKENS_MIN: u32 = 13;
/// Invitations below more tokens of running text lead elsewhere, or repeat the text's own address.
const STUB_TOKENS_MAX: u32 = 220;
/// Dots below more tokens are style: hand-labelled stubs have up to 145 words, wanted dots are
/// below 170 and more.
const DOTTED_TOKENS_MAX: u32 = 160;
/// An end mark is followed by at most this many tokens, or this share of all, outside the story.
const BEHIND_MARK_TOKENS_MAX: u32 = 80;
const BEHIND_MARK_PERCENT_MAX: u32 = 25;

/// Evidence that a text is truncated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum TruncationCue {
    /// The story ends within a quotation.
    OpenQuotation,
    /// It is a stub that ends with dots, or its last sentence is cut by dots.
    Ellipsis,
    /// It ends in the middle of a sentence.
    NoFinalStop,
    /// It announces a list, a picture or a quotation that is not there.
    Announced,
    /// A line below it invites to the rest of the text.
    ReadMore,
    /// It ends as a story does, but a longer copy continues.
    LongerCopy,
    /// All texts of its series stop at one length.
    SeriesLength,
}

/// The point at which a text is truncated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truncation {
    /// The evidence.
    pub cue: TruncationCue,
    /// Index, in [`Analysis::paragraphs`], of the paragraph with the evidence.
    pub paragraph: usize,
}

/// The properties of a paragraph by which the end of a story is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParagraphEnd {
    /// Offset of its first byte.
    pub start: u32,
    /// Its running text.
    pub part: RunningText,
    /// The ending of its running text.
    pub ending: Ending,
    /// Its role on the page.
    pub role: Role,
    /// Number of its tokens.
    pub tokens: u32,
    /// True if it belongs to the page and not to the story.
    pub is_boilerplate: bool,
}

impl ParagraphEnd {
    /// Returns what a paragraph shows by itself; no boilerplate. Linear in its tail.
    pub fn of(text: &str, analysis: &Analysis, paragraph: &Paragraph) -> ParagraphEnd {
        let part = story_part(text, analysis, paragraph);
        let tokens = &analysis.tokens[paragraph.tokens.start as usize..paragraph.tokens.end as usize];
        let n_story = tokens.partition_point(|token| token.start < part.end) as u32;
        let running = Paragraph {
            end: part.end,
            tokens: paragraph.tokens.start..paragraph.tokens.start + n_story,
            ..paragraph.clone()
        };
        ParagraphEnd {
            start: paragraph.start,
            part,
            ending: ending(text, analysis, &running),
            role: paragraph.role,
            tokens: paragraph.tokens.len() as u32,
            is_boilerplate: false,
        }
    }

    /// Returns whether a part of it is running text.
    pub fn has_story(&self) -> bool {
        !self.is_boilerplate && self.part.end > self.start && self.tokens > 0
    }
}

/// The end of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoryEnd {
    /// Offset in the text after the last running text; 0 if there is none.
    pub offset: u32,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// The strongest close below it.
    pub close: Close,
    /// The strongest invitation below it.
    pub invitation: Option<Close>,
}

/// Returns where the running text of an article ends; `None` if it has none. Linear.
///
/// Boilerplate, credits, captions, contacts, signatures, links and open lines below the story do
/// not belong to it. Open lines are rows of it where a line above announces them, and where the
/// text has no punctuation.
///
/// ```
/// use wirecopy_article::text::{Analysis, ParagraphEnd, analyse, story_end};
///
/// let text = "The quay of Ostvik is closed, the board said on Monday after its meeting.\n\n\
///     Read the letter here.\n\n###";
/// let mut analysis = Analysis::default();
/// analyse(text, &mut analysis);
/// let paragraphs = &analysis.paragraphs;
/// let ends: Vec<ParagraphEnd> =
///     paragraphs.iter().map(|paragraph| ParagraphEnd::of(text, &analysis, paragraph)).collect();
/// let end = story_end(&ends).expect("it has running text");
/// assert!(text[..end.offset as usize].ends_with("after its meeting."));
/// ```
pub fn story_end(paragraphs: &[ParagraphEnd]) -> Option<StoryEnd> {
    let body = &paragraphs[..behind_mark(paragraphs)];
    let has_stops = has_stops(body);
    let found = (0..body.len()).rev().find(|at| !is_below_story(body, *at, has_stops));
    let paragraph = found
        .map(|at| with_announced(body, at))
        .or_else(|| (0..body.len()).rev().find(|at| body[*at].has_story()))?;
    let RunningText { end, close } = paragraphs[paragraph].part;
    let closes = || paragraphs[paragraph + 1..].iter().map(close_below).chain([close]);
    let is_invitation = |close: &Close| (Close::ReadMore..=Close::Continuation).contains(close);
    Some(StoryEnd {
        offset: end,
        paragraph,
        close: closes().max().unwrap_or_default(),
        invitation: closes().filter(is_invitation).max(),
    })
}

/// Decides whether a text is truncated. Linear.
///
/// The end of its story counts. A text that has a close (an end mark, contacts, a signature)
/// is whole. A missing stop shows nothing: only a word or comma after which no sentence ends does.
pub fn truncation_of(paragraphs: &[ParagraphEnd]) -> Option<Truncation> {
    let StoryEnd { paragraph, close, invitation, .. } = story_end(paragraphs)?;
    let story = &paragraphs[..=paragraph];
    let n_tokens = story.iter().filter(|part| is_story(part)).map(|part| part.tokens).sum::<u32>();
    let reads_on = match invitation {
        Some(Close::Continuation) => true,
        Some(_) => n_tokens <= STUB_TOKENS_MAX,
        None => false,
    };
    let is_closed = close >= Close::SignOff;
    // A list or an address may be what the last words lead to.
    let below = &paragraphs[paragraph + 1..];
    let is_last =
        paragraphs[paragraph].part.close == Close::None && below.iter().all(|part| part.is_boilerplate);
    let cue = match paragraphs[paragraph].ending {
        _ if is_closed => None,
        Ending::OpenQuotation if has_stops(story) => Some(TruncationCue::OpenQuotation),
        Ending::CutMark => Some(TruncationCue::Ellipsis),
        Ending::Ellipsis if n_tokens <= DOTTED_TOKENS_MAX => Some(TruncationCue::Ellipsis),
        Ending::Dangling if is_last && has_stops(story) => Some(TruncationCue::NoFinalStop),
        Ending::Announcement if is_last && has_stops(story) && !is_followed(below) => {
            Some(TruncationCue::Announced)
        }
        _ => None,
    };
    let cue = cue.or(reads_on.then_some(TruncationCue::ReadMore));
    cue.map(|cue| Truncation { cue, paragraph })
}

fn is_story(paragraph: &ParagraphEnd) -> bool {
    paragraph.has_story() && matches!(paragraph.role, Role::Body | Role::Quote | Role::Dateline)
}

/// The close that a paragraph below the story is. A legal line of the page does not close the
/// story.
fn close_below(paragraph: &ParagraphEnd) -> Close {
    match paragraph.role {
        Role::Credit | Role::Byline if !paragraph.is_boilerplate => Close::SignOff,
        _ => paragraph.part.close.max(Close::Page),
    }
}

/// Returns whether boilerplate below a story is long enough to be what it announces.
fn is_followed(below: &[ParagraphEnd]) -> bool {
    below.iter().any(|paragraph| paragraph.is_boilerplate && paragraph.tokens > LINE_TOKENS_MAX)
}

/// One past the last paragraph that may be story: the first end mark, or label above page lines,
/// with little after it.
fn behind_mark(paragraphs: &[ParagraphEnd]) -> usize {
    let all: u32 = paragraphs.iter().map(|paragraph| paragraph.tokens).sum();
    let most = BEHIND_MARK_TOKENS_MAX.max(all * BEHIND_MARK_PERCENT_MAX / 100);
    let mut behind = 0;
    let mut last = paragraphs.len();
    for (at, paragraph) in paragraphs.iter().enumerate().rev() {
        if behind > most {
            break;
        }
        let is_mark = matches!(paragraph.part.close, Close::EndMark | Close::Label);
        if is_mark && at > 0 {
            last = at + 1;
        }
        behind += paragraph.tokens;
    }
    last
}

fn is_below_story(paragraphs: &[ParagraphEnd], at: usize, has_stops: bool) -> bool {
    let paragraph = &paragraphs[at];
    if !is_story(paragraph) {
        return true;
    }
    let is_label = paragraph.ending == Ending::Announcement && paragraph.tokens <= LABEL_TOKENS_MAX;
    has_stops && (is_label || is_link(paragraphs, at))
}

/// Returns whether a paragraph is an open line: a related headline, a name, a label; or several
/// headlines glued together.
fn is_link(paragraphs: &[ParagraphEnd], at: usize) -> bool {
    let is_open = |paragraph: &ParagraphEnd, tokens_max| {
        paragraph.ending == Ending::Open && paragraph.tokens <= tokens_max && is_story(paragraph)
    };
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    let mut around = neighbours.into_iter().flatten().filter_map(|at| paragraphs.get(at));
    let is_list = paragraphs[at].ending == Ending::Unpunctuated && paragraphs[at].tokens <= GLUED_TOKENS_MAX;
    is_list
        || is_open(&paragraphs[at], LINE_TOKENS_MAX)
        || (is_open(&paragraphs[at], LISTED_TOKENS_MAX)
            && around.any(|paragraph| is_open(paragraph, LISTED_TOKENS_MAX)))
}

/// The last line of a list that the paragraph announces, or the paragraph.
fn with_announced(paragraphs: &[ParagraphEnd], at: usize) -> usize {
    if paragraphs[at].ending != Ending::Announcement {
        return at;
    }
    let is_row = |paragraph: &&ParagraphEnd| {
        paragraph.has_story() && !matches!(paragraph.role, Role::Credit | Role::Byline | Role::Caption)
    };
    at + paragraphs[at + 1..].iter().take_while(is_row).count()
}

fn has_no_stop(ending: Ending) -> bool {
    matches!(ending, Ending::Open | Ending::Unpunctuated | Ending::Dangling | Ending::OpenQuotation)
}

/// Returns whether at least half of the longer paragraphs of a story, and at least one, end with a
/// stop.
fn has_stops(paragraphs: &[ParagraphEnd]) -> bool {
    let (mut long, mut open) = (0, 0);
    for paragraph in paragraphs.iter().filter(|part| is_story(part) && part.tokens >= LONG_TOKENS_MIN) {
        long += 1;
        open += usize::from(has_no_stop(paragraph.ending));
    }
    2 * open <= long && open < long
}
