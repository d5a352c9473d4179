//! Tables of a database.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wirecopy_io::InputFormat;

fuzz_target!(|bytes: &[u8]| wirecopy_fuzz::read("a.sqlite", Some(InputFormat::Sqlite), bytes));
