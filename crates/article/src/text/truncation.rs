//! Whether a text breaks off, told from its last words alone.
//!
//! A text that was cut between two paragraphs shows nothing of it here; only the longer copy tells.

use super::quotation::is_left_open;
use super::sentences::ends_sentence;
use super::{Analysis, Paragraph, Role};
use serde::{Deserialize, Serialize};

/// An open line of up to so many tokens below a story is a crosshead, a link or the name of a site.
const LINE_TOKENS_MAX: u32 = 12;
/// Open lines of up to so many tokens, two in a row, are a list of other stories.
const LISTED_TOKENS_MAX: u32 = 25;
/// A letter ends with a greeting and a comma.
const SALUTATION_TOKENS_MAX: u32 = 4;
/// Lines that invite to the rest of a text are no longer than this.
const INVITATION_TOKENS_MAX: u32 = 16;
/// A bare "Read more" speaks of this text where it has hardly more than a lead; elsewhere it leads to other stories.
const TEASER_PARAGRAPHS_MAX: usize = 2;

/// Words that invite to the rest of this text, in their folded form; they open the line.
const INVITATIONS: [&str; 26] = [
    "continue reading",
    "read the full",
    "read full",
    "read the rest",
    "keep reading",
    "click here to read the full",
    "click to read the full",
    "to continue reading",
    "to read the full",
    "subscribe to read",
    "subscribe to continue",
    "log in to read",
    "sign in to read",
    "register to read",
    "this article is for subscribers",
    "this content is for subscribers",
    "weiterlesen",
    "lire la suite",
    "seguir leyendo",
    "continuar leyendo",
    "continua a leggere",
    "continue lendo",
    "читать далее",
    "阅 读 全 文",
    "查 看 全 文",
    "続 き を 読 む",
];
/// Words that do so anywhere in a line that begins with "read more".
const REST_OF_TEXT: [&str; 4] = ["full story", "full article", "rest of", "whole story"];

/// Words after which no line ends, of languages that put their articles and prepositions first.
const DANGLING: [&str; 64] = [
    "a", "an", "and", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "his", "if",
    "into", "is", "its", "of", "or", "our", "than", "that", "the", "their", "these", "to", "was", "were",
    "which", "who", "will", "with", "would", "auf", "das", "dem", "den", "der", "die", "ein", "eine", "im",
    "und", "von", "zu", "del", "el", "en", "la", "las", "los", "por", "que", "una", "y", "de", "des", "du",
    "et", "le", "les", "une", "и",
];

/// How a paragraph ends.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    bincode::Encode,
    bincode::Decode,
)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// With a stop, a colon or a bracket.
    #[default]
    Closed,
    /// Without any.
    Open,
    /// With a word or a comma after which no line ends.
    Dangling,
    /// Within a quotation.
    OpenQuotation,
    /// With dots for what is missing.
    Ellipsis,
    /// It says no more than that the text goes on.
    Invitation,
    /// It invites to read more, of this text or others.
    ReadMore,
}

impl Ending {
    /// Whether more must have followed.
    pub fn is_open(self) -> bool {
        self != Ending::Closed
    }
}

/// What shows that a text breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TruncationCue {
    /// The last paragraph of the story ends within a quotation.
    OpenQuotation,
    /// It ends with dots.
    Ellipsis,
    /// It ends without a stop.
    NoFinalStop,
    /// A line below it invites to the rest.
    ReadMore,
    /// It ends as a story does, and a longer copy goes on.
    LongerCopy,
}

/// Where a text breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truncation {
    /// What shows it.
    pub cue: TruncationCue,
    /// Place of the paragraph that shows it, in [`Analysis::paragraphs`].
    pub paragraph: usize,
}

/// What of a paragraph is needed to tell whether the text breaks off there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParagraphEnd {
    /// How it ends.
    pub ending: Ending,
    /// What it is on the page.
    pub role: Role,
    /// Its tokens.
    pub tokens: u32,
    /// Whether it belongs to the page.
    pub is_boilerplate: bool,
}

/// Whether the text breaks off, and what shows it; `is_boilerplate` is asked with places of paragraphs. Linear.
///
/// The last paragraph of the story counts: boilerplate, credits, captions and open lines below it do not. A missing stop counts where other
/// paragraphs have one.
pub fn truncation(
    text: &str,
    analysis: &Analysis,
    is_boilerplate: impl Fn(usize) -> bool,
) -> Option<Truncation> {
    let ends: Vec<ParagraphEnd> = (0..)
        .zip(&analysis.paragraphs)
        .map(|(at, paragraph)| ParagraphEnd {
            ending: ending(text, analysis, paragraph),
            role: paragraph.role,
            tokens: paragraph.tokens.len() as u32,
            is_boilerplate: is_boilerplate(at),
        })
        .collect();
    truncation_of(&ends)
}

