//! Two texts side by side, or given pairs of an input, whatever their scores.
//!
//! *Takes* two texts, or inputs and a list of pairs of ids. *Gives* a [`Comparison`] as a value, or
//! rows as `pairs.jsonl` has them. *Costs* linear time in both texts in practice; for given pairs
//! one reading of the inputs and one of the articles that are named. *Never* asks whether a pair is
//! worth a report, and knows boilerplate by its phrases only, because no corpus shows its carriers.
//! *Source*: passages and relations are those of `wirecopy_reuse::align` and
//! `wirecopy_news::relation`.

pub(crate) mod annotate;
mod comparison;
pub mod find_article;
mod given_pairs;

pub use crate::pairs::tokenised::TokenisedText;
pub use comparison::{Comparison, compare};
pub use given_pairs::{PairsGiven, compare_pairs};
