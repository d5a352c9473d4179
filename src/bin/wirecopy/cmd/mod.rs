//! One file a command.

pub mod network;
pub mod bench;
pub mod evaluate;
pub mod generate;
pub mod scan;
pub mod trace;
pub mod tune;
