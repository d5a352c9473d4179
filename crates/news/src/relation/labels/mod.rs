//! Labels of pairs and the rules that give them.
//!
//! *Takes* the facts of a pair. *Gives* its label, and on request every test of every rule. *Costs*
//! a comparison per test. *Never* reads a text. *Source*: this project.

mod label;
mod rule;
mod forms;
mod form_cue;
mod rules;
mod judgement;

pub use form_cue::FormCue;
pub use judgement::{Judgement, Tried, judge, label};
pub use label::Relation;
pub use rule::{Bound, Rule, Test, Tests};
pub use rules::{RULES, TEASER_BYTES_MAX, TEASER_SHARE_MAX};
