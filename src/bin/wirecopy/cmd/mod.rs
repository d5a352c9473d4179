//! One file a command.

pub mod scan;
