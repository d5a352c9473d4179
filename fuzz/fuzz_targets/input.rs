//! Any bytes as a file of a format: read or refused, and never a panic, a hang or much memory.
//!
//! The first byte chooses the format, the rest is the file: `cargo +nightly fuzz run input --
//! -timeout=10 -rss_limit_mb=2048`. What is found becomes a case of
//! `crates/io/src/tests/damage.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wirecopy_io::{Input, InputFormat, ReadOptions, open};

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, content)) = bytes.split_first() else { return };
    let file = tempfile::NamedTempFile::new().expect("the temporary folder takes a file");
    std::fs::write(file.path(), content).expect("the temporary folder has room");
    let format = InputFormat::ALL.get(usize::from(*choice) % (InputFormat::ALL.len() + 1)).copied();
    let options = ReadOptions { format, ..ReadOptions::new(std::env::temp_dir()) };
    let Ok(mut reader) = open(&[Input::Path(file.path().to_path_buf())], &options) else { return };
    while let Ok(Some(block)) = reader.next_block() {
        drop(block.decode(&options));
    }
});
