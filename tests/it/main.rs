//! Integration tests: the library's scan against plain definitions, and the program as its users
//! run it.

mod adversarial;
mod cases;
mod cmd;
mod corpora;
mod credits;
mod dedup;
mod documents;
mod library;
mod messages;
mod metamorphic;
mod oracle;
mod pages;
mod output_format;
mod program;
mod repetitive;
mod report;
mod sample;
