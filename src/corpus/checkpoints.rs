//! What was made of inputs, kept in a named folder, so that a run that was killed goes on behind it.
//!
//! A checkpoint is one file: frames, one for each block, then what it covers and a checksum of all that, so that half a file, a flipped bit or
//! the file of another program is no checkpoint. It bears its name only when whole. Checkpoints follow one another without a gap from the first input on, and
//! end with an input or, where one is large, between two of its blocks.

use crate::error::{Error, Result};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{fs, io};
use wirecopy_io::{InputStamp, ListedFile, Position};
use wirecopy_scratch::positioned::read_exact_at;
use xxhash_rust::xxh3::Xxh3;

/// Stands at the end of a checkpoint; its last character is the version of the layout.
const MARK: [u8; 8] = *b"wirecpk3";

/// Behind frames and manifest: bytes of the manifest, checksum of both, the mark.
const TAIL_BYTES: u64 = 8 + 8 + MARK.len() as u64;

/// Name of a checkpoint before it is whole.
const UNFINISHED: &str = "unfinished";

/// What ends the name of one that is whole.
const EXTENSION: &str = "checkpoint";

/// Bytes of input that a checkpoint covers at least, so that a hundred thousand text files are not as many checkpoints.
const COVERED_BYTES_MIN: u64 = 1 << 20;

/// Bytes of input behind which a checkpoint ends inside a file: about a second of reading, so that waiting for the disk is a small part of it.
const COVERED_BYTES_IN_FILE: u64 = 1 << 26;

/// What a checkpoint says of itself, behind its frames.
#[derive(Debug, PartialEq, Eq, bincode::Encode, bincode::Decode)]
struct Manifest {
    /// Of everything that the frames depend on beside the inputs.
    fingerprint: u64,
    start: Position,
    end: Position,
    /// The files from one to the other.
    files: Vec<CoveredFile>,
    /// Bytes of them that it covers.
    bytes: u64,
    /// Files that its blocks are the first to show to be no UTF-8.
    decoded_files: u64,
    n_frames: u64,
}

/// A file as it was before it was opened.
#[derive(Debug, Clone, PartialEq, Eq, bincode::Encode, bincode::Decode)]
struct CoveredFile {
    path: Vec<u8>,
    bytes: u64,
    modified_nanoseconds: u128,
}

impl CoveredFile {
    /// `None` for what cannot be told to be the same later: standard input, a pipe, a file without a time.
    fn of(listed: &ListedFile) -> Option<CoveredFile> {
        let InputStamp { len, modified } = listed.stamp?;
        Some(CoveredFile {
            path: listed.path.as_os_str().as_encoded_bytes().to_vec(),
            bytes: len,
            modified_nanoseconds: modified?.duration_since(UNIX_EPOCH).ok()?.as_nanos(),
        })
    }
}

/// Writes the checkpoints of a run.
pub struct CheckpointWriter {
    folder: PathBuf,
    fingerprint: u64,
    files: Vec<Option<CoveredFile>>,
    /// Where the last whole checkpoint ends.
    start: Position,
    /// Behind the last block, whose files count as unfinished.
    read: Position,
    open: Option<Unfinished>,
    decoded_files: u64,
    covered_bytes: u64,
}

struct Unfinished {
    out: BufWriter<File>,
    checksum: Xxh3,
    n_frames: u64,
}

impl Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.update(bytes);
        self.out.write_all(bytes)
    }

    fn frame(&mut self, frame: &[u8]) -> io::Result<()> {
        self.n_frames += 1;
        self.write(&(frame.len() as u64).to_le_bytes())?;
        self.write(frame)
    }
}

/// A whole checkpoint that fits the inputs.
pub struct Checkpoint {
    path: PathBuf,
    manifest: Manifest,
}

impl Checkpoint {
    /// Files that end in it.
    pub fn n_files(&self) -> u64 {
        self.manifest.end.files - self.manifest.start.files
    }

    /// Bytes on disk that it covers.
    pub fn bytes(&self) -> u64 {
        self.manifest.bytes
    }

    /// Files that it is the first to show to be no UTF-8.
    pub fn decoded_files(&self) -> u64 {
        self.manifest.decoded_files
    }

