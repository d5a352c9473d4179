//! One file a command.

pub mod compare;
pub mod apply;
pub mod dedup;
pub mod network;
pub mod bench;
pub mod evaluate;
pub mod explain;
pub mod generate;
pub mod scan;
pub mod trace;
pub mod tune;
