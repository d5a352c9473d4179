//! What only the neighbourhood of an article can tell: who had it first, whose it is, how much of it is new, who takes from whom.
//!
//! *Takes* pairs and clusters with dates, outlets, credits and passages. *Gives* the direction of a pair with the rule that decided, the
//! agency behind a story and who carries its text, roundups with their sources, chains of versions, the originality of an article, and the
//! network of outlets. *Costs* O(n log n) in what it is given; a story of any size gives at most one edge for each of its outlets. *Never*
//! decides by a date that leaves the order open: that is `unknown`, with the reason. *Source*: the order of rules of this project; dates as
//! intervals after Allen 1983, "Maintaining knowledge about temporal intervals", section 4; the network of who carried a story after whom
//! in the spirit of Leskovec, Backstrom, Kleinberg 2009, "Meme-tracking and the dynamics of the news cycle".

mod appearance;
mod clusters;
mod direction;
mod first_match;
mod headline;
mod network;
mod originality;
mod outlet_name;
mod roundup;
mod stories;
mod versions;
mod wire_story;

#[cfg(test)]
mod arbitrary;
#[cfg(test)]
mod tests;

pub use appearance::{Appearance, GroupAppearance, Zones, lag_seconds};
pub use clusters::{ArticleClusters, article_clusters};
pub use direction::{Confidence, Direction, DirectionRule, Origin, Side, direction};
pub use first_match::FirstMatches;
pub use headline::is_same_headline;
pub use network::{Credited, EdgeTally, LinkMode, NetworkTally, OutletTally, StoryCopy, WordShare, network};
pub use originality::{Precedence, SharedPart, originality, precedence_in_group};
pub use outlet_name::{OutletNames, is_same_outlet};
pub use roundup::{HeldPart, sources_of};
pub use stories::{OriginRule, StoryCarrier, StoryOrigin, story_origin};
pub use versions::version_chains;
pub use wire_story::{StoryAgency, WireCarrier, carries_wire_text, story_agency};
