//! Endings of paragraphs, and texts that are truncated.
//!
//! *Takes* an analysed text. *Gives* the ending of each paragraph, and the evidence that the text
//! breaks off. *Costs* linear time. *Never* sees another copy of the text. *Source*: the
//! invitations and cut marks are those of news pages and of feeds, `data/endings.tsv`.

mod ending_kind;
mod truncation;

pub use ending_kind::{Ending, ending};
pub use truncation::{ParagraphEnd, Truncation, TruncationCue, last_of_story, truncation, truncation_of};
