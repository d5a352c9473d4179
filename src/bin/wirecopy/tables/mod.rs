//! Measurements of the laboratory on a terminal.
//!
//! *Takes* scores, timings and choices. *Gives* text. *Costs* nothing worth counting. *Never*
//! measures anything. *Source*: the tables of `wirecopy::report`, which this continues with what a
//! library does not need.

pub mod benchmark;
pub mod evaluation;
pub mod tuning;
