//! Files in a tar.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wirecopy_io::InputFormat;

fuzz_target!(init: wirecopy_fuzz::allow_caught_panics(), |bytes: &[u8]| wirecopy_fuzz::read("a.tar", Some(InputFormat::Tar), bytes));