/// The same from what was kept of the paragraphs.
pub fn truncation_of(paragraphs: &[ParagraphEnd]) -> Option<Truncation> {
    let mut invitation = None;
    for (at, paragraph) in paragraphs.iter().enumerate().rev() {
        let is_link = match paragraph.ending {
            Ending::Invitation => true,
            Ending::ReadMore => n_story_paragraphs(&paragraphs[..at]) <= TEASER_PARAGRAPHS_MAX,
            _ => false,
        };
        if is_link {
            invitation = Some(at);
        }
        if is_below_story(paragraphs, at) {
            continue;
        }
        let found = |cue| Truncation { cue, paragraph: at };
        return match paragraph.ending {
            Ending::OpenQuotation => Some(found(TruncationCue::OpenQuotation)),
            Ending::Ellipsis => Some(found(TruncationCue::Ellipsis)),
            Ending::Dangling => Some(found(TruncationCue::NoFinalStop)),
            Ending::Open if has_stops(&paragraphs[..at]) => Some(found(TruncationCue::NoFinalStop)),
            _ => invitation.map(|paragraph| Truncation { cue: TruncationCue::ReadMore, paragraph }),
        };
    }
    None
}

/// Place of the paragraph with which the story ends; `None` where there is no story.
pub fn last_of_story(paragraphs: &[ParagraphEnd]) -> Option<usize> {
    (0..paragraphs.len()).rev().find(|at| !is_below_story(paragraphs, *at))
}

fn is_story(paragraph: &ParagraphEnd) -> bool {
    !paragraph.is_boilerplate && matches!(paragraph.role, Role::Body | Role::Quote | Role::Dateline)
}

fn n_story_paragraphs(paragraphs: &[ParagraphEnd]) -> usize {
    paragraphs.iter().filter(|paragraph| is_story(paragraph) && paragraph.tokens > LINE_TOKENS_MAX).count()
}

fn is_below_story(paragraphs: &[ParagraphEnd], at: usize) -> bool {
    let ParagraphEnd { ending, tokens, .. } = paragraphs[at];
    let is_open_line = ending == Ending::Open && tokens <= LINE_TOKENS_MAX;
    let is_listed = |paragraph: &ParagraphEnd| {
        paragraph.ending == Ending::Open && paragraph.tokens <= LISTED_TOKENS_MAX && is_story(paragraph)
    };
    let beside = [at.checked_sub(1), Some(at + 1)];
    let is_list = is_listed(&paragraphs[at])
        && beside.into_iter().flatten().filter_map(|beside| paragraphs.get(beside)).any(is_listed);
    !is_story(&paragraphs[at])
        || tokens == 0
        || is_open_line
        || is_list
        || matches!(ending, Ending::Invitation | Ending::ReadMore)
}

/// Whether the paragraphs of a story end with stops, as far as there are any.
fn has_stops(paragraphs: &[ParagraphEnd]) -> bool {
    let long =
        || paragraphs.iter().filter(|paragraph| is_story(paragraph) && paragraph.tokens > LINE_TOKENS_MAX);
    2 * long().filter(|paragraph| paragraph.ending == Ending::Open).count() <= long().count()
}

/// How a paragraph ends. A look at its last words, and for its quotation marks at the whole of it.
pub fn ending(text: &str, analysis: &Analysis, paragraph: &Paragraph) -> Ending {
    let content = &text[paragraph.start as usize..paragraph.end as usize];
    let n_tokens = paragraph.tokens.len() as u32;
    if n_tokens == 0 {
        return Ending::Closed;
    }
    if n_tokens <= INVITATION_TOKENS_MAX
        && let Some(invitation) = invitation(analysis.folded_of(&paragraph.tokens))
    {
        return invitation;
    }
    let last = analysis.token(paragraph.tokens.end as usize - 1);
    if ends_with_ellipsis(content) {
        return Ending::Ellipsis;
    }
    let is_closed = ends_sentence(content) || content.ends_with([')', '）', ']', '】', ':', '։', '።', ';']);
    if is_left_open(content, analysis.quotation_marks(paragraph), is_closed) {
        return Ending::OpenQuotation;
    }
    if is_closed || content.chars().next_back().is_some_and(is_of_script_without_stops) {
        Ending::Closed
    } else if (content.ends_with([',', '，', '、', '،']) && n_tokens > SALUTATION_TOKENS_MAX)
        || DANGLING.contains(&last)
    {
        Ending::Dangling
    } else {
        Ending::Open
    }
}

fn invitation(folded: &str) -> Option<Ending> {
    // Hardly a line has more than the first byte in common with one of them.
    let first = folded.as_bytes().first();
    let opens = |opening: &&str| opening.as_bytes().first() == first && folded.starts_with(*opening);
    if INVITATIONS.iter().any(opens) {
        return Some(Ending::Invitation);
    }
    let rest = folded.strip_prefix("read more")?;
    if REST_OF_TEXT.iter().any(|words| rest.contains(words)) {
        Some(Ending::Invitation)
    } else {
        rest.is_empty().then_some(Ending::ReadMore)
    }
}

