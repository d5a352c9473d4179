//! Any bytes as an input: read or refused, and never a panic, a hang or much memory.

use wirecopy_io::{Input, InputFormat, ReadOptions, open};

/// Reads bytes to their end as a file of this name, in a stated format or in that which is
/// recognised.
pub fn read(name: &str, format: Option<InputFormat>, bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("the temporary folder takes a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("the temporary folder has room");
    let options = ReadOptions { format, ..ReadOptions::new(folder.path().to_path_buf()) };
    let Ok(mut reader) = open(&[Input::Path(path)], &options) else { return };
    while let Ok(Some(block)) = reader.next_block() {
        let decoded = block.decode(&options);
        assert!(decoded.documents.iter().all(|document| !document.text.is_empty()), "an empty text");
    }
}

/// Leaves panics that the readers catch, those of decoders on damaged bytes, without an end of the
/// run. Others end it still.
pub fn allow_caught_panics() {
    std::panic::set_hook(Box::new(|_| {}));
}
