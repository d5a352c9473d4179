//! Direction of copying: which of several articles that share text had it first.
//!
//! *Takes* dates, outlets, hosts and credits of articles. *Gives* the direction of a pair with the
//! rule that decided, the origin of a story, and for each copy of a story the earlier one that it
//! matches best. *Costs* O(n log n) in the number of articles. *Never* decides by dates that
//! leave the order open: the direction is then unknown, with the reason. *Source*: the order of
//! the rules is this project's; dates as intervals after Allen 1983, "Maintaining knowledge about
//! temporal intervals", section 4.

mod appearance;
mod outlet_name;
mod found;
mod pair;
mod side;
mod story_copy;
mod story_origin;
mod first_match;

#[cfg(test)]
pub(crate) mod testing;

pub use appearance::{Appearance, GroupAppearance, Zones, lag_seconds, only_one_has_a_time, written_order};
pub use first_match::FirstMatches;
pub use found::{Confidence, Direction, DirectionRule, Origin};
pub use outlet_name::{OutletNames, is_same_outlet};
pub use pair::direction;
pub use side::{Side, SourceClaim, own_and_canonical_host};
pub(crate) use story_copy::order_of_appearance;
pub use story_copy::{CopyCredits, StoryCopy};
pub use story_origin::{OriginRule, StoryAppearance, StoryOrigin, story_origin};
