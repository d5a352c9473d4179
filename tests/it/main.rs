//! Tests from outside: the library's scan against plain definitions, and the program as its users run it.

mod corpora;
mod dedup;
mod evaluate;
mod generate;
mod metamorphic;
mod network;
mod oracle;
mod program;
mod sample;
mod scan;
mod tune;
