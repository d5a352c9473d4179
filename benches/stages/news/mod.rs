//! Benches of the crate for news.

pub mod boilerplate;
pub mod credit;
pub mod relation;
pub mod story;
