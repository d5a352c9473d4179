//! Sealed segments to one numbered corpus.
//!
//! *Takes* inputs and read options. *Gives* the corpus: articles, distinct texts and paragraphs, numbered by content, with what is kept of their sketches. *Costs* one reading of all inputs. *Never* holds a text past its block. *Source*: the plan of this project.

pub(crate) mod band_keys;
pub(crate) mod budget;
pub(crate) mod checkpoints;
pub(crate) mod estimate;
pub(crate) mod ids;
pub(crate) mod ingest;
pub(crate) mod metadata;
pub(crate) mod numbering;
pub(crate) mod ordered;
pub(crate) mod record_chain;
pub(crate) mod resume;
pub(crate) mod seed_store;
pub(crate) mod seeding;
pub(crate) mod sketch;
pub(crate) mod text_order;
