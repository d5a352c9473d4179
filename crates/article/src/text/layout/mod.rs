//! Roles of paragraphs on the page, by length, position and a few cues.
//!
//! *Takes* an analysed text. *Gives* a role per paragraph, and the quotations within one. *Costs*
//! linear time; most tokens of a text cost one look at a bit. *Never* decides what is compared with
//! what, so that a wrong role costs a threshold and not a match; never assigns the role of
//! boilerplate, which only many pages together show. *Source*: the cues are those of wire services
//! and news pages, `data/cues.tsv`.

mod role;
mod quotation;
mod cues;
mod cue_tables;
mod dateline;
mod roles;

pub(super) use quotation::is_left_open;
pub use quotation::quotations;
pub use role::Role;
pub(super) use roles::give_roles;
