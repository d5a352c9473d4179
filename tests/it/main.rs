//! Integration tests: the library's scan against plain definitions, and the program as its users
//! run it.

mod adversarial;
mod apply;
mod bench;
mod compare;
mod corpora;
mod dedup;
mod dedup_losses;
mod dedup_paragraphs;
mod dedup_room;
mod dedup_safety;
mod documents;
mod evaluate;
mod explain;
mod generate;
mod library;
mod metamorphic;
mod network;
mod oracle;
mod output_format;
mod program;
mod resume;
mod sample;
mod scan;
mod trace;
mod tune;
