//! Bytes of a file whose name says nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: wirecopy_fuzz::allow_caught_panics(), |bytes: &[u8]| wirecopy_fuzz::read("a", None, bytes));