    /// Its frames in order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn frames(&self) -> Result<impl Iterator<Item = Result<Vec<u8>>> + use<>> {
        let path = self.path.clone();
        let failed = move |source| Error::Read { path: path.clone(), source };
        let file = File::open(&self.path).map_err(&failed)?;
        let mut reader = BufReader::with_capacity(1 << 18, file);
        Ok((0..self.manifest.n_frames).map(move |_| next_frame(&mut reader).map_err(&failed)))
    }
}

fn next_frame(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut len = [0; 8];
    reader.read_exact(&mut len)?;
    let mut frame = vec![0; u64::from_le_bytes(len) as usize];
    reader.read_exact(&mut frame)?;
    Ok(frame)
}

/// Opens the folder: the checkpoints of an earlier run of the same fingerprint that fit the files, in order, and a writer for what comes behind them. Others
/// are removed.
pub(crate) fn open(
    folder: &Path,
    fingerprint: u64,
    listed: &[ListedFile],
) -> Result<(Vec<Checkpoint>, CheckpointWriter)> {
    let failed = |source| Error::Write { path: folder.to_path_buf(), source };
    fs::create_dir_all(folder).map_err(failed)?;
    let files: Vec<Option<CoveredFile>> = listed.iter().map(CoveredFile::of).collect();
    let mut names: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let is_ours = path.extension().is_some_and(|extension| extension == EXTENSION);
        if !is_ours && path.file_name().is_none_or(|name| name != UNFINISHED) {
            return Err(Error::ForeignOutput { path: folder.to_path_buf() });
        }
        names.push(path);
    }
    names.sort();
    let mut kept: Vec<Checkpoint> = Vec::new();
    let mut start = Position::default();
    for path in names {
        match read_whole(&path) {
            Some(manifest) if manifest.fingerprint == fingerprint && fits(&manifest, start, &files) => {
                start = manifest.end;
                kept.push(Checkpoint { path, manifest });
            }
            _ => fs::remove_file(&path).map_err(failed)?,
        }
    }
    let writer = CheckpointWriter {
        folder: folder.to_path_buf(),
        fingerprint,
        files,
        start,
        read: start,
        open: None,
        decoded_files: 0,
        covered_bytes: 0,
    };
    Ok((kept, writer))
}

fn fits(manifest: &Manifest, start: Position, files: &[Option<CoveredFile>]) -> bool {
    let covered = files.get(start.files as usize..manifest.end.opened() as usize);
    manifest.start == start
        && covered.is_some_and(|files| files.iter().map(Option::as_ref).eq(manifest.files.iter().map(Some)))
}

/// The manifest of a file that is whole and undamaged. All of it is read, because frames are worked on as they come.
fn read_whole(path: &Path) -> Option<Manifest> {
    let file = File::open(path).ok()?;
    let told_bytes = file.metadata().ok()?.len().checked_sub(TAIL_BYTES)?;
    let mut tail = [0; TAIL_BYTES as usize];
    read_exact_at(&file, &mut tail, told_bytes).ok()?;
    let (manifest_bytes, rest) = tail.split_first_chunk()?;
    let (checksum, mark) = rest.split_first_chunk()?;
    let manifest_at = told_bytes.checked_sub(u64::from_le_bytes(*manifest_bytes))?;
    let mut hasher = ChecksumWriter(Xxh3::new());
    io::copy(&mut BufReader::with_capacity(1 << 18, &file).take(told_bytes), &mut hasher).ok()?;
    if *mark != MARK || u64::from_le_bytes(*checksum) != hasher.0.digest() {
        return None;
    }
    let mut manifest = vec![0; (told_bytes - manifest_at) as usize];
    read_exact_at(&file, &mut manifest, manifest_at).ok()?;
    bincode::decode_from_slice(&manifest, bincode::config::standard()).ok().map(|(manifest, _)| manifest)
}

struct ChecksumWriter(Xxh3);

impl Write for ChecksumWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl CheckpointWriter {
    /// Where the last whole checkpoint ends.
    pub(crate) fn start(&self) -> Position {
        self.start
    }

