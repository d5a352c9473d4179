//! Stories: facts about articles that only related articles show, such as clusters, originality and
//! the network of outlets.
//!
//! *Takes* pairs and clusters with dates, outlets, credits and passages. *Gives* clusters of
//! articles, the agency behind a story and which copies contain its text, roundups with their
//! sources, chains of versions, the originality of an article, and the network of outlets. *Costs*
//! O(n log n) in its input; a story of any size has at most one edge per outlet. *Never* decides by
//! dates that leave the order open. *Source*: the definitions are this project's; the network
//! follows Leskovec, Backstrom, Kleinberg 2009, "Meme-tracking and the dynamics of the news cycle",
//! in spirit.

mod carried;
mod clusters;
mod headline;
mod network;
mod network_tally;
mod originality;
mod roundup;
mod versions;
mod wire_story;

#[cfg(test)]
mod tests;

pub use carried::{CARRIED_WORDS_MIN, CarriedSide, CommonStory, carried_story};
pub use clusters::{ArticleClusters, TextSize, article_clusters};
pub use headline::{headline, is_same_headline};
pub use network::{LinkMode, NetworkAgencies, network};
pub use network_tally::{EdgeTally, NetworkTally, OutletTally, WordShare};
pub use originality::{Precedence, SharedPart, originality, precedence_in_group};
pub use roundup::{RoundupPart, sources_of};
pub use versions::version_chains;
pub use wire_story::{StoryAgency, WireCopy, story_agency};
