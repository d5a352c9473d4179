//! One numbered corpus from one reading of the inputs.
//!
//! *Takes* inputs and read options. *Gives* the corpus: articles, distinct texts and paragraphs,
//! numbered by content, with what is kept of their sketches. *Costs* one reading of all inputs, and
//! per article the bytes of its row, its paragraphs' sketches and its id. *Never* keeps a text past
//! its block, and never lets a number depend on the order of reading. *Source*: the plan of this
//! project.

pub(crate) mod article_row;
pub(crate) mod budget;
pub(crate) mod estimate;
pub(crate) mod ids;
pub(crate) mod ingest;
pub(crate) mod metadata;
pub(crate) mod numbered_corpus;
pub(crate) mod numbering;
pub(crate) mod read_corpus;
pub(crate) mod resume;
pub(crate) mod seeded_corpus;
pub(crate) mod sketch;
pub(crate) mod sketched_block;
