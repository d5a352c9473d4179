//! Truncated texts, recognised by their last words.
//!
//! A text that was cut between two paragraphs shows nothing of it; only a longer copy does.

use super::ending_kind::{Ending, ending};
use crate::text::{Analysis, Role};
use serde::{Deserialize, Serialize};

/// An open line of at most this many tokens below a story is a crosshead, a link or the name of a
/// site.
const LINE_TOKENS_MAX: u32 = 12;
/// Two or more open lines in a row, of at most this many tokens, are a list of other stories.
const LISTED_TOKENS_MAX: u32 = 25;
/// A bare "Read more" refers to this text if it has little more than a lead; elsewhere it leads to
/// other stories.
const TEASER_PARAGRAPHS_MAX: usize = 2;

/// Evidence that a text is truncated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum TruncationCue {
    /// The last paragraph of the story ends within a quotation.
    OpenQuotation,
    /// It ends with dots.
    Ellipsis,
    /// It ends without a stop.
    NoFinalStop,
    /// A line below it invites to the rest of the text.
    ReadMore,
    /// It ends as a story does, but a longer copy continues.
    LongerCopy,
}

/// The point at which a text is truncated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truncation {
    /// The evidence.
    pub cue: TruncationCue,
    /// Index, in [`Analysis::paragraphs`], of the paragraph with the evidence.
    pub paragraph: usize,
}

/// The properties of a paragraph by which [`truncation_of`] decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParagraphEnd {
    /// Its ending.
    pub ending: Ending,
    /// Its role on the page.
    pub role: Role,
    /// Number of its tokens.
    pub tokens: u32,
    /// Whether it belongs to the page and not to the story.
    pub is_boilerplate: bool,
}

/// Decides whether a text is truncated. `is_boilerplate` takes the index of a paragraph. Linear.
///
/// The last paragraph of the story counts; boilerplate, credits, captions and open lines below it
/// do not. A missing stop counts if other paragraphs have one.
///
/// ```
/// use wirecopy_article::text::{Analysis, TruncationCue, analyse, truncation};
///
/// let text = "The quay is closed.\n\n“We shall never let it go,” she said. “It belongs to the";
/// let mut analysis = Analysis::default();
/// analyse(text, &mut analysis);
/// let found = truncation(text, &analysis, |_| false).expect("the quotation is open");
/// assert_eq!((found.cue, found.paragraph), (TruncationCue::OpenQuotation, 1));
/// ```
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

/// Decides what [`truncation`] decides, from stored properties of the paragraphs. Linear.
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

/// Returns the index of the last paragraph of the story; `None` if there is no story.
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
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    let is_list = is_listed(&paragraphs[at])
        && neighbours.into_iter().flatten().filter_map(|at| paragraphs.get(at)).any(is_listed);
    !is_story(&paragraphs[at])
        || tokens == 0
        || is_open_line
        || is_list
        || matches!(ending, Ending::Invitation | Ending::ReadMore)
}

/// Whether at least half of the longer paragraphs of a story end with a stop.
fn has_stops(paragraphs: &[ParagraphEnd]) -> bool {
    let long =
        || paragraphs.iter().filter(|paragraph| is_story(paragraph) && paragraph.tokens > LINE_TOKENS_MAX);
    2 * long().filter(|paragraph| paragraph.ending == Ending::Open).count() <= long().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::analyse;

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
    fn a_text_is_truncated_if_its_last_paragraph_is() {
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
    fn lines_below_the_story_do_not_hide_its_ending() {
        let tail = "\n\nYou may also like\n\nSubscribe to the Ostvik Gazette and read every day what the board has in mind\n\n© 2031 Ostvik Gazette";
        assert_eq!(cue_of(&format!("{LEAD}\n\n{LEAD}{tail}")), None);
        let cut = "“The quay,” she said, “was built by people who did not know what the sea can do in a";
        assert_eq!(cue_of(&format!("{LEAD}\n\n{cut}{tail}")), Some(TruncationCue::OpenQuotation));
    }

    #[test]
    fn a_list_of_other_stories_is_no_truncation() {
        let list = "Mayor of Ostvik opens the longest fair that the valley has seen since the war\n\nBoard of Ostvik meets again on Monday to talk about the price of a new quay";
        assert_eq!(cue_of(&format!("{LEAD}\n\n{LEAD}\n\n{list}")), None);
    }

    #[test]
    fn read_more_below_a_long_story_leads_elsewhere() {
        assert_eq!(cue_of(&format!("{LEAD}\n\n{LEAD}\n\n{LEAD}\n\nRead more")), None);
    }

    #[test]
    fn a_text_without_any_stops_is_not_truncated() {
        let line = "one more long line of a poem about the sea that has no stop at its end and wants none";
        assert_eq!(cue_of(&[line; 5].join("\n")), None);
        assert_eq!(cue_of(""), None);
    }
}
