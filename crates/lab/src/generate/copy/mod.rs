//! Copies of stories as outlets make them.
//!
//! *Takes* the page of an original and a plan. *Gives* the page of the copy with what was done to
//! it. *Costs* one pass over the source. *Never* makes decisions about more than single words while
//! it writes. *Source*: our own.

pub(crate) mod copied_page;
pub(crate) mod labels;
mod own_report;
pub(crate) mod passages;
pub(crate) mod plan;
pub(crate) mod style;
pub(crate) mod word_edit;
