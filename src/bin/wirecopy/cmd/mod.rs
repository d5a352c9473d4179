//! One file a command.

pub mod evaluate;
pub mod scan;
pub mod tune;
