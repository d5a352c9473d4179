//! Tests of the commands, one file per command.

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
mod trace;
mod tune;
