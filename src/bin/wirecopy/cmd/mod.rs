//! One file a command.

pub mod network;
pub mod scan;
