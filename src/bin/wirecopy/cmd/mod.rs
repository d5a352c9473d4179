//! One file a command.

pub mod dedup;
pub mod network;
pub mod evaluate;
pub mod generate;
pub mod scan;
pub mod tune;