    /// Takes what was made of the next block, whose first file has this number, and which is the first to show of so many files that they are not UTF-8. All
    /// earlier files are finished then.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn push(&mut self, frame: &[u8], file: usize, bytes_on_disk: u64, decoded_files: u64) -> Result<()> {
        let begins_file = self.read.files != file as u64;
        if begins_file {
            self.read = Position { files: file as u64, blocks: 0 };
        }
        if self.covered_bytes >= if begins_file { COVERED_BYTES_MIN } else { COVERED_BYTES_IN_FILE } {
            self.seal(self.read)?;
        }
        self.read.blocks += 1;
        self.covered_bytes += bytes_on_disk;
        self.decoded_files += decoded_files;
        let path = self.folder.join(UNFINISHED);
        let failed = |source| Error::Write { path: path.clone(), source };
        let open = match &mut self.open {
            Some(open) => open,
            None => self.open.insert(Unfinished {
                out: BufWriter::with_capacity(1 << 18, File::create(&path).map_err(failed)?),
                checksum: Xxh3::new(),
                n_frames: 0,
            }),
        };
        open.frame(frame).map_err(failed)
    }

    /// Ends with the last file.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(mut self) -> Result<()> {
        self.seal(Position { files: self.files.len() as u64, blocks: 0 })
    }

    /// Ends the checkpoint here. None is made where a file of it cannot be told to be the same later.
    fn seal(&mut self, end: Position) -> Result<()> {
        let covered = &self.files[self.start.files as usize..end.opened() as usize];
        let Some(files) = covered.iter().cloned().collect::<Option<Vec<CoveredFile>>>() else {
            self.covered_bytes = 0;
            return Ok(());
        };
        let Some(mut open) = self.open.take() else { return Ok(()) };
        let manifest = Manifest {
            fingerprint: self.fingerprint,
            start: self.start,
            end,
            files,
            bytes: self.covered_bytes,
            decoded_files: self.decoded_files,
            n_frames: open.n_frames,
        };
        let manifest = bincode::encode_to_vec(&manifest, bincode::config::standard())
            .expect("numbers and bytes encode into a vector without error");
        let Position { files, blocks } = self.start;
        let whole = self.folder.join(format!("{files:08}-{blocks:08}.{EXTENSION}"));
        let failed = |source| Error::Write { path: whole.clone(), source };
        open.write(&manifest).map_err(failed)?;
        let Unfinished { mut out, checksum, .. } = open;
        let tail = [(manifest.len() as u64).to_le_bytes(), checksum.digest().to_le_bytes(), MARK].concat();
        out.write_all(&tail).map_err(failed)?;
        let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        fs::rename(self.folder.join(UNFINISHED), &whole).map_err(failed)?;
        (self.start, self.decoded_files, self.covered_bytes) = (end, 0, 0);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wirecopy_io::{Input, list};

    const BLOCK: u64 = COVERED_BYTES_MIN;

    const INPUTS: [&str; 3] = ["a.jsonl", "b.jsonl", "c.jsonl"];

    fn opened(home: &Path, fingerprint: u64) -> Result<(Vec<Checkpoint>, CheckpointWriter)> {
        let (listed, _) = list(&INPUTS.map(|name| Input::Path(home.join(name))))?;
        open(&home.join("kept"), fingerprint, &listed)
    }

    fn write_inputs(home: &Path) {
        INPUTS.iter().for_each(|name| fs::write(home.join(name), "{}").unwrap());
    }

    type Change = fn(&Path);

    /// Two blocks of the first file, one of the second, and a kill before the third is done.
    fn killed(home: &Path) {
        write_inputs(home);
        let (kept, mut writer) = opened(home, 7).unwrap();
        assert!(kept.is_empty());
        for (frame, file) in [(&b"one"[..], 0), (b"", 0), (b"three", 1), (b"four", 2)] {
            writer.push(frame, file, BLOCK, 1).unwrap();
        }
    }

    fn frames(kept: &[Checkpoint]) -> Vec<Vec<Vec<u8>>> {
        kept.iter().map(|kept| kept.frames().unwrap().map(Result::unwrap).collect()).collect()
    }

    #[test]
    fn finished_files_come_back_after_a_kill_and_the_unfinished_one_does_not() {
        let home = tempfile::tempdir().unwrap();
        killed(home.path());
        let (kept, mut writer) = opened(home.path(), 7).unwrap();
        assert_eq!(frames(&kept), [vec![b"one".to_vec(), b"".to_vec()], vec![b"three".to_vec()]]);
        assert_eq!(kept.iter().map(Checkpoint::n_files).sum::<u64>(), 2);
        assert_eq!(kept.iter().map(Checkpoint::bytes).sum::<u64>(), 3 * BLOCK);
        assert_eq!(kept[0].decoded_files(), 2);
        writer.push(b"four", 2, BLOCK, 0).unwrap();
        writer.finish().unwrap();
        let (kept, _) = opened(home.path(), 7).unwrap();
        assert_eq!(frames(&kept).concat().concat(), b"onethreefour");
    }

    #[test]
    fn a_large_file_comes_back_up_to_the_last_block_that_was_kept_in_whole() {
        let home = tempfile::tempdir().unwrap();
        write_inputs(home.path());
        let (_, mut writer) = opened(home.path(), 7).unwrap();
        let half = COVERED_BYTES_IN_FILE / 2;
        for (frame, file) in [(&b"a1"[..], 0), (b"b1", 1), (b"b2", 1), (b"b3", 1), (b"b4", 1), (b"b5", 1)] {
            writer.push(frame, file, half, 0).unwrap();
        }
        drop(writer);
        let (kept, mut writer) = opened(home.path(), 7).unwrap();
        let of_first = [b"a1".to_vec()];
        let of_second = [[b"b1".to_vec(), b"b2".to_vec()], [b"b3".to_vec(), b"b4".to_vec()]];
        assert_eq!(frames(&kept), [&of_first[..], &of_second[0], &of_second[1]]);
        assert_eq!(writer.start(), Position { files: 1, blocks: 4 });
        assert_eq!(kept.iter().map(Checkpoint::n_files).collect::<Vec<_>>(), [1, 0, 0]);
        writer.push(b"b5", 1, half, 0).unwrap();
        writer.push(b"c1", 2, half, 0).unwrap();
        writer.finish().unwrap();
        let (kept, writer) = opened(home.path(), 7).unwrap();
        assert_eq!(frames(&kept).concat().concat(), b"a1b1b2b3b4b5c1");
        assert_eq!(writer.start(), Position { files: 3, blocks: 0 });
        fs::write(home.path().join("b.jsonl"), "{} ").unwrap();
        assert_eq!(frames(&opened(home.path(), 7).unwrap().0), [&of_first[..]]);
    }

    #[test]
    fn what_does_not_fit_is_not_gone_on_from() {
        let cases: [(&str, Change, u64, usize); 4] = [
            ("other parameters", |_| (), 8, 0),
            ("a changed input", |home| fs::write(home.join("b.jsonl"), "{} ").unwrap(), 7, 1),
            ("a flipped bit", |home| flip(&home.join("kept/00000000-00000000.checkpoint")), 7, 0),
            ("half a file", |home| cut(&home.join("kept/00000001-00000000.checkpoint")), 7, 1),
        ];
        for (what, change, fingerprint, n_kept) in cases {
            let home = tempfile::tempdir().unwrap();
            killed(home.path());
            change(home.path());
            assert_eq!(opened(home.path(), fingerprint).unwrap().0.len(), n_kept, "{what}");
            let left = fs::read_dir(home.path().join("kept")).unwrap().count();
            assert_eq!(left, n_kept, "what does not fit {what} is removed");
        }
    }

    fn flip(path: &Path) {
        let mut bytes = fs::read(path).unwrap();
        bytes[9] ^= 4;
        fs::write(path, bytes).unwrap();
    }

    fn cut(path: &Path) {
        let bytes = fs::read(path).unwrap();
        fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
    }

    #[test]
    fn a_folder_with_other_files_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        write_inputs(home.path());
        fs::create_dir(home.path().join("kept")).unwrap();
        fs::write(home.path().join("kept/diary.txt"), "mine").unwrap();
        assert!(matches!(opened(home.path(), 7), Err(Error::ForeignOutput { .. })));
    }
}
