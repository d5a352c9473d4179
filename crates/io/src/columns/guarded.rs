//! Calls of a decoder that must not abort the program, whatever the bytes are.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// The value of a call, or the fault in words. A panic of the decoder on damaged bytes is a fault
/// like any other; what it worked on is dropped.
pub(crate) fn guarded<T, E: ToString>(decode: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(decode)) {
        Ok(decoded) => decoded.map_err(|error| one_line(&error.to_string())),
        Err(_) => Err("the bytes are damaged".into()),
    }
}

/// The first line of a message.
fn one_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}
