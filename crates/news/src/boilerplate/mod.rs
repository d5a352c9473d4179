//! Boilerplate: text that belongs to a page and not to its story.
//!
//! *Takes* the units of texts (paragraphs, or pieces of a paragraph that boilerplate was glued
//! into) with their forms and, for repeated units, the texts that contain them. *Gives* the units
//! that are boilerplate, and the shingles of a text outside boilerplate. *Costs* linear time for
//! forms, and up to [`carriers::CARRIERS_SAMPLED`] texts per repeated unit and pass, whatever the
//! number of its carriers. *Never* decides on repeated text before the whole corpus is read, so
//! that a first occurrence is recognised like all others; never takes text for boilerplate because
//! it is popular: what carriers share outside the block is evidence of a story. *Source*: the
//! evidence and its weights are this project's; the idea that boilerplate is what recurs among
//! otherwise unrelated pages is from Bar-Yossef and Rajagopalan 2002, "Template detection via data
//! mining and its applications", section 3 (pagelets), and that of shallow features of text blocks
//! from Kohlschütter, Fankhauser and Nejdl 2010, "Boilerplate detection using shallow text
//! features", section 4.

mod phrase_table;
mod pieces;
mod signs;
mod page_form;
mod known;
mod units;
mod evidence;
mod weights;
mod alone;
mod page;
mod page_rest;
pub mod carriers;
mod outside;

pub use alone::{boilerplate_alone, boilerplate_units, evidence_alone};
pub use carriers::{CarrierFacts, detect};
pub use evidence::{CarrierEvidence, UnitPlace};
pub use known::KnownText;
pub use outside::ShingleSets;
pub use page::{Page, PageUnit};
pub use page_form::PageForm;
pub use units::{TextUnit, text_units, unit_key};
pub use weights::{UnitEvidence, is_boilerplate, score, weighed};
