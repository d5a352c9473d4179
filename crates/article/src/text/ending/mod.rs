//! Endings: of paragraphs, of the running text of an article, and of texts that are truncated.
//!
//! *Takes* an analysed text. *Gives* where its running text ends, what closes it, and the evidence
//! that it breaks off. *Costs* linear time. *Never* sees another copy of the text. *Source*: the
//! closes, invitations and cut marks are those of news pages and of feeds, `data/endings.tsv`.

mod words;
mod units;
mod biography;
mod ending_kind;
mod close_matter;
mod truncation;

#[cfg(test)]
mod tests;

pub use close_matter::{Close, RunningText, story_part};
pub use ending_kind::{Ending, ending};
pub use truncation::{ParagraphEnd, StoryEnd, Truncation, TruncationCue, story_end, truncation_of};
