//! Lines of a file of rows, up to a maximum length.

use std::io;
use std::io::{BufRead, Read};

/// The lines of a reader, without their ends, as [`BufRead::lines`] gives them; a line of more than
/// `bytes_max` is an error.
pub fn limited_lines(mut reader: impl BufRead, bytes_max: u64) -> impl Iterator<Item = io::Result<String>> {
    std::iter::from_fn(move || {
        let mut line = Vec::new();
        match reader.by_ref().take(bytes_max + 1).read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(read) if read as u64 > bytes_max => Some(Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("a line is longer than {} MiB", bytes_max >> 20),
            ))),
            Ok(_) => Some(without_end(line)),
            Err(error) => Some(Err(error)),
        }
    })
}

fn without_end(mut line: Vec<u8>) -> io::Result<String> {
    if line.pop_if(|byte| *byte == b'\n').is_some() {
        line.pop_if(|byte| *byte == b'\r');
    }
    String::from_utf8(line).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_standard_library_up_to_the_limit() {
        for text in ["", "\n", "a\nb", "a\r\nb\r\n", "\r\n\r", "ä\n\nö"] {
            let expected: Vec<String> = text.as_bytes().lines().map(Result::unwrap).collect();
            let lines: Vec<String> = limited_lines(text.as_bytes(), 9).map(Result::unwrap).collect();
            assert_eq!(lines, expected);
        }
        assert!(limited_lines(&b"0123456789\n"[..], 9).next().is_some_and(|line| line.is_err()));
        assert!(limited_lines(&b"\xff\n"[..], 9).next().is_some_and(|line| line.is_err()));
    }
}
