//! Feeds, exports and news wires.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wirecopy_io::InputFormat;

fuzz_target!(|bytes: &[u8]| wirecopy_fuzz::read("a.xml", Some(InputFormat::Xml), bytes));
