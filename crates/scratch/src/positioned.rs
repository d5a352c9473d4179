//! Positioned reads and writes of a file, the same on Unix and Windows.
//!
//! No other code of the workspace uses the systems' own traits for it. The file's cursor has no
//! meaning beside these calls: Windows moves it, Unix does not.

use std::fs::File;
use std::io;

/// Fills `buffer` with the bytes that start at `offset`.
///
/// # Errors
/// [`io::ErrorKind::UnexpectedEof`] when the file ends before the buffer is full; what the system
/// says otherwise.
pub fn read_exact_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset);
    #[cfg(windows)]
    return windows::read_exact_at(file, buffer, offset);
}

/// Writes all bytes, the first of them at `offset`; a file that is shorter grows.
///
/// # Errors
/// When the disk is full, and what the system says otherwise.
pub fn write_all_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::write_all_at(file, bytes, offset);
    #[cfg(windows)]
    return windows::write_all_at(file, bytes, offset);
}

#[cfg(windows)]
mod windows {
    use std::fs::File;
    use std::io;
    use std::os::windows::fs::FileExt;

    pub(super) fn read_exact_at(file: &File, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
        while !buffer.is_empty() {
            match file.seek_read(buffer, offset) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(len) => {
                    buffer = &mut buffer[len..];
                    offset += len as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    pub(super) fn write_all_at(file: &File, mut bytes: &[u8], mut offset: u64) -> io::Result<()> {
        while !bytes.is_empty() {
            match file.seek_write(bytes, offset) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(len) => {
                    bytes = &bytes[len..];
                    offset += len as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_offset_and_an_early_end_is_an_error() {
        let file = tempfile::tempfile().unwrap();
        write_all_at(&file, b"herons", 3).unwrap();
        write_all_at(&file, b"over", 0).unwrap();
        let mut read = [0; 5];
        read_exact_at(&file, &mut read, 2).unwrap();
        assert_eq!(&read, b"erero");
        let end = read_exact_at(&file, &mut read, 6).unwrap_err();
        assert_eq!(end.kind(), io::ErrorKind::UnexpectedEof);
    }
}