/// Dots that no quotation mark closes; in brackets, and before a count of what is missing (`… [+2114 chars]`), too.
fn ends_with_ellipsis(content: &str) -> bool {
    let counted = content
        .strip_suffix(" chars]")
        .map(|rest| rest.trim_end_matches(|sign: char| sign.is_ascii_digit()))
        .and_then(|rest| rest.strip_suffix("[+"));
    let content = counted.unwrap_or(content).trim_end();
    let inside = content.trim_end_matches([']', ')']);
    counted.is_some() || inside.ends_with('…') || inside.ends_with("...")
}

/// Thai, Lao, Khmer and Burmese end sentences with a space or with signs of their own.
fn is_of_script_without_stops(character: char) -> bool {
    matches!(character, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

#[cfg(test)]
mod tests {
    use super::super::analyse;
    use super::*;

    const LEAD: &str =
        "The harbour board of Ostvik met on Monday to look at the plans for a new quay, its chair said.";

    fn cue_of(text: &str) -> Option<TruncationCue> {
        let mut analysis = Analysis::default();
        analyse(text, &mut analysis);
        let is_page = |at: usize| {
            let paragraph = &analysis.paragraphs[at];
            text[paragraph.start as usize..paragraph.end as usize].starts_with("Subscribe")
        };
        truncation(text, &analysis, is_page).map(|truncation| truncation.cue)
    }

    #[test]
    fn a_text_breaks_off_where_its_last_paragraph_does() {
        use TruncationCue::{Ellipsis, NoFinalStop, OpenQuotation, ReadMore};
        for (end, expected) in [
            ("The quay will be open to ships of every size by the end of next year.", None),
            ("The quay will be open to ships of every size by the end of next year", Some(NoFinalStop)),
            ("The quay will be open by the", Some(NoFinalStop)),
            ("The quay will be open to all ships,", Some(NoFinalStop)),
            ("“The quay is ours,” she said. “We shall never let it go to the", Some(OpenQuotation)),
            ("Sie sagte: „Der Kai gehört uns allen und bleibt es auch", Some(OpenQuotation)),
            ("« Le quai est à nous, dit-elle, et nous ne le laisserons pas", Some(OpenQuotation)),
            ("「埠頭はわたしたちのものだ", Some(OpenQuotation)),
            ("She said that the quay was \"ours and", Some(OpenQuotation)),
            ("The plank was 6\" wide and the board was not amused at all by that.", None),
            ("The quay will be open to ships …", Some(Ellipsis)),
            ("The quay will be open to ships [...]", Some(Ellipsis)),
            ("The quay will be open to sh… [+2114 chars]", Some(Ellipsis)),
            ("“I do not know...” she said.", None),
            ("“I do not know…”", None),
            ("Sie sagte: „Der Kai gehört uns.“", None),
            ("The story ends here. (ANI)", None),
            ("大桥预计明年春节前通车。（完）", None),
            ("โรงเรียนและสำนักงานทุกแห่งในเมืองท่าเรือแห่งนี้จะปิดทำการตลอดทั้งสัปดาห์หน้า", None),
            ("Yours faithfully,\n\nPrudence Varley, Gannet Steps", None),
            ("Read more", Some(ReadMore)),
            ("Read more: the full story is free for registered readers", Some(ReadMore)),
            ("Continue reading", Some(ReadMore)),
            ("Read more: Mayor opens fair", None),
        ] {
            assert_eq!(cue_of(&format!("{LEAD}\n\n{end}")), expected, "{end}");
        }
    }

    #[test]
    fn what_stands_below_the_story_does_not_hide_how_it_ends() {
        let tail = "\n\nYou may also like\n\nSubscribe to the Ostvik Gazette and read every day what the board has in mind\n\n© 2031 Ostvik Gazette";
        assert_eq!(cue_of(&format!("{LEAD}\n\n{LEAD}{tail}")), None);
        let cut = "“The quay,” she said, “was built by people who did not know what the sea can do in a";
        assert_eq!(cue_of(&format!("{LEAD}\n\n{cut}{tail}")), Some(TruncationCue::OpenQuotation));
    }

    #[test]
    fn a_list_of_other_stories_is_no_broken_end() {
        let list = "Mayor of Ostvik opens the longest fair that the valley has seen since the war\n\nBoard of Ostvik meets again on Monday to talk about the price of a new quay";
        assert_eq!(cue_of(&format!("{LEAD}\n\n{LEAD}\n\n{list}")), None);
    }

    #[test]
    fn read_more_below_a_long_story_leads_elsewhere() {
        assert_eq!(cue_of(&format!("{LEAD}\n\n{LEAD}\n\n{LEAD}\n\nRead more")), None);
    }

    #[test]
    fn a_writer_without_stops_breaks_nothing_off() {
        let line = "one more long line of a poem about the sea that has no stop at its end and wants none";
        assert_eq!(cue_of(&[line; 5].join("\n")), None);
        assert_eq!(cue_of(""), None);
    }
}
