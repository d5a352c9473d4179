//! Two texts side by side, or listed pairs of articles, whatever their scores.
//!
//! *Takes* two texts, or inputs and a list of pairs of ids. *Gives* a [`Comparison`] as a value, or
//! rows as `pairs.jsonl` has them. *Costs* linear time in both texts in practice; for given pairs
//! one reading of the inputs and one of the articles that are named. *Never* decides whether a pair
//! is reported, and recognises boilerplate by form and place alone, because no corpus shows its
//! carriers.
//! *Source*: passages and relations are those of `wirecopy_reuse::align` and
//! `wirecopy_news::relation`.

pub(crate) mod annotate;
mod comparison;
pub mod find_article;
mod given_pairs;

pub use crate::pairs::tokenised::TokenisedText;
pub use comparison::{Comparison, compare};
pub use given_pairs::{PairsGiven, compare_pairs};
