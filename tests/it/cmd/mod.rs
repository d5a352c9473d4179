//! Tests of the commands, one file per command; those of `scan` are in two.

mod apply;
mod bench;
mod compare;
mod evaluate;
mod explain;
mod extract;
mod generate;
mod network;
mod resume;
mod scan;
mod scan_input;
mod trace;
mod tune;
